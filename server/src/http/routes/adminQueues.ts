import type { adminQueueRoutes } from '@paifan/shared/contract/adminQueues';
import { queueKey, type QueueKey } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import type { ShopContext } from '../../usecases/context';
import { readAnyDraw } from '../../usecases/draws/draws';
import { exchangesOf } from '../../usecases/draws/exchanges';
import type { Operator } from '../../usecases/operators/sessions';
import {
  findQueueFigures,
  listEntries,
  listQueues,
  readEntryInFull,
  readQueueDetail,
} from '../../usecases/queues/desk';
import { mergeByOperator, mergeOffered, previewMerge, readOfferedMerges } from '../../usecases/queues/merges';
import { pauseEverything, pauseQueue } from '../../usecases/queues/pauses';
import { cancelPlan, nextBySchedule, planForQueue, readPlans } from '../../usecases/queues/plans';
import { reopenQueue } from '../../usecases/queues/reopenQueue';
import type { HandlersOf } from '../handlers';
import {
  presentDeskEntry,
  presentEntryDetail,
  presentMergePreview,
  presentOffered,
  presentPlan,
  presentQueue,
  presentQueueDetail,
} from '../presenters/adminQueues';
import { instantOrNull } from '../presenters/texts';

/** The operators' desk for the lines. */
export function adminQueueHandlers(shop: ShopContext): HandlersOf<typeof adminQueueRoutes> {
  const pause = (paused: boolean) => async (operator: Operator, key: QueueKey) => {
    await pauseQueue(shop, operator, key, paused);
    return presentQueue(await findQueueFigures(shop, key));
  };
  const timeOf = (at: string | undefined): Date | null => (at === undefined ? null : new Date(at));

  return {
    'GET /api/admin/queues': async ({ query: { waiting, ...request } }) => {
      const { items, next } = await listQueues(shop, { ...request, waitingOnly: waiting === 'true' });
      return { items: items.map(presentQueue), next };
    },

    'GET /api/admin/queues/:key': async ({ params }) =>
      presentQueueDetail(await readQueueDetail(shop, params.key)),

    'GET /api/admin/queues/:key/entries': async ({ params, query }) => {
      const { items, next } = await listEntries(shop, params.key, query);
      return { items: items.map(presentDeskEntry), next };
    },

    'GET /api/admin/entries/:id': async ({ params: { id } }) =>
      presentEntryDetail(
        await readEntryInFull(shop, id),
        await readAnyDraw(shop, id),
        await exchangesOf(shop.db, id),
      ),

    'POST /api/admin/queues/:key/pause': ({ operator, params }) => pause(true)(operator, params.key),

    'POST /api/admin/queues/:key/resume': ({ operator, params }) => pause(false)(operator, params.key),

    'POST /api/admin/queues/pause-all': async ({ operator, body }) => {
      await pauseEverything(shop, operator, true, body.reason);
      return { paused: true };
    },

    'POST /api/admin/queues/resume-all': async ({ operator, body }) => {
      await pauseEverything(shop, operator, false, body.reason);
      return { paused: false };
    },

    'GET /api/admin/queue-merges': async () => presentOffered(await readOfferedMerges(shop)),

    'POST /api/admin/queue-merges': async ({ operator, body, idempotencyKey }) => ({
      merged: [...(await mergeOffered(shop, operator, idempotencyKey, body.target))],
    }),

    'GET /api/admin/queues/:key/merge-preview': async ({ params, query }) =>
      presentMergePreview(await previewMerge(shop, params.key, query.from.split(',').map(queueKey))),

    'POST /api/admin/queues/:key/merge': async ({ operator, params, body, idempotencyKey }) => ({
      merged: [...(await mergeByOperator(shop, operator, idempotencyKey, { target: params.key, ...body }))],
    }),

    'GET /api/admin/queue-plans': async ({ query }) => {
      const { items, next } = await readPlans(shop.db, query);
      return {
        items: items.map(presentPlan),
        next,
        nextBySchedule: instantOrNull(await nextBySchedule(shop)),
      };
    },

    'POST /api/admin/queues/:key/reset': async ({ operator, params, body, idempotencyKey }) =>
      presentPlan(
        await planForQueue(shop, operator, idempotencyKey, {
          ...{ kind: 'reset', queue: params.key, mode: null, at: timeOf(body.at) },
        }),
      ),

    'POST /api/admin/queues/:key/wind-down': async ({ operator, params, body, idempotencyKey }) =>
      presentPlan(
        await planForQueue(shop, operator, idempotencyKey, {
          ...{ kind: 'windDown', queue: params.key, mode: body.mode, at: timeOf(body.at) },
        }),
      ),

    'POST /api/admin/queue-plans/:id/cancel': async ({ operator, params }) =>
      presentPlan(await cancelPlan(shop, operator, params.id)),

    'POST /api/admin/queues/:key/reopen': async ({ operator, params: { key } }) => {
      await reopenQueue(shop, key, (tx, { before, after }) =>
        audit(tx, {
          ...{ at: shop.clock.now(), operatorId: operator.id, action: 'queue.reopened' },
          ...{ subject: `queue:${key}`, before: { state: before }, after: { state: after } },
        }),
      );
      return presentQueue(await findQueueFigures(shop, key));
    },
  };
}
