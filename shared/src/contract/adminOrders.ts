import { z } from 'zod';
import { AFTER_SALE_REASONS, REFUND_STATES } from '../orders/afterSale';
import { CARRIER_CODES, PARCEL_KINDS, TRACKING_NUMBER } from '../orders/carriers';
import { ORDER_KINDS } from '../orders/states';
import { memberNameSchema, journalSchema } from './adminFinance';
import { afterSaleSummarySchema, parcelSchema, refundPreviewSchema } from './afterSale';
import { orderSchema, orderStateSchema, orderSummarySchema } from './orders';
import {
  amountSchema,
  daySchema,
  instantSchema,
  memberIdSchema,
  orderNoSchema,
  page,
  pageQuery,
  payableSchema,
  productIdSchema,
  ratioTextSchema,
  storeIdSchema,
} from './primitives';
import { routes } from './route';
import { shipManyBody, shippedRowsSchema } from './shipMany';

const lineNoSchema = z.int().min(0).max(999).describe('The number of the line in its order, from 0.');
const reasonKeys = Object.keys(AFTER_SALE_REASONS) as [
  keyof typeof AFTER_SALE_REASONS,
  ...(keyof typeof AFTER_SALE_REASONS)[],
];
const carrierSchema = z.enum(CARRIER_CODES);
const trackingNumberSchema = z.string().regex(TRACKING_NUMBER);
const contentSchema = z
  .array(z.object({ line: lineNoSchema, quantity: z.int().min(1).max(9999) }))
  .min(1)
  .max(100)
  .optional()
  .describe('Absent: all that is still to be sent.');

const parcelToSendSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('express'),
    carrier: carrierSchema,
    number: trackingNumberSchema,
    lines: contentSchema,
  }),
  z.object({ kind: z.enum(PARCEL_KINDS).exclude(['express']), lines: contentSchema }),
]);

const adminOrderSummarySchema = orderSummarySchema
  .extend({ member: memberNameSchema, storeId: storeIdSchema.nullable(), paidAt: instantSchema.nullable() })
  .meta({ id: 'AdminOrderSummary' });

const lineFactsSchema = z
  .object({
    line: lineNoSchema,
    title: z.string(),
    paidFen: amountSchema,
    costFen: amountSchema,
    refundedFen: amountSchema,
    leftFen: amountSchema.describe('Neither refunded nor asked for.'),
    contributedFen: amountSchema.describe('What it gives to the line before it.'),
    shippedPieces: z.int(),
    unsentPieces: z.int().describe('Pieces that can be put into a parcel.'),
    returnPieces: z.int().describe('Pieces that can come back.'),
  })
  .meta({ id: 'AdminOrderLine' });

const noteSchema = z
  .object({ id: z.string(), at: instantSchema, operator: z.string(), text: z.string() })
  .meta({ id: 'OrderNote' });

const adminOrderSchema = z
  .object({
    order: orderSchema.describe('As its buyer sees it, with everything shown.'),
    member: memberNameSchema,
    storeId: storeIdSchema.nullable(),
    settingsVersion: z.string(),
    commissionRatio: ratioTextSchema,
    shippedAt: instantSchema.nullable(),
    lines: z.array(lineFactsSchema),
    payment: z
      .object({
        state: z.enum(['open', 'paid', 'closed', 'late']),
        amountFen: amountSchema,
        transactionId: z.string().nullable(),
        foundBy: z.enum(['notification', 'query']).nullable(),
        paidAt: instantSchema.nullable(),
        billedOn: daySchema.nullable().describe("The day of WeChat Pay's bill in which it stood."),
      })
      .nullable()
      .describe('At WeChat Pay; null: none was prepared.'),
    refunds: z.array(
      z.object({
        no: z.string(),
        amountFen: amountSchema,
        reason: z.string(),
        state: z.enum(REFUND_STATES),
        error: z.string().nullable(),
        createdAt: instantSchema,
        finishedAt: instantSchema.nullable(),
      }),
    ),
    parcels: z.array(parcelSchema),
    shippingUpload: z
      .object({ state: z.enum(['wanted', 'done', 'refused']), error: z.string().nullable() })
      .nullable()
      .describe('Whether WeChat was told of the shipping.'),
    afterSales: z.array(afterSaleSummarySchema),
    rewards: z.array(
      z.object({
        kind: z.enum(['direct', 'indirect', 'team', 'recruitment']),
        line: lineNoSchema,
        member: memberNameSchema,
        amountFen: amountSchema,
        state: z.enum(['frozen', 'released', 'cancelled']),
        releasesAt: instantSchema.nullable(),
      }),
    ),
    journals: z.array(journalSchema).describe('What the ledger booked because of it; the first 100.'),
    notes: z.array(noteSchema),
  })
  .meta({ id: 'AdminOrder' });

const byNo = z.object({ no: orderNoSchema });

/** What the list can be narrowed to, and its export. */
export const orderFilters = {
  no: z.string().max(32).optional().describe('The whole number of an order.'),
  state: orderStateSchema.optional(),
  kind: z.enum(ORDER_KINDS).optional(),
  storeId: storeIdSchema.optional(),
  memberId: memberIdSchema.optional(),
  productId: productIdSchema.optional(),
};

export const adminOrderRoutes = routes({
  'GET /api/admin/orders': {
    tag: 'BackOffice',
    summary: 'Orders, newest first',
    auth: 'operator',
    permission: 'orders.read',
    query: z.object({
      ...pageQuery,
      ...orderFilters,
      from: daySchema.optional().describe('Placed on this day or later.'),
      to: daySchema.optional().describe('Placed on this day or before.'),
    }),
    response: page(adminOrderSummarySchema),
  },
  'GET /api/admin/orders/:no': {
    tag: 'BackOffice',
    summary: 'An order with all that is known of it',
    auth: 'operator',
    permission: 'orders.read',
    params: byNo,
    response: adminOrderSchema,
    errors: ['order_not_found'],
  },
  'POST /api/admin/orders/:no/parcels': {
    tag: 'BackOffice',
    summary: 'Send parcels of an order; the same numbers again change nothing',
    auth: 'operator',
    permission: 'orders.ship',
    params: byNo,
    body: z.object({ parcels: z.array(parcelToSendSchema).min(1).max(15) }),
    response: adminOrderSchema,
    errors: ['order_not_found', 'order_state', 'order_line_not_found', 'shipment_exceeds'],
  },
  'POST /api/admin/orders/:no/shipping-upload/retry': {
    tag: 'BackOffice',
    summary: 'Tell WeChat again of the shipping that it refused; may be repeated',
    auth: 'operator',
    permission: 'orders.ship',
    params: byNo,
    response: adminOrderSchema,
    errors: ['order_not_found', 'shipping_upload_state'],
  },
  'POST /api/admin/orders/ship': {
    tag: 'BackOffice',
    summary: 'Send many orders by express. Every row is judged first: if one is wrong, nothing is sent',
    auth: 'operator',
    permission: 'orders.ship',
    body: shipManyBody,
    response: shippedRowsSchema,
  },
  'POST /api/admin/orders/:no/notes': {
    tag: 'BackOffice',
    summary: 'Write a note on an order, for operators only',
    auth: 'operator',
    permission: 'orders.refund',
    params: byNo,
    body: z.object({ text: z.string().trim().min(1).max(500) }),
    response: noteSchema,
    errors: ['order_not_found'],
  },
  'GET /api/admin/orders/:no/refund-preview': {
    tag: 'BackOffice',
    summary: 'What a refund of part of a line would do to the rebate',
    auth: 'operator',
    permission: 'orders.refund',
    params: byNo,
    query: z.object({
      line: z.coerce.number().pipe(lineNoSchema),
      amountFen: z.coerce.number().pipe(payableSchema),
    }),
    response: refundPreviewSchema,
    errors: [
      'order_not_found',
      'order_line_not_found',
      'order_state',
      'refund_exceeds',
      'settlement_pending',
    ],
  },
  'POST /api/admin/orders/:no/refunds': {
    tag: 'BackOffice',
    summary: 'Give money back that nobody asked for: an after-sale that the shop opens and agrees to at once',
    auth: 'operator',
    permission: 'orders.refund',
    idempotent: true,
    params: byNo,
    body: z.object({
      line: lineNoSchema,
      amountFen: payableSchema,
      quantity: z.int().min(0).max(9999).default(0).describe('Pieces that are not sent any more.'),
      reason: z.enum(reasonKeys).default('other'),
      text: z.string().trim().min(1).max(500).describe('Why; the member reads it.'),
    }),
    response: afterSaleSummarySchema,
    errors: ['order_not_found', 'order_line_not_found', 'order_state', 'refund_exceeds'],
  },
});
