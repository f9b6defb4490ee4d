import { useState } from 'react';
import { operatorId } from '@paifan/shared/ids/ids';
import { AUDIT_ACTIONS } from '@paifan/shared/operators/actions';
import { useList, useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { AuditDrawer, type AuditEntry } from '../../features/audit/AuditDrawer';
import { SubjectName } from '../../features/audit/SubjectName';
import { ExportButton } from '../../ui/ExportButton';
import { FilterDays } from '../../ui/FilterDays';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

const COLUMNS: readonly Column<AuditEntry>[] = [
  { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
  { key: 'operator', title: '操作员', render: ({ operator }) => operator?.name ?? '系统' },
  { key: 'action', title: '操作', render: ({ text }) => text },
  { key: 'subject', title: '对象', render: ({ subject }) => <SubjectName subject={subject} /> },
];

const MOST_OPERATORS = '50';

/** What operators did, with what was before and after. */
export default function Audit() {
  const [filters, setFilters, clear] = useUrlState(['action', 'operatorId', 'subject', 'from', 'to']);
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const { action, subject, from, to } = filters;
  const narrowed = {
    ...(isOneOf(AUDIT_ACTIONS, action) ? { action } : {}),
    ...(subject ? { subject } : {}),
    operatorId: idOf(filters.operatorId, operatorId),
  };
  const list = useList('GET /api/admin/audit', { query: { ...narrowed, from, to } });
  return (
    <>
      <PageHead title="操作记录" about="每一次修改，连同修改前后的内容；不可更改，不可删除" />
      <div className="filters">
        <FilterSelect
          name="操作"
          words={AUDIT_ACTIONS}
          value={action}
          onChange={(value) => setFilters({ action: value })}
        />
        <ByOperator value={filters.operatorId} onChange={(value) => setFilters({ operatorId: value })} />
        <FilterText
          name="对象，如 operator:7"
          value={subject}
          onChange={(value) => setFilters({ subject: value })}
        />
        <FilterDays from={from} to={to} onChange={setFilters} />
      </div>
      <ListTable
        name="audit"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        onRow={(entry) => ({ onClick: () => setOpen(entry), style: { cursor: 'pointer' } })}
        empty="没有操作记录"
        hint="操作员每修改一处，列出一条"
        onClear={clear}
        exported={<ExportButton kind="exportAudit" days={{ from, to }} filters={narrowed} />}
      />
      {open === null ? null : <AuditDrawer entry={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function ByOperator({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const enabled = useMay('operators.read');
  const { data } = useRead('GET /api/admin/operators', { query: { limit: MOST_OPERATORS } }, { enabled });
  const words = Object.fromEntries(
    (data?.items ?? []).map(({ id, name, login }) => [id, `${name}（${login}）`]),
  );
  return <FilterSelect name="操作员" words={words} value={value} onChange={onChange} />;
}
