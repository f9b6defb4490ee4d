import { z } from 'zod';
import { WITHDRAWAL_STATES } from '../wallet/withdrawalStates';
import {
  amountSchema,
  fenSchema,
  hundredthsSchema,
  instantSchema,
  memberIdSchema,
  page,
  pageQuery,
  payableSchema,
  ratioTextSchema,
  withdrawalIdSchema,
} from './primitives';
import { routes } from './route';

/** A withdrawal as its member sees it. */
export const withdrawalSchema = z
  .object({
    id: withdrawalIdSchema,
    no: z.string(),
    amountFen: payableSchema.describe('What leaves the balance.'),
    feeFen: amountSchema,
    receivedFen: payableSchema.describe('The amount less the fee.'),
    state: z.enum(WITHDRAWAL_STATES),
    stateText: z.string().describe('The state as the member reads it.'),
    reason: z.string().nullable().describe('Why it was rejected or failed.'),
    confirmBefore: instantSchema.nullable().describe('Until when the member can confirm it in WeChat.'),
    requestedAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Withdrawal' });

const transferLimitsSchema = z
  .object({
    min: hundredthsSchema,
    max: hundredthsSchema,
    daily: hundredthsSchema,
    most: hundredthsSchema.describe('The most that can be transferred now; 0: nothing.'),
  })
  .meta({ id: 'TransferLimits' });

const transferableSchema = z.enum(['points', 'love', 'voucher']).meta({ id: 'Transferable' });
const idParams = z.object({ id: withdrawalIdSchema });

export const walletRoutes = routes({
  'GET /api/me/wallet': {
    tag: 'Me',
    summary: 'Every balance, and what may be withdrawn and transferred now',
    auth: 'member',
    response: z
      .object({
        availableFen: fenSchema.describe('Below zero after a refund that took more back than was there.'),
        frozenFen: fenSchema.describe('Rewards that are not released yet.'),
        reservedFen: fenSchema.describe('Waits for a withdrawal.'),
        points: hundredthsSchema,
        love: hundredthsSchema,
        loveFrozen: hundredthsSchema,
        voucher: hundredthsSchema,
        withdrawal: z.object({
          minFen: amountSchema,
          dailyFen: amountSchema,
          dailyCount: z.int(),
          feeRatio: ratioTextSchema,
          reviewAboveFen: amountSchema.describe('Above it somebody reviews it first.'),
          realNameFromFen: amountSchema.describe('From it on the real name is needed.'),
          mostFen: amountSchema.describe('The most that can be asked for now; 0: nothing.'),
          open: withdrawalSchema.nullable().describe('The one that has not ended: there is one at a time.'),
        }),
        transfer: z
          .object({
            points: transferLimitsSchema.optional(),
            love: transferLimitsSchema.optional(),
            voucher: transferLimitsSchema.optional(),
          })
          .describe('Without what is switched off.'),
      })
      .meta({ id: 'Wallet' }),
  },
  'POST /api/me/withdrawals': {
    tag: 'Me',
    summary: 'Withdraw cash to WeChat',
    auth: 'member',
    idempotent: true,
    body: z.object({
      amountFen: payableSchema,
      realName: z
        .string()
        .trim()
        .min(2)
        .max(30)
        .optional()
        .describe('As in WeChat. Encrypted for WeChat Pay at once, and never kept in clear.'),
    }),
    response: withdrawalSchema,
    errors: ['balance_too_low', 'withdrawal_open', 'withdrawal_limit', 'real_name_needed'],
  },
  'GET /api/me/withdrawals': {
    tag: 'Me',
    summary: 'Withdrawals, newest first',
    auth: 'member',
    query: z.object(pageQuery),
    response: page(withdrawalSchema),
  },
  'GET /api/me/withdrawals/:id': {
    tag: 'Me',
    summary: 'One withdrawal',
    auth: 'member',
    params: idParams,
    response: withdrawalSchema,
    errors: ['withdrawal_not_found'],
  },
  'POST /api/me/withdrawals/:id/confirm-params': {
    tag: 'Me',
    summary: 'What wx.requestMerchantTransfer takes, so that the member can confirm',
    auth: 'member',
    params: idParams,
    response: z
      .object({ mchId: z.string(), appId: z.string(), package: z.string() })
      .meta({ id: 'ConfirmTransferParams' }),
    errors: ['withdrawal_not_found', 'withdrawal_state', 'wechat_unavailable'],
  },
  'POST /api/me/withdrawals/:id/cancel': {
    tag: 'Me',
    summary: 'Take a withdrawal back that the member has not confirmed',
    auth: 'member',
    params: idParams,
    response: withdrawalSchema,
    errors: ['withdrawal_not_found', 'withdrawal_state'],
  },
  'POST /api/me/transfers': {
    tag: 'Me',
    summary: 'Hand points, love or a voucher to another member',
    auth: 'member',
    idempotent: true,
    body: z.object({
      to: z.union([
        z.object({ inviteCode: z.string().regex(/^[0-9A-Z]{8}$/) }),
        z.object({ memberId: memberIdSchema }),
      ]),
      balance: transferableSchema,
      amount: payableSchema.describe('Hundredths.'),
    }),
    response: z
      .object({
        id: z.string(),
        at: instantSchema,
        to: z.object({ nickname: z.string().describe('Masked.'), avatar: z.string() }),
        balance: transferableSchema,
        amount: hundredthsSchema,
      })
      .meta({ id: 'Transfer' }),
    errors: ['recipient_not_found', 'transfer_off', 'transfer_limit', 'balance_too_low'],
  },
});
