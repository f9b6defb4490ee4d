import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { LongJobRow } from '../../db/models/longJobs';
import { writtenPlanOf, type Simulation } from '../../usecases/simulations/simulations';
import { presentLongJob } from './longJobs';

type SimulationView = ResponseOf<'GET /api/admin/simulations/:id'>;

export function presentSimulationRow(
  job: LongJobRow,
): ResponseOf<'GET /api/admin/simulations'>['items'][number] {
  const { name, days } = writtenPlanOf(job);
  return { job: presentLongJob(job), plan: name, days };
}

export const presentSimulation = ({ job, plan, settings, titles, result }: Simulation): SimulationView => ({
  ...{ plan, settings },
  titles: { products: Object.fromEntries(titles.products), stores: Object.fromEntries(titles.stores) },
  job: presentLongJob(job),
  result: result as SimulationView['result'],
});
