import { z } from 'zod';
import { PRODUCT_SOURCES } from '../catalogue/products';
import { ZERO_FEN } from '../money/fen';
import {
  amountSchema,
  freightTemplateIdSchema,
  instantSchema,
  merchantIdSchema,
  payableSchema,
  picturePathSchema,
  productIdSchema,
  skuIdSchema,
  storeIdSchema,
} from './primitives';

/*
 * A product as who sells it writes and reads it: operators, merchants at their desks, and batch imports.
 */

export const categoryIdSchema = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,32}$/)
  .meta({ id: 'CategoryId', description: 'A category of the mall.' });

export const productSourceSchema = z.enum(PRODUCT_SOURCES).meta({ id: 'ProductSource' });

/** What stands on a tag, in plain characters. */
const codeSchema = z.string().regex(/^[!-~]{1,64}$/);
const STOCK_MOST = 10_000_000;
const stockSchema = z.int().min(0).max(STOCK_MOST);

/** A difference, or a number over the one that was seen: orders go on taking pieces while somebody types. */
export const stockEditSchema = z
  .union([
    z.strictObject({ by: z.int().min(-STOCK_MOST).max(STOCK_MOST) }),
    z.strictObject({
      set: stockSchema,
      expectedStock: stockSchema.optional().describe('What the editor saw; only a new SKU needs none.'),
    }),
  ])
  .meta({ id: 'StockEdit' });
export type StockEdit = z.output<typeof stockEditSchema>;

export const skuDraftSchema = z
  .object({
    id: skuIdSchema.optional().describe('Absent: a new one.'),
    choices: z
      .array(z.string().trim().min(1).max(30))
      .max(3)
      .describe('One for each spec name, such as 红色 and XL; none: the only SKU.'),
    code: codeSchema.nullable().default(null).describe("The seller's own."),
    priceFen: payableSchema,
    costFen: amountSchema.default(ZERO_FEN).describe("For a supplier's product the supply price."),
    picture: picturePathSchema.nullable().default(null).describe("null: the product's."),
    onSale: z.boolean().default(true),
    stock: stockEditSchema.optional().describe('Absent: as it is; of a new SKU: 0.'),
  })
  .meta({ id: 'SkuDraft' });

/** What anybody who sells a product says of it. */
export const productContentFields = {
  code: codeSchema.nullable().default(null).describe("The seller's own; one product a seller."),
  title: z.string().trim().min(1).max(120),
  summary: z.string().trim().max(255),
  categoryId: categoryIdSchema,
  pictures: z.array(picturePathSchema).min(1).max(9).describe('The first one stands in lists.'),
  detail: z.string().trim().max(5000).describe('Plain text; each line is a paragraph.'),
  detailPictures: z.array(picturePathSchema).max(20).default([]),
  specNames: z.array(z.string().trim().min(1).max(16)).max(3).describe('What its SKUs differ in.'),
  skus: z
    .array(skuDraftSchema)
    .min(1)
    .max(100)
    .refine(
      (skus) => new Set(skus.flatMap(({ id }) => id ?? [])).size === skus.filter(({ id }) => id).length,
      {
        message: 'a SKU may appear once',
      },
    )
    .describe('In their order. Who is not among them any more is removed: nobody can buy it.'),
  freightTemplateId: freightTemplateIdSchema.nullable().default(null).describe('null: sent for free.'),
  weightGrams: z.int().min(0).max(1_000_000).default(0).describe('Of one piece, packed.'),
  offersExpress: z.boolean().default(true).describe('The mall sends everything by express.'),
  offersPickup: z.boolean().default(true).describe("Only of a store's products."),
  onSale: z.boolean(),
};
export const productContentSchema = z.object(productContentFields);
export type ProductContent = z.output<typeof productContentSchema>;
export type SkuDraft = ProductContent['skus'][number];

/** Rules as they are kept; `itemRulesSchema` is what they were judged by. */
export const rulesViewSchema = z
  .record(z.string(), z.unknown())
  .meta({ id: 'ItemRules', description: "A product's own rules of the rebate; what is absent is not set." });

export const fullSkuSchema = z
  .object({
    id: skuIdSchema,
    name: z.string().describe('Its choices; empty: the only SKU.'),
    choices: z.array(z.string()),
    code: z.string().nullable(),
    priceFen: amountSchema,
    costFen: amountSchema,
    stock: z.int(),
    picture: z.string().nullable(),
    onSale: z.boolean(),
  })
  .meta({ id: 'FullSku' });

const listedFields = {
  id: productIdSchema,
  code: z.string().nullable(),
  title: z.string(),
  picture: z.string(),
  categoryId: z.string(),
  source: productSourceSchema,
  merchantId: merchantIdSchema.nullable(),
  storeId: storeIdSchema.nullable().describe('null: a product of the mall.'),
  priceFen: amountSchema.describe('The lowest of its SKUs on sale.'),
  stock: z.int().describe('Of all SKUs on sale.'),
  sold: z.int(),
  onSale: z.boolean(),
  rebateOn: z.boolean().describe("The product's own switch."),
  version: z.int(),
};
/** A product in a list of who sells it. */
export const listedProductSchema = z.object(listedFields).meta({ id: 'ListedProduct' });

/** A product with all that its editor shows. */
export const fullProductSchema = z
  .object({
    ...listedFields,
    summary: z.string(),
    pictures: z.array(z.string()),
    detail: z.string(),
    detailPictures: z.array(z.string()),
    specNames: z.array(z.string()),
    skus: z.array(fullSkuSchema),
    freightTemplateId: freightTemplateIdSchema.nullable(),
    weightGrams: z.int(),
    offersExpress: z.boolean(),
    offersPickup: z.boolean(),
    rebate: rulesViewSchema,
    createdAt: instantSchema,
  })
  .meta({ id: 'FullProduct' });

/** What a change of a product names beside its content. */
export const changeFields = {
  version: z.int().min(1).describe('As it was read; another one since is refused with product_changed.'),
  confirmWaiting: z
    .boolean()
    .default(false)
    .describe('Goes off sale although entries wait in its own queue, which nothing would feed any more.'),
};

/** The errors that writing a product can meet. */
export const PRODUCT_ERRORS = [
  'forbidden_phrase',
  'picture_not_found',
  'product_invalid',
  'product_code_taken',
  'category_not_found',
  'freight_template_not_found',
  'margin_exceeded',
] as const;
export const CHANGE_ERRORS = [
  ...PRODUCT_ERRORS,
  'product_not_found',
  'product_changed',
  'sku_not_found',
  'stock_changed',
  'entries_waiting',
] as const;
