import { z } from 'zod';
import { AFTER_SALE_KINDS, AFTER_SALE_REASONS, AFTER_SALE_STATES } from '../orders/afterSale';
import { CARRIER_CODES, PARCEL_KINDS, TRACKING_NUMBER } from '../orders/carriers';
import { backSchema } from './composition';
import {
  amountSchema,
  entryIdSchema,
  fenSchema,
  instantSchema,
  orderNoSchema,
  page,
  pageQuery,
  payableSchema,
} from './primitives';
import { routes } from './route';

const lineNoSchema = z.int().min(0).max(999).describe('The number of the line in its order, from 0.');
const trackingNumberSchema = z.string().regex(TRACKING_NUMBER);
const carrierSchema = z.enum(CARRIER_CODES).meta({ id: 'Carrier', description: 'An express company.' });
const afterSaleNoSchema = z
  .string()
  .regex(/^[0-9A-Z]{6,40}$/)
  .meta({ id: 'AfterSaleNo', description: 'The number of a request for after-sale.' });

export const afterSaleStateSchema = z.enum(AFTER_SALE_STATES).meta({ id: 'AfterSaleState' });
const kindSchema = z
  .enum(AFTER_SALE_KINDS)
  .meta({ id: 'AfterSaleKind', description: 'Money back alone, or goods and money back.' });
const reasonKeys = Object.keys(AFTER_SALE_REASONS) as [
  keyof typeof AFTER_SALE_REASONS,
  ...(keyof typeof AFTER_SALE_REASONS)[],
];
const reasonSchema = z.enum(reasonKeys).meta({ id: 'AfterSaleReason' });

export const parcelSchema = z
  .object({
    kind: z.enum(PARCEL_KINDS),
    carrier: carrierSchema.nullable(),
    carrierName: z.string().nullable(),
    number: z.string().nullable(),
    shippedAt: instantSchema,
    lines: z.array(z.object({ line: lineNoSchema, title: z.string(), quantity: z.int() })),
  })
  .meta({ id: 'Parcel' });

export const afterSaleSummarySchema = z
  .object({
    no: afterSaleNoSchema,
    orderNo: orderNoSchema,
    line: lineNoSchema,
    title: z.string(),
    picture: z.string().nullable(),
    kind: kindSchema,
    state: afterSaleStateSchema,
    stateText: z.string(),
    quantity: z.int().describe('Pieces that come back, or that need not be sent any more.'),
    amountFen: amountSchema.describe('Of the worth of the line: money, deductions and voucher together.'),
    requestedAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'AfterSaleSummary' });

export const afterSaleSchema = afterSaleSummarySchema
  .extend({
    reason: reasonSchema,
    reasonText: z.string(),
    text: z.string(),
    pictures: z.array(z.string()),
    back: backSchema.nullable().describe('What comes back, or came. null: not agreed on yet.'),
    answer: z.string().nullable().describe('Of the shop: where to send the goods, or why it is rejected.'),
    returnParcel: z
      .object({ carrier: carrierSchema, carrierName: z.string(), number: z.string() })
      .nullable(),
    may: z
      .object({ cancel: z.boolean(), sendBack: z.boolean() })
      .describe('What the member can do with it now.'),
    events: z.array(z.object({ state: afterSaleStateSchema, text: z.string(), at: instantSchema })),
  })
  .meta({ id: 'AfterSale' });

/** What is left of a line to ask for. */
export const refundableLineSchema = z
  .object({
    line: lineNoSchema,
    title: z.string(),
    paidFen: amountSchema,
    refundedFen: amountSchema,
    worthFen: amountSchema.describe('Money, deductions and voucher together: what can be asked for.'),
    leftFen: amountSchema.describe('Of its worth: neither returned nor asked for.'),
    returnPieces: z.int().describe('Pieces that can come back.'),
    unsentPieces: z.int().describe('Pieces that are not sent yet and need not be.'),
  })
  .meta({ id: 'RefundableLine' });

const figuresSchema = z
  .object({
    state: z.enum(['waiting', 'done', 'exchanged', 'converted', 'cleared', 'cancelled']),
    entitledFen: amountSchema,
    brought: z
      .object({
        balance: z.enum(['points', 'love', 'loveFrozen', 'voucher']),
        amount: z.int().describe('In hundredths.'),
      })
      .nullable()
      .describe('What the entry was exchanged or converted into.'),
  })
  .meta({ id: 'EntryFigures' });

export const refundPreviewSchema = z
  .object({
    line: lineNoSchema,
    amountFen: amountSchema.describe('Of the worth of the line.'),
    back: backSchema.describe('What would come back.'),
    entry: z
      .object({ id: entryIdSchema, before: figuresSchema, after: figuresSchema })
      .nullable()
      .describe('null when the line stands in no line, or no money would go back.'),
    takenBackFen: amountSchema.describe('Rewards beyond the new entitlement, from the cash balance.'),
    cashBeforeFen: fenSchema,
    cashAfterFen: fenSchema.describe('May be below zero; later rewards make it good.'),
    contributionWithdrawnFen: amountSchema.describe('What this line no longer gives to the line before it.'),
    othersRewardsFen: amountSchema.describe('What rewards that others got for this line become less by.'),
  })
  .meta({ id: 'RefundPreview' });

const orderParams = z.object({ no: orderNoSchema });
const afterSaleParams = z.object({ no: afterSaleNoSchema });

export const afterSaleRoutes = routes({
  'GET /api/orders/:no/parcels': {
    tag: 'AfterSale',
    summary: 'The parcels of an order, in the order in which they were sent',
    auth: 'member',
    params: orderParams,
    response: z.object({ items: z.array(parcelSchema) }),
    errors: ['order_not_found'],
  },
  'GET /api/orders/:no/refund-preview': {
    tag: 'AfterSale',
    summary: 'What a refund of part of a line would do to the rebate, by the very rules that would do it',
    auth: 'member',
    params: orderParams,
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
  'GET /api/orders/:no/after-sales': {
    tag: 'AfterSale',
    summary: 'What of an order can be refunded still, and what was asked for',
    auth: 'member',
    params: orderParams,
    response: z.object({
      refundable: z.boolean().describe('The state of the order and its age allow a refund.'),
      lines: z.array(refundableLineSchema),
      items: z.array(afterSaleSummarySchema),
    }),
    errors: ['order_not_found'],
  },
  'POST /api/orders/:no/after-sales': {
    tag: 'AfterSale',
    summary: 'Ask for money back, or to give goods back, for one line of an order',
    auth: 'member',
    idempotent: true,
    params: orderParams,
    body: z.object({
      line: lineNoSchema,
      kind: kindSchema,
      quantity: z
        .int()
        .min(0)
        .max(9999)
        .describe(
          'Pieces that come back; of a refundOnly, those that need not be sent any more (0: money alone).',
        ),
      amountFen: payableSchema,
      reason: reasonSchema,
      text: z.string().trim().max(500).default(''),
      pictures: z
        .array(
          z
            .string()
            .regex(/^(\/[\w-][\w.-]*){1,10}$/)
            .max(200),
        )
        .max(9)
        .default([])
        .describe('Paths of pictures that were uploaded.'),
    }),
    response: afterSaleSchema,
    errors: ['order_not_found', 'order_line_not_found', 'order_state', 'refund_exceeds', 'picture_not_found'],
  },
  'GET /api/after-sales': {
    tag: 'AfterSale',
    summary: "The member's requests for after-sale, newest first",
    auth: 'member',
    query: z.object({ ...pageQuery, state: afterSaleStateSchema.optional() }),
    response: page(afterSaleSummarySchema),
  },
  'GET /api/after-sales/:no': {
    tag: 'AfterSale',
    summary: 'One request, with what happened to it',
    auth: 'member',
    params: afterSaleParams,
    response: afterSaleSchema,
    errors: ['after_sale_not_found'],
  },
  'POST /api/after-sales/:no/cancel': {
    tag: 'AfterSale',
    summary: 'Take a request back; may be repeated',
    auth: 'member',
    params: afterSaleParams,
    response: afterSaleSchema,
    errors: ['after_sale_not_found', 'after_sale_state'],
  },
  'POST /api/after-sales/:no/return': {
    tag: 'AfterSale',
    summary: 'The goods are on their way back; may be repeated, also with another number',
    auth: 'member',
    params: afterSaleParams,
    body: z.object({ carrier: carrierSchema, number: trackingNumberSchema }),
    response: afterSaleSchema,
    errors: ['after_sale_not_found', 'after_sale_state'],
  },
});
