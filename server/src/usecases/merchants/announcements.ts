import { z } from 'zod';
import { merchantIdColumn, ratioColumn } from '../../db/columns';

const about = { applicationNo: z.string(), name: z.string() };

/** What applicants are told of their application. */
export const merchantAnnouncementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applicationOffered'), ...about, commissionRatio: ratioColumn }),
  z.object({ kind: z.literal('applicationApproved'), ...about, merchantId: merchantIdColumn }),
  z.object({ kind: z.literal('applicationRejected'), ...about, reason: z.string() }),
]);
export type MerchantAnnouncement = z.output<typeof merchantAnnouncementSchema>;
