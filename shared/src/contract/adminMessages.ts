import { z } from 'zod';
import { WECHAT_MESSAGE_STATES } from '../members/messageStates';
import { MESSAGE_KIND_NAMES } from '../texts/messageKinds';
import { memberNameSchema } from './adminFinance';
import { daySchema, entryIdSchema, instantSchema, memberIdSchema, page, pageQuery } from './primitives';
import { routes } from './route';

const messageSchema = z
  .object({
    id: z.string(),
    outboxId: z.string().describe('What is tried again: POST /api/admin/system/outbox/:id/retry.'),
    member: memberNameSchema,
    kind: z.string(),
    title: z.string(),
    body: z.string(),
    entryId: entryIdSchema.nullable(),
    orderNo: z.string().nullable(),
    at: instantSchema,
    readAt: instantSchema.nullable().describe('null: not opened yet.'),
    wechat: z
      .object({
        state: z.enum(WECHAT_MESSAGE_STATES),
        tries: z.int().describe('How often WeChat was asked, since somebody last wanted it tried again.'),
        error: z.string().nullable().describe("Of the last try: WeChat's code and words."),
        askedAt: instantSchema.nullable(),
        nextTryAt: instantSchema.nullable(),
        letter: z
          .object({ templateId: z.string(), page: z.string(), data: z.record(z.string(), z.string()) })
          .nullable()
          .describe('What WeChat was asked to send last; null: it was never asked.'),
      })
      .describe('What came of passing it on as a subscription message; the inbox has it in any case.'),
  })
  .meta({ id: 'SentMessage' });

/** What the list can be narrowed to, and its export. */
export const messageFilters = {
  memberId: memberIdSchema.optional(),
  kind: z.enum(MESSAGE_KIND_NAMES).optional(),
  wechat: z.enum(WECHAT_MESSAGE_STATES).optional(),
};

export const adminMessageRoutes = routes({
  'GET /api/admin/messages': {
    tag: 'Members',
    summary:
      'What members were told, newest first: the text, whether it was read, and what WeChat made of it',
    auth: 'operator',
    permission: 'members.read',
    query: z.object({
      ...pageQuery,
      ...messageFilters,
      from: daySchema.optional(),
      to: daySchema.optional().describe('Included.'),
    }),
    response: page(messageSchema),
  },
});
