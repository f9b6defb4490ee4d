import { z } from 'zod';
import { AUDIT_ACTION_NAMES } from '../operators/actions';
import { PERMISSIONS, ROLE_NAMES, type Permission } from '../operators/permissions';
import { daySchema, instantSchema, operatorIdSchema, page, pageQuery } from './primitives';
import { routes } from './route';

const PERMISSION_NAMES = Object.keys(PERMISSIONS) as [Permission, ...Permission[]];

/** A login of the console or of a desk. */
export const loginSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{1,31}$/, 'must be 2 to 32 letters, digits, ., _ or -, and begin with a letter')
  .describe('2 to 32 letters, digits, ., _ or -, beginning with a letter; capitals make no difference.');
export const nameSchema = z.string().trim().min(1).max(32);
const roleSchema = z.enum(ROLE_NAMES).meta({ id: 'Role' });
/** What somebody types in may be anything; only a new one must be good. */
export const passwordSchema = z.string().min(1).max(200);
export const newPasswordSchema = z.string().min(12).max(200).describe('At least 12 characters.');
const totpCodeSchema = z
  .string()
  .regex(/^\d{6}$/)
  .describe('Six digits, as the authenticator app shows them.');

const operatorFields = {
  id: operatorIdSchema,
  login: z.string(),
  name: z.string(),
  role: roleSchema,
  totp: z.boolean().describe('Has a second factor.'),
  mustChangePassword: z.boolean().describe('Somebody else made the password.'),
};

const ownAccountSchema = z
  .object({
    ...operatorFields,
    permissions: z
      .array(z.enum(PERMISSION_NAMES))
      .describe('What the role allows; only account.own until a one-time password was changed.'),
  })
  .meta({ id: 'OwnAccount' });

const sessionSchema = z
  .object({
    token: z.string().describe('Opaque; good for 12 hours.'),
    expiresAt: instantSchema,
    operator: ownAccountSchema,
  })
  .meta({ id: 'OperatorSession' });

const operatorSchema = z
  .object({
    ...operatorFields,
    enabled: z.boolean(),
    locked: z.boolean().describe('After too many failed sign-ins, for 15 minutes.'),
    createdAt: instantSchema,
  })
  .meta({ id: 'Operator' });

const withPasswordSchema = z
  .object({
    operator: operatorSchema,
    password: z
      .string()
      .describe('Shown this once; good for 72 hours, and to be changed at the first sign-in.'),
  })
  .meta({ id: 'OperatorWithPassword' });

const byId = z.object({ id: operatorIdSchema });

/** What the list can be narrowed to, and its export. */
export const auditFilters = {
  operatorId: operatorIdSchema.optional(),
  action: z.enum(AUDIT_ACTION_NAMES).optional(),
  subject: z.string().max(128).optional(),
};

/** Signing in to the console, operators, and what they did. */
export const adminRoutes = routes({
  'POST /api/admin/session': {
    tag: 'Console',
    summary: 'Sign in as an operator',
    auth: 'public',
    body: z.object({ login: z.string().max(64), password: passwordSchema, code: totpCodeSchema.optional() }),
    response: sessionSchema,
    errors: ['login_refused', 'totp_needed'],
  },
  'DELETE /api/admin/session': {
    tag: 'Console',
    summary: 'Sign out',
    auth: 'operator',
    permission: 'account.own',
    response: 'empty',
  },
  'GET /api/admin/me': {
    tag: 'Console',
    summary: 'The signed-in operator and what the role allows',
    auth: 'operator',
    permission: 'account.own',
    response: ownAccountSchema,
  },
  'POST /api/admin/me/password': {
    tag: 'Console',
    summary: 'Change the own password; every session ends, and a new one begins',
    auth: 'operator',
    permission: 'account.own',
    body: z.object({ password: passwordSchema, newPassword: newPasswordSchema }),
    response: sessionSchema,
    errors: ['password_refused', 'password_unchanged'],
  },
  'POST /api/admin/me/totp': {
    tag: 'Console',
    summary:
      'Ask for a second factor: a secret for an authenticator app, which counts from its first code on',
    auth: 'operator',
    permission: 'account.own',
    body: z.object({ password: passwordSchema }),
    response: z
      .object({ secret: z.string().describe('Base32.'), uri: z.string().describe('For a QR code.') })
      .meta({ id: 'TotpSecret' }),
    errors: ['password_refused', 'totp_state'],
  },
  'POST /api/admin/me/totp/confirm': {
    tag: 'Console',
    summary: 'Switch the second factor on, with its first code',
    auth: 'operator',
    permission: 'account.own',
    body: z.object({ code: totpCodeSchema }),
    response: 'empty',
    errors: ['password_refused', 'totp_state'],
  },
  'POST /api/admin/me/totp/off': {
    tag: 'Console',
    summary: 'Switch the second factor off',
    auth: 'operator',
    permission: 'account.own',
    body: z.object({ password: passwordSchema }),
    response: 'empty',
    errors: ['password_refused', 'totp_state'],
  },
  'GET /api/admin/operators': {
    tag: 'Operators',
    summary: 'Operators, newest first',
    auth: 'operator',
    permission: 'operators.read',
    query: z.object(pageQuery),
    response: page(operatorSchema),
  },
  'POST /api/admin/operators': {
    tag: 'Operators',
    summary: 'Add an operator, with a one-time password',
    auth: 'operator',
    permission: 'operators.manage',
    body: z.object({ login: loginSchema, name: nameSchema, role: roleSchema }),
    response: withPasswordSchema,
    errors: ['login_taken'],
  },
  'PUT /api/admin/operators/:id': {
    tag: 'Operators',
    summary: 'Name, role, and whether the operator may sign in; who is disabled is signed out at once',
    auth: 'operator',
    permission: 'operators.manage',
    params: byId,
    body: z.object({ name: nameSchema, role: roleSchema, enabled: z.boolean() }),
    response: operatorSchema,
    errors: ['operator_not_found', 'last_owner'],
  },
  'POST /api/admin/operators/:id/reset': {
    tag: 'Operators',
    summary: 'A new one-time password: the second factor is off, a lock is lifted, every session ends',
    auth: 'operator',
    permission: 'operators.manage',
    params: byId,
    response: withPasswordSchema,
    errors: ['operator_not_found'],
  },
  'GET /api/admin/audit': {
    tag: 'Operators',
    summary: 'What operators did, newest first',
    auth: 'operator',
    permission: 'audit.read',
    query: z.object({
      ...pageQuery,
      ...auditFilters,
      from: daySchema.optional(),
      to: daySchema.optional().describe('Included.'),
    }),
    response: page(
      z
        .object({
          id: z.string(),
          at: instantSchema,
          operator: z
            .object({ id: operatorIdSchema, login: z.string(), name: z.string() })
            .nullable()
            .describe('null: the shop itself, or a command at its machine.'),
          action: z.enum(AUDIT_ACTION_NAMES),
          text: z.string().describe('The action as the console says it.'),
          subject: z.string().describe('What was changed: operator:7, settings:12.'),
          before: z.unknown().describe('null: it was not there.'),
          after: z.unknown().describe('null: it is gone.'),
        })
        .meta({ id: 'AuditEntry' }),
    ),
  },
});
