import { z } from 'zod';
import { queueEntrySchema } from './adminQueues';
import { draftSchema } from './adminSettings';
import { oddsSchema } from './draws';
import {
  amountSchema,
  fenSchema,
  entryIdSchema,
  instantSchema,
  memberIdSchema,
  orderNoSchema,
  payableSchema,
  productIdSchema,
  queueKeySchema,
  ratioTextSchema,
  storeIdSchema,
} from './primitives';
import { routes } from './route';

const explanationSchema = z.array(z.object({ rule: z.string(), text: z.string(), applied: z.boolean() }));
const ownerSchema = z.enum(['product', 'store', 'cashier', 'platform']);
const memberSchema = z.object({ id: memberIdSchema, nickname: z.string() });

/** Which rules were asked for a line, in order, and what each said. */
const placingSchema = z
  .object({
    queueKey: queueKeySchema,
    queueName: z.string(),
    rebateOn: z.boolean(),
    switches: z.array(z.object({ owner: ownerSchema, enabled: z.boolean().nullable() })),
    extractionRatio: ratioTextSchema,
    extraction: z.array(z.object({ owner: ownerSchema, ratio: ratioTextSchema.nullable() })),
    entitlementRatio: ratioTextSchema,
    sourceText: z.string().describe('The rule that chose the entitlement ratio.'),
    entitlement: explanationSchema,
    odds: oddsSchema.nullable(),
    conditions: z.array(z.string()).describe('What is judged only at payment.'),
    notice: z.string().nullable().describe('The queue is closed, or the brake lowers the ratio.'),
  })
  .meta({ id: 'Placing' });

const rewardKindSchema = z.enum(['direct', 'indirect', 'team', 'recruitment']);

const paymentSchema = z.object({
  entryId: entryIdSchema.nullable().describe('null: the very entry of this order.'),
  member: memberSchema.nullable().describe('null: the buyer of a test who is not named.'),
  amountFen: amountSchema,
  kind: z.string(),
});

/** Rules tried out on the lines as they are, and every fen explained. SPEC section 12. */
export const adminRuleRoutes = routes({
  'POST /api/admin/rules/test': {
    tag: 'Rules',
    summary: 'Which ratio an order would get and why, and whom it would pay what; nothing is written',
    auth: 'operator',
    permission: 'settings.read',
    body: z.object({
      kind: z.enum(['mall', 'store', 'cashier']),
      productId: productIdSchema.optional().describe('With a mall or store order.'),
      storeId: storeIdSchema.optional().describe('With a cashier payment.'),
      memberId: memberIdSchema.optional().describe('Who buys; absent: somebody new, whom nobody invited.'),
      amountFen: payableSchema.describe('What is paid for the line.'),
      at: instantSchema.optional().describe('When it is paid; absent: now.'),
      settings: draftSchema.optional().describe('A draft; absent: the settings in force.'),
    }),
    response: z
      .object({
        placing: placingSchema,
        joins: z
          .object({ entitledFen: amountSchema, position: z.int(), aheadFen: amountSchema })
          .nullable()
          .describe('null: it gets no entry.'),
        noEntryReason: z.string().nullable(),
        grossFen: amountSchema.describe('What the ratios ask for.'),
        contributedFen: amountSchema.describe('What the queue takes of it now.'),
        payments: z
          .array(paymentSchema)
          .describe('In the order in which they are paid, at its settle event.'),
        rewards: z.array(
          z.object({
            kind: rewardKindSchema,
            member: memberSchema,
            ratio: ratioTextSchema,
            amountFen: amountSchema,
          }),
        ),
      })
      .meta({ id: 'RuleTest' }),
    errors: ['product_not_found', 'store_not_found', 'member_not_found', 'settings_invalid', 'bad_request'],
  },
  'GET /api/admin/explain/:orderNo/:line': {
    tag: 'Rules',
    summary: 'Everything that was decided about an order’s line, and every fen that it received and paid',
    auth: 'operator',
    permission: 'orders.read',
    params: z.object({ orderNo: orderNoSchema, line: z.coerce.number().int().min(0).max(1000) }),
    response: z
      .object({
        orderNo: orderNoSchema,
        line: z.int(),
        member: memberSchema,
        title: z.string(),
        paidFen: amountSchema,
        refundedFen: amountSchema,
        contributedFen: amountSchema,
        placing: placingSchema,
        entry: queueEntrySchema.nullable(),
        noEntryReason: z.string().nullable(),
        received: z.array(
          z.object({
            at: instantSchema,
            amountFen: fenSchema.describe('Below zero: taken back after a refund.'),
            kind: z.string(),
            causeOrderNo: orderNoSchema
              .nullable()
              .describe('The order whose step paid it; null: an event of the whole queue did.'),
            paidFrom: z
              .array(z.object({ orderNo: orderNoSchema.nullable(), amountFen: amountSchema }))
              .describe(
                'Whose money it is, the oldest first; a null order: money that was in the pool before what was looked through.',
              ),
          }),
        ),
        paid: z.array(paymentSchema).describe('What its own step paid to others.'),
        rewards: z.array(
          z.object({
            kind: rewardKindSchema,
            member: memberSchema,
            ratio: ratioTextSchema,
            amountFen: amountSchema,
            state: z.enum(['frozen', 'released', 'cancelled']),
          }),
        ),
      })
      .meta({ id: 'LineExplanation' }),
    errors: ['order_not_found', 'order_line_not_found'],
  },
});
