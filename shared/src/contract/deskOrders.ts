import { z } from 'zod';
import { CARRIER_CODES, PARCEL_KINDS, TRACKING_NUMBER } from '../orders/carriers';
import { DELIVERY_WAYS } from '../checkout/delivery';
import { ORDER_KINDS } from '../orders/states';
import { parcelSchema } from './afterSale';
import { orderStateSchema } from './orders';
import {
  amountSchema,
  freightTemplateIdSchema,
  instantSchema,
  orderNoSchema,
  page,
  pageQuery,
  storeIdSchema,
} from './primitives';
import { routes } from './route';
import { shipManyBody, shippedRowsSchema } from './shipMany';

const lineNoSchema = z.int().min(0).max(999).describe('The number of the line in its order, from 0.');

/** What a desk asks for: unfinished ones are few, and nearly all others are completed. */
export const DESK_ORDER_STATES = ['paid', 'shipped', 'completed'] as const;

const deskOrderSummarySchema = z
  .object({
    no: orderNoSchema,
    kind: z.enum(ORDER_KINDS),
    state: orderStateSchema.describe('Of the whole order; others may have to send their part of it.'),
    storeId: storeIdSchema.nullable(),
    storeName: z.string().nullable().describe('null: an order of the mall.'),
    delivery: z.enum(DELIVERY_WAYS),
    title: z.string().describe('Of the first own line.'),
    picture: z.string().nullable(),
    pieces: z.int().describe('Of own lines.'),
    leftPieces: z.int().describe('Of those: neither sent nor given back.'),
    amountFen: amountSchema.describe('Paid for own lines; of a supplier their supply price.'),
    paidAt: instantSchema,
  })
  .meta({ id: 'DeskOrderSummary' });

const deskOrderLineSchema = z
  .object({
    line: lineNoSchema,
    title: z.string(),
    skuName: z.string().describe('Empty: the only SKU.'),
    picture: z.string().nullable(),
    quantity: z.int(),
    amountFen: amountSchema.describe('Paid for it; of a supplier the supply price.'),
    shippedPieces: z.int(),
    unsentPieces: z.int().describe('Can be put into a parcel now.'),
    heldBackPieces: z.int().describe('Their buyer asks for the money: not to be sent until that is decided.'),
    withdrawnPieces: z.int().describe('Their money went back: not sent any more.'),
  })
  .meta({ id: 'DeskOrderLine' });

const deskOrderSchema = deskOrderSummarySchema
  .extend({
    placedAt: instantSchema,
    shippedAt: instantSchema.nullable(),
    completedAt: instantSchema.nullable(),
    buyerName: z.string().describe('Masked.'),
    note: z.string().describe('Of the buyer.'),
    address: z
      .object({
        name: z.string(),
        phone: z.string(),
        province: z.string(),
        city: z.string(),
        district: z.string(),
        detail: z.string(),
      })
      .nullable()
      .describe('null: it is picked up.'),
    addressMasked: z.boolean().describe('In full for who may ship, until the order is completed.'),
    lines: z.array(deskOrderLineSchema).describe('Own lines alone.'),
    parcels: z.array(parcelSchema).describe('With own lines alone.'),
    mayShip: z.boolean(),
  })
  .meta({ id: 'DeskOrder' });

const parcelToSendSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('express'),
    carrier: z.enum(CARRIER_CODES),
    number: z.string().regex(TRACKING_NUMBER),
    lines: z
      .array(z.object({ line: lineNoSchema, quantity: z.int().min(1).max(9999) }))
      .min(1)
      .max(100)
      .optional()
      .describe('Absent: all own pieces that are still to be sent.'),
  }),
  z
    .object({ kind: z.enum(PARCEL_KINDS).exclude(['express', 'pickup']) })
    .describe('Everything at once: without a number it could not be told from its repetition.'),
]);

const byNo = z.object({ no: orderNoSchema });
const read = { tag: 'Desk', auth: 'staff', permission: 'desk.orders.read' } as const;

/** What the list can be narrowed to, and its export. */
export const deskOrderFilters = {
  no: z.string().max(32).optional().describe('The whole number of an order.'),
  state: z.enum(DESK_ORDER_STATES).optional(),
  storeId: storeIdSchema.optional(),
};

/** Orders that hold goods of a merchant, and how a desk sends them. What a cashier takes is in the takings. */
export const deskOrderRoutes = routes({
  'GET /api/desk/orders': {
    ...read,
    summary:
      "Paid orders: a store merchant's online ones, a supplier's those that hold its products; newest first",
    query: z.object({ ...pageQuery, ...deskOrderFilters }),
    response: page(deskOrderSummarySchema),
    errors: ['store_not_found'],
  },
  'GET /api/desk/orders/:no': {
    ...read,
    summary: 'One of them',
    params: byNo,
    response: deskOrderSchema,
    errors: ['order_not_found'],
  },
  'POST /api/desk/orders/:no/parcels': {
    ...read,
    permission: 'desk.orders.ship',
    summary: 'Send own lines of an order; the same numbers again change nothing',
    params: byNo,
    body: z.object({ parcels: z.array(parcelToSendSchema).min(1).max(15) }),
    response: deskOrderSchema,
    errors: ['order_not_found', 'order_state', 'order_line_not_found', 'shipment_exceeds'],
  },
  'POST /api/desk/orders/ship': {
    ...read,
    permission: 'desk.orders.ship',
    summary:
      'Send own lines of many orders by express. Every row is judged first: if one is wrong, nothing is sent; the same list again ' +
      'changes nothing',
    body: shipManyBody,
    response: shippedRowsSchema,
  },
  'GET /api/desk/waiting': {
    ...read,
    summary: 'How much waits for somebody at the desk; each is counted to a hundred',
    response: z
      .object({
        toSend: z.int().describe('Orders with own pieces that wait to be sent.'),
        afterSales: z
          .int()
          .describe(
            'Requests that go on only when the merchant does something: a supplier registers goods that came back.',
          ),
      })
      .meta({ id: 'DeskWaiting' }),
  },
  'GET /api/desk/freight-templates': {
    ...read,
    permission: 'desk.products.read',
    summary: 'The freight templates that a product can name',
    response: z.object({ items: z.array(z.object({ id: freightTemplateIdSchema, name: z.string() })) }),
  },
});
