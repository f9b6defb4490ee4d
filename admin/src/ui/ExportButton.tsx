import { Alert, Button, Form, Modal, Radio } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import {
  TABLE_FORMAT_NAMES,
  LONG_JOBS,
  type ExportKind,
  type TableFormat,
} from '@paifan/shared/longJobs/kinds';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import type { CallOf } from '../api/client';
import { useWrite } from '../api/queries';
import { useMay } from '../api/whoAmI';
import { FollowExport } from '../features/longJobs/FollowExport';
import { FilterDays } from './FilterDays';

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
const DAYS_BEFORE = 29;

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

function ExportModal({ kind, filters, days, unheeded = [], onClose }: Asked & { onClose: () => void }) {
  const [format, setFormat] = useState<TableFormat>('xlsx');
  const [span, setSpan] = useState(() => lastDays(days));
  const [job, setJob] = useState<string | null>(null);
  const ask = useWrite(ROUTES[kind], null, ({ id }) => setJob(id));
  const byDays = BY_DAYS.includes(kind);
  const isSaid = !byDays || (span.from !== undefined && span.to !== undefined);

  function start(): void {
    const body = { ...filters, format, ...(byDays ? span : {}) };
    // Which body goes with which route is said by the button's props.
    ask.mutate({ body } as unknown as Omit<CallOf<RouteFor<ExportKind>>, 'idempotencyKey'>);
  }

  return (
    <Modal
      open
      title={LONG_JOBS[kind].label}
      okText="开始导出"
      cancelText={job === null ? '取消' : '关闭'}
      okButtonProps={{ disabled: !isSaid || job !== null }}
      confirmLoading={ask.isPending}
      onOk={start}
      onCancel={onClose}
    >
      {job === null ? (
        <Form layout="vertical">
          <Form.Item label="格式">
            <Radio.Group
              aria-label="格式"
              value={format}
              options={TABLE_FORMAT_NAMES.map((value) => ({ value, label: value.toUpperCase() }))}
              onChange={({ target }) => setFormat(target.value as TableFormat)}
            />
          </Form.Item>
          {byDays ? (
            <Form.Item label="日期（含首尾）">
              <FilterDays {...span} onChange={setSpan} />
            </Form.Item>
          ) : null}
          <span className="quiet">按列表当前的筛选导出全部记录，不止当前页。</span>
          {unheeded.length > 0 ? (
            <Alert type="warning" title={`导出不支持这些筛选：${unheeded.join('、')}`} />
          ) : null}
        </Form>
      ) : (
        <FollowExport id={job} />
      )}
    </Modal>
  );
}

interface Span {
  from: string | undefined;
  to: string | undefined;
}

/** The days as they are filtered by; an open end is today, an open beginning thirty days before. */
function lastDays({ from, to }: Partial<Span> = {}): Span {
  const end = to ?? dayjs().format('YYYY-MM-DD');
  return { from: from ?? dayjs(end).subtract(DAYS_BEFORE, 'day').format('YYYY-MM-DD'), to: end };
}
