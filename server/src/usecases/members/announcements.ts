import { z } from 'zod';
import { CARRIER_CODES } from '@paifan/shared/orders/carriers';
import { TRANSFERABLE } from '../../db/models/wallet';
import { fenColumn } from '../../db/columns';

const gift = { no: z.string(), title: z.string() };

/** What members are told about themselves and their gifts. */
export const memberAnnouncementSchema = z.discriminatedUnion('kind', [
  /** The level is higher than before. */
  z.object({ kind: z.literal('levelRaised'), level: z.string(), name: z.string() }),
  z.object({
    kind: z.literal('giftRedeemed'),
    ...gift,
    balance: z.enum(TRANSFERABLE),
    /** Hundredths. */
    amount: fenColumn,
  }),
  z.object({
    kind: z.literal('giftShipped'),
    ...gift,
    carrier: z.enum(CARRIER_CODES).nullable(),
    number: z.string().nullable(),
  }),
  /** What was paid for it went back. */
  z.object({ kind: z.literal('giftCancelled'), ...gift, reason: z.string().nullable() }),
]);
export type MemberAnnouncement = z.output<typeof memberAnnouncementSchema>;
