import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { simulationResultSchema } from '@paifan/shared/contract/simulations';
import { ApiError } from '@paifan/shared/errors/errors';
import type { LongJobId, OperatorId } from '@paifan/shared/ids/ids';
import { InvalidPlan, readPlan } from '@paifan/shared/simulate/readPlan';
import type { SimulationResult } from '@paifan/shared/simulate/result';
import type { Plan, WrittenPlan } from '@paifan/shared/simulate/schema';
import type { LongJobRow } from '../../db/models/longJobs';
import { readTitles } from '../../db/names';
import type { ShopContext } from '../context';
import { findOwnLongJob, requestLongJob } from '../longJobs/requestLongJob';

/** A server does other things beside: so many lines take about half a gigabyte. */
const MOST_LINES = 2_000_000;

/** @throws ApiError plan_invalid, with every problem */
export function planOf(written: unknown): Plan {
  try {
    return readPlan(written, MOST_LINES);
  } catch (error) {
    if (!(error instanceof InvalidPlan)) throw error;
    throw new ApiError('plan_invalid', `方案有误：${error.problems[0] ?? ''}`, { problems: error.problems });
  }
}

/**
 * Asks for a plan to be played.
 * @throws ApiError plan_invalid, long_job_limit, idempotency_key_reused
 */
export async function requestSimulation(
  shop: ShopContext,
  operatorId: OperatorId,
  key: string,
  plan: WrittenPlan,
): Promise<LongJobRow> {
  planOf(plan);
  return requestLongJob(shop, { operatorId }, key, { kind: 'simulation', params: { plan } });
}

const paramsSchema = z.object({
  plan: z.looseObject({ name: z.string(), days: z.int() }) as unknown as z.ZodType<WrittenPlan>,
});

/** The plan of a simulation as it was sent; it was judged then. */
export const writtenPlanOf = ({ params }: LongJobRow): WrittenPlan => paramsSchema.parse(params).plan;

/** A simulation with what it shows. */
export interface Simulation {
  readonly job: LongJobRow;
  readonly plan: WrittenPlan;
  /** Those that the plan names. */
  readonly settings: Plan['settings'];
  /** What its products and stores are called in the shop, by their ids; a plan may have others. */
  readonly titles: {
    readonly products: ReadonlyMap<string, string>;
    readonly stores: ReadonlyMap<string, string>;
  };
  /** null: not done, or not kept any more. */
  readonly result: SimulationResult | null;
}

/** @throws ApiError long_job_not_found, also for somebody else's */
export async function readSimulation(
  shop: ShopContext,
  operatorId: OperatorId,
  id: LongJobId,
): Promise<Simulation> {
  const job = await findOwnLongJob(shop, { operatorId }, id);
  if (job.kind !== 'simulation') throw new ApiError('long_job_not_found');
  const plan = writtenPlanOf(job);
  const { settings, products, stores } = planOf(plan);
  const offers = [...products, ...stores.flatMap((store) => store.products)];
  const titles = {
    products: await readTitles(
      shop.db,
      'products',
      offers.map((offer) => offer.id),
    ),
    stores: await readTitles(
      shop.db,
      'stores',
      stores.map((store) => store.id),
    ),
  };
  return { job, plan, settings, titles, result: await resultOf(shop, job) };
}

async function resultOf({ files }: ShopContext, { fileName }: LongJobRow): Promise<SimulationResult | null> {
  if (fileName === null) return null;
  const text = await readFile(path.join(files.folders.results, fileName), 'utf8').catch(() => null);
  return text === null ? null : simulationResultSchema.parse(JSON.parse(text));
}
