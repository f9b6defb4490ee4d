import { z } from 'zod';
import { loginSchema, nameSchema } from './admin';
import { merchantKindSchema, staffRoleSchema } from './desk';
import {
  instantSchema,
  merchantIdSchema,
  page,
  pageQuery,
  staffIdSchema,
  staffInvitationIdSchema,
} from './primitives';
import { routes } from './route';

export const staffSchema = z
  .object({
    id: staffIdSchema,
    name: z.string(),
    role: staffRoleSchema,
    login: z.string().nullable().describe('null: comes by the mini-program only.'),
    isMember: z.boolean().describe('Comes by the mini-program.'),
    mustChangePassword: z.boolean(),
    enabled: z.boolean(),
    locked: z.boolean().describe('After too many failed sign-ins, for 15 minutes.'),
    createdAt: instantSchema,
  })
  .meta({ id: 'Staff' });

export const staffWithPasswordSchema = z
  .object({
    staff: staffSchema,
    password: z
      .string()
      .describe('Shown this once; good for 72 hours, and to be changed at the first sign-in.'),
  })
  .meta({ id: 'StaffWithPassword' });

const invitationSchema = z
  .object({
    id: staffInvitationIdSchema,
    code: z.string().describe('Good once, for 24 hours.'),
    scene: z.string().describe('What a mini-program code of it says.'),
    name: z.string(),
    role: staffRoleSchema,
    createdAt: instantSchema,
    expiresAt: instantSchema,
  })
  .meta({ id: 'StaffInvitation' });

const byId = z.object({ id: staffIdSchema });
const access = { auth: 'staff', permission: 'desk.staff.manage' } as const;

/** Who works at a merchant's desk. */
export const deskStaffRoutes = routes({
  'GET /api/desk/staff': {
    tag: 'Desk',
    summary: 'Who works here, newest first',
    ...access,
    query: z.object(pageQuery),
    response: page(staffSchema),
  },
  'POST /api/desk/staff': {
    tag: 'Desk',
    summary: 'Add somebody with a login for the console and a one-time password',
    ...access,
    body: z.object({ login: loginSchema, name: nameSchema, role: staffRoleSchema }),
    response: staffWithPasswordSchema,
    errors: ['login_taken', 'forbidden_phrase'],
  },
  'PUT /api/desk/staff/:id': {
    tag: 'Desk',
    summary: 'Name, role, and whether somebody may come to the desk; who is disabled is signed out at once',
    ...access,
    params: byId,
    body: z.object({ name: nameSchema, role: staffRoleSchema, enabled: z.boolean() }),
    response: staffSchema,
    errors: ['staff_not_found', 'last_desk_owner', 'forbidden_phrase'],
  },
  'POST /api/desk/staff/:id/login': {
    tag: 'Desk',
    summary:
      'A login for the console with a new one-time password, in place of an earlier one; every session ends',
    ...access,
    params: byId,
    body: z.object({ login: loginSchema }),
    response: staffWithPasswordSchema,
    errors: ['staff_not_found', 'login_taken'],
  },
  'GET /api/desk/staff-invitations': {
    tag: 'Desk',
    summary: 'Codes that are still good, newest first',
    ...access,
    query: z.object(pageQuery),
    response: page(invitationSchema),
  },
  'POST /api/desk/staff-invitations': {
    tag: 'Desk',
    summary: 'A code by which one member comes to the desk',
    ...access,
    idempotent: true,
    body: z.object({ name: nameSchema, role: staffRoleSchema }),
    response: invitationSchema,
    errors: ['forbidden_phrase'],
  },
  'DELETE /api/desk/staff-invitations/:id': {
    tag: 'Desk',
    summary: 'Take a code back',
    ...access,
    params: z.object({ id: staffInvitationIdSchema }),
    response: 'empty',
    errors: ['staff_invitation_not_found'],
  },
  'GET /api/desk/staff-invitations/:id/code.png': {
    tag: 'Desk',
    summary: 'The mini-program code of an invitation that is still good, to be scanned',
    ...access,
    params: z.object({ id: staffInvitationIdSchema }),
    response: 'image/png',
    errors: ['staff_invitation_not_found', 'wechat_unavailable'],
  },
  'POST /api/me/desks': {
    tag: 'Desk',
    summary: 'Come to a desk by a code; repeated, it answers the same',
    auth: 'member',
    body: z.object({ code: z.string().trim().min(1).max(32) }),
    response: z
      .object({
        merchantId: merchantIdSchema,
        kind: merchantKindSchema,
        name: z.string(),
        role: staffRoleSchema,
      })
      .meta({ id: 'JoinedDesk' }),
    errors: ['staff_invitation_not_found', 'staff_already'],
  },
});
