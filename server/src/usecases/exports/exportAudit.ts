import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { AUDIT_ACTIONS } from '@paifan/shared/operators/actions';
import { readAudit, type AuditRow, type AuditState } from '../../db/audit';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportList } from './exportList';

const stateText = (kept: AuditState | null): string | null => kept && JSON.stringify(kept);

const COLUMNS: readonly Column<AuditRow>[] = [
  { title: '时间', kind: 'time', value: (row) => row.at },
  { title: '操作员', kind: 'text', value: (row) => row.operator && row.operator.name },
  { title: '操作', kind: 'text', value: (row) => AUDIT_ACTIONS[row.action] },
  { title: '对象', kind: 'text', value: (row) => row.subject },
  { title: '修改前', kind: 'text', value: (row) => stateText(row.before) },
  { title: '修改后', kind: 'text', value: (row) => stateText(row.after) },
];

/** What operators did, newest first. */
export const exportAudit: LongJobRun = ({ db }, job) => {
  const { format, from, to, ...filters } = exportRequests.exportAudit.parse(job.row.params);
  const asked = { ...filters, ...dayBounds(from, to) };
  return exportList(job, format, COLUMNS, (page) => readAudit(db, { ...page, ...asked }));
};
