import { z } from 'zod';
import { merchantIdColumn } from '../../db/columns';

/** `name` is the supplier's, `title` the product's. */
const about = { merchantId: merchantIdColumn, name: z.string(), title: z.string() };

/** What owners of suppliers are told about what they proposed. */
export const proposalAnnouncementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('proposalApproved'), ...about }),
  z.object({ kind: z.literal('proposalRejected'), ...about, reason: z.string() }),
]);
export type ProposalAnnouncement = z.output<typeof proposalAnnouncementSchema>;
