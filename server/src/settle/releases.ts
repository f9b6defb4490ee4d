import { z } from 'zod';
import { PlanRecorder } from '@paifan/shared/rebate/settle/planRecorder';
import { releaseReward } from '@paifan/shared/rebate/rewards/lifecycle';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { idColumn, queueKeyColumn, timeColumn } from '../db/columns';
import type { Database } from '../db/connect';
import { openWrites } from '../db/bulk';
import { postJournals } from '../db/ledger';
import { query } from '../db/query';
import { inTransaction, type Tx } from '../db/transaction';
import { tellingsOf, writeTellings } from './announcements';
import { updateRewards } from './applyMoney';
import { orderIn } from './booking';
import { queueAfter, readMerges, type Merges } from './merges';
import { readRewards, type StoredReward } from './orders';
import { lockQueues } from './queues';

const REWARDS_AT_ONCE = 500;

/**
 * Releases the frozen rewards whose time has come to cash. SPEC section 9. Those of orders without freeze days are released with the
 * completion already. Several may run at the same time.
 * @returns how many were released
 */
export async function releaseDueRewards(db: Database, now: Date): Promise<number> {
  let released = 0;
  for (;;) {
    const some = await inTransaction(db, (tx) => releaseSome(tx, now));
    released += some.released;
    if (some.found < REWARDS_AT_ONCE) return released;
  }
}

const dueRow = z.object({ id: idColumn, queue_key: queueKeyColumn, placed_at: timeColumn });

/**
 * A refund changes rewards under the lock of its queue, so a release takes that lock too, and then looks again.
 */
async function releaseSome(tx: Tx, now: Date): Promise<{ found: number; released: number }> {
  const due = await query(
    tx,
    `SELECT r.id, l.queue_key, o.placed_at FROM rewards r
     JOIN order_lines l ON l.order_id = r.order_id AND l.line_no = r.line_no JOIN orders o ON o.id = r.order_id
     WHERE r.state = 'frozen' AND r.releases_at <= ? ORDER BY r.releases_at, r.id LIMIT ?`,
    [now, REWARDS_AT_ONCE],
    dueRow,
  );
  if (due.length === 0) return { found: 0, released: 0 };
  const queues = queuesOf(due, await readMerges(tx));
  await lockQueues(tx, queues);
  // A merge that came in between moved lines to a queue that is not locked: the next run releases them.
  const settledIn = queuesOf(due, await readMerges(tx));
  if (settledIn.some((key) => !queues.includes(key))) return { found: 0, released: 0 };
  const rewards = await readRewards(
    tx,
    "WHERE id IN (?) AND state = 'frozen' AND releases_at <= ? ORDER BY id",
    [due.map(({ id }) => id), now],
  );
  await release(tx, rewards, now);
  return { found: due.length, released: rewards.length };
}

/** Queues of which one settles what happens to the line: the one that it was placed for, and the one that this is merged into. */
function queuesOf(due: readonly z.output<typeof dueRow>[], merges: Merges): QueueKey[] {
  const keys = due.flatMap(({ queue_key, placed_at }) => [
    queue_key,
    queueAfter(merges, queue_key, placed_at.getTime()),
  ]);
  return [...new Set(keys)];
}

async function release(tx: Tx, rewards: readonly StoredReward[], now: Date): Promise<void> {
  const recorder = new PlanRecorder();
  for (const reward of rewards) releaseReward(reward, now.getTime(), recorder);
  const { journals, events } = recorder.written();
  const writes = openWrites(tx);
  await updateRewards(writes, rewards);
  await writeTellings(writes, tellingsOf(events, noEntry));
  const orders = new Set<string>(rewards.map(({ order }) => order));
  await postJournals(
    tx,
    journals.map((journal) => ({ ...journal, orderId: orderIn(journal.key, orders) })),
    writes,
  );
}

function noEntry(name: string): never {
  throw new Error(`a release of rewards told of entry ${name}`);
}
