import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { fenColumn, orderIdColumn } from '../db/columns';
import type { Tx } from '../db/transaction';
import type { ShopContext } from './context';

const about = { orderId: orderIdColumn, orderNo: z.string() };

/** What members are told about their orders. What settlement tells them is in settle/announcements.ts. */
export const orderAnnouncementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('orderPaid'), ...about, amountFen: fenColumn }),
  z.object({ kind: z.literal('orderClosed'), ...about }),
  z.object({ kind: z.literal('paymentReturned'), ...about, amountFen: fenColumn }),
]);
export type OrderAnnouncement = z.output<typeof orderAnnouncementSchema>;

/** Puts a message for a member into the outbox, in the transaction of its cause: it leaves only if that stands. */
export async function announce(
  { db, clock }: ShopContext,
  tx: Tx,
  memberId: MemberId,
  { kind, ...payload }: OrderAnnouncement,
): Promise<void> {
  const now = clock.now();
  await db.outbox.create({ kind, memberId, payload, createdAt: now, nextTryAt: now }, { transaction: tx });
}
