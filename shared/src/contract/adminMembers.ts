import { z } from 'zod';
import { queueEntrySchema } from './adminQueues';
import { rewardSchema } from './growth';
import { figuresSchema, levelConditionsSchema, levelIdSchema, levelSchema } from './members';
import {
  daySchema,
  fenSchema,
  hundredthsSchema,
  instantSchema,
  memberIdSchema,
  orderNoSchema,
  page,
  pageQuery,
  queueKeySchema,
} from './primitives';
import { routes } from './route';

const byId = z.object({ id: memberIdSchema });
const byLevel = z.object({ id: z.string().min(1).max(32) });
const levelNameSchema = z.string().trim().min(1).max(32);
const rankSchema = z.int().min(1).max(1_000_000);

const levelChange = {
  name: levelNameSchema,
  rank: rankSchema,
  conditions: levelConditionsSchema.nullable(),
};

const memberRowSchema = z
  .object({
    id: memberIdSchema,
    nickname: z.string(),
    avatar: z.string(),
    level: z.string().nullable(),
    inviteCode: z.string(),
    inviterId: memberIdSchema.nullable(),
    joinedAt: instantSchema,
  })
  .meta({ id: 'AdminMember' });

const memberEntrySchema = queueEntrySchema
  .omit({ member: true })
  .extend({ queueKey: queueKeySchema, queueName: z.string() })
  .meta({ id: 'EntryOfMember' });

export const memberRewardSchema = rewardSchema
  .extend({
    orderNo: orderNoSchema.nullable().describe('null: a dividend.'),
    buyer: z.object({ id: memberIdSchema, nickname: z.string() }).nullable().describe('null: a dividend.'),
  })
  .meta({ id: 'RewardOfMember' });

/** What the list of a member's entries and its export can be narrowed to. */
export const memberEntryFilters = { state: z.enum(['waiting', 'done', 'all']).default('all') };

/** What the list can be narrowed to, and its export. */
export const memberFilters = {
  id: memberIdSchema.optional(),
  inviteCode: z.string().max(8).optional(),
  nickname: z.string().max(64).optional().describe('The whole name.'),
  phone: z
    .string()
    .regex(/^\d{5,20}$/)
    .optional()
    .describe('The whole number, as it was bound.'),
  level: z.string().max(32).optional(),
  joinedFrom: daySchema.optional(),
  joinedTo: daySchema.optional().describe('Included.'),
};

export const adminMemberRoutes = routes({
  'GET /api/admin/levels': {
    tag: 'Members',
    summary: 'Member levels, the lowest first',
    auth: 'operator',
    permission: 'account.own',
    response: z.object({ items: z.array(levelSchema) }),
  },
  'POST /api/admin/levels': {
    tag: 'Members',
    summary: 'Add a member level; everybody is judged by it soon after',
    auth: 'operator',
    permission: 'settings.publish',
    body: z.object({ id: levelIdSchema, ...levelChange }),
    response: levelSchema,
    errors: ['level_taken', 'forbidden_phrase'],
  },
  'PUT /api/admin/levels/:id': {
    tag: 'Members',
    summary: 'Change a member level; everybody is judged by it soon after',
    auth: 'operator',
    permission: 'settings.publish',
    params: byLevel,
    body: z.object(levelChange),
    response: levelSchema,
    errors: ['level_not_found', 'level_taken', 'forbidden_phrase'],
  },
  'DELETE /api/admin/levels/:id': {
    tag: 'Members',
    summary: 'Take a level away that nobody has and no setting in force names',
    auth: 'operator',
    permission: 'settings.publish',
    params: byLevel,
    response: 'empty',
    errors: ['level_not_found', 'level_in_use'],
  },
  'GET /api/admin/members': {
    tag: 'Members',
    summary: 'Members, who joined last first',
    auth: 'operator',
    permission: 'members.read',
    query: z.object({ ...pageQuery, ...memberFilters }),
    response: page(memberRowSchema),
  },
  'GET /api/admin/members/:id': {
    tag: 'Members',
    summary: 'A member with wallet, figures and who invited whom',
    auth: 'operator',
    permission: 'members.read',
    params: byId,
    response: z
      .object({
        member: memberRowSchema,
        phone: z.string().nullable().describe('Masked.'),
        handLevel: z.string().nullable().describe('Given by an operator: the level is never below it.'),
        figures: figuresSchema,
        wallet: z.object({
          cashFen: fenSchema,
          frozenFen: fenSchema,
          reservedFen: fenSchema,
          points: hundredthsSchema,
          love: hundredthsSchema,
          loveFrozen: hundredthsSchema,
          voucher: hundredthsSchema,
        }),
        inviters: z
          .array(z.object({ id: memberIdSchema, nickname: z.string(), level: z.string().nullable() }))
          .describe('Who invited the member, who invited that one and so on; ten at most.'),
        inviteeCount: z.int(),
      })
      .meta({ id: 'AdminMemberDetail' }),
    errors: ['member_not_found'],
  },
  'GET /api/admin/members/:id/invitees': {
    tag: 'Members',
    summary: 'Whom a member invited, newest first',
    auth: 'operator',
    permission: 'members.read',
    params: byId,
    query: z.object(pageQuery),
    response: page(memberRowSchema),
  },
  'GET /api/admin/members/:id/entries': {
    tag: 'Members',
    summary: "A member's entries, newest first",
    auth: 'operator',
    permission: 'members.read',
    params: byId,
    query: z.object({ ...pageQuery, ...memberEntryFilters }),
    response: page(memberEntrySchema),
    errors: ['member_not_found'],
  },
  'GET /api/admin/members/:id/rewards': {
    tag: 'Members',
    summary: 'Rewards beside the queue, newest first, with the reason why one is not released yet',
    auth: 'operator',
    permission: 'members.read',
    params: byId,
    query: z.object({
      ...pageQuery,
      from: z.enum(['orders', 'dividends']).default('orders').describe('What they came from.'),
    }),
    response: page(memberRewardSchema),
    errors: ['member_not_found'],
  },
  'PUT /api/admin/members/:id/level': {
    tag: 'Members',
    summary: 'Give a member a level by hand, below which no computation goes, or take it back',
    auth: 'operator',
    permission: 'members.write',
    params: byId,
    body: z.object({
      level: z.string().min(1).max(32).nullable().describe('null: the figures alone decide.'),
      reason: z.string().trim().min(1).max(200),
    }),
    response: memberRowSchema,
    errors: ['member_not_found', 'level_not_found'],
  },
});
