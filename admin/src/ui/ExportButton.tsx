import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { LONG_JOBS, type ExportKind } from '@paifan/shared/longJobs/kinds';
import { useMay } from '../api/whoAmI';
import { ExportOpener, type Exported } from '../features/longJobs/ExportOpener';

const ROUTES = {
  exportOrders: 'POST /api/admin/exports/orders',
  exportOrderLines: 'POST /api/admin/exports/order-lines',
  exportMembers: 'POST /api/admin/exports/members',
  exportProducts: 'POST /api/admin/exports/products',
  exportJournals: 'POST /api/admin/exports/journals',
  exportWithdrawals: 'POST /api/admin/exports/withdrawals',
  exportAfterSales: 'POST /api/admin/exports/after-sales',
  exportRewards: 'POST /api/admin/exports/rewards',
  exportEntries: 'POST /api/admin/exports/entries',
  exportStatements: 'POST /api/admin/exports/statements',
  exportMerchantPayouts: 'POST /api/admin/exports/merchant-payouts',
  exportAdjustments: 'POST /api/admin/exports/adjustments',
  exportAudit: 'POST /api/admin/exports/audit',
  exportMessages: 'POST /api/admin/exports/messages',
  exportReviews: 'POST /api/admin/exports/reviews',
  exportProposals: 'POST /api/admin/exports/proposals',
  exportCoupons: 'POST /api/admin/exports/coupons',
  exportGiftOrders: 'POST /api/admin/exports/gift-orders',
  exportTransfers: 'POST /api/admin/exports/transfers',
  exportDividends: 'POST /api/admin/exports/dividends',
  exportReconciliations: 'POST /api/admin/exports/reconciliations',
  exportDifferences: 'POST /api/admin/exports/differences',
  exportMovements: 'POST /api/admin/exports/movements',
  exportQueues: 'POST /api/admin/exports/queues',
  exportApplications: 'POST /api/admin/exports/applications',
  exportMerchants: 'POST /api/admin/exports/merchants',
  exportStaff: 'POST /api/admin/exports/staff',
  exportStores: 'POST /api/admin/exports/stores',
  exportInvitees: 'POST /api/admin/exports/invitees',
  exportMemberEntries: 'POST /api/admin/exports/member-entries',
  reportDays: 'POST /api/admin/exports/days',
} as const satisfies Readonly<Record<ExportKind, string>>;

/** Those that are of a span of days, which must be said. */
const BY_DAYS: readonly ExportKind[] = [
  'exportOrders',
  'exportOrderLines',
  'exportJournals',
  'exportWithdrawals',
  'exportAfterSales',
  'exportRewards',
  'exportStatements',
  'exportMerchantPayouts',
  'exportAdjustments',
  'exportAudit',
  'exportMessages',
  'reportDays',
];

type Filters<K extends ExportKind> = Omit<BodyInputOf<(typeof ROUTES)[K]>, 'format' | 'from' | 'to'>;

type ExportButtonProps<K extends ExportKind> = Omit<Exported, 'filters'> & {
  kind: K;
} & (object extends Filters<K> ? { filters?: Filters<K> } : { filters: Filters<K> });

/** Makes a CSV or XLSX of what a list shows, and downloads it when it is ready. Absent for a role that may not read it. */
export function ExportButton<K extends ExportKind>({ kind, ...exported }: ExportButtonProps<K>) {
  const { label, permission } = LONG_JOBS[kind];
  const mayRead = useMay(permission);
  return mayRead ? (
    <ExportOpener
      {...{ ...exported, side: 'admin', label, route: ROUTES[kind], byDays: BY_DAYS.includes(kind) }}
    />
  ) : null;
}
