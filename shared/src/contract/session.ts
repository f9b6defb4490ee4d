import { z } from 'zod';
import {
  amountSchema,
  fenSchema,
  hundredthsSchema,
  instantSchema,
  memberIdSchema,
  page,
  pageQuery,
} from './primitives';
import { routes } from './route';

export const memberSchema = z
  .object({
    id: memberIdSchema,
    nickname: z.string(),
    avatar: z.string().describe('URL path of the picture.'),
    level: z.string().nullable().describe('Its id.'),
    levelName: z.string().nullable(),
    inviteCode: z.string(),
    joinedAt: instantSchema,
  })
  .meta({ id: 'Member' });

const sessionSchema = z
  .object({ token: z.string(), expiresAt: instantSchema, member: memberSchema })
  .meta({ id: 'Session' });

const sceneSchema = z
  .string()
  .max(32)
  .describe("The scene of the code that was scanned; binds the inviter once, at the member's first login.");

const scannedAtSchema = instantSchema
  .optional()
  .describe('When that code was scanned; absent: now. An invitation may be good for some hours only.');

/** Every balance that a member sees. */
const balanceSchema = z
  .enum(['cash', 'frozen', 'reserved', 'points', 'love', 'loveFrozen', 'voucher'])
  .meta({ id: 'Balance', description: 'A balance of a member.' });

export const sessionRoutes = routes({
  'POST /api/session': {
    tag: 'Session',
    summary: 'Sign in with a wx.login code',
    auth: 'public',
    body: z.object({
      code: z.string().min(1).max(128),
      scene: sceneSchema.optional(),
      scannedAt: scannedAtSchema,
    }),
    response: sessionSchema,
    errors: ['login_code_invalid', 'wechat_unavailable'],
  },
  'GET /api/demo/members': {
    tag: 'Demo',
    summary: 'Demo members to switch between',
    auth: 'public',
    demo: true,
    response: z.object({ items: z.array(memberSchema.omit({ inviteCode: true })) }),
  },
  'POST /api/demo/session': {
    tag: 'Demo',
    summary: 'Sign in as a demo member',
    auth: 'public',
    demo: true,
    body: z.object({ memberId: memberIdSchema }),
    response: sessionSchema,
    errors: ['not_found'],
  },
  'GET /api/me': {
    tag: 'Me',
    summary: 'The signed-in member, wallet and queue in figures',
    auth: 'member',
    response: z
      .object({
        member: memberSchema,
        inviterName: z.string().nullable().describe('Masked.'),
        inviteeCount: z.int(),
        wallet: z.object({
          cashFen: fenSchema,
          frozenFen: fenSchema,
          reservedFen: fenSchema.describe('Waits for a withdrawal.'),
          points: hundredthsSchema,
          love: hundredthsSchema,
          loveFrozen: hundredthsSchema,
          voucher: hundredthsSchema,
        }),
        queue: z.object({
          waitingCount: z.int(),
          remainingFen: amountSchema.optional().describe('Setting 21.'),
          rewardedFen: amountSchema.optional().describe('Setting 20.'),
        }),
        orderCounts: z.object({ placed: z.int(), paid: z.int(), completed: z.int() }),
        unreadMessages: z.int(),
      })
      .meta({ id: 'Me' }),
  },
  'GET /api/me/bill': {
    tag: 'Me',
    summary: 'Movements of a balance, newest first, each with its reason',
    auth: 'member',
    query: z.object({
      ...pageQuery,
      balance: balanceSchema.default('cash'),
      direction: z.enum(['in', 'out']).optional().describe('Only what came in, or what went out.'),
    }),
    response: page(
      z
        .object({
          id: z.string(),
          at: instantSchema,
          amount: z.int().describe('Fen; hundredths for points, love, loveFrozen and voucher.'),
          amountFen: fenSchema.describe(
            'The same as `amount`, by the name that it had when there was cash only.',
          ),
          reason: z.string().describe('Name of the business event, see the ledger templates.'),
          text: z.string().describe('The reason as the member reads it.'),
          orderNo: z.string().nullable().describe('The order that caused it.'),
          entryId: z.string().nullable(),
        })
        .meta({ id: 'BillItem' }),
    ),
  },
  'GET /api/me/messages': {
    tag: 'Me',
    summary: 'Inbox, newest first',
    auth: 'member',
    query: z.object(pageQuery),
    response: page(
      z
        .object({
          id: z.string(),
          at: instantSchema,
          kind: z.string(),
          title: z.string(),
          body: z.string(),
          read: z.boolean(),
          entryId: z.string().nullable(),
          orderNo: z.string().nullable(),
        })
        .meta({ id: 'Message' }),
    ),
  },
  'POST /api/me/messages/read': {
    tag: 'Me',
    summary: 'Mark every message as read',
    auth: 'member',
    response: 'empty',
  },
  'GET /api/me/invitees': {
    tag: 'Me',
    summary: 'Whom the member invited, newest first; names are masked',
    auth: 'member',
    query: z.object(pageQuery),
    response: page(
      z
        .object({
          id: memberIdSchema,
          nickname: z.string(),
          avatar: z.string(),
          joinedAt: instantSchema,
          hasBought: z.boolean().describe('Has a completed order.'),
          rewardFen: amountSchema.describe(
            "What came to the member by this one's orders, frozen or released.",
          ),
        })
        .meta({ id: 'Invitee' }),
    ),
  },
  'GET /api/me/invite-code.png': {
    tag: 'Me',
    summary: "The member's own mini-program code",
    auth: 'member',
    response: 'image/png',
    errors: ['wechat_unavailable'],
  },
});
