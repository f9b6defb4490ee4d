import { execute } from '../db/query';
import type { Tx } from '../db/transaction';

/**
 * Notes that WeChat told us something, and holds its row, so that the same news from another side waits here. The id of a
 * notification is not promised to be stable; what it is about is.
 */
export async function seeNotification(
  tx: Tx,
  kind: 'payment' | 'refund',
  reference: string,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    `INSERT INTO notifications (kind, reference, times, first_seen_at, last_seen_at) VALUES (?, ?, 1, ?, ?)
     ON DUPLICATE KEY UPDATE times = times + 1, last_seen_at = VALUES(last_seen_at)`,
    [kind, reference, now, now],
  );
}
