import { z } from 'zod';
import type { QueueKey } from '@paifan/shared/ids/ids';
import type { QueueRow } from '@paifan/shared/rebate/settle/facts';
import { countColumn, fenColumn, flagColumn, idColumn, queueKeyColumn } from '../db/columns';
import { query } from '../db/query';
import type { Tx } from '../db/transaction';

/** A queue's row, with its id. */
export interface StoredQueue extends QueueRow {
  readonly id: string;
}

const queueRow = z
  .object({
    id: idColumn,
    queue_key: queueKeyColumn,
    pool_fen: fenColumn,
    debt_fen: fenColumn,
    paused: flagColumn,
    all_paused: flagColumn,
    next_position: countColumn,
    waiting_count: countColumn,
    waiting_fen: fenColumn,
    completed_fen: fenColumn,
  })
  .transform((row): StoredQueue => ({
    id: row.id,
    key: row.queue_key,
    poolFen: row.pool_fen,
    debtFen: row.debt_fen,
    paused: row.paused,
    allPaused: row.all_paused,
    waitingCount: row.waiting_count,
    waitingRemainingFen: row.waiting_fen,
    completedRemainingFen: row.completed_fen,
    nextPosition: row.next_position,
  }));

/**
 * Locks the rows of queues: from here to the commit nothing else happens in them. This lock, and nothing else, is what makes the
 * settlement correct. Rows are locked in order of their keys.
 */
export const lockQueues = (tx: Tx, keys: readonly QueueKey[]): Promise<StoredQueue[]> =>
  query(
    tx,
    `SELECT id, queue_key, pool_fen, debt_fen, paused, all_paused, next_position, waiting_count, waiting_fen, completed_fen
     FROM queues FORCE INDEX (queues_key) WHERE queue_key IN (?) ORDER BY queue_key FOR UPDATE`,
    [keys],
    queueRow,
  );
