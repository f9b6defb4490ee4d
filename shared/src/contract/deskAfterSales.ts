import { z } from 'zod';
import { ORDER_KINDS } from '../orders/states';
import {
  afterSaleSchema,
  afterSaleStateSchema,
  afterSaleSummarySchema,
  refundPreviewSchema,
} from './afterSale';
import { amountSchema, fenSchema, page, pageQuery, storeIdSchema } from './primitives';
import { routes } from './route';

/** What a supplier is not told: its goods are the platform's sale. */
const deskFields = {
  orderKind: z.enum(ORDER_KINDS),
  buyerName: z.string().describe('Masked.'),
  storeName: z.string().nullable().describe('null: an order of the mall.'),
  amountFen: amountSchema
    .nullable()
    .describe('Of the worth of the line; null for a supplier, who is paid by pieces.'),
};

const deskSummarySchema = afterSaleSummarySchema.extend(deskFields).meta({ id: 'DeskAfterSaleSummary' });

const deskAfterSaleSchema = afterSaleSchema
  .omit({ may: true, events: true, back: true })
  .extend({
    ...deskFields,
    may: z
      .object({ approve: z.boolean(), reject: z.boolean(), receive: z.boolean(), refund: z.boolean() })
      .describe('What this merchant can do with it now; a supplier only says that its goods came back.'),
    events: z.array(
      z.object({
        state: afterSaleStateSchema,
        text: z.string(),
        by: z.enum(['member', 'merchant', 'operator', 'system']),
        note: z.string().nullable(),
        at: z.iso.datetime({ offset: true }),
      }),
    ),
  })
  .meta({ id: 'DeskAfterSale' });

const previewSchema = refundPreviewSchema
  .omit({ cashBeforeFen: true, cashAfterFen: true })
  .extend({
    payableChangeFen: fenSchema.describe('What the merchant is owed for the line changes by; zero or below.'),
  })
  .meta({ id: 'DeskRefundPreview' });

const byNo = z.object({ no: z.string().regex(/^[0-9A-Z]{6,40}$/) });
const NOT_FOUND = ['after_sale_not_found'] as const;
const errors = [...NOT_FOUND, 'after_sale_state', 'forbidden'] as const;

const read = { tag: 'Desk', auth: 'staff', permission: 'desk.orders.read' } as const;
const decision = {
  tag: 'Desk',
  auth: 'staff',
  permission: 'desk.afterSales.decide',
  params: byNo,
} as const;

/** What the list can be narrowed to, and its export. */
export const deskAfterSaleFilters = {
  state: afterSaleStateSchema.optional(),
  storeId: storeIdSchema.optional(),
};

/** What a merchant does with requests for money or goods back that are about its own lines. */
export const deskAfterSaleRoutes = routes({
  'GET /api/desk/after-sales': {
    ...read,
    summary: 'Requests about own lines, newest first',
    query: z.object({ ...pageQuery, ...deskAfterSaleFilters }),
    response: page(deskSummarySchema),
    errors: ['store_not_found'],
  },
  'GET /api/desk/after-sales/:no': {
    ...read,
    summary: 'One of them, with what happened to it',
    params: byNo,
    response: deskAfterSaleSchema,
    errors: NOT_FOUND,
  },
  'GET /api/desk/after-sales/:no/preview': {
    ...decision,
    summary:
      'What its refund would do to the rebate and to what the store is owed, by the very rules that would do it',
    response: previewSchema,
    errors: [...errors, 'order_state', 'refund_exceeds', 'settlement_pending'],
  },
  'POST /api/desk/after-sales/:no/approve': {
    ...decision,
    summary: 'A store agrees. Where nothing has to come back, the refund begins at once',
    body: z.object({
      answer: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .describe('Where to send the goods; needed for goods.'),
    }),
    response: deskAfterSaleSchema,
    errors: [...errors, 'refund_exceeds', 'forbidden_phrase'],
  },
  'POST /api/desk/after-sales/:no/reject': {
    ...decision,
    summary: 'A store rejects, also what it agreed to when the goods never come or are others',
    body: z.object({ answer: z.string().trim().min(1).max(200).describe('Why; the member reads it.') }),
    response: deskAfterSaleSchema,
    errors: [...errors, 'forbidden_phrase'],
  },
  'POST /api/desk/after-sales/:no/received': {
    ...decision,
    summary: 'The goods are back',
    body: z.object({ restock: z.boolean().describe('They can be sold again.') }),
    response: deskAfterSaleSchema,
    errors,
  },
  'POST /api/desk/after-sales/:no/refund': {
    ...decision,
    summary: 'A store pays back what came back',
    response: deskAfterSaleSchema,
    errors: [...errors, 'refund_exceeds'],
  },
});
