import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { queueName } from '@paifan/shared/texts/queues';
import { sourceText } from '@paifan/shared/texts/ruleSources';
import { ENTRY_STATE_TEXT } from '@paifan/shared/texts/states';
import { readEntries, type PlacedEntry } from '../../db/queueReads';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { findMember } from '../members/adminMembers';
import { exportList } from './exportList';

const COLUMNS: readonly Column<PlacedEntry>[] = [
  { title: '商品', kind: 'text', value: (row) => row.title },
  { title: '队列', kind: 'text', value: (row) => queueName(row.queueKey) },
  { title: '队列代号', kind: 'text', value: (row) => row.queueKey },
  { title: '序号', kind: 'whole', value: (row) => row.position },
  { title: '状态', kind: 'text', value: (row) => ENTRY_STATE_TEXT[row.state] },
  { title: '已到账', kind: 'yuan', value: (row) => row.rewardedFen },
  { title: '权益', kind: 'yuan', value: (row) => row.entitledFen },
  { title: '当前位置', kind: 'whole', value: (row) => row.place },
  { title: '前面待奖励', kind: 'yuan', value: (row) => row.aheadFen },
  { title: '比例', kind: 'text', value: (row) => row.ratio },
  { title: '比例来源', kind: 'text', value: (row) => sourceText(row.source) },
  { title: '订单', kind: 'text', value: (row) => row.orderNo },
  { title: '加入时间', kind: 'time', value: (row) => row.joinedAt },
  { title: '结束时间', kind: 'time', value: (row) => row.endedAt },
];

/** The place of each is reckoned in one statement, which must not grow too long. */
const ENTRIES_AT_ONCE = 50;

/** Where a member stands in line, and stood, newest first. */
export const exportMemberEntries: LongJobRun = async ({ db }, job) => {
  const { format, memberId, state } = listExportRequests.exportMemberEntries.parse(job.row.params);
  const { id } = await findMember({ db }, memberId);
  return exportList(job, format, COLUMNS, ({ cursor }) =>
    readEntries(db, id, { cursor, limit: ENTRIES_AT_ONCE, state }),
  );
};
