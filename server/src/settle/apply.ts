import type { EntryId } from '@paifan/shared/ids/ids';
import type { ChainHead } from '@paifan/shared/rebate/proof/chain';
import { openWrites, type Writes } from '../db/bulk';
import { openLedger } from '../db/ledger';
import { sqlList, sqlText } from '../db/query';
import type { Tx } from '../db/transaction';
import { applyChain } from './applyChain';
import { applyLine, type Planned } from './applyLine';
import { applyMoney } from './applyMoney';
import { openSums } from './applySums';
import { saveGroups } from './groups';
import type { QueueWork } from './queueTask';
import { answerRequests } from './requests';
import { tellOfClearing } from './clearing';

/** Writes what a transaction settles, part by part: a few statements for each table, however many tasks and queues there are. */
export interface Application {
  /** Writes plans in the order in which they were made. `works` are the tasks of each. */
  write(planned: readonly Planned[], works: readonly QueueWork[]): Promise<void>;
  /** Waits until everything is written so far. @throws what the first statement that failed threw */
  done(): Promise<void>;
  /** Writes the sums of all parts: last of all the balances, for they are what everybody waits for. */
  close(): Promise<void>;
}

export function openApplication(tx: Tx, settledAt: Date): Application {
  const writes = openWrites(tx);
  const ledger = openLedger(tx, writes);
  const rowIds = new Map<EntryId, EntryId>();
  const chainHeads = new Map<string, ChainHead>();
  const sums = openSums();
  return {
    async write(planned, works) {
      planned.forEach(sums.add);
      await applyLine(writes, planned, rowIds);
      await applyChain(writes, planned, works, chainHeads);
      await saveGroups(
        writes,
        planned.flatMap(({ facts, plan }) =>
          plan.groups.map((group) => ({ ...group, queueId: facts.queue.id })),
        ),
      );
      await tellOfClearing(writes, planned);
      await markSettled(writes, works, settledAt);
      await markRefused(writes, planned, works);
      await answerRequests(writes, planned, works, settledAt);
      await applyMoney(writes, ledger, planned, rowIds);
    },
    done: () => writes.done(),
    async close() {
      await sums.write(writes);
      await ledger.close();
    },
  };
}

/** Writes plans, all at once. SPEC section 6 to 9. */
export async function applyPlans(
  tx: Tx,
  planned: readonly Planned[],
  works: readonly QueueWork[],
  settledAt: Date,
): Promise<void> {
  const application = openApplication(tx, settledAt);
  await application.write(planned, works);
  await application.close();
}

function markSettled(writes: Writes, works: readonly QueueWork[], settledAt: Date): Promise<void> {
  const ids = works.flatMap(({ rows }) => rows.map(({ id }) => id));
  return writes.run(
    `UPDATE settlement_tasks SET settled_at = ${sqlText(settledAt)}, error = NULL WHERE id IN (${sqlList(ids)})`,
  );
}

/** A task that its rules do not allow is settled too: it changed nothing, and says why. */
async function markRefused(
  writes: Writes,
  planned: readonly Planned[],
  works: readonly QueueWork[],
): Promise<void> {
  if (planned.every(({ plan }) => plan.refused.length === 0)) return;
  const rowOf = new Map(
    works.flatMap(({ tasks, rows }) => tasks.map((task, index) => [task, rows[index]] as const)),
  );
  for (const { plan } of planned) {
    for (const { task, reason } of plan.refused) {
      const row = rowOf.get(task);
      if (row === undefined) continue;
      await writes.run(
        `UPDATE settlement_tasks SET error = ${sqlText(`refused: ${reason}`)} WHERE id = ${sqlText(row.id)}`,
      );
    }
  }
}
