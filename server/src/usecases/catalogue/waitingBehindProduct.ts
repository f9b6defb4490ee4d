import { z } from 'zod';
import { queueKey, type ProductId, type QueueKey } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { countColumn, fenColumn, queueKeyColumn } from '../../db/columns';
import { query } from '../../db/query';
import { ownerOfQueue } from '../../db/queueDesk';
import type { Executor } from '../../db/transaction';

/** Entries in a product's own queue, which only orders of that product feed. */
export interface WaitingBehindProduct {
  readonly queueKey: QueueKey;
  /** The product's. */
  readonly title: string;
  readonly entries: number;
  /** What they may still receive. */
  readonly remainingFen: Fen;
}

const row = z
  .object({
    queue_key: queueKeyColumn,
    title: z.string(),
    waiting_count: countColumn,
    waiting_fen: fenColumn,
  })
  .transform((found): WaitingBehindProduct => ({
    queueKey: found.queue_key,
    title: found.title,
    entries: found.waiting_count,
    remainingFen: found.waiting_fen,
  }));

/**
 * Who would wait for ever if these products went off sale: without them nothing comes into their own queues. SPEC section 4.
 * @returns the queues in which somebody waits; none for products that share the queue of the mall
 */
export async function waitingBehindProducts(
  executor: Executor,
  products: readonly ProductId[],
): Promise<WaitingBehindProduct[]> {
  if (products.length === 0) return [];
  return query(
    executor,
    `SELECT queue_key, COALESCE(${ownerOfQueue('queue_key')}, queue_key) AS title, waiting_count, waiting_fen FROM queues
     WHERE queue_key IN (?) AND waiting_count > 0 ORDER BY queue_key`,
    [products.map((id) => queueKey(`product:${id}`))],
    row,
  );
}
