import { z } from 'zod';
import { WITHDRAWAL_STATES } from '../wallet/withdrawalStates';
import { ADJUSTABLE, ADJUSTMENT_STATES } from '../wallet/adjustments';
import { memberNameSchema, operatorNameSchema } from './adminFinance';
import {
  adjustmentIdSchema,
  amountSchema,
  fenSchema,
  hundredthsSchema,
  instantSchema,
  memberIdSchema,
  page,
  pageQuery,
  withdrawalIdSchema,
} from './primitives';
import { routes } from './route';
import { withdrawalSchema } from './wallet';

const adminWithdrawalSchema = withdrawalSchema
  .extend({
    member: memberNameSchema,
    transferBillNo: z.string().nullable(),
    reviewedBy: z.string().nullable(),
    reviewedAt: instantSchema.nullable(),
    reviewReason: z.string().nullable(),
  })
  .meta({ id: 'AdminWithdrawal' });

const sumsSchema = z.array(
  z.object({ reason: z.string(), text: z.string(), times: z.int(), amountFen: fenSchema }),
);

const withRiskSchema = z
  .object({
    withdrawal: adminWithdrawalSchema,
    risk: z.object({
      memberSince: instantSchema,
      cashFen: fenSchema,
      frozenFen: fenSchema,
      earned: sumsSchema.describe(
        'How cash came and went in the last 90 days, by cause; at most 5,000 movements.',
      ),
      orders: z.object({
        paid: z.int().describe('Of the last 100: paid and not given back.'),
        refunded: z.int(),
        paidFen: amountSchema,
      }),
      withdrawals: z.object({ paid: z.int(), paidFen: amountSchema, failed: z.int() }),
    }),
  })
  .meta({ id: 'WithdrawalToReview' });

const adjustmentSchema = z
  .object({
    id: adjustmentIdSchema,
    member: memberNameSchema,
    balance: z.enum(ADJUSTABLE),
    amount: z.int().describe('Fen of cash, hundredths of the others; below zero: it is taken.'),
    reason: z.string(),
    state: z.enum(ADJUSTMENT_STATES),
    requestedBy: operatorNameSchema,
    requestedAt: instantSchema,
    decidedBy: operatorNameSchema.nullable(),
    decidedAt: instantSchema.nullable(),
    decisionNote: z.string().nullable(),
  })
  .meta({ id: 'Adjustment' });

const withdrawalParams = z.object({ id: withdrawalIdSchema });
const adjustmentParams = z.object({ id: adjustmentIdSchema });
const tag = 'BackOffice';

/** What the list of transfers and its export can be narrowed to. */
export const transferFilters = {
  fromMemberId: memberIdSchema.optional(),
  toMemberId: memberIdSchema.optional(),
};

/** What the lists can be narrowed to, and their exports. */
export const withdrawalFilters = {
  state: z.enum(WITHDRAWAL_STATES).optional(),
  memberId: memberIdSchema.optional(),
};
export const adjustmentFilters = {
  state: z.enum(ADJUSTMENT_STATES).optional(),
  memberId: memberIdSchema.optional(),
};

/** Withdrawals, transfers, and balances that are put right by hand. */
export const adminWithdrawalRoutes = routes({
  'GET /api/admin/withdrawals': {
    tag,
    summary: 'Withdrawals, newest first',
    auth: 'operator',
    permission: 'money.read',
    query: z.object({ ...pageQuery, ...withdrawalFilters }),
    response: page(adminWithdrawalSchema),
  },
  'GET /api/admin/withdrawals/:id': {
    tag,
    summary: 'A withdrawal with what helps to judge it',
    auth: 'operator',
    permission: 'money.read',
    params: withdrawalParams,
    response: withRiskSchema,
    errors: ['withdrawal_not_found'],
  },
  'POST /api/admin/withdrawals/:id/approve': {
    tag,
    summary: 'Let a withdrawal go out that was held for review',
    auth: 'operator',
    permission: 'money.approve',
    params: withdrawalParams,
    body: z.object({ reason: z.string().trim().max(200).default('') }),
    response: adminWithdrawalSchema,
    errors: ['withdrawal_not_found', 'withdrawal_state'],
  },
  'POST /api/admin/withdrawals/:id/reject': {
    tag,
    summary: 'Refuse it; its money is cash again',
    auth: 'operator',
    permission: 'money.approve',
    params: withdrawalParams,
    body: z.object({ reason: z.string().trim().min(1).max(200).describe('The member reads it.') }),
    response: adminWithdrawalSchema,
    errors: ['withdrawal_not_found', 'withdrawal_state', 'forbidden_phrase'],
  },
  'GET /api/admin/transfers': {
    tag,
    summary: 'Points, love and vouchers that members handed to each other, newest first',
    auth: 'operator',
    permission: 'money.read',
    query: z.object({ ...pageQuery, ...transferFilters }),
    response: page(
      z
        .object({
          id: z.string(),
          at: instantSchema,
          from: memberNameSchema,
          to: memberNameSchema,
          balance: z.enum(['points', 'love', 'voucher']),
          amount: hundredthsSchema,
        })
        .meta({ id: 'AdminTransfer' }),
    ),
  },
  'GET /api/admin/adjustments': {
    tag,
    summary: 'Adjustments of balances, newest first',
    auth: 'operator',
    permission: 'money.read',
    query: z.object({ ...pageQuery, ...adjustmentFilters }),
    response: page(adjustmentSchema),
  },
  'GET /api/admin/adjustments/:id': {
    tag,
    summary: 'One adjustment',
    auth: 'operator',
    permission: 'money.read',
    params: adjustmentParams,
    response: adjustmentSchema,
    errors: ['adjustment_not_found'],
  },
  'POST /api/admin/adjustments': {
    tag,
    summary: 'Ask for a balance to be put right; nothing moves before somebody else approves',
    auth: 'operator',
    permission: 'money.adjust',
    idempotent: true,
    body: z.object({
      memberId: memberIdSchema,
      balance: z.enum(ADJUSTABLE),
      amount: z
        .int()
        .min(-100_000_000)
        .max(100_000_000)
        .refine((amount) => amount !== 0, 'must not be 0')
        .describe('Fen of cash, hundredths of the others; below zero: it is taken.'),
      reason: z.string().trim().min(2).max(200).describe('The member reads it.'),
    }),
    response: adjustmentSchema,
    errors: ['member_not_found', 'forbidden_phrase'],
  },
  'POST /api/admin/adjustments/:id/approve': {
    tag,
    summary: 'Approve what somebody else asked for: it is booked, and the member is told',
    auth: 'operator',
    permission: 'money.approve',
    params: adjustmentParams,
    body: z.object({ note: z.string().trim().max(200).default('') }),
    response: adjustmentSchema,
    errors: ['adjustment_not_found', 'adjustment_state', 'second_person_needed', 'balance_too_low'],
  },
  'POST /api/admin/adjustments/:id/reject': {
    tag,
    summary: 'Reject it, or take the own request back',
    auth: 'operator',
    permission: 'money.approve',
    params: adjustmentParams,
    body: z.object({ note: z.string().trim().min(1).max(200) }),
    response: adjustmentSchema,
    errors: ['adjustment_not_found', 'adjustment_state'],
  },
});
