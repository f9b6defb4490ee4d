import { Button } from 'antd';
import { useState } from 'react';
import { LONG_JOBS, type ExportKind } from '@paifan/shared/longJobs/kinds';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import type { CallOf } from '../api/client';
import { useWrite } from '../api/queries';
import { useMay } from '../api/whoAmI';
import { ExportDialog } from '../features/longJobs/ExportDialog';

const ROUTES = {
  exportOrders: 'POST /api/admin/exports/orders',
  exportOrderLines: 'POST /api/admin/exports/order-lines',
  exportMembers: 'POST /api/admin/exports/members',
  exportProducts: 'POST /api/admin/exports/products',
  exportJournals: 'POST /api/admin/exports/journals',
  exportWithdrawals: 'POST /api/admin/exports/withdrawals',
  exportEntries: 'POST /api/admin/exports/entries',
  reportDays: 'POST /api/admin/exports/days',
} as const satisfies Readonly<Record<ExportKind, string>>;
type RouteFor<K extends ExportKind> = (typeof ROUTES)[K];

/** Those that are of a span of days, which must be said. */
const BY_DAYS: readonly ExportKind[] = [
  'exportOrders',
  'exportOrderLines',
  'exportJournals',
  'exportWithdrawals',
  'reportDays',
];

type Filters<K extends ExportKind> = Omit<BodyInputOf<RouteFor<K>>, 'format' | 'from' | 'to'>;

interface Asked {
  kind: ExportKind;
  filters?: object;
  /** The days that the list shows now; absent: the last thirty. */
  days?: { from?: string | undefined; to?: string | undefined };
  /** Filters in use, by their names, that the export does not follow. */
  unheeded?: readonly string[];
}

type ExportButtonProps<K extends ExportKind> = Omit<Asked, 'kind' | 'filters'> & {
  kind: K;
} & (object extends Filters<K> ? { filters?: Filters<K> } : { filters: Filters<K> });

/** Makes a CSV or XLSX of what a list shows, and downloads it when it is ready. Absent for a role that may not read it. */
export function ExportButton<K extends ExportKind>(props: ExportButtonProps<K>) {
  const [isOpen, setOpen] = useState(false);
  const { label, permission } = LONG_JOBS[props.kind];
  if (!useMay(permission)) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen ? <ExportModal {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ExportModal({ kind, filters, days, unheeded, onClose }: Asked & { onClose: () => void }) {
  const [job, setJob] = useState<string | null>(null);
  const ask = useWrite(ROUTES[kind], null, ({ id }) => setJob(id));
  return (
    <ExportDialog
      {...{ side: 'admin', label: LONG_JOBS[kind].label, byDays: BY_DAYS.includes(kind), days, unheeded }}
      {...{ job, isAsking: ask.isPending, onClose }}
      onStart={(asked) =>
        // Which body goes with which route is said by the button's props.
        ask.mutate({ body: { ...filters, ...asked } } as unknown as Omit<
          CallOf<RouteFor<ExportKind>>,
          'idempotencyKey'
        >)
      }
    />
  );
}
