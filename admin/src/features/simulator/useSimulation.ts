import { useQuery } from '@tanstack/react-query';
import { longJobId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '../../api/client';
import { isOver } from '../longJobs/useLongJob';

export type Simulation = ResponseOf<'GET /api/admin/simulations/:id'>;
export type SimulationResult = NonNullable<Simulation['result']>;
/** One that is done, with its name. */
export interface Shown {
  readonly name: string;
  readonly result: SimulationResult;
  readonly titles: Simulation['titles'];
}

const ASK_AGAIN_MS = 800;

/** A simulation, asked for until it is over. */
export const useSimulation = (id: string | undefined) =>
  useQuery({
    queryKey: ['simulation', id],
    enabled: id !== undefined,
    queryFn: () => request('GET /api/admin/simulations/:id', { params: { id: longJobId(id ?? '') } }),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isOver(data.job) ? false : ASK_AGAIN_MS),
  });
