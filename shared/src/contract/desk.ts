import { z } from 'zod';
import {
  MERCHANT_KINDS,
  STAFF_PERMISSIONS,
  STAFF_ROLE_NAMES,
  type StaffPermission,
} from '../merchants/permissions';
import { newPasswordSchema, passwordSchema } from './admin';
import { instantSchema, merchantIdSchema, staffIdSchema, storeIdSchema } from './primitives';
import { routes } from './route';

const PERMISSION_NAMES = Object.keys(STAFF_PERMISSIONS) as [StaffPermission, ...StaffPermission[]];

export const merchantKindSchema = z.enum(MERCHANT_KINDS).meta({ id: 'MerchantKind' });
export const staffRoleSchema = z.enum(STAFF_ROLE_NAMES).meta({ id: 'StaffRole' });

const ownStaffSchema = z
  .object({
    id: staffIdSchema,
    login: z.string().nullable().describe('null: comes from the mini-program only.'),
    name: z.string(),
    role: staffRoleSchema,
    merchantId: merchantIdSchema,
    merchantKind: merchantKindSchema,
    permissions: z
      .array(z.enum(PERMISSION_NAMES))
      .describe('What the role allows; only desk.own until a one-time password was changed.'),
    mustChangePassword: z.boolean().describe('Somebody else made the password.'),
  })
  .meta({ id: 'OwnStaff' });

const deskSessionSchema = z
  .object({
    token: z.string().describe('Opaque; good for 12 hours.'),
    expiresAt: instantSchema,
    staff: ownStaffSchema,
  })
  .meta({ id: 'DeskSession' });

/** Signing in at a merchant's desk. */
export const deskRoutes = routes({
  'POST /api/desk/session': {
    tag: 'Desk',
    summary: "Sign in at a merchant's desk in the console",
    auth: 'public',
    body: z.object({ login: z.string().max(64), password: passwordSchema }),
    response: deskSessionSchema,
    errors: ['login_refused'],
  },
  'DELETE /api/desk/session': {
    tag: 'Desk',
    summary: 'Sign out; a member stays signed in as a member',
    auth: 'staff',
    permission: 'desk.own',
    response: 'empty',
  },
  'GET /api/desk/me': {
    tag: 'Desk',
    summary: 'Who asks, what the role allows, the merchant and its stores',
    auth: 'staff',
    permission: 'desk.own',
    response: z
      .object({
        staff: ownStaffSchema,
        merchant: z.object({
          id: merchantIdSchema,
          kind: merchantKindSchema,
          name: z.string(),
          suspended: z.boolean().describe('Sells nothing while it is.'),
          suspendReason: z.string().nullable(),
        }),
        stores: z.array(z.object({ id: storeIdSchema, name: z.string() })),
      })
      .meta({ id: 'Desk' }),
  },
  'POST /api/desk/me/password': {
    tag: 'Desk',
    summary: 'Change the own password; every session ends, and a new one begins',
    auth: 'staff',
    permission: 'desk.own',
    body: z.object({ password: passwordSchema, newPassword: newPasswordSchema }),
    response: deskSessionSchema,
    errors: ['staff_login_missing', 'password_refused', 'password_unchanged'],
  },
  'GET /api/me/desks': {
    tag: 'Desk',
    summary: 'Every desk at which the member works; the header X-Merchant-Id names one of them',
    auth: 'member',
    response: z.object({
      items: z.array(
        z
          .object({
            merchantId: merchantIdSchema,
            kind: merchantKindSchema,
            name: z.string(),
            role: staffRoleSchema,
            suspended: z.boolean(),
          })
          .meta({ id: 'OwnDesk' }),
      ),
    }),
  },
});
