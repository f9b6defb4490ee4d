import { z } from 'zod';
import {
  amountSchema,
  daySchema,
  entryIdSchema,
  fenSchema,
  instantSchema,
  page,
  pageQuery,
  queueKeySchema,
  ratioTextSchema,
} from './primitives';
import { routes } from './route';

export const entryStateSchema = z
  .enum(['waiting', 'done', 'exchanged', 'converted', 'cleared', 'cancelled'])
  .meta({ id: 'EntryState' });

/** Where an entry stands. Absent fields are switched off by settings 19 to 23, on the server. */
export const entrySchema = z
  .object({
    id: entryIdSchema,
    queueKey: queueKeySchema,
    queueName: z.string(),
    number: z
      .int()
      .optional()
      .describe('The queue number: the position in order of joining, for ever. Setting 19.'),
    state: entryStateSchema,
    title: z.string().describe('What was bought.'),
    picture: z.string().nullable(),
    orderNo: z.string(),
    ratio: ratioTextSchema,
    source: z.string(),
    sourceText: z.string().describe('The rule that chose the ratio, as a member reads it.'),
    entitledFen: amountSchema,
    rewardedFen: amountSchema.optional().describe('Setting 20.'),
    remainingFen: amountSchema.optional().describe('Setting 21.'),
    joinedAt: instantSchema,
    endedAt: instantSchema.nullable(),
    place: z
      .int()
      .nullable()
      .optional()
      .describe('1 is served next; null when no longer waiting. Setting 19.'),
    aheadFen: amountSchema
      .nullable()
      .optional()
      .describe('Yuan ahead that are to be paid first. Setting 23.'),
  })
  .meta({ id: 'Entry' });

const flowDaySchema = z
  .object({ day: daySchema, inflowFen: fenSchema, paidFen: fenSchema })
  .meta({ id: 'FlowDay' });

export const payoutSchema = z
  .object({
    id: z.string(),
    at: instantSchema,
    amountFen: fenSchema,
    kind: z
      .string()
      .describe(
        'line: paid in line order; directAcceleration; indirectAcceleration; unionPayout; resume; takenBack.',
      ),
    orderNo: z.string().nullable().describe('The order that paid it.'),
    buyer: z.string().nullable().describe('Masked name of the buyer, setting 22.'),
    rewardedAfterFen: amountSchema.optional().describe('Setting 20.'),
  })
  .meta({ id: 'Payout' });

const neighbourSchema = z
  .object({
    number: z.int().describe('Its position in order of joining.'),
    own: z.boolean().describe("An entry of the member's own."),
    nickname: z.string().optional().describe('Masked, but for their own. Setting 22.'),
    avatar: z.string().optional().describe('Setting 22.'),
    rewardedFen: amountSchema.optional().describe('Setting 20.'),
    remainingFen: amountSchema.optional().describe('Settings 21 and 23.'),
  })
  .meta({ id: 'QueueNeighbour' });

const plannedAt = instantSchema.nullable();

export const queueRoutes = routes({
  'GET /api/queue': {
    tag: 'Queue',
    summary: "The member's lines in figures: totals and the flow of the last days",
    auth: 'member',
    response: z
      .object({
        waitingCount: z.int(),
        doneCount: z.int(),
        entitledFen: amountSchema,
        rewardedFen: amountSchema.optional().describe('Setting 20.'),
        remainingFen: amountSchema.optional().describe('Setting 21.'),
        paused: z.boolean(),
        resetsAt: plannedAt.describe('When lines in which the member waits are cleared next, as announced.'),
        closesAt: plannedAt.describe('When one of them is wound down, as announced.'),
        flow: z
          .array(flowDaySchema)
          .describe('The last 14 days of the queues the member waits in, oldest first.'),
      })
      .meta({ id: 'QueueOverview' }),
  },
  'GET /api/queue/entries': {
    tag: 'Queue',
    summary: "The member's entries, newest first",
    auth: 'member',
    query: z.object({ ...pageQuery, state: z.enum(['waiting', 'done', 'all']).default('all') }),
    response: page(entrySchema),
  },
  'GET /api/queue/entries/:id': {
    tag: 'Queue',
    summary: 'One entry: where it stands, what it received and from which orders, why its ratio',
    auth: 'member',
    params: z.object({ id: entryIdSchema }),
    response: z
      .object({
        entry: entrySchema,
        payouts: z.array(payoutSchema).describe('Oldest first, all of them: they add up to rewardedFen.'),
        flow: z.array(flowDaySchema),
        inflows: z
          .array(z.object({ days: z.int(), inflowFen: fenSchema }))
          .optional()
          .describe('What came into its queue on the last 7 and 30 days, today included. Setting 23.'),
        resetsAt: plannedAt.describe('When its line is cleared, as announced.'),
        closesAt: plannedAt.describe('When its line is wound down, as announced.'),
        estimate: z
          .object({ fromDays: z.int().nullable(), toDays: z.int().nullable() })
          .nullable()
          .describe(
            'What the present pace would mean, in days; nulls: not at the present pace. Never a promise.',
          ),
        explanation: z
          .array(z.object({ rule: z.string(), text: z.string(), applied: z.boolean() }))
          .describe('Which rules were asked in which order, and why each applied or not.'),
        hasDraw: z.boolean().describe('A lottery belongs to it: see its draw.'),
      })
      .meta({ id: 'EntryHistory' }),
    errors: ['entry_not_found'],
  },
  'GET /api/queue/entries/:id/neighbours': {
    tag: 'Queue',
    summary: 'Who waits right before and right after an entry, as far as the shop shows it',
    auth: 'member',
    params: z.object({ id: entryIdSchema }),
    response: z
      .object({
        entry: entrySchema,
        neighbours: z
          .array(neighbourSchema)
          .optional()
          .describe('In order of the line, the entry among them; none when it waits no more. Setting 19.'),
      })
      .meta({ id: 'QueueNeighbours' }),
    errors: ['entry_not_found'],
  },
});
