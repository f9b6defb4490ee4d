import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS } from '@paifan/shared/operators/actions';
import { idColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { countRows, equals, where, type Conditions } from './conditions';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

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

/** What operators did, in the order in which they did it. */
export const exportAudit: LongJobRun = async ({ db }, job) => {
  const { format, from, to, action, subject } = exportRequests.exportAudit.parse(job.row.params);
  const { fromTime = new Date(0), toTime = new Date(0) } = dayBounds(from, to);
  const conditions: Conditions = [
    ['a.at >= ?', [fromTime]],
    ['a.at < ?', [toTime]],
    ...equals('a.action', action),
    ...equals('a.subject', subject),
  ];
  const total = await countRows(db, 'operator_audit a', conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  return writeTable(job, { format, columns: COLUMNS, total, pages });
};

function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ['a.id > ?', [last?.id ?? '0']]]);
  return query(
    db,
    `SELECT a.id, a.at, o.name AS operator, a.action, a.subject, a.before_state, a.after_state
     FROM operator_audit a LEFT JOIN operators o ON o.id = a.operator_id
     ${sql} ORDER BY a.id LIMIT ${ROWS_AT_ONCE}`,
    values,
    auditRow,
  );
}
