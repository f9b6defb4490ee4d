import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS } from '@paifan/shared/operators/actions';
import { idColumn, timeColumn } from '../../db/columns';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { equals } from './conditions';
import { exportDays, type DaysTable } from './exportDays';

const state = z.record(z.string(), z.unknown()).nullable();
const auditRow = z.object({
  id: idColumn,
  at: timeColumn,
  operator: z.string().nullable(),
  action: z.enum(AUDIT_ACTION_NAMES),
  subject: z.string(),
  before_state: state,
  after_state: state,
});
type Row = z.output<typeof auditRow>;

const stateText = (kept: Row['before_state']): string | null => kept && JSON.stringify(kept);

const COLUMNS: readonly Column<Row>[] = [
  { title: '时间', kind: 'time', value: (row) => row.at },
  { title: '操作员', kind: 'text', value: (row) => row.operator },
  { title: '操作', kind: 'text', value: (row) => AUDIT_ACTIONS[row.action] },
  { title: '对象', kind: 'text', value: (row) => row.subject },
  { title: '修改前', kind: 'text', value: (row) => stateText(row.before_state) },
  { title: '修改后', kind: 'text', value: (row) => stateText(row.after_state) },
];

const TABLE: DaysTable<Row> = {
  columns: COLUMNS,
  row: auditRow,
  from: 'operator_audit a',
  at: 'a.at',
  select: 'a.id, a.at, o.name AS operator, a.action, a.subject, a.before_state, a.after_state',
  joins: 'LEFT JOIN operators o ON o.id = a.operator_id',
};

/** What operators did, in the order in which they did it. */
export const exportAudit: LongJobRun = ({ db }, job) => {
  const asked = exportRequests.exportAudit.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [
    ...equals('a.action', asked.action),
    ...equals('a.subject', asked.subject),
    ...equals('a.operator_id', asked.operatorId),
  ]);
};
