import { z } from 'zod';
import { MERCHANT_PAYOUT_STATES, PAYOUT_METHOD_NAMES } from '../merchants/payablePayouts';
import { PAYOUT_PERIOD_NAMES } from '../merchants/payables';
import {
  amountSchema,
  dayStatementIdSchema,
  daySchema,
  fenSchema,
  instantSchema,
  merchantPayoutIdSchema,
  orderNoSchema,
  page,
  pageQuery,
  storeIdSchema,
} from './primitives';
import { routes } from './route';

const sums = {
  lines: z.int().describe('Lines whose orders completed.'),
  saleFen: fenSchema.describe('Of those lines: net paid; of a supplier the supply price.'),
  refundedFen: fenSchema.describe('Of lines of any day.'),
  commissionFen: fenSchema.describe('Less what came back with refunds.'),
  freightFen: fenSchema.describe('Of orders that the store sent.'),
  payableFen: fenSchema.describe('Sales − refunds − commission + freight; it may be below zero.'),
  contributedFen: amountSchema.describe(
    'What those lines gave to the queues, as it stood when the day was closed.',
  ),
  rewardedFen: amountSchema.describe(
    'Rewards that those lines granted, as it stood then; the platform pays them.',
  ),
};

export const statementFields = {
  id: dayStatementIdSchema,
  day: daySchema,
  ...sums,
  closedAt: instantSchema,
  payoutId: merchantPayoutIdSchema.nullable().describe('The payout that pays it, or is to; null: open.'),
  paid: z.boolean(),
};
const statementSchema = z.object(statementFields).meta({ id: 'DayStatement' });

export const statementStoresSchema = z
  .array(
    z.object({ storeId: storeIdSchema, storeName: z.string(), ...sums }).meta({ id: 'StoreOfStatement' }),
  )
  .describe('A supplier has none.');

export const statementLineSchema = z
  .object({
    orderNo: orderNoSchema,
    line: z.int(),
    kind: z.enum(['sale', 'refund']).describe('Its order completed, or part of it was refunded since.'),
    storeId: storeIdSchema.nullable(),
    title: z.string(),
    skuName: z.string().describe('Empty: the only SKU.'),
    quantity: z.int(),
    saleFen: fenSchema.describe('Of a refund this and what follows are below zero.'),
    commissionFen: fenSchema,
    freightFen: fenSchema,
    payableFen: fenSchema,
    at: instantSchema,
  })
  .meta({ id: 'StatementLine' });

export const payableStandingSchema = z
  .object({
    balanceFen: fenSchema.describe('Owed in all: the sum of the next three. Any of them may be below zero.'),
    unclosedFen: fenSchema.describe('Of days that are not closed.'),
    openFen: fenSchema.describe('Of statements that no payout pays yet.'),
    inPayoutFen: fenSchema.describe('Of payouts that were asked for and are not paid.'),
    paidFen: fenSchema.describe('Since ever.'),
  })
  .meta({ id: 'PayableStanding' });

export const payoutMethodSchema = z.enum(PAYOUT_METHOD_NAMES);

export const payeeSchema = z
  .object({
    period: z.enum(PAYOUT_PERIOD_NAMES).describe('How often a payout is proposed.'),
    minFen: amountSchema.describe('Less is not paid out yet.'),
    closedThrough: daySchema.nullable().describe('The last day that is closed.'),
    account: z
      .object({
        method: payoutMethodSchema,
        holder: z.string().describe('Masked.'),
        bankName: z.string().nullable(),
        numberEnd: z.string().describe('The end of the number.'),
        changedAt: instantSchema.nullable(),
      })
      .nullable()
      .describe('null: none was named.'),
  })
  .meta({ id: 'Payee' });

const holderSchema = z.string().trim().min(2).max(64);

/** Ways that somebody makes by hand; the shop makes no transfer by itself yet. */
export const payoutAccountSchema = z
  .discriminatedUnion('method', [
    z.object({
      method: z.literal('bank'),
      holder: holderSchema,
      bankName: z.string().trim().min(2).max(64).describe('With the branch.'),
      number: z
        .string()
        .transform((text) => text.replace(/\s/g, ''))
        .pipe(z.string().regex(/^\d{8,32}$/)),
    }),
    z.object({
      method: z.literal('wechat'),
      holder: holderSchema,
      number: z
        .string()
        .trim()
        .regex(/^[\w+-]{6,32}$/)
        .describe('The WeChat number, or the phone number that it goes by.'),
    }),
  ])
  .meta({ id: 'PayoutAccount' });

export const payoutFields = {
  id: merchantPayoutIdSchema,
  no: z.string(),
  state: z.enum(MERCHANT_PAYOUT_STATES),
  amountFen: amountSchema,
  fromDay: daySchema.describe('Of the first statement.'),
  untilDay: daySchema.describe('Of the last one.'),
  days: z.int().describe('How many statements.'),
  method: payoutMethodSchema,
  bankName: z.string().nullable(),
  numberEnd: z.string(),
  requestedAt: instantSchema,
  decidedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable().describe('When it was paid, or cancelled after it was approved.'),
  note: z.string().nullable().describe('Why it was rejected or cancelled.'),
  reference: z.string().nullable().describe('The number of the transfer.'),
};
const payoutSchema = z.object(payoutFields).meta({ id: 'MerchantPayout' });

const read = { tag: 'Desk', auth: 'staff', permission: 'desk.statements.read' } as const;
const statementParams = z.object({ id: dayStatementIdSchema });

/** What a merchant or a supplier is owed, by day, and how it is paid. */
export const deskStatementRoutes = routes({
  'GET /api/desk/statements': {
    ...read,
    summary: 'Day statements, newest first',
    query: z.object({
      ...pageQuery,
      from: daySchema.optional(),
      to: daySchema.optional().describe('Included.'),
      payoutId: merchantPayoutIdSchema.optional().describe('Those that this payout pays, or is to.'),
    }),
    response: page(statementSchema),
  },
  'GET /api/desk/statements/:id': {
    ...read,
    summary: 'One day, by store',
    params: statementParams,
    response: z.object({ statement: statementSchema, stores: statementStoresSchema }),
    errors: ['statement_not_found'],
  },
  'GET /api/desk/statements/:id/lines': {
    ...read,
    summary: 'What a day is made of: lines of orders and refunds, newest first',
    params: statementParams,
    query: z.object(pageQuery),
    response: page(statementLineSchema),
    errors: ['statement_not_found'],
  },
  'GET /api/desk/payables': {
    ...read,
    summary: 'What the merchant is owed, and where it stands',
    response: payableStandingSchema,
  },
  'GET /api/desk/payouts': {
    ...read,
    summary: 'Payouts, newest first',
    query: z.object(pageQuery),
    response: page(payoutSchema),
  },
  'GET /api/desk/payouts/:id': {
    ...read,
    summary: 'One payout',
    params: z.object({ id: merchantPayoutIdSchema }),
    response: payoutSchema,
    errors: ['payout_not_found'],
  },
  'GET /api/desk/payee': {
    ...read,
    summary: 'How often and where the merchant is paid',
    response: payeeSchema,
  },
  'PUT /api/desk/payee': {
    ...read,
    permission: 'desk.payouts.manage',
    summary:
      'Name the account to which the merchant is paid; its owners are told. Payouts under way keep theirs',
    body: payoutAccountSchema,
    response: payeeSchema,
  },
});
