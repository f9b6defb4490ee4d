import type { QueueKey } from '@paifan/shared/ids/ids';
import { execute } from '../../db/query';
import type { Tx } from '../../db/transaction';

/** What members have to know of a plan. */
export interface AnnouncedPlan {
  readonly kind: 'reset' | 'windDown';
  /** null: every queue. */
  readonly queueKey: QueueKey | null;
  readonly occursAt: Date;
}

const KINDS = {
  reset: { announced: 'resetComing', cancelled: 'resetCancelled' },
  windDown: { announced: 'queueClosing', cancelled: 'closingCancelled' },
} as const;

/** Tells everybody who waits in the queue, or in any, once, of what is planned, or that it is cancelled. */
export async function announcePlan(
  tx: Tx,
  { kind, queueKey, occursAt }: AnnouncedPlan,
  now: Date,
  what: 'announced' | 'cancelled' = 'announced',
): Promise<void> {
  await execute(
    tx,
    `INSERT INTO outbox (kind, member_id, payload, created_at, next_try_at)
     SELECT :told, e.member_id,
       JSON_OBJECT('entries', COUNT(*), 'remainingFen', SUM(e.entitled_fen - e.rewarded_fen), 'at', :at), :now, :now
     FROM queues q JOIN entries e ON e.queue_id = q.id AND e.state = 'waiting'
     WHERE q.waiting_count > 0 ${queueKey === null ? '' : 'AND q.queue_key = :queue'} GROUP BY e.member_id`,
    { told: KINDS[kind][what], at: occursAt.toISOString(), now, queue: queueKey },
  );
}
