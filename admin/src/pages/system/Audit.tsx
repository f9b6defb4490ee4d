import { Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS, type AuditAction } from '@paifan/shared/operators/actions';
import { useList, type ItemOf } from '../../api/queries';
import { ExportButton } from '../../ui/ExportButton';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Entry = ItemOf<'GET /api/admin/audit'>;

const COLUMNS: readonly Column<Entry>[] = [
  { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
  { key: 'operator', title: '操作员', render: ({ operator }) => operator?.name ?? '系统' },
  { key: 'action', title: '操作', render: ({ text }) => text },
  { key: 'subject', title: '对象', render: ({ subject }) => subject },
];

const ACTIONS = AUDIT_ACTION_NAMES.map((value) => ({ value, label: AUDIT_ACTIONS[value] }));
const isAction = (value: string | undefined): value is AuditAction =>
  value !== undefined && value in AUDIT_ACTIONS;

/** What operators did, with what was before and after. */
export default function Audit() {
  const [{ action, subject }, setFilters, clear] = useUrlState(['action', 'subject']);
  const [open, setOpen] = useState<Entry | null>(null);
  const query = { ...(isAction(action) ? { action } : {}), ...(subject ? { subject } : {}) };
  const list = useList('GET /api/admin/audit', { query });
  return (
    <>
      <PageHead title="操作记录" about="每一次修改，连同修改前后的内容；不可更改，不可删除" />
      <div className="filters">
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder="操作"
          style={{ width: 220 }}
          options={ACTIONS}
          value={isAction(action) ? action : undefined}
          onChange={(value?: string) => setFilters({ action: value })}
        />
        <Input.Search
          allowClear
          placeholder="对象，如 operator:7"
          style={{ width: 260 }}
          defaultValue={subject}
          onSearch={(value) => setFilters({ subject: value.trim() })}
        />
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
        exported={<ExportButton kind="exportAudit" filters={query} />}
      />
      <Drawer open={open !== null} size={720} title={open?.text} onClose={() => setOpen(null)}>
        <h3>修改前</h3>
        <pre>{JSON.stringify(open?.before ?? null, null, 2)}</pre>
        <h3>修改后</h3>
        <pre>{JSON.stringify(open?.after ?? null, null, 2)}</pre>
      </Drawer>
    </>
  );
}
