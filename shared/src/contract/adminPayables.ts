import { z } from 'zod';
import { MERCHANT_PAYOUT_STATES } from '../merchants/payablePayouts';
import { PAYOUT_PERIOD_NAMES } from '../merchants/payables';
import { operatorNameSchema } from './adminFinance';
import {
  payableStandingSchema,
  payeeSchema,
  payoutFields,
  payoutMethodSchema,
  statementFields,
  statementLineSchema,
  statementStoresSchema,
} from './deskStatements';
import {
  amountSchema,
  dayStatementIdSchema,
  daySchema,
  merchantIdSchema,
  merchantPayoutIdSchema,
  page,
  pageQuery,
  payableSchema,
} from './primitives';
import { routes } from './route';

const merchantSchema = z.object({ id: merchantIdSchema, name: z.string() });

const statementSchema = z
  .object({ ...statementFields, merchant: merchantSchema })
  .meta({ id: 'StatementOfMerchant' });

const payoutSchema = z
  .object({
    ...payoutFields,
    merchant: merchantSchema,
    requestedBy: operatorNameSchema,
    decidedBy: operatorNameSchema.nullable(),
    endedBy: operatorNameSchema.nullable(),
  })
  .meta({ id: 'AdminMerchantPayout' });

const proposalSchema = z
  .object({
    merchant: merchantSchema,
    period: z.enum(PAYOUT_PERIOD_NAMES),
    minFen: amountSchema,
    hasAccount: z.boolean().describe('Without one it cannot be paid.'),
    days: z.int().describe('How many open statements.'),
    fromDay: daySchema,
    untilDay: daySchema,
    amountFen: amountSchema,
  })
  .meta({ id: 'PayoutProposal' });

const payeeOfMerchantSchema = z
  .object({ standing: payableStandingSchema, payee: payeeSchema })
  .meta({ id: 'PayeeOfMerchant' });

const noteSchema = z.string().trim().min(1).max(200);

const tag = 'Payables';
const read = { tag, auth: 'operator', permission: 'money.read' } as const;
const approve = { tag, auth: 'operator', permission: 'money.approve' } as const;
const statementParams = z.object({ id: dayStatementIdSchema });
const merchantParams = z.object({ id: merchantIdSchema });
const payoutParams = z.object({ id: merchantPayoutIdSchema });
const onPayout = {
  ...approve,
  params: payoutParams,
  response: payoutSchema,
  errors: ['payout_not_found', 'payout_state'],
} as const;

/** What the list can be narrowed to, and its export. */
export const payoutFilters = {
  state: z.enum(MERCHANT_PAYOUT_STATES).optional(),
  merchantId: merchantIdSchema.optional(),
};

/** What merchants and suppliers are owed, and how they are paid, for operators. */
export const adminPayableRoutes = routes({
  'GET /api/admin/statements': {
    ...read,
    summary: 'Day statements of merchants, newest first',
    query: z.object({ ...pageQuery, merchantId: merchantIdSchema.optional(), day: daySchema.optional() }),
    response: page(statementSchema),
  },
  'GET /api/admin/statements/:id': {
    ...read,
    summary: 'One day of a merchant, by store',
    params: statementParams,
    response: z.object({ statement: statementSchema, stores: statementStoresSchema }),
    errors: ['statement_not_found'],
  },
  'GET /api/admin/statements/:id/lines': {
    ...read,
    summary: 'What it is made of: lines of orders and refunds, newest first',
    params: statementParams,
    query: z.object(pageQuery),
    response: page(statementLineSchema),
    errors: ['statement_not_found'],
  },
  'GET /api/admin/merchants/:id/payables': {
    ...read,
    summary: 'What a merchant is owed, and how it is paid',
    params: merchantParams,
    response: payeeOfMerchantSchema,
    errors: ['merchant_not_found'],
  },
  'PUT /api/admin/merchants/:id/payee': {
    ...read,
    permission: 'money.adjust',
    summary:
      'How often a merchant is paid, and from which amount on; the account is named by its owner alone',
    params: merchantParams,
    body: z.object({ period: z.enum(PAYOUT_PERIOD_NAMES), minFen: amountSchema }),
    response: payeeOfMerchantSchema,
    errors: ['merchant_not_found'],
  },
  'GET /api/admin/payout-proposals': {
    ...read,
    summary: 'Whom to pay now, by the period and least amount of each merchant',
    query: z.object(pageQuery),
    response: page(proposalSchema),
  },
  'GET /api/admin/merchant-payouts': {
    ...read,
    summary: 'Payouts to merchants, newest first',
    query: z.object({ ...pageQuery, ...payoutFilters }),
    response: page(payoutSchema),
  },
  'GET /api/admin/merchant-payouts/:id': {
    ...read,
    summary: 'One payout',
    params: payoutParams,
    response: payoutSchema,
    errors: ['payout_not_found'],
  },
  'GET /api/admin/merchant-payouts/:id/account': {
    ...approve,
    summary: 'Where it goes, in full, for whoever makes the transfer',
    params: payoutParams,
    response: z
      .object({
        method: payoutMethodSchema,
        bankName: z.string().nullable(),
        holder: z.string(),
        number: z.string(),
      })
      .meta({ id: 'FullPayoutAccount' }),
    errors: ['payout_not_found', 'payout_account_missing'],
  },
  'POST /api/admin/merchant-payouts': {
    ...read,
    permission: 'money.adjust',
    summary:
      'Ask for the open statements of a merchant to be paid; nothing is paid before somebody else approves',
    idempotent: true,
    body: z.object({
      merchantId: merchantIdSchema,
      untilDay: daySchema.describe('The last day that is paid; all open ones before it are, too.'),
      expectedFen: payableSchema.describe('What was shown.'),
    }),
    response: payoutSchema,
    errors: ['merchant_not_found', 'payout_account_missing', 'payout_changed', 'payout_too_small'],
  },
  'POST /api/admin/merchant-payouts/:id/approve': {
    ...onPayout,
    summary: 'Approve what somebody else asked for',
    errors: ['payout_not_found', 'payout_state', 'second_person_needed'],
  },
  'POST /api/admin/merchant-payouts/:id/reject': {
    ...onPayout,
    summary: 'Reject it, or take the own request back: its statements are open again',
    body: z.object({ note: noteSchema }),
  },
  'POST /api/admin/merchant-payouts/:id/cancel': {
    ...onPayout,
    summary: 'It was approved, and the transfer came to nothing: its statements are open again',
    body: z.object({ note: noteSchema }),
  },
  'POST /api/admin/merchant-payouts/:id/paid': {
    ...onPayout,
    summary: 'The transfer was made: it is booked, and the owners of the merchant are told',
    body: z.object({
      reference: z
        .string()
        .trim()
        .min(4)
        .max(64)
        .describe('The number of the transfer, by which it is found.'),
    }),
  },
});
