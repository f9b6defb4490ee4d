import { z } from 'zod';
import { amountSchema, instantSchema, page, pageQuery, ratioTextSchema } from './primitives';
import { routes } from './route';

export const rewardSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['direct', 'indirect', 'team', 'recruitment', 'dividend']),
    kindText: z.string(),
    amountFen: amountSchema.describe('As it stands now.'),
    ratio: ratioTextSchema.nullable().describe('What it was taken by; null for a dividend.'),
    state: z.enum(['frozen', 'released', 'cancelled']),
    reduced: z.boolean().describe('A refund has made it smaller.'),
    reason: z
      .enum(['orderNotCompleted', 'freezing', 'partlyRefunded', 'refunded'])
      .nullable()
      .describe('Why it is not released yet, is smaller or was cancelled.'),
    reasonText: z.string().nullable().describe('The same as the member reads it.'),
    releasesAt: instantSchema.nullable().describe('Known once the order is completed.'),
    grantedAt: instantSchema,
    title: z.string().nullable().describe('What was bought.'),
    buyer: z.string().nullable().describe('Masked; null where setting 22 hides it.'),
  })
  .meta({ id: 'Reward' });

export const growthRoutes = routes({
  'GET /api/me/rewards': {
    tag: 'Me',
    summary: 'Rewards beside the queue, newest first, with the reason why one is not released yet',
    auth: 'member',
    query: z.object({
      ...pageQuery,
      from: z.enum(['orders', 'dividends']).default('orders').describe('What they came from.'),
    }),
    response: page(rewardSchema),
  },
  'GET /api/me/invite-poster': {
    tag: 'Me',
    summary: 'What an invitation shows: the client draws it',
    auth: 'member',
    response: z
      .object({
        title: z.string(),
        text: z.string(),
        nickname: z.string(),
        avatar: z.string(),
        inviteCode: z.string(),
        codePath: z.string().describe('Where the picture of the code is, for the signed-in member.'),
        sharePath: z.string().describe('What a share card opens: a page, with the scene in its query.'),
        validHours: z
          .int()
          .describe('For how many hours after the scan a first sign-in binds; 0: without end.'),
      })
      .meta({ id: 'InvitePoster' }),
  },
  'GET /api/me/recruit-code.png': {
    tag: 'Me',
    summary: "The member's code for merchants: who applies by it was recruited by the member",
    auth: 'member',
    response: 'image/png',
    errors: ['wechat_unavailable'],
  },
});
