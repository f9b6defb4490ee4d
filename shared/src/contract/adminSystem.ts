import { z } from 'zod';
import { amountSchema, instantSchema, memberIdSchema, page, pageQuery, queueKeySchema } from './primitives';
import { routes } from './route';

const read = { tag: 'System', auth: 'operator', permission: 'system.read' } as const;
const manage = { tag: 'System', auth: 'operator', permission: 'system.manage' } as const;
const numericId = z.string().regex(/^[1-9]\d{0,18}$/);

const jobSchema = z
  .object({
    name: z.string(),
    schedule: z
      .string()
      .nullable()
      .describe('Seconds, minutes, hours, days, months, weekdays; Shanghai time.'),
    running: z.boolean(),
    wanted: z.boolean().describe('Somebody wants it run now; the scheduler takes it within seconds.'),
    nextRunAt: instantSchema.nullable().describe('By its schedule; null: it has none yet.'),
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    succeededAt: instantSchema.nullable(),
    error: z.string().nullable().describe('Of the last run; null: it went well.'),
  })
  .meta({ id: 'JobRun' });

const outboxSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    memberId: memberIdSchema,
    createdAt: instantSchema,
    attempts: z.int(),
    error: z.string(),
    nextTryAt: instantSchema.nullable().describe('null: given up.'),
  })
  .meta({ id: 'FailedMessage' });

const failedTaskSchema = z
  .object({
    id: z.string(),
    queueKey: queueKeySchema,
    queueName: z.string(),
    kind: z.string(),
    orderNo: z.string().nullable(),
    at: instantSchema,
    attempts: z.int(),
    error: z.string().nullable(),
    retryAt: instantSchema.nullable().describe('The queue stands still until then.'),
    waitingBehind: z.int().describe('Open tasks of this queue, itself included; counted up to 1,000.'),
  })
  .meta({ id: 'FailedTask' });

/** What runs behind the shop. */
export const adminSystemRoutes = routes({
  'GET /api/admin/system': {
    ...read,
    summary: 'In numbers: what waits, and what failed',
    response: z
      .object({
        openTasks: z.int().describe('Settlement tasks that wait; counted up to 10,000.'),
        heldQueues: z.int(),
        outboxWaiting: z.int().describe('Counted up to 10,000.'),
        outboxFailed: z.int().describe('Counted up to 10,000.'),
        refusedShippings: z.int(),
        stuckRefunds: z.int().describe('WeChat Pay failed them, and their money is not back yet.'),
        stuckRefundsFen: amountSchema,
        failedJobs: z.int(),
      })
      .meta({ id: 'SystemState' }),
  },
  'GET /api/admin/system/jobs': {
    ...read,
    summary: 'Every job of the scheduler, and how its last run went',
    response: z.object({ items: z.array(jobSchema) }),
  },
  'POST /api/admin/system/jobs/:name/run': {
    ...manage,
    summary: 'Have a job run now; may be repeated',
    params: z.object({ name: z.string().regex(/^\w{1,32}$/) }),
    response: jobSchema,
    errors: ['job_not_found'],
  },
  'GET /api/admin/system/outbox': {
    ...read,
    summary:
      'Messages that could not be passed on to WeChat, newest first; each stands in the inbox all the same',
    query: z.object(pageQuery),
    response: page(outboxSchema),
  },
  'POST /api/admin/system/outbox/:id/retry': {
    ...manage,
    summary: 'Try to pass a message on again',
    params: z.object({ id: numericId }),
    response: 'empty',
    errors: ['outbox_not_found'],
  },
  'GET /api/admin/system/failed-tasks': {
    ...read,
    summary: 'Settlement tasks that could not be settled; their queues stand still',
    response: z.object({ items: z.array(failedTaskSchema) }),
  },
  'POST /api/admin/system/failed-tasks/:id/retry': {
    ...manage,
    summary: 'Let its queue go on now, beginning with this task',
    params: z.object({ id: numericId }),
    response: 'empty',
    errors: ['failed_task_not_found'],
  },
  'POST /api/admin/system/wechat-test': {
    ...manage,
    summary: 'Ask WeChat with every key that the shop has, and tell what it says',
    response: z
      .object({
        ok: z.boolean(),
        checks: z.array(z.object({ name: z.string(), label: z.string(), ok: z.boolean(), text: z.string() })),
      })
      .meta({ id: 'WeChatTest' }),
  },
});
