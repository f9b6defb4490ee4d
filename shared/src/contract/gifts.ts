import { z } from 'zod';
import { GIFT_ORDER_STATES } from '../members/giftStates';
import { CARRIER_CODES } from '../orders/carriers';
import {
  giftIdSchema,
  giftOrderIdSchema,
  hundredthsSchema,
  instantSchema,
  page,
  pageQuery,
} from './primitives';
import { routes } from './route';

export const giftBalanceSchema = z.enum(['points', 'love', 'voucher']).meta({ id: 'GiftBalance' });

export const giftSchema = z
  .object({
    id: giftIdSchema,
    title: z.string(),
    summary: z.string(),
    picture: z.string(),
    balance: giftBalanceSchema.describe('What it is redeemed with.'),
    price: hundredthsSchema.describe('Of one piece.'),
    stock: z.int(),
    maxPerMember: z.int().nullable().describe('Pieces; null: no limit.'),
  })
  .meta({ id: 'Gift' });

export const giftAddressSchema = z
  .object({
    name: z.string().trim().min(1).max(32),
    phone: z
      .string()
      .trim()
      .regex(/^[\d+ -]{5,20}$/),
    region: z.string().trim().min(1).max(64).describe('Province, city and district.'),
    detail: z.string().trim().min(1).max(120),
  })
  .meta({ id: 'GiftAddress' });

export const giftOrderSchema = z
  .object({
    id: giftOrderIdSchema,
    no: z.string(),
    giftId: giftIdSchema,
    title: z.string(),
    picture: z.string(),
    quantity: z.int(),
    balance: giftBalanceSchema,
    amount: hundredthsSchema.describe('In all.'),
    state: z.enum(GIFT_ORDER_STATES),
    stateText: z.string().describe('The state as the member reads it.'),
    address: giftAddressSchema,
    carrier: z.enum(CARRIER_CODES).nullable(),
    carrierName: z.string().nullable(),
    number: z.string().nullable(),
    reason: z.string().nullable().describe('Why the shop cancelled it.'),
    placedAt: instantSchema,
    shippedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'GiftOrder' });

const byGift = z.object({ id: giftIdSchema });
const byOrder = z.object({ id: giftOrderIdSchema });

export const giftRoutes = routes({
  'GET /api/gifts': {
    tag: 'Gifts',
    summary: 'Gifts on sale, newest first',
    auth: 'public',
    query: z.object(pageQuery),
    response: page(giftSchema),
  },
  'GET /api/gifts/:id': {
    tag: 'Gifts',
    summary: 'A gift',
    auth: 'public',
    params: byGift,
    response: giftSchema,
    errors: ['gift_not_found'],
  },
  'POST /api/gifts/:id/redeem': {
    tag: 'Gifts',
    summary: 'Redeem points, love or a voucher for a gift',
    auth: 'member',
    idempotent: true,
    params: byGift,
    body: z.object({ quantity: z.int().min(1).max(99).default(1), address: giftAddressSchema }),
    response: giftOrderSchema,
    errors: ['gift_not_found', 'gift_off_sale', 'gift_limit', 'out_of_stock', 'balance_too_low'],
  },
  'GET /api/gift-orders': {
    tag: 'Gifts',
    summary: "The member's redeemed gifts, newest first",
    auth: 'member',
    query: z.object(pageQuery),
    response: page(giftOrderSchema),
  },
  'GET /api/gift-orders/:id': {
    tag: 'Gifts',
    summary: 'A redeemed gift',
    auth: 'member',
    params: byOrder,
    response: giftOrderSchema,
    errors: ['gift_order_not_found'],
  },
  'POST /api/gift-orders/:id/cancel': {
    tag: 'Gifts',
    summary:
      'Give a gift back that was not sent yet: what was paid for it returns. Repeating it changes nothing',
    auth: 'member',
    params: byOrder,
    response: giftOrderSchema,
    errors: ['gift_order_not_found', 'gift_order_state'],
  },
  'POST /api/gift-orders/:id/receipt': {
    tag: 'Gifts',
    summary: 'The gift has arrived. Repeating it changes nothing',
    auth: 'member',
    params: byOrder,
    response: giftOrderSchema,
    errors: ['gift_order_not_found', 'gift_order_state'],
  },
});
