import { z } from 'zod';
import { memberNameSchema } from './adminFinance';
import { REFUND_STATES } from '../orders/afterSale';
import {
  afterSaleSchema,
  afterSaleStateSchema,
  afterSaleSummarySchema,
  refundPreviewSchema,
} from './afterSale';
import { amountSchema, instantSchema, memberIdSchema, orderNoSchema, page, pageQuery } from './primitives';
import { routes } from './route';

const adminSummarySchema = afterSaleSummarySchema
  .extend({ member: memberNameSchema })
  .meta({ id: 'AdminAfterSaleSummary' });

const adminAfterSaleSchema = z
  .object({
    afterSale: afterSaleSchema.omit({ may: true, events: true }),
    member: memberNameSchema,
    may: z
      .object({
        approve: z.boolean(),
        reject: z.boolean(),
        receive: z.boolean(),
        refund: z.boolean(),
        retry: z.boolean(),
      })
      .describe('What the shop can do with it now.'),
    events: z.array(
      z.object({
        state: afterSaleStateSchema,
        text: z.string(),
        actor: z.string().describe('Who did it: member:7, operator:3, merchant:2, system:shop.'),
        by: z.string().describe('The same, by name.'),
        note: z.string().nullable(),
        at: instantSchema,
      }),
    ),
    refunds: z.array(
      z.object({
        no: z.string(),
        state: z.enum(REFUND_STATES),
        error: z.string().nullable(),
        finishedAt: instantSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'AdminAfterSale' });

const stuckRefundSchema = z
  .object({
    no: z.string().describe('The out_refund_no at WeChat Pay.'),
    orderNo: orderNoSchema,
    afterSaleNo: z.string().nullable(),
    reason: z.enum(['latePayment', 'afterSale', 'freight']),
    state: z.enum(['wanted', 'processing', 'abnormal', 'closed']),
    amountFen: amountSchema.describe('What WeChat Pay is to give back.'),
    attempts: z.int(),
    error: z.string().nullable().describe("The code of WeChat's last refusal."),
    createdAt: instantSchema,
    nextTryAt: instantSchema.nullable().describe('null: nothing is tried by itself any more.'),
  })
  .meta({ id: 'StuckRefund' });

const byNo = z.object({ no: z.string().regex(/^[0-9A-Z]{6,40}$/) });
const errors = ['after_sale_not_found', 'after_sale_state'] as const;

const decision = {
  tag: 'BackOffice',
  auth: 'operator',
  permission: 'orders.refund',
  params: byNo,
} as const;

/** What the list can be narrowed to, and its export. */
export const afterSaleFilters = {
  state: afterSaleStateSchema.optional(),
  memberId: memberIdSchema.optional(),
};

/** What the shop does with requests for money or goods back. */
export const adminAfterSaleRoutes = routes({
  'GET /api/admin/after-sales': {
    tag: 'BackOffice',
    summary: 'Requests for after-sale, newest first',
    auth: 'operator',
    permission: 'orders.read',
    query: z.object({ ...pageQuery, ...afterSaleFilters }),
    response: page(adminSummarySchema),
  },
  'GET /api/admin/after-sales/:no': {
    tag: 'BackOffice',
    summary: 'One request, with who did what to it',
    auth: 'operator',
    permission: 'orders.read',
    params: byNo,
    response: adminAfterSaleSchema,
    errors: ['after_sale_not_found'],
  },
  'GET /api/admin/after-sales/:no/refund-preview': {
    ...decision,
    summary: 'What paying it back would bring, and do to the rebate, by the very rules that would do it',
    response: refundPreviewSchema,
    errors: [...errors, 'settlement_pending'],
  },
  'POST /api/admin/after-sales/:no/approve': {
    ...decision,
    summary: 'Agree. Where nothing has to come back, the refund begins at once',
    body: z.object({
      answer: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .describe('Where to send the goods; needed for goods.'),
    }),
    response: adminAfterSaleSchema,
    errors: [...errors, 'refund_exceeds'],
  },
  'POST /api/admin/after-sales/:no/reject': {
    ...decision,
    summary: 'Reject, also what was agreed to when the goods never come or are others',
    body: z.object({ answer: z.string().trim().min(1).max(200).describe('Why; the member reads it.') }),
    response: adminAfterSaleSchema,
    errors,
  },
  'POST /api/admin/after-sales/:no/received': {
    ...decision,
    summary: 'The goods are back',
    body: z.object({ restock: z.boolean().describe('They can be sold again.') }),
    response: adminAfterSaleSchema,
    errors,
  },
  'POST /api/admin/after-sales/:no/refund': {
    ...decision,
    summary: 'Pay back what came back',
    response: adminAfterSaleSchema,
    errors: [...errors, 'refund_exceeds'],
  },
  'POST /api/admin/after-sales/:no/retry': {
    ...decision,
    summary: 'Try a refund again that failed',
    response: adminAfterSaleSchema,
    errors: [...errors, 'refund_exceeds'],
  },
  'GET /api/admin/refunds/stuck': {
    tag: 'BackOffice',
    summary: 'Refunds that WeChat Pay failed and whose money is not back yet, the oldest first',
    auth: 'operator',
    permission: 'orders.read',
    query: z.object(pageQuery),
    response: page(stuckRefundSchema),
  },
  'POST /api/admin/refunds/:no/retry': {
    tag: 'BackOffice',
    summary: 'Try a stuck refund now; one that WeChat closed is asked for with another number',
    auth: 'operator',
    permission: 'orders.refund',
    params: z.object({ no: z.string().regex(/^[0-9A-Z]{6,64}$/) }),
    response: 'empty',
    errors: ['refund_not_found', 'refund_exceeds'],
  },
});
