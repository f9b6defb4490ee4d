import { isResetTime, nextReset } from '@paifan/shared/rebate/reset/schedule';
import type { ResetSchedule } from '@paifan/shared/settings/kinds';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { findQueues, writeQueueTask } from './queueTasks';
import { announcePlan } from './planNotices';
import { cancelIn, readPlansWhere, type QueuePlan } from './plans';

/** The reset schedule in force, and since when it is. */
export interface ScheduleInForce {
  readonly schedule: ResetSchedule | null;
  readonly since: Date;
  readonly noticeMs: number;
}

/** So many resets ahead are announced at most: with notices of weeks before daily resets. */
const MOST_AHEAD = 62;

/**
 * Plans the resets of the schedule whose notice is due, and tells everybody who waits; each once, whoever runs it. Nobody is cleared by
 * a schedule that came into force less than the notice time before: such a time is passed over. A notice that was late
 * because nothing ran is sent all the same, before the time. SPEC section 7.
 */
export async function planResets(
  { db, clock }: ShopContext,
  { schedule, since, noticeMs }: ScheduleInForce,
): Promise<void> {
  if (schedule === null) return;
  const now = clock.now();
  let at = nextReset(schedule, Math.max(now.getTime(), since.getTime() + noticeMs));
  for (let count = 0; at !== null && at - noticeMs <= now.getTime() && count < MOST_AHEAD; count += 1) {
    const occursAt = new Date(at);
    await inTransaction(db, async (tx) => {
      const isNew = await execute(
        tx,
        `INSERT IGNORE INTO queue_plans (kind, queue_key, occurs_at, scheduled_for, announced_at)
         VALUES ('reset', NULL, :occursAt, :occursAt, :now)`,
        { occursAt, now },
      );
      if (isNew > 0) await announcePlan(tx, { kind: 'reset', queueKey: null, occursAt }, now);
    });
    at = nextReset(schedule, at + 1);
  }
}

/** Cancels announced resets that the schedule in force has no more; those who wait are told. */
export async function cancelLostResets(
  { db, clock }: ShopContext,
  { schedule }: ScheduleInForce,
): Promise<void> {
  const open = await readPlansWhere(db, 'WHERE open = 1 AND scheduled_for IS NOT NULL', []);
  for (const { id, scheduledFor } of open) {
    if (scheduledFor !== null && isResetTime(schedule, scheduledFor.getTime())) continue;
    await inTransaction(db, async (tx) => {
      const plan = await lockOpen(tx, id);
      if (plan !== null) await cancelIn(tx, plan, clock.now(), null);
    });
  }
}

const lockOpen = async (tx: Tx, id: string): Promise<QueuePlan | null> =>
  (await readPlansWhere(tx, 'WHERE id = ? AND open = 1 FOR UPDATE', [id]))[0] ?? null;

/** Does what is due, each once, also when it is late. A wind-down of a paused queue waits for the end of the pause. */
export async function carryOutPlans(shop: ShopContext): Promise<void> {
  const { db, clock } = shop;
  const due = await readPlansWhere(db, 'WHERE open = 1 AND occurs_at <= ? ORDER BY occurs_at, id', [
    clock.now(),
  ]);
  for (const { id } of due) {
    await inTransaction(db, async (tx) => {
      const plan = await lockOpen(tx, id);
      if (plan === null || !(await carryOut(tx, plan, clock.now()))) return;
      await execute(tx, 'UPDATE queue_plans SET done_at = ? WHERE id = ?', [clock.now(), id]);
    });
  }
  if (due.length > 0) shop.nudgeWorker();
}

/** @returns false when it has to wait */
async function carryOut(tx: Tx, plan: QueuePlan, now: Date): Promise<boolean> {
  if (plan.kind === 'reset') {
    await writeResets(tx, plan, now);
    return true;
  }
  const { queueKey, mode } = plan;
  const [queue] = queueKey === null ? [] : await findQueues(tx, [queueKey]);
  if (queue === undefined || queue.closed) return true;
  if (queue.paused) return false;
  await writeQueueTask(tx, queue.key, 'windDown', { mode }, now, `plan/${plan.id}`);
  return true;
}

/**
 * A task for each queue in which somebody waits, or will when what is open is settled. However late it is, it clears only who had
 * joined until the time that was announced.
 */
const writeResets = (tx: Tx, { id, queueKey, occursAt }: QueuePlan, now: Date): Promise<number> =>
  execute(
    tx,
    `INSERT INTO settlement_tasks (queue_key, kind, cause, payload, at)
     SELECT q.queue_key, 'reset', :cause, :payload, :now FROM queues q
     WHERE ${queueKey === null ? '' : 'q.queue_key = :queue AND'} (q.waiting_count > 0 OR EXISTS (
       SELECT 1 FROM settlement_tasks t WHERE t.settled_at IS NULL AND t.queue_key = q.queue_key))`,
    {
      ...{ cause: `plan/${id}`, now, queue: queueKey },
      payload: JSON.stringify({ joinedUntil: occursAt.toISOString() }),
    },
  );
