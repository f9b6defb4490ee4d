import { z } from 'zod';
import { PlanRecorder } from '@paifan/shared/rebate/settle/planRecorder';
import { releaseReward } from '@paifan/shared/rebate/rewards/lifecycle';
import { idColumn, queueKeyColumn } from '../db/columns';
import type { Database } from '../db/connect';
import { postJournals } from '../db/ledger';
import { query } from '../db/query';
import { inTransaction, type Tx } from '../db/transaction';
import { tellingsOf, writeTellings } from './announcements';
import { orderIn, updateRewards } from './applyMoney';
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

const dueRow = z.object({ id: idColumn, queue_key: queueKeyColumn });

/**
 * A refund changes rewards under the lock of its queue, so a release takes that lock too, and then looks again.
 */
async function releaseSome(tx: Tx, now: Date): Promise<{ found: number; released: number }> {
  const due = await query(
    tx,
    `SELECT r.id, l.queue_key FROM rewards r JOIN order_lines l ON l.order_id = r.order_id AND l.line_no = r.line_no
     WHERE r.state = 'frozen' AND r.releases_at <= ? ORDER BY r.releases_at, r.id LIMIT ?`,
    [now, REWARDS_AT_ONCE],
    dueRow,
  );
  if (due.length === 0) return { found: 0, released: 0 };
  await lockQueues(tx, [...new Set(due.map(({ queue_key }) => queue_key))]);
  const rewards = await readRewards(
    tx,
    "WHERE id IN (?) AND state = 'frozen' AND releases_at <= ? ORDER BY id",
    [due.map(({ id }) => id), now],
  );
  await release(tx, rewards, now);
  return { found: due.length, released: rewards.length };
}

async function release(tx: Tx, rewards: readonly StoredReward[], now: Date): Promise<void> {
  const recorder = new PlanRecorder();
  for (const reward of rewards) releaseReward(reward, now.getTime(), recorder);
  const { journals, events } = recorder.written();
  await updateRewards(tx, rewards);
  await writeTellings(tx, tellingsOf(events, noEntry));
  const orders = new Set<string>(rewards.map(({ order }) => order));
  await postJournals(
    tx,
    journals.map((journal) => ({ ...journal, orderId: orderIn(journal.key, orders) })),
  );
}

function noEntry(name: string): never {
  throw new Error(`a release of rewards told of entry ${name}`);
}
