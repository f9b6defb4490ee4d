import type { Writes } from '../db/bulk';
import { sqlText } from '../db/query';
import type { Planned } from './applyLine';

/** What clears a line, and what those who still waited there are told. */
const TOLD = { woundDown: 'queueClosed', reset: 'cleared' } as const;

/**
 * Whoever still waited when a queue was wound down or reset is told, once; most of them were never loaded. SPEC sections 7, 12.
 */
export async function tellOfClearing(writes: Writes, planned: readonly Planned[]): Promise<void> {
  for (const { facts, plan } of planned) {
    if (plan.clearedUpToPosition === null) continue;
    // A wind-down is a reset of what is left: it is told of as the wind-down.
    const closing = plan.events.find(({ type }) => type === 'woundDown');
    const event = closing ?? plan.events.findLast(({ type }) => type === 'reset');
    if (event === undefined) continue;
    const kind = event.type === 'woundDown' ? TOLD.woundDown : TOLD.reset;
    const time = sqlText(new Date(event.at));
    await writes.run(
      `INSERT INTO outbox (kind, member_id, payload, created_at, next_try_at)
       SELECT '${kind}', member_id,
         JSON_OBJECT('entries', COUNT(*), 'remainingFen', SUM(entitled_fen - rewarded_fen)), ${time}, ${time}
       FROM entries WHERE queue_id = ${sqlText(facts.queue.id)} AND state = 'cleared' AND ended_at = ${time}
       GROUP BY member_id`,
    );
  }
}
