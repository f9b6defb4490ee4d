import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { DESK_LONG_JOBS } from '@paifan/shared/longJobs/kinds';
import { ExportOpener, type Exported } from '../../features/longJobs/ExportOpener';
import { useDeskMay } from '../whoAmI';

const ROUTES = {
  deskExportOrders: 'POST /api/desk/exports/orders',
  deskExportToSend: 'POST /api/desk/exports/to-send',
  deskExportProducts: 'POST /api/desk/exports/products',
  deskExportStatements: 'POST /api/desk/exports/statements',
  deskExportAfterSales: 'POST /api/desk/exports/after-sales',
  deskExportTakings: 'POST /api/desk/exports/takings',
  deskExportPayouts: 'POST /api/desk/exports/payouts',
  deskExportReviews: 'POST /api/desk/exports/reviews',
  deskExportProposals: 'POST /api/desk/exports/proposals',
  deskExportStores: 'POST /api/desk/exports/stores',
  deskExportStaff: 'POST /api/desk/exports/staff',
} as const;
type Kind = keyof typeof ROUTES;

/** Those that are whole; the others are of a span of days, which must be said. */
const WHOLE: readonly Kind[] = [
  'deskExportToSend',
  'deskExportProducts',
  'deskExportProposals',
  'deskExportStores',
  'deskExportStaff',
];

interface DeskExportButtonProps<K extends Kind> extends Omit<Exported, 'filters'> {
  readonly kind: K;
  readonly filters?: Omit<BodyInputOf<(typeof ROUTES)[K]>, 'format' | 'from' | 'to'>;
}

/** Makes a CSV or XLSX of the merchant's own, and downloads it when it is ready. Absent for a role that may not read it. */
export function DeskExportButton<K extends Kind>({ kind, ...exported }: DeskExportButtonProps<K>) {
  const { label, permission } = DESK_LONG_JOBS[kind];
  const mayRead = useDeskMay(permission);
  return mayRead ? (
    <ExportOpener
      {...{ ...exported, side: 'desk', label, route: ROUTES[kind], byDays: !WHOLE.includes(kind) }}
    />
  ) : null;
}
