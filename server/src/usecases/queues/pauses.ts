import { ApiError } from '@paifan/shared/errors/errors';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { confirmationsNeeded } from '@paifan/shared/settings/confirmations';
import { audit } from '../../db/audit';
import { countColumn } from '../../db/columns';
import { queryOne } from '../../db/query';
import { settingsInForce } from '../../db/settings';
import { inTransaction, type Tx } from '../../db/transaction';
import { followPauses, isEverythingPaused, withEverythingPaused } from '../../settle/followPauses';
import { z } from 'zod';
import { checkShopMargins } from '../settings/checkMargins';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';
import { writeQueueTask } from './queueTasks';
import { newestVersion, publishSettings } from '../settings/settings';
import { named } from '../settings/namedFinding';

const pauseRow = z.object({ paused: countColumn, open_kind: z.string().nullable() });

/** Will the queue be paused once everything open is settled? */
async function willBePaused(tx: Tx, key: QueueKey): Promise<boolean> {
  const row = await queryOne(
    tx,
    `SELECT q.paused + 0 AS paused,
       (SELECT t.kind FROM settlement_tasks t FORCE INDEX (settlement_tasks_open)
        WHERE t.settled_at IS NULL AND t.queue_key = q.queue_key AND t.kind IN ('pause', 'resume')
          AND JSON_VALUE(t.payload, '$.what') = 'queue' ORDER BY t.id DESC LIMIT 1) AS open_kind
     FROM queues q WHERE q.queue_key = ? FOR UPDATE`,
    [key],
    pauseRow,
  );
  if (row === null) throw new ApiError('queue_not_found', undefined, { queue: key });
  return row.open_kind === null ? row.paused === 1 : row.open_kind === 'pause';
}

/**
 * Pauses a queue, or ends its pause; what is so already stays so, and leaves nothing behind. SPEC section 7.
 * @throws ApiError queue_not_found
 */
export async function pauseQueue(
  shop: ShopContext,
  { id: operatorId }: Operator,
  key: QueueKey,
  paused: boolean,
): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    const before = await willBePaused(tx, key);
    if (before === paused) return;
    const at = shop.clock.now();
    await writeQueueTask(tx, key, paused ? 'pause' : 'resume', { what: 'queue' }, at);
    await audit(tx, {
      ...{ at, operatorId, subject: `queue:${key}`, action: paused ? 'queue.paused' : 'queue.resumed' },
      ...{ before: { paused: before }, after: { paused } },
    });
  });
  shop.nudgeWorker();
}

/**
 * Pauses everything, or ends that, at once: the settings in force are published anew with setting 18 changed. Nothing else in
 * them changes, so what they were confirmed and overruled with goes on.
 */
export async function pauseEverything(
  shop: ShopContext,
  { id: operatorId, login: publishedBy }: Operator,
  paused: boolean,
  note: string,
): Promise<void> {
  for (let left = MOST_TRIES; left > 0; left -= 1) {
    const latestVersion = await newestVersion(shop.db);
    const { id: inForceVersion, settings } = await settingsInForce(shop.db, shop.clock.now());
    if (isEverythingPaused(settings) === paused) break;
    const publication = {
      ...{ note, publishedBy, operatorId, settings: withEverythingPaused(settings, paused) },
      ...{ latestVersion, inForceVersion },
      confirmed: confirmationsNeeded(settings),
      overruled: (await checkShopMargins(shop.db, settings)).map((finding) => named(finding).name),
    };
    try {
      await publishSettings(shop, publication);
      break;
    } catch (error) {
      if (left === 1 || !isOvertaken(error)) throw error;
    }
  }
  await tellQueues(shop);
}

/** Whoever publishes meanwhile shall not be undone: the pause is made of what is in force then. */
const MOST_TRIES = 5;
const isOvertaken = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'settings_changed';

/** Tells the queues of a change of setting 18; a job does it too, for versions that come into force by their time. */
export async function tellQueues(shop: Pick<ShopContext, 'db' | 'clock' | 'nudgeWorker'>): Promise<void> {
  if ((await followPauses(shop.db, shop.clock.now())) > 0) shop.nudgeWorker();
}
