import { z } from 'zod';
import { ACCOUNT_KIND_NAMES } from '../ledger/accounts';
import { DIFFERENCE_KINDS, RECONCILIATION_STATES } from '../reconciliation/differences';
import {
  amountSchema,
  daySchema,
  fenSchema,
  instantSchema,
  memberIdSchema,
  operatorIdSchema,
  orderNoSchema,
  page,
  pageQuery,
} from './primitives';
import { routes } from './route';

/** A member as operators see one. */
export const memberNameSchema = z
  .object({ id: memberIdSchema, nickname: z.string(), avatar: z.string() })
  .meta({ id: 'MemberName' });

export const operatorNameSchema = z
  .object({ id: operatorIdSchema, name: z.string() })
  .meta({ id: 'OperatorName' });

export const accountCodeSchema = z
  .string()
  .regex(/^[\w:.-]{2,80}$/)
  .describe('An account: promotion, member:7:cash, queue:mall:pool.');
const assetSchema = z.enum(['money', 'points', 'love', 'voucher']).meta({ id: 'Asset' });
const movementSchema = z.int().describe('Fen, or hundredths; credit is above zero.');

export const journalSchema = z
  .object({
    id: z.string(),
    key: z.string().describe('Event and cause, for ever unique.'),
    event: z.string(),
    text: z.string(),
    at: instantSchema,
    orderNo: z.string().nullable(),
    queueKey: z.string().nullable(),
    postings: z.array(
      z.object({
        account: z.string(),
        asset: assetSchema,
        amount: movementSchema,
        entryId: z.string().nullable(),
      }),
    ),
    morePostings: z.int().describe('How many postings are not shown: 200 are.'),
  })
  .meta({ id: 'Journal' });

const reconciliationSchema = z
  .object({
    day: daySchema,
    state: z.enum(RECONCILIATION_STATES),
    bill: z.object({
      payments: z.int(),
      paymentsFen: amountSchema,
      refunds: z.int(),
      refundsFen: amountSchema,
      feesFen: fenSchema,
    }),
    shop: z.object({
      payments: z.int(),
      paymentsFen: amountSchema,
      refunds: z.int(),
      refundsFen: amountSchema,
    }),
    differences: z.int(),
    unresolved: z.int(),
    runs: z.int(),
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Reconciliation' });

const differenceSchema = z
  .object({
    id: z.string(),
    day: daySchema,
    kind: z.enum(DIFFERENCE_KINDS),
    label: z.string(),
    means: z.string(),
    remedy: z.string(),
    reference: z.string().describe('out_trade_no of a payment, out_refund_no of a refund.'),
    orderNo: z.string(),
    billFen: amountSchema.nullable(),
    shopFen: amountSchema.nullable(),
    billState: z.string().nullable(),
    shopState: z.string().nullable(),
    note: z.string().nullable(),
    resolvedBy: operatorNameSchema.nullable().describe('null: nobody, or by itself.'),
    resolvedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ReconciliationDifference' });

const bookCheckSchema = z
  .object({
    id: z.string(),
    state: z.enum(['waiting', 'running', 'sound', 'unsound', 'failed']),
    requestedBy: operatorNameSchema.nullable().describe('null: the clock.'),
    requestedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
    checksDone: z.int(),
    checksTotal: z.int(),
    findings: z.array(
      z.object({
        check: z.string().describe('With `subject` and `problem`: as `npm run check:books` writes it.'),
        subject: z.string(),
        problem: z.string(),
        title: z.string().describe('What was checked, in words.'),
        where: z.string(),
        about: z
          .string()
          .nullable()
          .describe('What it is about, as the audit log names it: `queue:mall`. null: it is shown nowhere.'),
        what: z.string(),
        advice: z.string().nullable().describe('What to do. null: of a check that is there no more.'),
      }),
    ),
    error: z.string().nullable(),
  })
  .meta({ id: 'BookCheck' });

const tag = 'Finance';
const read = { tag, auth: 'operator', permission: 'money.read' } as const;
const change = { tag, auth: 'operator', permission: 'money.adjust' } as const;
const byDay = z.object({ day: daySchema });
const numericId = z.string().regex(/^[1-9]\d{0,18}$/);

/** What the list of differences and its export can be narrowed to. */
export const differenceFilters = {
  day: daySchema.optional(),
  open: z.enum(['yes', 'no']).optional(),
};

/** The ledger, the reconciliation with WeChat Pay, and the checks of the books. */
export const adminFinanceRoutes = routes({
  'GET /api/admin/ledger/journals': {
    ...read,
    summary:
      'Journals with their postings, newest first. One of key, orderNo, account and memberId at a time',
    query: z.object({
      ...pageQuery,
      key: z.string().max(128).optional(),
      orderNo: orderNoSchema.optional(),
      account: accountCodeSchema.optional(),
      memberId: memberIdSchema.optional(),
      day: daySchema.optional(),
    }),
    response: page(journalSchema),
  },
  'GET /api/admin/ledger/trial-balance': {
    ...read,
    summary: 'The balances of all accounts by kind; for each asset they add up to 0',
    response: z
      .object({
        rows: z.array(
          z.object({
            kind: z.enum(ACCOUNT_KIND_NAMES),
            text: z.string(),
            asset: assetSchema,
            accounts: z.int(),
            balance: movementSchema,
          }),
        ),
        sums: z.array(z.object({ asset: assetSchema, balance: movementSchema })),
        balanced: z.boolean(),
      })
      .meta({ id: 'TrialBalance' }),
  },
  'GET /api/admin/ledger/statement': {
    ...read,
    summary: 'The movements of one account, newest first, with the balance after each',
    query: z.object({ ...pageQuery, account: accountCodeSchema }),
    response: z
      .object({
        account: z.string(),
        asset: assetSchema,
        balance: movementSchema,
        items: z.array(
          z.object({
            journalId: z.string(),
            key: z.string(),
            event: z.string(),
            text: z.string(),
            at: instantSchema,
            amount: movementSchema,
            balanceAfter: movementSchema,
            orderNo: z.string().nullable(),
          }),
        ),
        next: z.string().nullable(),
      })
      .meta({ id: 'AccountStatement' }),
    errors: ['account_not_found'],
  },
  'GET /api/admin/reconciliations': {
    ...read,
    summary: "Days that were compared with WeChat Pay's trade bill, newest first",
    query: z.object(pageQuery),
    response: page(reconciliationSchema),
  },
  'GET /api/admin/reconciliations/:day': {
    ...read,
    summary: 'One day',
    params: byDay,
    response: reconciliationSchema,
    errors: ['reconciliation_not_found'],
  },
  'POST /api/admin/reconciliations/:day/run': {
    ...change,
    summary: 'Have a day compared again; a job does it, and its result replaces the one before',
    params: byDay,
    response: reconciliationSchema,
    errors: ['reconciliation_day'],
  },
  'GET /api/admin/differences': {
    ...read,
    summary: 'Differences between the bills and the shop, newest first',
    query: z.object({ ...pageQuery, ...differenceFilters }),
    response: page(differenceSchema),
  },
  'POST /api/admin/differences/:id/resolve': {
    ...change,
    summary: 'Say what was found out, and that it is done',
    params: z.object({ id: numericId }),
    body: z.object({ note: z.string().trim().min(2).max(500) }),
    response: differenceSchema,
    errors: ['difference_not_found', 'difference_state'],
  },
  'GET /api/admin/book-checks': {
    ...read,
    summary: 'Checks of the books, newest first',
    query: z.object(pageQuery),
    response: page(bookCheckSchema),
  },
  'GET /api/admin/book-checks/:id': {
    ...read,
    summary: 'One check, with its progress and findings',
    params: z.object({ id: numericId }),
    response: bookCheckSchema,
    errors: ['book_check_not_found'],
  },
  'POST /api/admin/book-checks': {
    ...change,
    summary: 'Have the books checked now; one that waits or runs already is the answer',
    response: bookCheckSchema,
  },
});
