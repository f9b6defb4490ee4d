import { z } from 'zod';
import type { Refusal } from '@paifan/shared/rebate/settle/desk';
import type { QueueTask } from '@paifan/shared/rebate/settle/facts';
import type { Writes } from '../db/bulk';
import { idColumn } from '../db/columns';
import { sqlText } from '../db/query';
import type { Planned } from './applyLine';
import type { QueueWork } from './queueTask';

/** What members ask for, the table that keeps it, and the key that a task's payload names as `request`. */
const REQUESTS = {
  draw: { table: 'draws', key: 'entry_id' },
  exchange: { table: 'exchanges', key: 'id' },
} as const;

/** Absent in a replayed history, where nobody waits for an answer. */
const payloadSchema = z.object({ request: idColumn.optional() });

/** Tells the draws and exchanges that members asked for what came of them: applied, or refused and why. */
export async function answerRequests(
  writes: Writes,
  planned: readonly Planned[],
  works: readonly QueueWork[],
  settledAt: Date,
): Promise<void> {
  const refusals = new Map<QueueTask, Refusal>(
    planned.flatMap(({ plan }) => plan.refused.map(({ task, reason }) => [task, reason] as const)),
  );
  for (const { tasks, rows } of works) {
    for (const [index, task] of tasks.entries()) {
      if (task.type !== 'draw' && task.type !== 'exchange') continue;
      const { request } = payloadSchema.parse(rows[index]?.payload);
      if (request === undefined) continue;
      const { table, key } = REQUESTS[task.type];
      const refusal = refusals.get(task) ?? null;
      await writes.run(
        `UPDATE ${table} SET state = '${refusal === null ? 'applied' : 'refused'}', refusal = ${sqlText(refusal)},
           settled_at = ${sqlText(settledAt)}
         WHERE ${key} = ${sqlText(request)}`,
      );
    }
  }
}
