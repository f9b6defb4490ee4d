import type { Writes } from '../db/bulk';
import { sqlText } from '../db/query';
import type { Planned } from './applyLine';

/** Whoever still waited when a queue was wound down is told, once; most of them were never loaded. SPEC section 12. */
export async function tellOfClosing(writes: Writes, planned: readonly Planned[]): Promise<void> {
  for (const { facts, plan } of planned) {
    const at = plan.events.find(({ type }) => type === 'woundDown')?.at;
    if (at === undefined || plan.clearedUpToPosition === null) continue;
    const time = sqlText(new Date(at));
    await writes.run(
      `INSERT INTO outbox (kind, member_id, payload, created_at, next_try_at)
       SELECT 'queueClosed', member_id,
         JSON_OBJECT('entries', COUNT(*), 'remainingFen', SUM(entitled_fen - rewarded_fen)), ${time}, ${time}
       FROM entries WHERE queue_id = ${sqlText(facts.queue.id)} AND state = 'cleared' AND ended_at = ${time}
       GROUP BY member_id`,
    );
  }
}
