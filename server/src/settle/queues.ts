import { z } from 'zod';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { startOfChain, type ChainHead } from '@paifan/shared/rebate/proof/chain';
import type { QueueRow } from '@paifan/shared/rebate/settle/facts';
import { countColumn, fenColumn, flagColumn, idColumn, queueKeyColumn } from '../db/columns';
import { query } from '../db/query';
import { sha256 } from '../db/sha256';
import type { Tx } from '../db/transaction';

/** A queue's row, with its id, and how far its chain has come. */
export interface StoredQueue extends QueueRow {
  readonly id: string;
  readonly chain: ChainHead;
  /** The same for all queues that merges connect; null when no merge concerns it. */
  readonly familyId: string | null;
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
    closed: flagColumn,
    swept_fen: fenColumn,
    family_id: idColumn.nullable(),
    chain_seq: countColumn,
    chain_hash: z.string().nullable(),
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
    closed: row.closed,
    sweptFen: row.swept_fen,
    familyId: row.family_id,
    chain:
      row.chain_hash === null
        ? startOfChain(row.queue_key, sha256)
        : { seq: row.chain_seq, hash: row.chain_hash },
  }));

const SELECT = `SELECT id, queue_key, pool_fen, debt_fen, paused, all_paused, next_position, waiting_count, waiting_fen, completed_fen,
       closed, swept_fen, family_id, chain_seq, LOWER(HEX(chain_hash)) AS chain_hash
     FROM queues FORCE INDEX (queues_key) WHERE queue_key IN (?) ORDER BY queue_key`;

/**
 * Locks the rows of queues: from here to the commit nothing else happens in them. This lock, and nothing else, is what makes the
 * settlement correct. Rows are locked in order of their keys.
 */
export const lockQueues = (tx: Tx, keys: readonly QueueKey[]): Promise<StoredQueue[]> =>
  query(tx, `${SELECT} FOR UPDATE`, [keys], queueRow);

/** The same without the lock, for what only looks: it must not write. */
export const readQueues = (tx: Tx, keys: readonly QueueKey[]): Promise<StoredQueue[]> =>
  query(tx, SELECT, [keys], queueRow);
