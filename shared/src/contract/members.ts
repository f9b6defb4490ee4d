import { z } from 'zod';
import { amountSchema, picturePathSchema } from './primitives';
import { memberSchema } from './session';
import { routes } from './route';

/** The id of a level: letters and digits of any script. */
export const levelIdSchema = z
  .string()
  .regex(/^[\p{L}\p{N}_-]{1,32}$/u)
  .meta({ id: 'LevelId', description: 'A member level, as settings name it.' });

export const levelConditionsSchema = z
  .object({
    match: z.enum(['all', 'any']).describe('All of the figures that are named, or any one.'),
    spentFen: z.int().min(1).optional().describe('Net paid of completed orders, in fen.'),
    completedOrders: z.int().min(1).max(1_000_000).optional(),
    invitees: z.int().min(1).max(1_000_000).optional().describe('Invited members with a completed order.'),
  })
  .refine(
    ({ spentFen, completedOrders, invitees }) =>
      [spentFen, completedOrders, invitees].some((value) => value !== undefined),
    { message: 'names no figure' },
  )
  .meta({ id: 'LevelConditions' });

export const levelSchema = z
  .object({
    id: levelIdSchema,
    name: z.string(),
    rank: z.int().describe('The higher, the better.'),
    conditions: levelConditionsSchema.nullable().describe('What reaches it; null: given by the shop only.'),
  })
  .meta({ id: 'Level' });

export const figuresSchema = z
  .object({
    spentFen: amountSchema.describe('Net paid of completed orders.'),
    completedOrders: z.int(),
    invitees: z.int().describe('Invited members with a completed order.'),
  })
  .meta({ id: 'MemberFigures' });

const profileSchema = z
  .object({
    member: memberSchema,
    phone: z.string().nullable().describe('Masked: 138****5678; null: none is bound.'),
  })
  .meta({ id: 'Profile' });

export const memberRoutes = routes({
  'GET /api/levels': {
    tag: 'Me',
    summary: 'Member levels, the lowest first, with what reaches them',
    auth: 'public',
    response: z.object({ items: z.array(levelSchema) }),
  },
  'GET /api/me/level': {
    tag: 'Me',
    summary: "The member's level, and the way to the next one",
    auth: 'member',
    response: z
      .object({
        level: levelSchema.nullable(),
        figures: figuresSchema.describe('Counted a moment after an order completes or is refunded.'),
        next: z
          .object({
            level: levelSchema,
            match: z.enum(['all', 'any']),
            progress: z.array(
              z.object({
                figure: z.enum(['spentFen', 'completedOrders', 'invitees']),
                have: z.int(),
                need: z.int(),
              }),
            ),
          })
          .nullable()
          .describe('null: there is none above that can be reached.'),
      })
      .meta({ id: 'OwnLevel' }),
  },
  'GET /api/me/profile': {
    tag: 'Me',
    summary: 'Name, picture and phone number',
    auth: 'member',
    response: profileSchema,
  },
  'PUT /api/me/profile': {
    tag: 'Me',
    summary: 'Change name and picture',
    auth: 'member',
    body: z.object({
      nickname: z.string().trim().min(1).max(20),
      avatar: picturePathSchema.describe('Path of a picture that was uploaded.'),
    }),
    response: profileSchema,
    errors: ['forbidden_phrase', 'picture_not_found'],
  },
  'PUT /api/me/phone': {
    tag: 'Me',
    summary:
      "Bind the phone number that WeChat's getPhoneNumber button gave a code for; in place of an earlier one",
    auth: 'member',
    body: z.object({ code: z.string().min(1).max(128) }),
    response: profileSchema,
    errors: ['phone_code_invalid', 'phone_taken', 'wechat_unavailable'],
  },
  'DELETE /api/me/phone': {
    tag: 'Me',
    summary: 'Forget the phone number',
    auth: 'member',
    response: 'empty',
  },
});
