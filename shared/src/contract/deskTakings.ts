import { z } from 'zod';
import {
  amountSchema,
  daySchema,
  instantSchema,
  orderNoSchema,
  page,
  pageQuery,
  storeIdSchema,
} from './primitives';
import { routes } from './route';

const pickupCodeSchema = z.string().regex(/^\d{8}$/);

const pickupSchema = z
  .object({
    orderNo: orderNoSchema,
    state: z.string().describe('Of the order.'),
    storeId: storeIdSchema,
    storeName: z.string(),
    buyerName: z.string().describe('Masked.'),
    paidFen: amountSchema,
    note: z.string().describe('Of the buyer.'),
    lines: z.array(
      z.object({
        title: z.string(),
        skuName: z.string().describe('Empty: the only SKU.'),
        picture: z.string().nullable(),
        quantity: z.int(),
        withdrawn: z.int().describe('Pieces that are not handed over any more: their money went back.'),
      }),
    ),
    redeemable: z.boolean().describe('Paid, and not handed over yet.'),
    redeemedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Pickup' });

export const takingSchema = z
  .object({
    orderNo: orderNoSchema,
    kind: z.enum(['store', 'cashier']),
    storeId: storeIdSchema,
    storeName: z.string(),
    at: instantSchema.describe('When it was paid.'),
    buyerName: z.string().describe('Masked.'),
    amountFen: amountSchema.describe('Paid by the buyer, with WeChat and the cash balance.'),
    refundedFen: amountSchema,
    contributedFen: amountSchema.describe('What it gave to the line so far.'),
  })
  .meta({ id: 'Taking' });

/** What is handed over and paid at a merchant's stores. */
export const deskTakingsRoutes = routes({
  'GET /api/desk/pickups/:code': {
    tag: 'Desk',
    summary: "The paid orders that a pickup code names at the merchant's stores: mostly one",
    auth: 'staff',
    permission: 'desk.pickup',
    params: z.object({ code: pickupCodeSchema }),
    response: z.object({ items: z.array(pickupSchema) }),
    errors: ['pickup_code_not_found'],
  },
  'POST /api/desk/pickups/:code/redeem': {
    tag: 'Desk',
    summary: 'The goods were handed over: the order completes, once',
    auth: 'staff',
    permission: 'desk.pickup',
    idempotent: true,
    params: z.object({ code: pickupCodeSchema }),
    body: z.object({ orderNo: orderNoSchema }),
    response: z.object({ items: z.array(pickupSchema) }),
    errors: ['pickup_code_not_found', 'order_state', 'shipment_exceeds'],
  },
  'GET /api/desk/takings': {
    tag: 'Desk',
    summary: 'What was paid at the stores on some days, newest first, with its sums',
    auth: 'staff',
    permission: 'desk.takings.read',
    query: z.object({
      ...pageQuery,
      from: daySchema.optional().describe('Paid on this day or later; the last day alone unless given.'),
      to: daySchema.optional().describe('Included. Today unless given; 92 days at most.'),
      storeId: storeIdSchema.optional().describe('All of them unless given.'),
    }),
    response: page(takingSchema)
      .extend({
        from: daySchema,
        to: daySchema,
        count: z.int().describe('Of all of these days.'),
        amountFen: amountSchema.describe('Of all of these days.'),
        refundedFen: amountSchema.describe('Of what was paid on these days.'),
      })
      .meta({ id: 'TakingsOfDays' }),
    errors: ['store_not_found', 'too_many_days'],
  },
  'GET /api/desk/takings/stream': {
    tag: 'Desk',
    summary:
      'Payments at the stores as they come. A stream lasts five minutes at most; who comes back with Last-Event-ID is told what came ' +
      'since, some of it twice: an order number is told apart by the client',
    auth: 'staff',
    permission: 'desk.takings.read',
    query: z.object({ storeId: storeIdSchema.optional().describe('All of them unless given.') }),
    response: 'event-stream',
    event: takingSchema,
    errors: ['store_not_found', 'too_many_requests'],
  },
});
