import type { adminSystemRoutes } from '@paifan/shared/contract/adminSystem';
import type { ShopContext } from '../../usecases/context';
import {
  listFailedMessages,
  listFailedTasks,
  readSystemState,
  retryMessage,
  retryTask,
} from '../../usecases/system/failures';
import { listJobs, wantJob } from '../../usecases/system/jobRuns';
import { testWeChat } from '../../usecases/system/testWeChat';
import type { HandlersOf } from '../handlers';
import {
  presentFailedMessage,
  presentFailedTask,
  presentJob,
  presentSystemState,
} from '../presenters/adminSystem';

/** What runs behind the shop. */
export function adminSystemHandlers(shop: ShopContext): HandlersOf<typeof adminSystemRoutes> {
  return {
    'GET /api/admin/system': async () => presentSystemState(await readSystemState(shop)),

    'GET /api/admin/system/jobs': async () => ({ items: (await listJobs(shop)).map(presentJob) }),

    'POST /api/admin/system/jobs/:name/run': async ({ operator, params }) =>
      presentJob(await wantJob(shop, operator, params.name)),

    'GET /api/admin/system/outbox': async ({ query }) => {
      const { items, next } = await listFailedMessages(shop, query);
      return { items: items.map(presentFailedMessage), next };
    },

    'POST /api/admin/system/outbox/:id/retry': async ({ operator, params }) => {
      await retryMessage(shop, operator, params.id);
      return undefined;
    },

    'GET /api/admin/system/failed-tasks': async () => ({
      items: (await listFailedTasks(shop)).map(presentFailedTask),
    }),

    'POST /api/admin/system/failed-tasks/:id/retry': async ({ operator, params }) => {
      await retryTask(shop, operator, params.id);
      return undefined;
    },

    'POST /api/admin/system/wechat-test': async () => {
      const checks = await testWeChat(shop);
      return { ok: checks.every(({ ok }) => ok), checks };
    },
  };
}
