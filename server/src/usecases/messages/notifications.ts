import { insertRows } from '../../db/bulk';
import type { Tx } from '../../db/transaction';

/**
 * Notes that WeChat told us something, and holds its rows, so that the same news from another side waits here. The id of a
 * notification is not promised to be stable; what it is about is.
 */
export async function seeNotifications(
  tx: Tx,
  kind: 'payment' | 'refund' | 'transfer',
  references: readonly string[],
  now: Date,
): Promise<void> {
  await insertRows(
    tx,
    'notifications',
    ['kind', 'reference', 'times', 'first_seen_at', 'last_seen_at'],
    // In one order everywhere, so that two batches never wait for each other in a circle.
    [...references].sort().map((reference) => [kind, reference, 1, now, now]),
    'times = times + 1, last_seen_at = VALUES(last_seen_at)',
  );
}
