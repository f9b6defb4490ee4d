import type { ResponseOf } from '@paifan/shared/contract/contract';
import { queueName } from '@paifan/shared/texts/queues';
import type { FailedMessage, FailedTask, SystemState } from '../../usecases/system/failures';
import type { JobState } from '../../usecases/system/jobRuns';
import { instant, instantOrNull } from './texts';

type StateView = ResponseOf<'GET /api/admin/system'>;
type JobView = ResponseOf<'POST /api/admin/system/jobs/:name/run'>;
type MessageView = ResponseOf<'GET /api/admin/system/outbox'>['items'][number];
type TaskView = ResponseOf<'GET /api/admin/system/failed-tasks'>['items'][number];

export const presentSystemState = (state: SystemState): StateView => ({
  openTasks: state.open_tasks,
  heldQueues: state.held_queues,
  outboxWaiting: state.outbox_waiting,
  outboxFailed: state.outbox_failed,
  refusedShippings: state.refused_shippings,
  stuckRefunds: state.stuck_refunds,
  stuckRefundsFen: state.stuck_refunds_fen,
  failedJobs: state.failed_jobs,
});

export const presentJob = (job: JobState): JobView => ({
  name: job.name,
  schedule: job.schedule,
  running: job.running,
  wanted: job.wanted_at !== null,
  nextRunAt: instantOrNull(job.nextRunAt),
  startedAt: instantOrNull(job.started_at),
  finishedAt: instantOrNull(job.finished_at),
  succeededAt: instantOrNull(job.succeeded_at),
  error: job.error,
});

export const presentFailedMessage = (row: FailedMessage): MessageView => ({
  id: row.id,
  kind: row.kind,
  memberId: row.member_id,
  createdAt: instant(row.created_at),
  attempts: row.attempts,
  error: row.error,
  nextTryAt: instantOrNull(row.next_try_at),
});

export const presentFailedTask = (row: FailedTask): TaskView => ({
  id: row.id,
  queueKey: row.queue_key,
  queueName: queueName(row.queue_key),
  kind: row.kind,
  orderNo: row.order_no,
  at: instant(row.at),
  attempts: row.attempts,
  error: row.error,
  retryAt: instant(row.retry_at),
  waitingBehind: row.waitingBehind,
});
