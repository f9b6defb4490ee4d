import { z } from 'zod';
import { ADJUSTABLE } from '@paifan/shared/wallet/adjustments';
import { fenColumn, withdrawalIdColumn } from '../../db/columns';
import { TRANSFERABLE } from '../../db/models/wallet';

const withdrawal = { withdrawalId: withdrawalIdColumn, amountFen: fenColumn };
const transfer = { balance: z.enum(TRANSFERABLE), amount: fenColumn };

/** What members are told about their withdrawals and transfers. */
export const walletAnnouncementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('withdrawalRequested'), ...withdrawal, reviewed: z.boolean() }),
  z.object({ kind: z.literal('withdrawalApproved'), ...withdrawal }),
  z.object({ kind: z.literal('withdrawalRejected'), ...withdrawal, reason: z.string() }),
  /** The member has to confirm it in WeChat. */
  z.object({ kind: z.literal('withdrawalWaiting'), ...withdrawal }),
  z.object({ kind: z.literal('withdrawalPaid'), ...withdrawal, receivedFen: fenColumn }),
  z.object({ kind: z.literal('withdrawalFailed'), ...withdrawal, failReason: z.string().nullable() }),
  z.object({ kind: z.literal('withdrawalCancelled'), ...withdrawal }),
  /** Two operators put a balance right. */
  z.object({
    kind: z.literal('balanceAdjusted'),
    balance: z.enum(ADJUSTABLE),
    amount: fenColumn,
    reason: z.string(),
  }),
  /** The member's part of a dividend; `name` is the period's. */
  z.object({ kind: z.literal('dividendPaid'), name: z.string(), amountFen: fenColumn }),
  z.object({ kind: z.literal('transferSent'), ...transfer }),
  z.object({ kind: z.literal('transferReceived'), ...transfer }),
]);
export type WalletAnnouncement = z.output<typeof walletAnnouncementSchema>;
