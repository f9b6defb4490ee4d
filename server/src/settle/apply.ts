import { execute } from '../db/query';
import type { Tx } from '../db/transaction';
import { applyLine, type Planned } from './applyLine';
import { applyMoney } from './applyMoney';
import { applySums } from './applySums';
import { saveGroups } from './groups';
import type { QueueWork } from './queueTask';

/** Writes plans: a few statements for each table, however many tasks and queues there are. SPEC section 6 to 9. */
export async function applyPlans(
  tx: Tx,
  planned: readonly Planned[],
  works: readonly QueueWork[],
  settledAt: Date,
): Promise<void> {
  const rowIds = await applyLine(tx, planned);
  await applySums(tx, planned);
  await saveGroups(
    tx,
    planned.flatMap(({ facts, plan }) => plan.groups.map((group) => ({ ...group, queueId: facts.queue.id }))),
  );
  await markSettled(tx, works, settledAt);
  await markRefused(tx, planned, works);
  await applyMoney(tx, planned, rowIds);
}

async function markSettled(tx: Tx, works: readonly QueueWork[], settledAt: Date): Promise<void> {
  const ids = works.flatMap(({ rows }) => rows.map(({ id }) => id));
  await execute(tx, 'UPDATE settlement_tasks SET settled_at = ?, error = NULL WHERE id IN (?)', [
    settledAt,
    ids,
  ]);
}

/** A task that its rules do not allow is settled too: it changed nothing, and says why. */
async function markRefused(tx: Tx, planned: readonly Planned[], works: readonly QueueWork[]): Promise<void> {
  const rowOf = new Map(
    works.flatMap(({ tasks, rows }) => tasks.map((task, index) => [task, rows[index]] as const)),
  );
  for (const { plan } of planned) {
    for (const { task, reason } of plan.refused) {
      const row = rowOf.get(task);
      if (row === undefined) continue;
      await execute(tx, 'UPDATE settlement_tasks SET error = ? WHERE id = ?', [`refused: ${reason}`, row.id]);
    }
  }
}
