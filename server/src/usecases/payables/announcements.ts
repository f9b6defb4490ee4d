import { z } from 'zod';
import { PAYOUT_METHOD_NAMES } from '@paifan/shared/merchants/payablePayouts';
import { fenColumn, merchantIdColumn } from '../../db/columns';

/** `name` is the merchant's. */
const about = { merchantId: merchantIdColumn, name: z.string() };
const account = { method: z.enum(PAYOUT_METHOD_NAMES), hint: z.string() };

/** What owners of merchants are told about their payouts. */
export const payableAnnouncementSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('merchantPaid'),
    ...about,
    payoutNo: z.string(),
    amountFen: fenColumn,
    ...account,
  }),
  z.object({ kind: z.literal('payoutAccountChanged'), ...about, ...account }),
]);
export type PayableAnnouncement = z.output<typeof payableAnnouncementSchema>;
