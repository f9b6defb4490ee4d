import { z } from 'zod';
import {
  amountSchema,
  page,
  pageQuery,
  productIdSchema,
  ratioTextSchema,
  skuIdSchema,
  storeIdSchema,
} from './primitives';
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
    inStock: z.boolean(),
    rebate: rebateOfferSchema.nullable().describe('null: the purchase stands in no line.'),
  })
  .meta({ id: 'ProductSummary' });

export const skuSchema = z
  .object({
    id: skuIdSchema,
    name: z.string().describe('Its choices; empty: the only SKU.'),
    priceFen: amountSchema,
    stock: z.int(),
    picture: z.string().nullable().describe("null: the product's."),
  })
  .meta({ id: 'Sku' });

export const productSchema = productSummarySchema
  .extend({
    detail: z.string(),
    stock: z.int().describe('Of all SKUs.'),
    skus: z.array(skuSchema),
    source: z.enum(['selfOperated', 'supplier', 'supplyChain']),
    queueWaiting: z.int().nullable().describe('People waiting in the queue this product would join.'),
  })
  .meta({ id: 'Product' });

export const storeSchema = z
  .object({
    id: storeIdSchema,
    name: z.string(),
    trade: z.string(),
    picture: z.string(),
    address: z.string(),
    district: z.string(),
    openingHours: z.string(),
    phone: z.string(),
    rebate: ratioTextSchema.nullable().describe('Entitlement ratio of a cashier payment; null: none.'),
  })
  .meta({ id: 'Store' });

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
    summary: 'Products on sale, newest first',
    auth: 'public',
    query: z.object({
      ...pageQuery,
      category: z
        .string()
        .regex(/^[0-9A-Za-z_-]{0,32}$/)
        .optional(),
      search: z.string().trim().max(40).optional(),
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
  'GET /api/stores': {
    tag: 'Shop',
    summary: 'Stores',
    auth: 'public',
    query: z.object(pageQuery),
    response: page(storeSchema),
  },
  'GET /api/stores/:id': {
    tag: 'Shop',
    summary: 'One store',
    auth: 'public',
    params: z.object({ id: storeIdSchema }),
    response: storeSchema,
    errors: ['store_not_found'],
  },
});
