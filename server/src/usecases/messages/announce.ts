import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { AFTER_SALE_STATES } from '@paifan/shared/orders/afterSale';
import { CARRIER_CODES, PARCEL_KINDS } from '@paifan/shared/orders/carriers';
import { fenColumn, orderIdColumn } from '../../db/columns';
import { insertRows } from '../../db/bulk';
import type { Tx } from '../../db/transaction';
import type { ProposalAnnouncement } from '../catalogue/announcements';
import type { ShopContext } from '../context';
import type { MemberAnnouncement } from '../members/announcements';
import type { MerchantAnnouncement } from '../merchants/announcements';
import type { PayableAnnouncement } from '../payables/announcements';
import type { WalletAnnouncement } from '../wallet/announcements';

const about = { orderId: orderIdColumn, orderNo: z.string() };

/** What members are told about their orders. What settlement tells them is in settle/announcements.ts. */
export const orderAnnouncementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('orderPaid'), ...about, amountFen: fenColumn }),
  z.object({ kind: z.literal('orderClosed'), ...about }),
  z.object({ kind: z.literal('paymentReturned'), ...about, amountFen: fenColumn }),
  /** Points for a purchase that completed; hundredths. */
  z.object({ kind: z.literal('purchasePoints'), ...about, amount: fenColumn }),
  /** Pieces of an order were sent. */
  z.object({
    kind: z.literal('parcelSent'),
    ...about,
    parcelKind: z.enum(PARCEL_KINDS),
    carrier: z.enum(CARRIER_CODES).nullable(),
    number: z.string().nullable(),
  }),
  /** Nobody confirmed receipt in time: the order completed by itself. */
  z.object({ kind: z.literal('orderConfirmed'), ...about }),
  /** What has come of a request for after-sale. */
  z.object({
    kind: z.literal('afterSale'),
    ...about,
    afterSaleNo: z.string(),
    state: z.enum(AFTER_SALE_STATES),
    amountFen: fenColumn,
    answer: z.string().nullable(),
  }),
]);
export type OrderAnnouncement = z.output<typeof orderAnnouncementSchema>;

/** What use cases tell members of. */
export type News =
  | OrderAnnouncement
  | WalletAnnouncement
  | MemberAnnouncement
  | MerchantAnnouncement
  | PayableAnnouncement
  | ProposalAnnouncement;

/** Puts a message for a member into the outbox, in the transaction of its cause: it leaves only if that stands. */
export const announce = (
  shop: Pick<ShopContext, 'clock'>,
  tx: Tx,
  memberId: MemberId,
  news: News,
): Promise<void> => announceAll(shop, tx, [{ memberId, news }]);

/** The same for many. */
export async function announceAll(
  { clock }: Pick<ShopContext, 'clock'>,
  tx: Tx,
  messages: readonly { readonly memberId: MemberId; readonly news: News }[],
): Promise<void> {
  const now = clock.now();
  await insertRows(
    tx,
    'outbox',
    ['kind', 'member_id', 'payload', 'created_at', 'next_try_at'],
    messages.map(({ memberId, news: { kind, ...payload } }) => [
      ...[kind, memberId, JSON.stringify(payload)],
      ...[now, now],
    ]),
  );
}
