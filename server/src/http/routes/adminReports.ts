import type { adminReportRoutes } from '@paifan/shared/contract/adminReports';
import { fen } from '@paifan/shared/money/fen';
import type { ShopContext } from '../../usecases/context';
import { approveDividend, rejectDividend } from '../../usecases/dividends/decideDividend';
import { listDividends, previewSplit } from '../../usecases/dividends/dividends';
import { requestDividend } from '../../usecases/dividends/requestDividend';
import { readOrderRewards } from '../../usecases/growth/readRewards';
import { createLiveFeed, type Changed } from '../../usecases/solvency/liveFeed';
import { readSolvency } from '../../usecases/solvency/solvency';
import type { HandlersOf } from '../handlers';
import { presentGrantedReward } from '../presenters/growth';
import { presentDividend, presentSolvency, presentSplit } from '../presenters/adminReports';

/** What the console's first page shows, rewards and dividends. */
export function adminReportHandlers(shop: ShopContext): HandlersOf<typeof adminReportRoutes> {
  const feed = createLiveFeed(shop);

  return {
    'GET /api/admin/solvency': async ({ query }) => presentSolvency(await readSolvency(shop, query.days)),

    'GET /api/admin/live': async ({ operator, listening: { signal } }) =>
      asEvents(await feed.follow(operator.sessionId, signal)),

    'GET /api/admin/rewards': async ({ query }) => {
      const { items, next } = await readOrderRewards(shop, query, query);
      return { items: items.map(presentGrantedReward), next };
    },

    'GET /api/admin/dividends': async ({ query }) => {
      const { items, next } = await listDividends(shop, query);
      return { items: items.map(presentDividend), next };
    },

    'GET /api/admin/dividends/preview': async ({ query }) => {
      const amountFen = fen(query.amountFen);
      return presentSplit(amountFen, await previewSplit(shop, amountFen));
    },

    'POST /api/admin/dividends': async ({ operator, body, idempotencyKey }) =>
      presentDividend(
        await requestDividend(shop, operator, idempotencyKey, {
          ...body,
          amountFen: fen(body.amountFen),
        }),
      ),

    'POST /api/admin/dividends/:id/approve': async ({ operator, params, body }) =>
      presentDividend(await approveDividend(shop, operator, params.id, body)),

    'POST /api/admin/dividends/:id/reject': async ({ operator, params, body }) =>
      presentDividend(await rejectDividend(shop, operator, params.id, body.note)),
  };
}

/** Nobody asks for what came after an event: who comes back reads everything anew. */
async function* asEvents(changes: AsyncIterable<Changed | null>) {
  let count = 0;
  for await (const changed of changes) {
    if (changed === null) yield null;
    else {
      count += 1;
      const { topics, queues } = changed;
      yield { id: String(count), data: { topics: [...topics], queues: queues && [...queues] } };
    }
  }
}
