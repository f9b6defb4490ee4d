import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { WECHAT_MESSAGE_STATES } from '@paifan/shared/members/messageStates';
import { nameOfKind } from '@paifan/shared/texts/messageKinds';
import { WECHAT_MESSAGE_STATE_TEXT } from '@paifan/shared/texts/states';
import { countColumn, idColumn, timeColumn } from '../../db/columns';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { equals } from './conditions';
import { exportDays, type DaysTable } from './exportDays';

const messageRow = z.object({
  id: idColumn,
  at: timeColumn,
  member_id: idColumn,
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  read_at: timeColumn.nullable(),
  wechat_state: z.enum(WECHAT_MESSAGE_STATES),
  attempts: countColumn,
  error: z.string().nullable(),
});
type Row = z.output<typeof messageRow>;

const COLUMNS: readonly Column<Row>[] = [
  { title: '时间', kind: 'time', value: (row) => row.at },
  { title: '会员编号', kind: 'text', value: (row) => row.member_id },
  { title: '消息', kind: 'text', value: (row) => nameOfKind(row.kind) },
  { title: '标题', kind: 'text', value: (row) => row.title },
  { title: '内容', kind: 'text', value: (row) => row.body },
  { title: '读到的时间', kind: 'time', value: (row) => row.read_at },
  { title: '微信推送', kind: 'text', value: (row) => WECHAT_MESSAGE_STATE_TEXT[row.wechat_state] },
  { title: '推送次数', kind: 'whole', value: (row) => row.attempts },
  { title: '没有推送成的原因', kind: 'text', value: (row) => row.error },
];

const TABLE: DaysTable<Row> = {
  columns: COLUMNS,
  row: messageRow,
  from: 'messages m',
  at: 'm.at',
  select: 'm.id, m.at, m.member_id, m.kind, m.title, m.body, m.read_at, m.wechat_state, x.attempts, x.error',
  joins: 'JOIN outbox x ON x.id = m.outbox_id',
};

/** What members were told, in the order in which it reached their inboxes. */
export const exportMessages: LongJobRun = ({ db }, job) => {
  const asked = exportRequests.exportMessages.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [
    ...equals('m.member_id', asked.memberId),
    ...equals('m.kind', asked.kind),
    ...equals('m.wechat_state', asked.wechat),
  ]);
};
