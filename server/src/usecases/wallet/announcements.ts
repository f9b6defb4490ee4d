import { z } from 'zod';
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
  z.object({ kind: z.literal('transferSent'), ...transfer }),
  z.object({ kind: z.literal('transferReceived'), ...transfer }),
]);
export type WalletAnnouncement = z.output<typeof walletAnnouncementSchema>;
