import { z } from 'zod';
import { PRODUCT_SORTS } from '../catalogue/products';
import { lineTermsSchema } from './orders';
import {
  amountSchema,
  page,
  pageQuery,
  productIdSchema,
  ratioTextSchema,
  skuIdSchema,
  storeIdSchema,
} from './primitives';
import { categoryIdSchema, productSourceSchema } from './products';
import { ratingSchema, reviewSchema } from './reviews';
import { routes } from './route';

/** What a purchase of one piece at the shown price may receive in all, and by which rule. */
const rebateOfferSchema = z
  .object({
    entitledFen: amountSchema,
    ratio: ratioTextSchema,
    source: z.string().describe('product|store|cashier|platform . level|spend|lottery|fixed'),
    sourceText: z.string().describe('The rule that chose the ratio, as a member reads it.'),
  })
  .meta({ id: 'RebateOffer' });

export const productSummarySchema = z
  .object({
    id: productIdSchema,
    title: z.string(),
    summary: z.string(),
    picture: z.string().describe('URL path of the picture.'),
    categoryId: z.string(),
    priceFen: amountSchema,
    sold: z.int(),
    onSale: z.boolean(),
    inStock: z.boolean(),
    storeId: storeIdSchema.nullable().describe('Sold online by this store; null: in the mall.'),
    rebate: rebateOfferSchema.nullable().describe('null: the purchase stands in no line.'),
  })
  .meta({ id: 'ProductSummary' });

export const skuSchema = z
  .object({
    id: skuIdSchema,
    name: z.string().describe('Its choices; empty: the only SKU.'),
    choices: z.array(z.string()).describe('One for each spec name of the product.'),
    priceFen: amountSchema,
    stock: z.int(),
    picture: z.string().nullable().describe("null: the product's."),
  })
  .meta({ id: 'Sku' });

export const productSchema = productSummarySchema
  .extend({
    detail: z.string().describe('Plain text; each line is a paragraph.'),
    pictures: z.array(z.string()).describe('All of them, the first one is that of lists.'),
    detailPictures: z.array(z.string()).describe('Below the text.'),
    stock: z.int().describe('Of all SKUs.'),
    specNames: z.array(z.string()).describe('What its SKUs differ in.'),
    skus: z.array(skuSchema),
    source: productSourceSchema,
    storeName: z.string().nullable(),
    offersExpress: z.boolean(),
    offersPickup: z.boolean().describe("Only of a store's products."),
    terms: lineTermsSchema.describe('What one piece at the shown price would receive, and why.'),
    rating: ratingSchema,
    reviews: z.array(reviewSchema).describe('Some, newest first.'),
    favourite: z.boolean().describe("Among the asking member's favourites."),
    queueWaiting: z.int().nullable().describe('People waiting in the queue this product would join.'),
  })
  .meta({ id: 'Product' });

export const shopRoutes = routes({
  'GET /api/features': {
    tag: 'Shop',
    summary: 'Names and switches that the pages need before anything else',
    auth: 'public',
    response: z
      .object({
        shopName: z.string(),
        featureName: z.string().describe('Setting 7: what members call the queue rebate.'),
        exchangeName: z.string().describe('Setting 8.'),
        rebateEnabled: z.boolean(),
        recruitmentRatio: ratioTextSchema.describe(
          "Of the platform's commission, to who brought in the store; 0: none.",
        ),
        rewardFreezeDays: z.int().describe('For how long rewards stay frozen after an order has completed.'),
        show: z.object({
          progress: z.boolean(),
          rewardedTotal: z.boolean(),
          pending: z.boolean(),
          memberInfo: z.boolean(),
          pendingAmounts: z.boolean(),
        }),
        demo: z.boolean().describe('Demo mode: the member switcher and the simulated payment sheet.'),
      })
      .meta({ id: 'Features' }),
  },
  'GET /api/categories': {
    tag: 'Shop',
    summary: 'Categories of the mall',
    auth: 'public',
    response: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
  },
  'GET /api/products': {
    tag: 'Shop',
    summary: 'Products on sale, of the mall or of a store',
    auth: 'public',
    query: z.object({
      ...pageQuery,
      category: categoryIdSchema.or(z.literal('')).optional(),
      storeId: storeIdSchema.optional().describe('Sold online by this store; absent: in the mall.'),
      search: z.string().trim().max(40).optional(),
      sort: z
        .enum(PRODUCT_SORTS)
        .optional()
        .describe('Absent: what fits the search best first; without a search, the newest.'),
    }),
    response: page(productSummarySchema),
  },
  'GET /api/products/:id': {
    tag: 'Shop',
    summary: 'One product',
    auth: 'public',
    params: z.object({ id: productIdSchema }),
    response: productSchema,
    errors: ['product_not_found'],
  },
});
