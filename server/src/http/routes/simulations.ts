import type { simulationRoutes } from '@paifan/shared/contract/simulations';
import type { ShopContext } from '../../usecases/context';
import { readOwnLongJobs } from '../../usecases/longJobs/ownLongJobs';
import { readSimulation, requestSimulation } from '../../usecases/simulations/simulations';
import { startingPlans } from '../../usecases/simulations/startingPlans';
import type { HandlersOf } from '../handlers';
import { presentLongJob } from '../presenters/longJobs';
import { presentSimulation, presentSimulationRow } from '../presenters/simulations';

/** Months of trade, played before settings are published. */
export function simulationHandlers(shop: ShopContext): HandlersOf<typeof simulationRoutes> {
  return {
    'GET /api/admin/simulation-plans': async () => ({ items: await startingPlans(shop) }),

    'GET /api/admin/simulations': async ({ operator, query }) => {
      const owner = { operatorId: operator.id };
      const { items, next } = await readOwnLongJobs(shop, owner, { ...query, kind: 'simulation' });
      return { items: items.map(presentSimulationRow), next };
    },

    'POST /api/admin/simulations': async ({ operator, body, idempotencyKey }) =>
      presentLongJob(await requestSimulation(shop, operator.id, idempotencyKey, body.plan)),

    'GET /api/admin/simulations/:id': async ({ operator, params }) =>
      presentSimulation(await readSimulation(shop, operator.id, params.id)),
  };
}
