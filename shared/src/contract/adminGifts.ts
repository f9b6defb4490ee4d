import { z } from 'zod';
import { GIFT_ORDER_STATES } from '../members/giftStates';
import { CARRIER_CODES, TRACKING_NUMBER } from '../orders/carriers';
import { giftBalanceSchema, giftOrderSchema, giftSchema } from './gifts';
import {
  giftIdSchema,
  giftOrderIdSchema,
  instantSchema,
  memberIdSchema,
  page,
  pageQuery,
  picturePathSchema,
} from './primitives';
import { routes } from './route';

const adminGiftSchema = giftSchema
  .extend({ onSale: z.boolean(), redeemed: z.int(), createdAt: instantSchema })
  .meta({ id: 'AdminGift' });

const adminGiftOrderSchema = giftOrderSchema
  .extend({ memberId: memberIdSchema, nickname: z.string() })
  .meta({ id: 'AdminGiftOrder' });

const giftFields = {
  title: z.string().trim().min(1).max(120),
  summary: z.string().trim().max(255),
  picture: picturePathSchema,
  price: z.int().min(1).max(1_000_000_000).describe('Hundredths, of one piece.'),
  stock: z.int().min(0).max(1_000_000),
  maxPerMember: z.int().min(1).max(1_000_000).nullable(),
  onSale: z.boolean(),
};

const byGift = z.object({ id: giftIdSchema });
const byOrder = z.object({ id: giftOrderIdSchema });

/** What the list of orders and its export can be narrowed to. */
export const giftOrderFilters = { state: z.enum(GIFT_ORDER_STATES).default('placed') };

export const adminGiftRoutes = routes({
  'GET /api/admin/gifts': {
    tag: 'Gifts',
    summary: 'All gifts, newest first',
    auth: 'operator',
    permission: 'catalogue.read',
    query: z.object(pageQuery),
    response: page(adminGiftSchema),
  },
  'POST /api/admin/gifts': {
    tag: 'Gifts',
    summary: 'Add a gift',
    auth: 'operator',
    permission: 'catalogue.write',
    idempotent: true,
    body: z.object({ ...giftFields, balance: giftBalanceSchema }),
    response: adminGiftSchema,
    errors: ['forbidden_phrase', 'picture_not_found'],
  },
  'PUT /api/admin/gifts/:id': {
    tag: 'Gifts',
    summary: 'Change a gift. Gifts that were redeemed stay as they were',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byGift,
    body: z.object({
      ...giftFields,
      seenStock: z
        .int()
        .min(0)
        .describe('The stock that was seen: with another one now, nothing is changed.'),
    }),
    response: adminGiftSchema,
    errors: ['gift_not_found', 'gift_changed', 'forbidden_phrase', 'picture_not_found'],
  },
  'GET /api/admin/gift-orders': {
    tag: 'Gifts',
    summary: 'Redeemed gifts in one state, newest first',
    auth: 'operator',
    permission: 'orders.read',
    query: z.object({ ...pageQuery, ...giftOrderFilters }),
    response: page(adminGiftOrderSchema),
  },
  'GET /api/admin/gift-orders/:id': {
    tag: 'Gifts',
    summary: 'A redeemed gift, and where it goes',
    auth: 'operator',
    permission: 'orders.read',
    params: byOrder,
    response: adminGiftOrderSchema,
    errors: ['gift_order_not_found'],
  },
  'POST /api/admin/gift-orders/:id/ship': {
    tag: 'Gifts',
    summary: 'The gift was sent, by an express company or by hand',
    auth: 'operator',
    permission: 'orders.ship',
    params: byOrder,
    body: z.object({
      parcel: z
        .object({ carrier: z.enum(CARRIER_CODES), number: z.string().regex(TRACKING_NUMBER) })
        .nullable()
        .describe('null: handed over.'),
    }),
    response: adminGiftOrderSchema,
    errors: ['gift_order_not_found', 'gift_order_state'],
  },
  'POST /api/admin/gift-orders/:id/cancel': {
    tag: 'Gifts',
    summary: 'The shop cannot send it: what was paid for it returns to the member, who reads the reason',
    auth: 'operator',
    permission: 'orders.refund',
    params: byOrder,
    body: z.object({ reason: z.string().trim().min(1).max(200) }),
    response: adminGiftOrderSchema,
    errors: ['gift_order_not_found', 'gift_order_state'],
  },
});
