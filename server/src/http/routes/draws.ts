import type { drawRoutes } from '@paifan/shared/contract/draws';
import type { ShopContext } from '../../usecases/context';
import { drawForEntry, readDraw } from '../../usecases/draws/draws';
import { exchangeEntry, previewExchange, readExchange } from '../../usecases/draws/exchanges';
import { readCommitments } from '../../usecases/draws/seeds';
import type { HandlersOf } from '../handlers';
import { presentCommitment, presentDraw, presentExchange, presentExchangePreview } from '../presenters/draws';

/** Draws and exchanges of a member's entries. */
export function drawHandlers(shop: ShopContext): HandlersOf<typeof drawRoutes> {
  return {
    'GET /api/draws/commitments': async ({ query }) => {
      const { items, next } = await readCommitments(shop.db, query);
      return { items: items.map(presentCommitment), next };
    },

    'GET /api/draws/:entryId': async ({ memberId, params }) =>
      presentDraw(await readDraw(shop, memberId, params.entryId)),

    'POST /api/queue/entries/:id/draw': async ({ memberId, params, body }) =>
      presentDraw(await drawForEntry(shop, memberId, params.id, body.nonce)),

    'GET /api/queue/entries/:id/exchange': async ({ memberId, params }) =>
      presentExchangePreview(await previewExchange(shop, memberId, params.id)),

    'POST /api/queue/entries/:id/exchange': async ({ memberId, params, body, idempotencyKey }) =>
      presentExchange(await exchangeEntry(shop, memberId, params.id, idempotencyKey, body)),

    'GET /api/queue/exchanges/:id': async ({ memberId, params }) =>
      presentExchange(await readExchange(shop, memberId, params.id)),
  };
}
