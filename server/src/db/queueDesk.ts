import { z } from 'zod';
import type { QueueKey } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { countColumn, fenColumn, flagColumn, idColumn, queueKeyColumn, timeColumn } from './columns';
import type { Page, PageRequest } from './paging';
import { query } from './query';
import type { Executor } from './transaction';

const queueRow = z
  .object({
    id: idColumn,
    queue_key: queueKeyColumn,
    pool_fen: fenColumn,
    debt_fen: fenColumn,
    waiting_count: countColumn,
    waiting_fen: fenColumn,
    completed_fen: fenColumn,
    paused: flagColumn,
    all_paused: flagColumn,
    closed: flagColumn,
    retry_at: timeColumn.nullable(),
    created_at: timeColumn,
    owner: z.string().nullable(),
    open_tasks: countColumn,
  })
  .transform((row) => ({
    id: row.id,
    key: row.queue_key,
    poolFen: (row.pool_fen - row.debt_fen) as Fen,
    waitingCount: row.waiting_count,
    outstandingFen: row.waiting_fen,
    completedFen: row.completed_fen,
    paused: row.paused,
    allPaused: row.all_paused,
    closed: row.closed,
    isStuck: row.retry_at !== null,
    createdAt: row.created_at,
    owner: row.owner,
    openTasks: row.open_tasks,
  }));

/** A queue's row as operators see it. */
export type DeskQueue = z.output<typeof queueRow>;

/** The product or store whose queue it is, read from a key; null: a queue of many. @param key a column with the key */
export const ownerOfQueue = (key: string): string => `
    CASE SUBSTRING_INDEX(${key}, ':', 1)
      WHEN 'product' THEN (SELECT title FROM products WHERE id = CAST(SUBSTRING_INDEX(${key}, ':', -1) AS UNSIGNED))
      WHEN 'store' THEN (SELECT name FROM stores WHERE id = CAST(SUBSTRING_INDEX(${key}, ':', -1) AS UNSIGNED))
      WHEN 'cashier' THEN (SELECT name FROM stores WHERE id = CAST(SUBSTRING_INDEX(${key}, ':', -1) AS UNSIGNED))
      ELSE NULL END`;

const SELECT_QUEUE = `
  SELECT q.id, q.queue_key, q.pool_fen, q.debt_fen, q.waiting_count, q.waiting_fen, q.completed_fen, q.paused, q.all_paused, q.closed,
    q.retry_at, q.created_at, ${ownerOfQueue('q.queue_key')} AS owner,
    (SELECT COUNT(*) FROM settlement_tasks t FORCE INDEX (settlement_tasks_open)
     WHERE t.settled_at IS NULL AND t.queue_key = q.queue_key) AS open_tasks
  FROM queues q`;

/** Queues in order of coming into being. */
export interface DeskQueuesRequest extends PageRequest {
  /** The first part of the keys. */
  readonly kind?: string;
  readonly waitingOnly: boolean;
}

export async function readDeskQueues(
  executor: Executor,
  { cursor, limit, kind, waitingOnly }: DeskQueuesRequest,
): Promise<Page<DeskQueue>> {
  const conditions = [
    ...(cursor && /^\d{1,10}$/.test(cursor) ? ['q.id > :cursor'] : []),
    ...(kind === undefined ? [] : ["(q.queue_key = :kind OR q.queue_key LIKE CONCAT(:kind, ':%'))"]),
    ...(waitingOnly ? ['q.waiting_count > 0'] : []),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const rows = await query(
    executor,
    `${SELECT_QUEUE} ${where} ORDER BY q.id LIMIT :limit`,
    { cursor: cursor ?? '', kind: kind ?? '', limit: limit + 1 },
    queueRow,
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Queues by their keys, in order of them; one that nobody has joined yet is not there. */
export const findDeskQueues = async (
  executor: Executor,
  keys: readonly QueueKey[],
): Promise<readonly DeskQueue[]> =>
  keys.length === 0
    ? []
    : query(
        executor,
        `${SELECT_QUEUE} WHERE q.queue_key IN (:keys) ORDER BY q.queue_key`,
        { keys },
        queueRow,
      );

/** Queues in which somebody waits, in order of their keys. @param most so many at most */
export const readWaitingQueues = (executor: Executor, most: number): Promise<DeskQueue[]> =>
  query(
    executor,
    `${SELECT_QUEUE} WHERE q.waiting_count > 0 AND NOT q.closed ORDER BY q.queue_key LIMIT :most`,
    { most },
    queueRow,
  );

/** The queues to which most is owed. */
export const readLargestQueues = (executor: Executor, most: number): Promise<DeskQueue[]> =>
  query(
    executor,
    `${SELECT_QUEUE} JOIN (SELECT id FROM queues ORDER BY waiting_fen DESC, id LIMIT :most) largest ON largest.id = q.id
     ORDER BY q.waiting_fen DESC, q.id`,
    { most },
    queueRow,
  );

const mergeRow = z
  .object({
    source: queueKeyColumn,
    target: queueKeyColumn,
    source_owner: z.string().nullable(),
    target_owner: z.string().nullable(),
    people: countColumn,
    pool_fen: fenColumn,
    at: timeColumn,
  })
  .transform(({ source, target, source_owner, target_owner, people, pool_fen, at }) => ({
    from: source,
    fromOwner: source_owner,
    into: target,
    intoOwner: target_owner,
    people,
    poolFen: pool_fen,
    at,
  }));

/** A merge that a queue was in. */
export type QueueMerge = z.output<typeof mergeRow>;

/** The latest merges that a queue was in, the newest first. */
export const readMergesOf = (executor: Executor, queueId: string): Promise<QueueMerge[]> =>
  query(
    executor,
    `SELECT s.queue_key AS source, t.queue_key AS target, ${ownerOfQueue('s.queue_key')} AS source_owner,
       ${ownerOfQueue('t.queue_key')} AS target_owner, m.people, m.pool_fen, m.at
     FROM queue_merges m JOIN queues s ON s.id = m.source_id JOIN queues t ON t.id = m.target_id
     WHERE m.source_id = :id OR m.target_id = :id ORDER BY m.id DESC LIMIT 100`,
    { id: queueId },
    mergeRow,
  );
