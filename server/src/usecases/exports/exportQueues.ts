import { roundedPercentText } from '@paifan/shared/client/moneyText';
import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { QUEUE_MARK_TEXT, QUEUE_RUNS_TEXT, queueName } from '@paifan/shared/texts/queues';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { listQueues, type QueueFigures } from '../queues/desk';
import { exportList } from './exportList';

const COLUMNS: readonly Column<QueueFigures>[] = [
  { title: '队列', kind: 'text', value: ({ queue }) => queueName(queue.key) },
  { title: '商品或门店', kind: 'text', value: ({ queue }) => queue.owner },
  { title: '队列代号', kind: 'text', value: ({ queue }) => queue.key },
  { title: '状态', kind: 'text', value: stateText },
  { title: '排队', kind: 'whole', value: ({ queue }) => queue.waitingCount },
  { title: '待奖励', kind: 'yuan', value: ({ queue }) => queue.outstandingFen },
  { title: '奖金池', kind: 'yuan', value: ({ queue }) => queue.poolFen },
  { title: '近 7 天流入', kind: 'yuan', value: ({ sums }) => sums.inflow7Fen },
  { title: '近 30 天流入', kind: 'yuan', value: ({ sums }) => sums.inflow30Fen },
  { title: '近 30 天奖励', kind: 'yuan', value: ({ sums }) => sums.paid30Fen },
  {
    title: '覆盖率',
    kind: 'text',
    value: ({ coverage }) => coverage && roundedPercentText(coverage, 'down'),
  },
  { title: '全部等待（天，起）', kind: 'whole', value: ({ estimate }) => estimate.fromDays },
  { title: '全部等待（天，止）', kind: 'whole', value: ({ estimate }) => estimate.toDays },
  { title: '待结算', kind: 'whole', value: ({ queue }) => queue.openTasks },
  { title: '开始时间', kind: 'time', value: ({ queue }) => queue.createdAt },
];

function stateText({ queue, isBraked }: QueueFigures): string {
  const is = { ...queue, stuck: queue.isStuck, isBraked };
  const marks = (Object.keys(QUEUE_MARK_TEXT) as (keyof typeof QUEUE_MARK_TEXT)[]).filter((mark) => is[mark]);
  return marks.map((mark) => QUEUE_MARK_TEXT[mark]).join('、') || QUEUE_RUNS_TEXT;
}

/** Queues with what came in, was paid and is outstanding, in the order in which they came into being. */
export const exportQueues: LongJobRun = (shop, job) => {
  const { format, kind, waiting } = listExportRequests.exportQueues.parse(job.row.params);
  return exportList(job, format, COLUMNS, (page) =>
    listQueues(shop, { ...page, kind, waitingOnly: waiting === 'true' }),
  );
};
