import { z } from 'zod';
import type { Permission } from '../operators/permissions';
import { accountCodeSchema, differenceFilters } from './adminFinance';
import { giftOrderFilters } from './adminGifts';
import { longJobSchema, tableFormatSchema } from './adminLongJobs';
import { memberEntryFilters } from './adminMembers';
import { applicationFilters, merchantFilters } from './adminMerchants';
import { queueFilters } from './adminQueues';
import { dividendFilters } from './adminReports';
import { storeFilters } from './adminStores';
import { transferFilters } from './adminWithdrawals';
import { proposalFilters } from './deskProducts';
import { memberIdSchema, merchantIdSchema } from './primitives';
import { reviewFilters } from './reviews';
import { routes } from './route';

const format = tableFormatSchema;

/** What each export of a list can be narrowed to: what its list can be. */
export const listExportRequests = {
  exportReviews: z.object({ format, ...reviewFilters, hidden: z.boolean().optional() }),
  exportProposals: z.object({ format, ...proposalFilters }),
  exportCoupons: z.object({ format }),
  exportGiftOrders: z.object({ format, ...giftOrderFilters }),
  exportTransfers: z.object({ format, ...transferFilters }),
  exportDividends: z.object({ format, ...dividendFilters }),
  exportReconciliations: z.object({ format }),
  exportDifferences: z.object({ format, ...differenceFilters }),
  exportMovements: z.object({ format, account: accountCodeSchema }),
  exportQueues: z.object({ format, ...queueFilters }),
  exportApplications: z.object({ format, ...applicationFilters }),
  exportMerchants: z.object({ format, ...merchantFilters }),
  exportStaff: z.object({ format, merchantId: merchantIdSchema }),
  exportStores: z.object({ format, ...storeFilters }),
  exportInvitees: z.object({ format, memberId: memberIdSchema }),
  exportMemberEntries: z.object({ format, memberId: memberIdSchema, ...memberEntryFilters }),
} as const;

/** The route of an export: for whoever may read the list. */
const listExport = <const May extends Permission, Body extends z.ZodType>(
  summary: string,
  permission: May,
  body: Body,
) =>
  ({
    tag: 'LongJobs',
    summary,
    auth: 'operator',
    permission,
    idempotent: true,
    body,
    response: longJobSchema,
    errors: ['long_job_limit'],
  }) as const;

const asked = listExportRequests;

// prettier-ignore
/** Exports of lists that are not of a span of days: all rows, as the list shows them and in its order. */
export const adminListExportRoutes = routes({
  'POST /api/admin/exports/reviews': listExport('Export reviews', 'catalogue.read', asked.exportReviews),
  'POST /api/admin/exports/proposals': listExport("Export suppliers' proposals", 'catalogue.read', asked.exportProposals),
  'POST /api/admin/exports/coupons': listExport('Export coupons with what came of them', 'catalogue.read', asked.exportCoupons),
  'POST /api/admin/exports/gift-orders': listExport('Export redeemed gifts; phone numbers are masked unless the role may export them', 'orders.read', asked.exportGiftOrders),
  'POST /api/admin/exports/transfers': listExport('Export what members handed to each other', 'money.read', asked.exportTransfers),
  'POST /api/admin/exports/dividends': listExport('Export dividends, with both persons', 'money.read', asked.exportDividends),
  'POST /api/admin/exports/reconciliations': listExport("Export the days that were compared with WeChat Pay's trade bill", 'money.read', asked.exportReconciliations),
  'POST /api/admin/exports/differences': listExport('Export differences between the bills and the shop', 'money.read', asked.exportDifferences),
  'POST /api/admin/exports/movements': listExport('Export the movements of one account, with the balance after each', 'money.read', asked.exportMovements),
  'POST /api/admin/exports/queues': listExport('Export queues with what came in, was paid and is outstanding', 'queues.read', asked.exportQueues),
  'POST /api/admin/exports/applications': listExport('Export applications; phone numbers are masked', 'stores.read', asked.exportApplications),
  'POST /api/admin/exports/merchants': listExport('Export merchants and suppliers, without their accounts; phone numbers are masked unless the role may export them', 'stores.read', asked.exportMerchants),
  'POST /api/admin/exports/staff': listExport('Export who works for a merchant', 'stores.read', asked.exportStaff),
  'POST /api/admin/exports/stores': listExport('Export stores', 'stores.read', asked.exportStores),
  'POST /api/admin/exports/invitees': listExport('Export whom a member invited', 'members.read', asked.exportInvitees),
  'POST /api/admin/exports/member-entries': listExport("Export a member's entries of all queues", 'members.read', asked.exportMemberEntries),
});
