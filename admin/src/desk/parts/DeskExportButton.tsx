import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { DESK_LONG_JOBS, type DeskJobKind } from '@paifan/shared/longJobs/kinds';
import { useWrite } from '../../api/queries';
import { ExportDialog } from '../../features/longJobs/ExportDialog';
import { useDeskMay } from '../whoAmI';

type OrderFilters = Omit<BodyInputOf<'POST /api/desk/exports/orders'>, 'format' | 'from' | 'to'>;
type ProductFilters = Omit<BodyInputOf<'POST /api/desk/exports/products'>, 'format'>;

interface Shown {
  /** Filters in use, by their names, that the export does not follow. */
  readonly unheeded: readonly string[];
}

/** Exports the desk's orders, with its own lines alone, and downloads the table when it is ready. */
export const ExportOrders = ({ filters, unheeded }: Shown & { filters: OrderFilters }) => (
  <ForRole kind="deskExportOrders">
    {(onClose) => <OrdersDialog filters={filters} unheeded={unheeded} onClose={onClose} />}
  </ForRole>
);

/** Exports the desk's products, in the form that the import reads. */
export const ExportProducts = ({ filters, unheeded }: Shown & { filters: ProductFilters }) => (
  <ForRole kind="deskExportProducts">
    {(onClose) => <ProductsDialog filters={filters} unheeded={unheeded} onClose={onClose} />}
  </ForRole>
);

/** A button that opens a dialog; absent for a role that may not read it. */
function ForRole({ kind, children }: { kind: DeskJobKind; children: (onClose: () => void) => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const { label, permission } = DESK_LONG_JOBS[kind];
  if (!useDeskMay(permission)) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen ? children(() => setOpen(false)) : null}
    </>
  );
}

function OrdersDialog({
  filters,
  unheeded,
  onClose,
}: Shown & { filters: OrderFilters; onClose: () => void }) {
  const [job, setJob] = useState<string | null>(null);
  const ask = useWrite('POST /api/desk/exports/orders', null, ({ id }) => setJob(id));
  return (
    <ExportDialog
      {...{ side: 'desk', label: DESK_LONG_JOBS.deskExportOrders.label, byDays: true, unheeded }}
      {...{ job, isAsking: ask.isPending, onClose }}
      onStart={({ format, from, to }) => {
        if (from !== undefined && to !== undefined) ask.mutate({ body: { ...filters, format, from, to } });
      }}
    />
  );
}

function ProductsDialog({
  filters,
  unheeded,
  onClose,
}: Shown & { filters: ProductFilters; onClose: () => void }) {
  const [job, setJob] = useState<string | null>(null);
  const ask = useWrite('POST /api/desk/exports/products', null, ({ id }) => setJob(id));
  return (
    <ExportDialog
      {...{ side: 'desk', label: DESK_LONG_JOBS.deskExportProducts.label, byDays: false, unheeded }}
      {...{ job, isAsking: ask.isPending, onClose }}
      onStart={({ format }) => ask.mutate({ body: { ...filters, format } })}
    />
  );
}
