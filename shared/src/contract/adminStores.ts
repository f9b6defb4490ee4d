import { z } from 'zod';
import { placeRulesSchema } from '../settings/schema';
import { overruledSchema } from './adminMerchants';
import { commissionSchema, placeSchema } from './applications';
import { cashierDiscountFields } from './cashierDiscount';
import { cashierCodeLabel, cashierCodeSchema, storeFrontFields } from './deskStore';
import {
  cashierCodeIdSchema,
  instantSchema,
  memberIdSchema,
  merchantIdSchema,
  page,
  pageQuery,
  ratioTextSchema,
  storeIdSchema,
} from './primitives';
import { routes } from './route';
import { storePageFields } from './stores';

const read = { tag: 'Merchants', auth: 'operator', permission: 'stores.read' } as const;
const review = { tag: 'Merchants', auth: 'operator', permission: 'stores.review' } as const;

const rulesSchema = placeRulesSchema.describe('What is absent is not set. SPEC section 10.');

const adminStoreSchema = z
  .object({
    id: storeIdSchema,
    ...storePageFields,
    merchantId: merchantIdSchema.nullable().describe("null: the shop's own."),
    recruiterId: memberIdSchema.nullable(),
    selling: z.boolean(),
    commissionRatio: ratioTextSchema,
    rebate: rulesSchema,
    cashier: rulesSchema,
    ...cashierDiscountFields,
    createdAt: instantSchema,
  })
  .meta({ id: 'AdminStore' });

const pageFields = {
  name: z.string().trim().min(2).max(64),
  trade: z.string().trim().min(1).max(32),
  address: z.string().trim().min(2).max(255),
  district: z.string().trim().min(1).max(64),
  place: placeSchema.nullable(),
  ...storeFrontFields,
};

const byId = z.object({ id: storeIdSchema });
const byCode = z.object({ id: cashierCodeIdSchema });
const NO_CODE = ['cashier_code_not_found'] as const;

/** What the list and its export can be narrowed to. */
export const storeFilters = {
  merchantId: merchantIdSchema.optional(),
  name: z.string().trim().min(1).max(64).optional().describe('How the name begins.'),
};

/** Stores, for operators. */
export const adminStoreRoutes = routes({
  'GET /api/admin/stores': {
    ...read,
    summary: 'Stores, newest first',
    query: z.object({ ...pageQuery, ...storeFilters }),
    response: page(adminStoreSchema),
  },
  'POST /api/admin/stores': {
    ...review,
    summary: "Open a further store of a merchant, or one of the shop's own",
    idempotent: true,
    body: z.object({
      ...pageFields,
      merchantId: merchantIdSchema.nullable(),
      commissionRatio: commissionSchema
        .nullable()
        .describe("Of a store of the shop's own; null where the merchant's contract says it."),
      overruled: overruledSchema.describe('`store:new`, `cashier:new`.'),
    }),
    response: adminStoreSchema,
    errors: [
      'merchant_not_found',
      'commission_by_contract',
      'margin_exceeded',
      'forbidden_phrase',
      'picture_not_found',
    ],
  },
  'GET /api/admin/stores/:id': {
    ...read,
    summary: 'One store',
    params: byId,
    response: adminStoreSchema,
    errors: ['store_not_found'],
  },
  'PUT /api/admin/stores/:id': {
    ...review,
    summary: 'Its page and its place',
    params: byId,
    body: z.object(pageFields),
    response: adminStoreSchema,
    errors: ['store_not_found', 'forbidden_phrase', 'picture_not_found'],
  },
  'PUT /api/admin/stores/:id/rules': {
    ...review,
    summary: 'Rules of its online sales and of its cashier; orders that are placed keep theirs',
    params: byId,
    body: z.object({
      commissionRatio: commissionSchema
        .optional()
        .describe("Of a store of the shop's own; a merchant's is in its contract."),
      rebate: rulesSchema,
      cashier: rulesSchema,
      overruled: overruledSchema.describe('`store:3`, `store:3/product:7`, `cashier:3`.'),
    }),
    response: adminStoreSchema,
    errors: ['store_not_found', 'commission_by_contract', 'margin_exceeded'],
  },
  'GET /api/admin/stores/:id/cashier-codes': {
    ...read,
    summary: "Codes of a store's cashier, newest first, the revoked ones too",
    params: byId,
    query: z.object(pageQuery),
    response: page(cashierCodeSchema),
    errors: ['store_not_found'],
  },
  'POST /api/admin/stores/:id/cashier-codes': {
    ...review,
    summary: "One more code for a store's cashier",
    idempotent: true,
    params: byId,
    body: cashierCodeLabel,
    response: cashierCodeSchema,
    errors: ['store_not_found', 'forbidden_phrase'],
  },
  'GET /api/admin/cashier-codes/:id/code.png': {
    ...read,
    summary: 'The mini-program code, to print',
    params: byCode,
    response: 'image/png',
    errors: [...NO_CODE, 'cashier_code_revoked', 'wechat_unavailable'],
  },
  'POST /api/admin/cashier-codes/:id/revoke': {
    ...review,
    summary: 'It opens nothing any more; repeated, it answers the same',
    params: byCode,
    response: cashierCodeSchema,
    errors: NO_CODE,
  },
  'POST /api/admin/cashier-codes/:id/renew': {
    ...review,
    summary: 'Another one in its place; repeated, it answers the same',
    params: byCode,
    response: cashierCodeSchema,
    errors: NO_CODE,
  },
});
