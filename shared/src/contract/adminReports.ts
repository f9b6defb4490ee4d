import { z } from 'zod';
import { LIVE_TOPICS } from '../operators/live';
import { DIVIDEND_STATES } from '../wallet/dividends';
import { operatorNameSchema } from './adminFinance';
import { memberRewardSchema } from './adminMembers';
import { estimateSchema, queueSchema } from './adminQueues';
import {
  amountSchema,
  daySchema,
  dividendIdSchema,
  fenSchema,
  instantSchema,
  memberIdSchema,
  page,
  pageQuery,
  queueKeySchema,
} from './primitives';
import { routes } from './route';

const flowSchema = {
  inflowFen: fenSchema.describe('Below zero: refunds withdrew more than orders gave.'),
  paidFen: fenSchema,
  joinedCount: z.int(),
};

const grantedRewardSchema = memberRewardSchema
  .extend({
    member: z.object({ id: memberIdSchema, nickname: z.string() }).describe('Who got it.'),
    line: z.int().describe('Of the order.'),
  })
  .meta({ id: 'GrantedReward' });

const dividendSchema = z
  .object({
    id: dividendIdSchema,
    name: z.string().describe('Of the period.'),
    state: z.enum(DIVIDEND_STATES),
    amountFen: amountSchema,
    restBeforeFen: amountSchema.describe('Of the time before; it is split too.'),
    paidFen: amountSchema.describe('As it was prepared, until it is paid; so is all that follows from it.'),
    restAfterFen: amountSchema.describe('For the next time.'),
    members: z.int().describe('How many get something.'),
    requestedBy: operatorNameSchema,
    requestedAt: instantSchema,
    decidedBy: operatorNameSchema
      .nullable()
      .describe('null while it is paid: it is of the time when one person was enough.'),
    decidedAt: instantSchema.nullable(),
    decisionNote: z.string().nullable(),
  })
  .meta({ id: 'Dividend' });

const splitSchema = z
  .object({
    amountFen: amountSchema,
    restBeforeFen: amountSchema,
    paidFen: amountSchema,
    restAfterFen: amountSchema,
    members: z.int(),
    levels: z
      .array(
        z.object({
          level: z.string(),
          weight: z.int(),
          members: z.int(),
          eachFen: amountSchema.describe('What each of them gets.'),
        }),
      )
      .describe('Only levels with a weight; the highest weight first.'),
    largest: z
      .array(z.object({ memberId: memberIdSchema, amountFen: amountSchema }))
      .describe('Some of the parts, the largest first.'),
  })
  .meta({ id: 'DividendSplit' });

const dividendParams = z.object({ id: dividendIdSchema });

/** An operator confirms numbers by name, never a button; when and by whom is recorded. SPEC section 12. */
const confirmedBody = {
  confirmed: z.literal(true).describe('The operator confirms it by name; it is recorded.'),
  expectedPaidFen: amountSchema.describe('As the preview said.'),
};

/** What the list and its export can be narrowed to. */
export const dividendFilters = { state: z.enum(DIVIDEND_STATES).optional() };

/** What the list can be narrowed to, and its export. */
export const rewardFilters = {
  state: z.enum(['frozen', 'released', 'cancelled']).optional(),
  memberId: memberIdSchema.optional().describe('Who got it.'),
};

/** What the console's first page shows, rewards and dividends. SPEC sections 9 and 12. */
export const adminReportRoutes = routes({
  'GET /api/admin/solvency': {
    tag: 'Reports',
    summary: 'Is the line fed: inflow, paid, outstanding, coverage; by day, by queue; what needs a person',
    auth: 'operator',
    permission: 'reports.read',
    query: z.object({ days: z.coerce.number().int().min(1).max(90).default(30) }),
    response: z
      .object({
        at: instantSchema,
        days: z.int(),
        totals: z.object({
          inflowFen: fenSchema,
          paidFen: fenSchema,
          waitingCount: z.int(),
          outstandingFen: amountSchema,
          poolFen: fenSchema.describe('Of all queues, debts taken off.'),
          inflow30Fen: fenSchema,
          coverage: z.string().nullable().describe('Inflow of 30 days ÷ outstanding; null: nobody waits.'),
          queues: z.int().describe('In which somebody waits.'),
          estimate: estimateSchema.describe('Until everybody who waits now is paid, all queues together.'),
        }),
        today: z.object({
          ...flowSchema,
          payments: z.int().describe('Paid with WeChat since midnight.'),
          paymentsFen: amountSchema,
          refunds: z
            .int()
            .describe(
              'Of money that went back by WeChat since midnight; what goes to the cash balance alone is none.',
            ),
          refundsFen: amountSchema,
        }),
        byDay: z.array(z.object({ day: daySchema, ...flowSchema })).describe('Oldest first, every day.'),
        byQueue: z.array(queueSchema).describe('The 20 to which most is owed.'),
        needsPerson: z.object({
          afterSales: z.int().describe('Requests to review.'),
          withdrawals: z.int().describe('To review.'),
          applications: z.int().describe('Of merchants and suppliers, to review.'),
          adjustments: z.int().describe('To approve.'),
          dividends: z.int().describe('To approve.'),
          payoutsToApprove: z.int().describe('Of merchants.'),
          payoutsToPay: z
            .int()
            .describe('Of merchants, approved: the transfer is to be made and written down.'),
          proposals: z.int().describe('Products of suppliers, to review.'),
          stuckQueues: z.int().describe('They stand still because a task failed.'),
          refusedShippings: z.int().describe('WeChat refused the shipping information.'),
          stuckRefunds: z.int().describe('WeChat Pay failed them, and their money is not back yet.'),
          differences: z.int().describe('Of the reconciliation, not explained yet.'),
          unsoundBooks: z
            .int()
            .describe('1: the newest check of the books found something wrong, or did not end.'),
        }),
      })
      .meta({ id: 'Solvency' }),
  },
  'GET /api/admin/live': {
    tag: 'Reports',
    summary:
      'Which figures changed, as they do: they are read anew where they stand. A stream ends with the session, and after five minutes; ' +
      'who comes back reads everything anew',
    auth: 'operator',
    permission: 'reports.read',
    response: 'event-stream',
    event: z
      .object({
        topics: z
          .array(z.enum(LIVE_TOPICS))
          .min(1)
          .describe('today: money came or went; queues: a line moved; needsPerson: what waits for somebody.'),
        queues: z.array(queueKeySchema).nullable().describe('The lines that moved; null: many.'),
      })
      .meta({ id: 'LiveChange' }),
    errors: ['too_many_requests'],
  },
  'GET /api/admin/rewards': {
    tag: 'Reports',
    summary: 'Rewards beside the queue, newest first, with the reason why one is not released yet',
    auth: 'operator',
    permission: 'money.read',
    query: z.object({ ...pageQuery, ...rewardFilters }),
    response: page(grantedRewardSchema),
  },
  'GET /api/admin/dividends': {
    tag: 'Reports',
    summary: 'Dividends, the newest first',
    auth: 'operator',
    permission: 'money.read',
    query: z.object({ ...pageQuery, ...dividendFilters }),
    response: page(dividendSchema),
  },
  'GET /api/admin/dividends/preview': {
    tag: 'Reports',
    summary: 'How an amount, and the rest of last time, would be split by the levels of now',
    auth: 'operator',
    permission: 'money.read',
    query: z.object({ amountFen: z.coerce.number().int().min(0).max(100_000_000_000) }),
    response: splitSchema,
  },
  'POST /api/admin/dividends': {
    tag: 'Reports',
    summary: 'Prepare a dividend, confirmed expressly; nothing moves before somebody else approves',
    auth: 'operator',
    permission: 'money.adjust',
    idempotent: true,
    body: z.object({
      amountFen: z.int().min(0).max(100_000_000_000).describe('0 splits the rest of last time.'),
      name: z.string().trim().min(1).max(64).describe('Of the period: it pays once.'),
      ...confirmedBody,
    }),
    response: dividendSchema,
    errors: ['dividend_name_taken', 'dividend_changed', 'forbidden_phrase'],
  },
  'POST /api/admin/dividends/:id/approve': {
    tag: 'Reports',
    summary:
      'Approve what somebody else prepared, confirmed expressly: it is split by the levels of now, paid and told. Again by the same operator: ' +
      'the same answer',
    auth: 'operator',
    permission: 'money.approve',
    params: dividendParams,
    body: z.object({ ...confirmedBody, note: z.string().trim().max(200).default('') }),
    response: dividendSchema,
    errors: ['dividend_not_found', 'dividend_state', 'second_person_needed', 'dividend_changed'],
  },
  'POST /api/admin/dividends/:id/reject': {
    tag: 'Reports',
    summary: 'Reject it, or take the own one back; its name is free again',
    auth: 'operator',
    permission: 'money.approve',
    params: dividendParams,
    body: z.object({ note: z.string().trim().min(1).max(200) }),
    response: dividendSchema,
    errors: ['dividend_not_found', 'dividend_state'],
  },
});
