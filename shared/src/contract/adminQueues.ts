import { z } from 'zod';
import { drawSchema, exchangeSchema } from './draws';
import { entryStateSchema } from './queue';
import {
  amountSchema,
  daySchema,
  entryIdSchema,
  fenSchema,
  hundredthsSchema,
  instantSchema,
  memberIdSchema,
  orderNoSchema,
  page,
  pageQuery,
  queueKeySchema,
  ratioTextSchema,
} from './primitives';
import { routes } from './route';

const byKey = z.object({ key: queueKeySchema });
const memberSchema = z.object({ id: memberIdSchema, nickname: z.string() });
const modeSchema = z
  .enum(['line', 'proRata'])
  .describe('How the pool is paid: down the line, or to all by what remains to each.');

export const estimateSchema = z
  .object({ fromDays: z.int().nullable(), toDays: z.int().nullable() })
  .describe('Days at the paces of the last 7 and 30 days; nulls: not at the present pace.');

const planSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['reset', 'windDown']),
    queueKey: queueKeySchema.nullable().describe('null: every queue.'),
    owner: z.string().nullable().describe('The product or store whose queue it is.'),
    mode: modeSchema.nullable(),
    occursAt: instantSchema,
    announcedAt: instantSchema.describe('When those who wait were told.'),
    bySchedule: z.boolean().describe('It comes from the reset schedule in the settings.'),
    state: z.enum(['open', 'done', 'cancelled']),
    doneAt: instantSchema.nullable(),
    cancelledAt: instantSchema.nullable(),
  })
  .meta({ id: 'QueuePlan', description: 'What is going to happen to a queue, and has been announced.' });

export const queueSchema = z
  .object({
    key: queueKeySchema,
    name: z.string(),
    owner: z.string().nullable().describe('The product or store whose queue it is.'),
    waitingCount: z.int(),
    outstandingFen: amountSchema.describe('What remains to all who wait.'),
    poolFen: fenSchema.describe('Below zero: the queue owes the platform.'),
    inflow7Fen: fenSchema.describe(
      'Also what came into queues that were merged into this one, until then; so the next two.',
    ),
    inflow30Fen: fenSchema,
    paid30Fen: fenSchema,
    coverage: z
      .string()
      .nullable()
      .describe('Inflow of 30 days ÷ outstanding, rounded down; null: nobody waits.'),
    isBraked: z.boolean().describe('Do orders placed now get a lower ratio?'),
    estimate: estimateSchema.describe('Until everybody who waits now is paid.'),
    paused: z.boolean(),
    allPaused: z.boolean().describe('Everything is paused.'),
    closed: z.boolean(),
    openTasks: z.int().describe('What is not settled yet.'),
    stuck: z.boolean().describe('A task failed: the queue stands still until it is tried again.'),
    createdAt: instantSchema,
  })
  .meta({ id: 'AdminQueue' });

export const queueEntrySchema = z
  .object({
    id: entryIdSchema,
    position: z.int(),
    member: memberSchema,
    orderNo: orderNoSchema,
    lineNo: z.int(),
    title: z.string(),
    state: entryStateSchema,
    ratio: ratioTextSchema,
    sourceText: z.string(),
    entitledFen: amountSchema,
    rewardedFen: amountSchema,
    remainingFen: amountSchema,
    completed: z.boolean(),
    place: z.int().nullable(),
    aheadFen: amountSchema.nullable(),
    joinedAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'AdminEntry' });

const offerSchema = z
  .object({
    target: queueKeySchema,
    sources: z.array(
      z.object({
        key: queueKeySchema,
        owner: z.string().nullable(),
        waitingCount: z.int(),
        outstandingFen: amountSchema,
        poolFen: fenSchema,
      }),
    ),
    waitingCount: z.int(),
    outstandingFen: amountSchema,
    poolFen: fenSchema,
  })
  .meta({ id: 'MergeOffer' });

/** What the list of queues and its export can be narrowed to. */
export const queueFilters = {
  kind: z.enum(['mall', 'product', 'stores', 'store', 'cashiers', 'cashier', 'union']).optional(),
  waiting: z.enum(['true', 'false']).optional().describe('true: only those in which somebody waits.'),
};

export const queueEntryFilters = { state: entryStateSchema.or(z.literal('all')).default('waiting') };

/** Lines, and what operators do to them. Everything is settled a moment later. SPEC sections 4, 7, 8 and 12. */
export const adminQueueRoutes = routes({
  'GET /api/admin/queues': {
    tag: 'Queues',
    summary: 'Queues with their figures',
    auth: 'operator',
    permission: 'queues.read',
    query: z.object({ ...pageQuery, ...queueFilters }),
    response: page(queueSchema),
  },
  'GET /api/admin/queues/:key': {
    tag: 'Queues',
    summary: 'One queue: figures, flow by day, what is planned, what was merged into it',
    auth: 'operator',
    permission: 'queues.read',
    params: byKey,
    response: z
      .object({
        queue: queueSchema,
        flow: z.array(z.object({ day: daySchema, inflowFen: fenSchema, paidFen: fenSchema })),
        plans: z.array(planSchema).describe('Open ones that concern it, soonest first.'),
        merges: z.array(
          z.object({
            from: queueKeySchema,
            fromOwner: z.string().nullable(),
            into: queueKeySchema,
            intoOwner: z.string().nullable(),
            people: z.int(),
            poolFen: fenSchema,
            at: instantSchema,
          }),
        ),
        unionPayout: z
          .object({
            nextAt: instantSchema,
            dailyCapFen: amountSchema.nullable().describe('null: without a cap.'),
            payableFen: amountSchema.describe('What would be paid now; 0 while it is paused.'),
          })
          .nullable()
          .describe('How the queue of the union is paid next; null for every other queue.'),
      })
      .meta({ id: 'AdminQueueDetail' }),
    errors: ['queue_not_found'],
  },
  'GET /api/admin/queues/:key/entries': {
    tag: 'Queues',
    summary: 'Entries of a queue in line order',
    auth: 'operator',
    permission: 'queues.read',
    params: byKey,
    query: z.object({ ...pageQuery, ...queueEntryFilters }),
    response: page(queueEntrySchema),
    errors: ['queue_not_found'],
  },
  'GET /api/admin/entries/:id': {
    tag: 'Queues',
    summary: 'An entry with its whole history',
    auth: 'operator',
    permission: 'queues.read',
    params: z.object({ id: entryIdSchema }),
    response: z
      .object({
        entry: queueEntrySchema,
        queueKey: queueKeySchema,
        estimate: estimateSchema.nullable().describe('null: it waits for nothing.'),
        payouts: z
          .array(
            z.object({
              at: instantSchema,
              amountFen: fenSchema,
              kind: z.string(),
              orderNo: orderNoSchema.nullable(),
              rewardedAfterFen: fenSchema,
            }),
          )
          .describe('Oldest first, all of them.'),
        earlier: z.array(z.object({ queueKey: queueKeySchema, position: z.int() })),
        draw: drawSchema.nullable().describe('null: its line carries no draw.'),
        exchanges: z.array(exchangeSchema),
        brought: z
          .object({ balance: z.string(), ratio: ratioTextSchema, amount: hundredthsSchema })
          .nullable()
          .describe('What it was exchanged or converted into.'),
        explanation: z.array(z.object({ rule: z.string(), text: z.string(), applied: z.boolean() })),
      })
      .meta({ id: 'AdminEntryDetail' }),
    errors: ['entry_not_found'],
  },
  'POST /api/admin/queues/:key/pause': {
    tag: 'Queues',
    summary: 'Pause a queue: entries join, nobody is paid; pausing twice changes nothing',
    auth: 'operator',
    permission: 'queues.manage',
    params: byKey,
    response: queueSchema,
    errors: ['queue_not_found'],
  },
  'POST /api/admin/queues/:key/resume': {
    tag: 'Queues',
    summary: 'End the pause of a queue; its pool is paid unless everything is paused',
    auth: 'operator',
    permission: 'queues.manage',
    params: byKey,
    response: queueSchema,
    errors: ['queue_not_found'],
  },
  'POST /api/admin/queues/pause-all': {
    tag: 'Queues',
    summary: 'Pause everything: publishes the settings in force with setting 18 on',
    auth: 'operator',
    permission: 'queues.manage',
    body: z.object({ reason: z.string().trim().min(1).max(200) }),
    response: z.object({ paused: z.boolean() }),
  },
  'POST /api/admin/queues/resume-all': {
    tag: 'Queues',
    summary: 'End the pause of everything: publishes the settings in force with setting 18 off',
    auth: 'operator',
    permission: 'queues.manage',
    body: z.object({ reason: z.string().trim().min(1).max(200) }),
    response: z.object({ paused: z.boolean() }),
  },
  'GET /api/admin/queue-merges': {
    tag: 'Queues',
    summary: 'Old lines that wait, and the lines to which orders like theirs go since sharing was switched',
    auth: 'operator',
    permission: 'queues.read',
    response: z.object({
      offers: z.array(offerSchema),
      left: z
        .array(z.object({ key: queueKeySchema, waitingCount: z.int(), outstandingFen: amountSchema }))
        .describe('Lines of all that are shared no more: they have no one successor.'),
    }),
  },
  'POST /api/admin/queue-merges': {
    tag: 'Queues',
    summary: 'Merge all old lines that wait into the line that succeeds them, in order of joining',
    auth: 'operator',
    permission: 'queues.manage',
    idempotent: true,
    body: z.object({ target: queueKeySchema }),
    response: z.object({ merged: z.array(queueKeySchema) }),
    errors: ['queue_not_found', 'queue_state'],
  },
  'GET /api/admin/queues/:key/merge-preview': {
    tag: 'Queues',
    summary: 'What merging queues into this one would come to, by the figures of now',
    auth: 'operator',
    permission: 'queues.read',
    params: byKey,
    query: z.object({ from: z.string().max(2000).describe('Keys, with commas between them.') }),
    response: z
      .object({
        offer: offerSchema,
        waitingCountAfter: z.int(),
        outstandingAfterFen: amountSchema,
        poolAfterFen: fenSchema.describe('Before it is paid down the line.'),
        payableAtOnceFen: amountSchema.describe('How much of it at most is paid down the line at once.'),
      })
      .meta({ id: 'MergePreview' }),
    errors: ['queue_not_found', 'queue_state'],
  },
  'POST /api/admin/queues/:key/merge': {
    tag: 'Queues',
    summary: 'Merge queues into this one: who waits stands here in order of joining, the pools add up',
    auth: 'operator',
    permission: 'queues.manage',
    params: byKey,
    idempotent: true,
    body: z.object({ from: z.array(queueKeySchema).min(1).max(500) }),
    response: z.object({ merged: z.array(queueKeySchema) }),
    errors: ['queue_not_found', 'queue_state'],
  },
  'GET /api/admin/queue-plans': {
    tag: 'Queues',
    summary: 'Resets and wind-downs that were announced, the newest first',
    auth: 'operator',
    permission: 'queues.read',
    query: z.object({ ...pageQuery, state: z.enum(['open', 'all']).default('all') }),
    response: page(planSchema).extend({
      nextBySchedule: instantSchema
        .nullable()
        .describe('When the reset schedule in force clears the lines next; null: it never does.'),
    }),
  },
  'POST /api/admin/queues/:key/reset': {
    tag: 'Queues',
    summary: 'Announce that a queue will be cleared; those who wait are told now',
    auth: 'operator',
    permission: 'queues.manage',
    params: byKey,
    idempotent: true,
    body: z.object({ at: instantSchema.optional().describe('Absent: as soon as the notice time allows.') }),
    response: planSchema,
    errors: ['queue_not_found', 'queue_state', 'notice_too_short'],
  },
  'POST /api/admin/queues/:key/wind-down': {
    tag: 'Queues',
    summary: 'Announce that a queue will be wound down; those who wait are told now',
    auth: 'operator',
    permission: 'queues.manage',
    params: byKey,
    idempotent: true,
    body: z.object({
      mode: modeSchema,
      at: instantSchema.optional().describe('Absent: as soon as the notice time allows.'),
    }),
    response: planSchema,
    errors: ['queue_not_found', 'queue_state', 'notice_too_short'],
  },
  'POST /api/admin/queue-plans/:id/cancel': {
    tag: 'Queues',
    summary: 'Cancel what was announced, before its time; those who wait are told',
    auth: 'operator',
    permission: 'queues.manage',
    params: z.object({ id: z.string().regex(/^[1-9]\d{0,18}$/) }),
    response: planSchema,
    errors: ['queue_plan_not_found', 'queue_plan_state'],
  },
  'POST /api/admin/queues/:key/reopen': {
    tag: 'Queues',
    summary: 'Open a queue that was wound down, for what is placed and paid from now on',
    auth: 'operator',
    permission: 'queues.manage',
    params: byKey,
    response: queueSchema,
    errors: ['queue_not_found', 'queue_state'],
  },
});
