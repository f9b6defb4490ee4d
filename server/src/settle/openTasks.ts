import type { QueueKey } from '@paifan/shared/ids/ids';
import { queryAlike, sqlText } from '../db/query';
import type { Tx } from '../db/transaction';
import { taskRow, type TaskRow } from './queueTask';

/** The oldest open tasks of each queue. To be read under the lock: another worker may have settled some a moment before. */
export function openTasks(tx: Tx, queues: readonly QueueKey[], limit: number): Promise<TaskRow[]> {
  const columns = Object.keys(taskRow.shape).join(', ');
  const arms = queues.map(
    (queue) => `(SELECT ${columns} FROM settlement_tasks FORCE INDEX (settlement_tasks_open)
      WHERE settled_at IS NULL AND queue_key = ${sqlText(queue)} ORDER BY id LIMIT ${limit})`,
  );
  return queryAlike(tx, arms.join(' UNION ALL '), taskRow);
}
