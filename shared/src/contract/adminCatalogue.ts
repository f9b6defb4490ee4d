import { z } from 'zod';
import { itemRulesSchema } from '../settings/schema';
import {
  amountSchema,
  merchantIdSchema,
  page,
  pageQuery,
  productIdSchema,
  queueKeySchema,
  skuIdSchema,
  storeIdSchema,
} from './primitives';
import {
  categoryIdSchema,
  CHANGE_ERRORS,
  changeFields,
  fullProductSchema,
  listedProductSchema,
  PRODUCT_ERRORS,
  productContentFields,
  productSourceSchema,
  stockEditSchema,
} from './products';
import { routes } from './route';

const byProduct = z.object({ id: productIdSchema });
const byCategory = z.object({ id: categoryIdSchema });

/** What an operator decides beside the content. */
const operatorFields = {
  ...productContentFields,
  rebate: itemRulesSchema
    .optional()
    .describe('Its own rules. Absent: as they are; of a new product: as setting 2 says.'),
  overruled: z
    .array(z.string().max(200))
    .max(1_000)
    .default([])
    .describe('Names of findings of the margin guard that may pass all the same.'),
};

const categorySchema = z
  .object({ id: categoryIdSchema, name: z.string(), products: z.int().describe('Of any state.') })
  .meta({ id: 'AdminCategory' });
const categoriesSchema = z.object({ items: z.array(categorySchema) });
const categoryNameSchema = z.string().trim().min(1).max(32);

const waitingSchema = z
  .object({
    queueKey: queueKeySchema,
    title: z.string().describe("The product's."),
    entries: z.int(),
    remainingFen: amountSchema.describe('What those entries may still receive.'),
  })
  .meta({ id: 'WaitingBehindProduct' });

/** What the list can be narrowed to, and its export; beside what is on sale, and how many pieces are left. */
export const productFilters = {
  search: z.string().trim().max(40).optional(),
  category: categoryIdSchema.optional(),
  source: productSourceSchema.optional(),
  merchantId: merchantIdSchema.optional(),
  storeId: storeIdSchema.optional(),
};

export const adminCatalogueRoutes = routes({
  'GET /api/admin/products': {
    tag: 'Catalogue',
    summary: 'All products, newest first',
    auth: 'operator',
    permission: 'catalogue.read',
    query: z.object({
      ...pageQuery,
      ...productFilters,
      onSale: z.stringbool().optional(),
      stockUpTo: z.coerce
        .number()
        .int()
        .min(0)
        .max(1_000)
        .optional()
        .describe('With a SKU on sale that has so few pieces or fewer.'),
    }),
    response: page(listedProductSchema),
  },
  // Before the route of one product, whose address fits it too.
  'GET /api/admin/products/rebate-off': {
    tag: 'Catalogue',
    summary: 'How many products of the mall setting 3 would switch the rebate on for',
    auth: 'operator',
    permission: 'catalogue.read',
    response: z.object({
      off: z.int().describe('Have their own switch off.'),
      mall: z.int().describe('Products of the mall, of any state.'),
    }),
  },
  'GET /api/admin/products/:id': {
    tag: 'Catalogue',
    summary: 'A product with its SKUs and rules, and who waits in a queue of its own',
    auth: 'operator',
    permission: 'catalogue.read',
    params: byProduct,
    response: z.object({
      product: fullProductSchema,
      waiting: waitingSchema.nullable().describe('null: it has no queue of its own in which somebody waits.'),
    }),
    errors: ['product_not_found'],
  },
  'POST /api/admin/products': {
    tag: 'Catalogue',
    summary: 'Add a product',
    auth: 'operator',
    permission: 'catalogue.write',
    idempotent: true,
    body: z.object({
      ...operatorFields,
      source: productSourceSchema,
      merchantId: merchantIdSchema.nullable().default(null).describe('The supplier, if it has an account.'),
      storeId: storeIdSchema.nullable().default(null).describe('Of the source store only.'),
    }),
    response: fullProductSchema,
    errors: [...PRODUCT_ERRORS, 'merchant_not_found', 'store_not_found'],
  },
  // Before the route of one product, whose address fits it too.
  'PUT /api/admin/products/on-sale': {
    tag: 'Catalogue',
    summary: 'Put products on sale, or take them off; all or none',
    auth: 'operator',
    permission: 'catalogue.write',
    body: z.object({
      ids: z.array(productIdSchema).min(1).max(100),
      onSale: z.boolean(),
      confirmWaiting: changeFields.confirmWaiting,
    }),
    response: z.object({ changed: z.int().describe('The others were so already.') }),
    errors: ['product_not_found', 'product_invalid', 'entries_waiting'],
  },
  'PUT /api/admin/products/:id': {
    tag: 'Catalogue',
    summary: 'Change a product. Orders that were placed stay as they are',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byProduct,
    body: z.object({ ...operatorFields, ...changeFields }),
    response: fullProductSchema,
    errors: [...CHANGE_ERRORS],
  },
  'POST /api/admin/products/enable-rebate': {
    tag: 'Catalogue',
    summary: 'Setting 3: switch the rebate on for all products of the mall; may be repeated',
    auth: 'operator',
    permission: 'catalogue.write',
    body: z.object({ overruled: operatorFields.overruled }),
    response: z.object({ changed: z.int() }),
    errors: ['margin_exceeded'],
  },
  'POST /api/admin/products/:id/skus/:skuId/stock': {
    tag: 'Catalogue',
    summary: 'Change the stock of a SKU',
    auth: 'operator',
    permission: 'catalogue.write',
    idempotent: true,
    params: z.object({ id: productIdSchema, skuId: skuIdSchema }),
    body: z.object({ stock: stockEditSchema }),
    response: z.object({ stock: z.int() }),
    errors: ['sku_not_found', 'stock_changed'],
  },
  'GET /api/admin/categories': {
    tag: 'Catalogue',
    summary: 'Categories, in their order',
    auth: 'operator',
    permission: 'catalogue.read',
    response: categoriesSchema,
  },
  'POST /api/admin/categories': {
    tag: 'Catalogue',
    summary: 'Add a category at the end; a name that is there already is refused',
    auth: 'operator',
    permission: 'catalogue.write',
    body: z.object({ name: categoryNameSchema }),
    response: categorySchema,
    errors: ['category_taken', 'forbidden_phrase'],
  },
  'PUT /api/admin/categories/order': {
    tag: 'Catalogue',
    summary: 'Put the categories in order; names every one of them',
    auth: 'operator',
    permission: 'catalogue.write',
    body: z.object({ ids: z.array(categoryIdSchema).min(1).max(500) }),
    response: categoriesSchema,
    errors: ['category_not_found'],
  },
  'PUT /api/admin/categories/:id': {
    tag: 'Catalogue',
    summary: 'Rename a category',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byCategory,
    body: z.object({ name: categoryNameSchema }),
    response: categorySchema,
    errors: ['category_not_found', 'category_taken', 'forbidden_phrase'],
  },
  'DELETE /api/admin/categories/:id': {
    tag: 'Catalogue',
    summary: 'Take a category away that no product is in',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byCategory,
    response: 'empty',
    errors: ['category_not_found', 'category_in_use'],
  },
});
