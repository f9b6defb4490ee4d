import { z } from 'zod';
import { routes } from './route';

const kindSchema = z.string().regex(/^[a-z][A-Za-z]{1,31}$/);

const fieldsSchema = z
  .record(z.string().regex(/^[a-z_]{1,24}\d{1,3}$/), z.enum(['title', 'body', 'amount', 'time']))
  .describe('What fills each keyword of the template: `thing1`, `amount2`, `time3` …');

const templateSchema = z
  .object({
    kind: kindSchema.describe('The kind of message: joined, rewarded, orderPaid …'),
    templateId: z.string().nullable().describe("WeChat's; null: this kind goes to the inbox only."),
    fields: fieldsSchema,
    source: z.enum(['console', 'configuration']),
  })
  .meta({ id: 'MessageTemplate' });

export const messageTemplateRoutes = routes({
  'GET /api/message-templates': {
    tag: 'Me',
    summary: 'Templates that the client may ask the member to accept messages of',
    auth: 'public',
    response: z.object({ items: z.array(z.object({ kind: kindSchema, templateId: z.string() })) }),
  },
  'GET /api/admin/message-templates': {
    tag: 'Settings',
    summary: 'Templates of subscription messages: those set here, and those of the configuration',
    auth: 'operator',
    permission: 'settings.read',
    response: z.object({ items: z.array(templateSchema) }),
  },
  'PUT /api/admin/message-templates/:kind': {
    tag: 'Settings',
    summary: 'Set the template of a kind of message, or switch it off; it stands above the configuration',
    auth: 'operator',
    permission: 'settings.publish',
    params: z.object({ kind: kindSchema }),
    body: z.object({
      templateId: z
        .string()
        .trim()
        .regex(/^[\w-]{1,128}$/)
        .nullable(),
      fields: fieldsSchema,
    }),
    response: templateSchema,
  },
});
