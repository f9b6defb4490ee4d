import type { proofRoutes } from '@paifan/shared/contract/proof';
import { ApiError } from '@paifan/shared/errors/errors';
import { readRoot, readRoots, readSeals } from '../../db/seals';
import type { ShopContext } from '../../usecases/context';
import { readAnyEntryProof, readEntryProof, readProofEvents } from '../../usecases/queues/readProof';
import type { HandlersOf } from '../handlers';
import { presentProof, presentProofEvent, presentRoot } from '../presenters/proof';

/** What lets anybody recompute that the lines were kept. */
export function proofHandlers(shop: ShopContext): HandlersOf<typeof proofRoutes> {
  const { db } = shop;
  return {
    'GET /api/queue/entries/:id/proof': async ({ memberId, params, query }) =>
      presentProof(await readEntryProof(shop, memberId, params.id, query)),

    'GET /api/queue/entries/:id/proof/events': async ({ memberId, params, query }) => {
      const { items, next } = await readProofEvents(shop, memberId, params.id, query);
      return { items: items.map(presentProofEvent), next };
    },

    'GET /api/admin/entries/:id/proof': async ({ params, query }) =>
      presentProof(await readAnyEntryProof(shop, params.id, query)),

    'GET /api/proof/seals': async ({ query }) => {
      const { items, next } = await readRoots(db, query);
      return { items: items.map(presentRoot), next };
    },

    'GET /api/proof/seals/:day': async ({ params: { day }, query }) => {
      const root = await readRoot(db, day);
      if (root === null) throw new ApiError('not_found');
      const { items, next } = await readSeals(db, day, query);
      return {
        root: presentRoot(root),
        items: items.map(({ queue, seq, hash }) => ({ queueKey: queue, seq, hash })),
        next,
      };
    },
  };
}
