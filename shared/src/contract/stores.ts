import { z } from 'zod';
import { MAX_LATITUDE_E6, MAX_LONGITUDE_E6 } from '../merchants/place';
import { placeSchema } from './applications';
import { openHoursSchema } from './openHours';
import {
  page,
  pageQuery,
  picturePathSchema,
  productIdSchema,
  ratioTextSchema,
  storeIdSchema,
} from './primitives';
import { routes } from './route';

/** What a store tells about itself, as its page shows it. */
export const storePageFields = {
  name: z.string(),
  trade: z.string(),
  picture: z.string(),
  pictures: z.array(picturePathSchema).describe('Beside the first one.'),
  address: z.string(),
  district: z.string(),
  place: placeSchema.nullable(),
  openingHours: z.string().describe('As people read it.'),
  weeklyHours: z.array(openHoursSchema).nullable().describe('null: only the text is known.'),
  phone: z.string(),
  notice: z.string().describe('What it tells its customers; empty: nothing.'),
};

export const storeSchema = z
  .object({
    id: storeIdSchema,
    ...storePageFields,
    openNow: z.boolean().nullable().describe('null: not known.'),
    selling: z.boolean().describe('Takes orders; false while its merchant is suspended or out of contract.'),
    distanceMetres: z.int().nullable().describe('From where the asker is; null: not asked, or not known.'),
    rebate: ratioTextSchema.nullable().describe('Entitlement ratio of a cashier payment; null: none.'),
    cashierDiscountText: z
      .string()
      .nullable()
      .describe('What its cashier takes off the typed amount, as a member reads it; null: nothing.'),
  })
  .meta({ id: 'Store' });

const here = {
  latitudeE6: z.coerce.number().int().min(-MAX_LATITUDE_E6).max(MAX_LATITUDE_E6).optional(),
  longitudeE6: z.coerce.number().int().min(-MAX_LONGITUDE_E6).max(MAX_LONGITUDE_E6).optional(),
};
const isWhole = ({ latitudeE6, longitudeE6 }: { latitudeE6?: number; longitudeE6?: number }): boolean =>
  (latitudeE6 === undefined) === (longitudeE6 === undefined);
const HALF = { message: 'latitudeE6 and longitudeE6 come together', path: ['longitudeE6'] };

export const storeRoutes = routes({
  'GET /api/stores': {
    tag: 'Stores',
    summary: 'Stores that take orders: the nearest first for who says where it is, else the newest first',
    auth: 'public',
    query: z
      .object({
        ...pageQuery,
        ...here,
        search: z.string().trim().max(40).optional().describe('Part of the name or of the trade.'),
        trade: z.string().trim().max(32).optional(),
      })
      .refine(isWhole, HALF),
    response: page(storeSchema),
  },
  'GET /api/stores/:id': {
    tag: 'Stores',
    summary: 'One store',
    auth: 'public',
    params: z.object({ id: storeIdSchema }),
    query: z.object(here).refine(isWhole, HALF),
    response: storeSchema,
    errors: ['store_not_found'],
  },
  'GET /api/scenes/:scene': {
    tag: 'Stores',
    summary: 'What the code that was scanned opens',
    auth: 'public',
    params: z.object({ scene: z.string().min(1).max(32) }),
    response: z
      .discriminatedUnion('kind', [
        z.object({
          kind: z.literal('cashier'),
          storeId: storeIdSchema,
          storeName: z.string(),
          label: z.string().describe('Where the code hangs.'),
        }),
        z.object({ kind: z.literal('store'), storeId: storeIdSchema }),
        z.object({ kind: z.literal('product'), productId: productIdSchema }),
        z.object({ kind: z.literal('staff'), code: z.string(), merchantName: z.string() }),
        z.object({ kind: z.literal('invite'), inviterName: z.string().describe('Masked.') }),
        z.object({ kind: z.literal('merchantInvite'), inviterName: z.string().describe('Masked.') }),
      ])
      .meta({ id: 'Scene' }),
    errors: ['scene_not_found', 'cashier_code_revoked', 'staff_invitation_not_found'],
  },
});
