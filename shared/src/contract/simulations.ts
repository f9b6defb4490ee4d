import { z } from 'zod';
import type { WrittenPlan } from '../simulate/schema';
import type { PlatformSettings } from '../settings/platformSettings';
import { longJobSchema } from './adminLongJobs';
import { amountSchema, daySchema, fenSchema, longJobIdSchema, page, pageQuery } from './primitives';
import { routes } from './route';

/** As it is answered; what is sent is judged by the use case, which tells all that is wrong with it. */
const writtenPlanSchema = z.record(z.string(), z.unknown()).meta({
  id: 'Plan',
  description: 'A plan of months of trade: docs/SIMULATION.md.',
}) as unknown as z.ZodType<WrittenPlan, WrittenPlan>;

const someSettingsSchema = z
  .record(z.string(), z.unknown())
  .describe('Settings by their keys, whole values.') as unknown as z.ZodType<
  Partial<PlatformSettings>,
  Partial<PlatformSettings>
>;

const standing = {
  outstandingFen: amountSchema,
  coverage: z.string().nullable().describe('Inflow of 30 days ÷ outstanding; null: nobody waits.'),
  waiting: z.int(),
  poolFen: amountSchema,
  debtFen: amountSchema,
};
const waited = {
  joined: z.int(),
  p50: z.int().nullable().describe('After how many days half of those who joined were paid; null: not yet.'),
  p90: z.int().nullable().describe('The same of nine tenths.'),
};
const flow = {
  salesFen: fenSchema,
  inflowFen: fenSchema,
  paidFen: fenSchema,
};

export const simulationResultSchema = z
  .object({
    plan: z.string(),
    seed: z.int(),
    orders: z.int(),
    days: z.array(
      z.object({
        ...{ day: z.int(), date: daySchema, orders: z.int() },
        ...flow,
        rewardsFen: fenSchema,
        ...standing,
        ...waited,
      }),
    ),
    total: z.object({ ...flow, rewardsFen: fenSchema, ...standing, ...waited }),
    queues: z.array(z.object({ queue: z.string(), ...flow, rewardsFen: fenSchema, ...standing, ...waited })),
    items: z
      .array(
        z.object({
          ...{ item: z.string(), lines: z.int(), ...flow },
          ...{ outstandingFen: amountSchema, waiting: z.int(), ...waited },
        }),
      )
      .describe('Products, products of stores and cashiers, whatever queue they share.'),
    warnings: z
      .array(
        z.object({
          queue: z.string(),
          warnAboveDays: z.int(),
          day: z.int().describe('Of joining: the first one.'),
          date: daySchema,
          days: z.int().describe('How many such days there are.'),
          longestDays: z.int().nullable().describe('null: not all of them are paid yet.'),
        }),
      )
      .describe('Where nine of ten wait longer than the plan allows.'),
  })
  .meta({ id: 'SimulationResult' });

const read = { tag: 'Simulations', auth: 'operator', permission: 'settings.read' } as const;

/** Months of trade played by the rules of production, before settings are published. SPEC section 12. */
export const simulationRoutes = routes({
  'GET /api/admin/simulation-plans': {
    ...read,
    summary: 'Plans to begin from: the shop as it is now, then the ones that are shipped',
    response: z.object({
      items: z.array(z.object({ name: z.string(), isShop: z.boolean(), plan: writtenPlanSchema })),
    }),
  },
  'GET /api/admin/simulations': {
    ...read,
    summary: "The operator's own simulations, newest first",
    query: z.object(pageQuery),
    response: page(
      z.object({ job: longJobSchema, plan: z.string().describe('Its name.'), days: z.int() }).meta({
        id: 'SimulationRow',
      }),
    ),
  },
  'POST /api/admin/simulations': {
    ...read,
    summary: 'Play a plan; followed and cancelled as a long job',
    idempotent: true,
    body: z.object({ plan: writtenPlanSchema }),
    response: longJobSchema,
    errors: ['plan_invalid', 'long_job_limit'],
  },
  'GET /api/admin/simulations/:id': {
    ...read,
    summary: 'A simulation: its plan, how far it is, and what it shows once it is done',
    params: z.object({ id: longJobIdSchema }),
    response: z
      .object({
        job: longJobSchema,
        plan: writtenPlanSchema,
        settings: someSettingsSchema.describe('Those that the plan names.'),
        titles: z
          .object({ products: z.record(z.string(), z.string()), stores: z.record(z.string(), z.string()) })
          .describe(
            'What its products and stores are called in the shop, by their ids; a plan may have others.',
          ),
        result: simulationResultSchema.nullable().describe('null: not done, or not kept any more.'),
      })
      .meta({ id: 'Simulation' }),
    errors: ['long_job_not_found'],
  },
});
