import type { QueueKey } from '@paifan/shared/ids/ids';
import { queueOf } from '@paifan/shared/rebate/queue/lines';
import type { LineToPlace, QueueStanding } from '@paifan/shared/rebate/settle/place';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { Database } from '../../db/connect';
import { readStandings } from '../../db/lineFlow';

/** The queues that some lines would go to, as they are now: one may be closed, or under the brake. SPEC section 12. */
export async function standingsFor(
  db: Database,
  lines: readonly LineToPlace[],
  settings: PlatformSettings,
  now: Date,
): Promise<(queue: QueueKey) => QueueStanding | undefined> {
  const keys = lines.map(({ kind, product, store }) =>
    queueOf(kind, product?.id ?? null, store?.id ?? null, settings),
  );
  const standings = await readStandings(db, [...new Set(keys)], now);
  return (queue) => standings.get(queue);
}
