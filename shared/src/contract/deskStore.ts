import { z } from 'zod';
import type { SettingsForDesk } from '../merchants/deskRules';
import { placeRulesSchema } from '../settings/schema';
import {
  cashierCodeIdSchema,
  instantSchema,
  page,
  pageQuery,
  picturePathSchema,
  ratioTextSchema,
  storeIdSchema,
} from './primitives';
import { phoneSchema } from './applications';
import { cashierDiscountFields } from './cashierDiscount';
import { weeklyHoursSchema } from './openHours';
import { storePageFields } from './stores';
import { routes } from './route';

const read = { tag: 'Desk', auth: 'staff', permission: 'desk.read' } as const;
const write = { tag: 'Desk', auth: 'staff', permission: 'desk.store.write' } as const;

export const cashierCodeSchema = z
  .object({
    id: cashierCodeIdSchema,
    storeId: storeIdSchema,
    scene: z.string().describe('What the mini-program code says.'),
    label: z.string().describe('Where it hangs: a table, a till.'),
    replacesId: cashierCodeIdSchema.nullable(),
    createdAt: instantSchema,
    revokedAt: instantSchema.nullable().describe('Opens nothing since then.'),
  })
  .meta({ id: 'CashierCode' });

/** What a merchant changes of its store's page. */
export const storeFrontFields = {
  openingHours: z.string().trim().max(64).describe('Empty: told from weeklyHours.'),
  weeklyHours: weeklyHoursSchema,
  phone: z.union([phoneSchema, z.literal('')]),
  picture: picturePathSchema,
  pictures: z.array(picturePathSchema).max(8),
  notice: z.string().trim().max(200),
};

const ruleFields = {
  rebate: placeRulesSchema.describe('Rules of its online sales. What is absent is not set. SPEC section 10.'),
  cashier: placeRulesSchema.describe('Rules of its cashier.'),
};

const deskStoreSchema = z
  .object({
    id: storeIdSchema,
    ...storePageFields,
    selling: z.boolean().describe('Takes orders; false while the merchant is suspended or out of contract.'),
    commissionRatio: ratioTextSchema,
    ...ruleFields,
    ...cashierDiscountFields,
  })
  .meta({ id: 'DeskStore' });

/** A brand exists for the compiler only. */
const settingsForDeskSchema = z.record(z.string(), z.unknown()).meta({
  id: 'SettingsForDesk',
  description:
    "Of the platform's settings, what stands where a store sets nothing, and what only the platform sets.",
}) as unknown as z.ZodType<SettingsForDesk, SettingsForDesk>;

const deskStoreRulesSchema = z
  .object({
    commissionRatio: ratioTextSchema,
    ...ruleFields,
    platform: settingsForDeskSchema,
  })
  .meta({ id: 'DeskStoreRules' });

export const cashierCodeLabel = z.object({ label: z.string().trim().min(1).max(32) });
const byId = z.object({ id: storeIdSchema });
const byCode = z.object({ id: cashierCodeIdSchema });
const NO_CODE = ['cashier_code_not_found'] as const;

/** The stores of a merchant, and the codes of their cashiers. */
export const deskStoreRoutes = routes({
  'GET /api/desk/stores': {
    ...read,
    summary: "The merchant's stores, newest first",
    query: z.object(pageQuery),
    response: page(deskStoreSchema),
  },
  'GET /api/desk/stores/:id': {
    ...read,
    summary: 'One store',
    params: byId,
    response: deskStoreSchema,
    errors: ['store_not_found'],
  },
  'PUT /api/desk/stores/:id': {
    ...write,
    summary: 'Hours, phone, pictures and notice',
    params: byId,
    body: z.object(storeFrontFields),
    response: deskStoreSchema,
    errors: ['store_not_found', 'forbidden_phrase', 'picture_not_found'],
  },
  'GET /api/desk/stores/:id/rules': {
    ...read,
    summary: 'What its sales give to the lines, beside what the platform sets',
    params: byId,
    response: deskStoreRulesSchema,
    errors: ['store_not_found'],
  },
  'PUT /api/desk/stores/:id/rules': {
    ...write,
    summary:
      'Rules of its online sales and of its cashier, as far as they are its own: within its margin, and no entitlement above the platform’s; orders that are placed keep theirs',
    params: byId,
    body: z.object(ruleFields),
    response: deskStoreRulesSchema,
    errors: ['store_not_found', 'rules_reserved', 'margin_exceeded'],
  },
  'PUT /api/desk/stores/:id/cashier-discount': {
    ...write,
    summary: 'What its cashier takes off the amount that is typed, for orders from now on; null: nothing',
    params: byId,
    body: z.object(cashierDiscountFields),
    response: deskStoreSchema,
    errors: ['store_not_found'],
  },
  'GET /api/desk/stores/:id/cashier-codes': {
    ...read,
    summary: "Codes of a store's cashier, newest first, the revoked ones too",
    params: byId,
    query: z.object(pageQuery),
    response: page(cashierCodeSchema),
    errors: ['store_not_found'],
  },
  'POST /api/desk/stores/:id/cashier-codes': {
    ...write,
    summary: "One more code for a store's cashier",
    idempotent: true,
    params: byId,
    body: cashierCodeLabel,
    response: cashierCodeSchema,
    errors: ['store_not_found', 'forbidden_phrase'],
  },
  'GET /api/desk/cashier-codes/:id/code.png': {
    ...read,
    summary: 'The mini-program code, to print',
    params: byCode,
    response: 'image/png',
    errors: [...NO_CODE, 'cashier_code_revoked', 'wechat_unavailable'],
  },
  'POST /api/desk/cashier-codes/:id/revoke': {
    ...write,
    summary: 'It opens nothing any more; repeated, it answers the same',
    params: byCode,
    response: cashierCodeSchema,
    errors: NO_CODE,
  },
  'POST /api/desk/cashier-codes/:id/renew': {
    ...write,
    summary: 'Another one in its place; repeated, it answers the same',
    params: byCode,
    response: cashierCodeSchema,
    errors: NO_CODE,
  },
});
