import { z } from 'zod';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { idColumn, queueKeyColumn, timeColumn } from '../db/columns';
import { query } from '../db/query';
import type { Tx } from '../db/transaction';
import type { StoredQueue } from './queues';

const mergeRow = z
  .object({ source_id: idColumn, source: queueKeyColumn, target: queueKeyColumn, at: timeColumn })
  .transform(({ source_id, at, ...row }) => ({ ...row, sourceId: source_id, at: at.getTime() }));

/** What was ever merged into what, oldest first. */
export type Merges = readonly z.output<typeof mergeRow>[];

export const NO_MERGES: Merges = [];

/** All merges. */
export const readMerges = (tx: Tx): Promise<Merges> =>
  query(
    tx,
    `SELECT m.source_id, s.queue_key AS source, t.queue_key AS target, m.at
     FROM queue_merges m JOIN queues s ON s.id = m.source_id JOIN queues t ON t.id = m.target_id ORDER BY m.id`,
    [],
    mergeRow,
  );

/** The merges that concern some queues; none of them is read when none of the queues was ever in one. */
export const mergesOf = async (tx: Tx, queues: readonly StoredQueue[]): Promise<Merges> =>
  queues.some(({ familyId }) => familyId !== null) ? readMerges(tx) : NO_MERGES;

/**
 * The queue in which a line is settled now. What was placed for a queue until it was merged follows that merge, and those
 * after it; what was placed later is the queue's own. SPEC section 3: a merged queue forwards to its successor.
 * @param home the queue of the line's terms
 * @param placedAt when the order was placed (milliseconds)
 */
export function queueAfter(merges: Merges, home: QueueKey, placedAt: number): QueueKey {
  let queue = home;
  let since = placedAt;
  for (const { source, target, at } of merges) {
    if (source !== queue || at < since) continue;
    queue = target;
    since = at;
  }
  return queue;
}
