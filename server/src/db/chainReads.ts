import { z } from 'zod';
import type { ProvedEvent } from '@paifan/shared/rebate/proof/verify';
import { startOfChain } from '@paifan/shared/rebate/proof/chain';
import { countColumn, idColumn, queueKeyColumn } from './columns';
import { query } from './query';
import { sha256 } from './sha256';
import type { Executor } from './transaction';

/** A queue, as far as its chain concerns it. */
export interface ChainedQueue {
  readonly id: string;
  readonly key: z.output<typeof queueKeyColumn>;
}

const eventRow = z
  .object({
    seq: countColumn,
    task_id: idColumn.nullable(),
    body: z.string(),
    hash: z.string(),
    previous_hash: z.string().nullable(),
  })
  .transform(({ task_id, previous_hash, ...event }) => ({
    ...event,
    taskId: task_id,
    previousHash: previous_hash,
  }));

/** An event of a chain, with the task that it tells of; null for the first of a queue that is older than its chain. */
export interface StoredChainEvent extends ProvedEvent {
  readonly taskId: string | null;
}

/** The hashes of events are kept once, so that of the one before is read beside. */
const SELECT_EVENT = `
  SELECT e.seq, e.task_id, e.body, LOWER(HEX(e.hash)) AS hash, LOWER(HEX(b.hash)) AS previous_hash
  FROM queue_events e LEFT JOIN queue_events b ON b.queue_id = e.queue_id AND b.seq = e.seq - 1`;

async function select(
  executor: Executor,
  queue: ChainedQueue,
  where: string,
  parameters: Readonly<Record<string, number | readonly string[]>>,
): Promise<StoredChainEvent[]> {
  const rows = await query(
    executor,
    `${SELECT_EVENT} WHERE e.queue_id = :queue AND ${where}`,
    { queue: queue.id, ...parameters },
    eventRow,
  );
  const start = startOfChain(queue.key, sha256).hash;
  return rows.map((row) => ({ ...row, previousHash: row.previousHash ?? start }));
}

/** Events of a queue after a number, in order, at most `limit` of them. */
export const readChain = (
  executor: Executor,
  queue: ChainedQueue,
  after: number,
  limit: number,
): Promise<StoredChainEvent[]> =>
  select(executor, queue, 'e.seq > :after ORDER BY e.seq LIMIT :limit', { after, limit });

/** What some tasks came to in a queue, in order of the chain. */
export async function readEventsOfTasks(
  executor: Executor,
  queue: ChainedQueue,
  tasks: readonly string[],
): Promise<StoredChainEvent[]> {
  if (tasks.length === 0) return [];
  return select(executor, queue, 'e.task_id IN (:tasks) ORDER BY e.seq', { tasks });
}
