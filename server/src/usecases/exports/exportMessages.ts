import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { nameOfKind } from '@paifan/shared/texts/messageKinds';
import { WECHAT_MESSAGE_STATE_TEXT } from '@paifan/shared/texts/states';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { listMessages, type ListedMessage } from '../messages/listMessages';
import { exportList } from './exportList';

const COLUMNS: readonly Column<ListedMessage>[] = [
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

/** What members were told, newest first. */
export const exportMessages: LongJobRun = (shop, job) => {
  const { format, ...filters } = exportRequests.exportMessages.parse(job.row.params);
  return exportList(job, format, COLUMNS, (page) => listMessages(shop, { ...page, ...filters }));
};
