import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import { audit } from '../../db/audit';
import {
  countColumn,
  fenColumn,
  idColumn,
  memberIdColumn,
  queueKeyColumn,
  timeColumn,
} from '../../db/columns';
import type { Page, PageRequest } from '../../db/paging';
import { execute, query, queryOne } from '../../db/query';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { isId, toPage } from '../lists';
import type { Operator } from '../operators/sessions';

type Reading = Pick<ShopContext, 'db'>;

const failedMessageRow = z.object({
  id: idColumn,
  kind: z.string(),
  member_id: memberIdColumn,
  created_at: timeColumn,
  attempts: countColumn,
  error: z.string(),
  next_try_at: timeColumn.nullable(),
});
/** A message that could not be passed on to WeChat. */
export type FailedMessage = z.output<typeof failedMessageRow>;

/** Messages that could not be passed on, newest first. */
export async function listFailedMessages({ db }: Reading, page: PageRequest): Promise<Page<FailedMessage>> {
  const rows = await query(
    db,
    `SELECT id, kind, member_id, created_at, attempts, error, next_try_at FROM outbox
     WHERE failed = 1 ${isId(page.cursor) ? 'AND id < :cursor' : ''} ORDER BY id DESC LIMIT ${page.limit + 1}`,
    { cursor: page.cursor ?? '' },
    failedMessageRow,
  );
  return toPage(rows, page);
}

/** Tries to pass a message on again; the inbox has it once, whatever happens. @throws ApiError outbox_not_found */
export async function retryMessage(
  { db, clock }: ShopContext,
  { id: operatorId }: Operator,
  id: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const at = clock.now();
    const changed = await execute(
      tx,
      'UPDATE outbox SET next_try_at = ?, attempts = 0, error = NULL WHERE id = ? AND failed = 1',
      [at, id],
    );
    if (changed === 0) throw new ApiError('outbox_not_found');
    await execute(tx, "UPDATE messages SET wechat_state = 'waiting' WHERE outbox_id = ?", [id]);
    await audit(tx, {
      ...{ at, operatorId, action: 'outbox.retried', subject: `outbox:${id}` },
      ...{ before: { failed: true }, after: { failed: false } },
    });
  });
}

const heldRow = z.object({ queue_key: queueKeyColumn, retry_at: timeColumn });
const taskRow = z.object({
  id: idColumn,
  kind: z.string(),
  order_no: z.string().nullable(),
  at: timeColumn,
  attempts: countColumn,
  error: z.string().nullable(),
});
const countRow = z.object({ count: countColumn });
const MOST_COUNTED = 1_000;

/** A task that keeps its queue waiting. */
export type FailedTask = z.output<typeof taskRow> &
  z.output<typeof heldRow> & { readonly waitingBehind: number };

/** Settlement tasks that could not be settled: the oldest open one of each queue that stands still. */
export async function listFailedTasks({ db }: Reading): Promise<FailedTask[]> {
  const held = await query(
    db,
    'SELECT queue_key, retry_at FROM queues WHERE retry_at IS NOT NULL ORDER BY id LIMIT 200',
    [],
    heldRow,
  );
  const tasks: FailedTask[] = [];
  for (const queue of held) {
    const task = await queryOne(
      db,
      `SELECT t.id, t.kind, o.no AS order_no, t.at, t.attempts, t.error
       FROM settlement_tasks t LEFT JOIN orders o ON o.id = t.order_id
       WHERE t.settled_at IS NULL AND t.queue_key = ? ORDER BY t.id LIMIT 1`,
      [queue.queue_key],
      taskRow,
    );
    // A queue whose task was settled meanwhile keeps the time until its next turn.
    if (task === null || task.attempts === 0) continue;
    const behind = await queryOne(
      db,
      `SELECT COUNT(*) AS count FROM (
         SELECT id FROM settlement_tasks WHERE settled_at IS NULL AND queue_key = ? LIMIT ${MOST_COUNTED}) open`,
      [queue.queue_key],
      countRow,
    );
    tasks.push({ ...task, ...queue, waitingBehind: behind?.count ?? 0 });
  }
  return tasks;
}

/** Lets the queue of a task that failed go on now: it is tried again at once. @throws ApiError failed_task_not_found */
export async function retryTask(shop: ShopContext, { id: operatorId }: Operator, id: string): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    const at = shop.clock.now();
    const task = await queryOne(
      tx,
      'SELECT queue_key FROM settlement_tasks WHERE id = ? AND settled_at IS NULL AND attempts > 0',
      [id],
      z.object({ queue_key: queueKeyColumn }),
    );
    if (task === null) throw new ApiError('failed_task_not_found');
    await execute(tx, 'UPDATE queues SET retry_at = NULL WHERE queue_key = ?', [task.queue_key]);
    await audit(tx, {
      ...{ at, operatorId, action: 'failedTask.retried', subject: `task:${id}` },
      ...{ before: null, after: { queue: task.queue_key } },
    });
  });
  shop.nudgeWorker();
}

const stateRow = z.object({
  open_tasks: countColumn,
  held_queues: countColumn,
  outbox_waiting: countColumn,
  outbox_failed: countColumn,
  refused_shippings: countColumn,
  stuck_refunds: countColumn,
  stuck_refunds_fen: fenColumn,
  failed_jobs: countColumn,
});
/** In numbers: what waits, and what failed. */
export type SystemState = z.output<typeof stateRow>;

const MOST = 10_000;

/** Every number is read from the end of an index, and counted up to a bound. */
export async function readSystemState({ db }: Reading): Promise<SystemState> {
  const bounded = (sql: string): string => `(SELECT COUNT(*) FROM (${sql} LIMIT ${MOST}) counted)`;
  const row = await queryOne(
    db,
    `SELECT
       ${bounded('SELECT 1 FROM settlement_tasks WHERE settled_at IS NULL')} AS open_tasks,
       (SELECT COUNT(*) FROM queues WHERE retry_at IS NOT NULL) AS held_queues,
       ${bounded('SELECT 1 FROM outbox WHERE next_try_at IS NOT NULL')} AS outbox_waiting,
       ${bounded('SELECT 1 FROM outbox WHERE failed = 1')} AS outbox_failed,
       ${bounded("SELECT 1 FROM shipping_uploads WHERE state = 'refused'")} AS refused_shippings,
       (SELECT COUNT(*) FROM refunds WHERE stuck = 1) AS stuck_refunds,
       (SELECT COALESCE(SUM(amount_fen), 0) FROM refunds WHERE stuck = 1) AS stuck_refunds_fen,
       (SELECT COUNT(*) FROM job_runs WHERE error IS NOT NULL) AS failed_jobs`,
    [],
    stateRow,
  );
  if (row === null) throw new Error('a count has one row');
  return row;
}
