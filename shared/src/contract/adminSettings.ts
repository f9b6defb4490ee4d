import { z } from 'zod';
import { CONFIRMATION_NAMES } from '../settings/confirmations';
import type { PlatformSettings } from '../settings/platformSettings';
import { instantSchema, operatorIdSchema, page, pageQuery } from './primitives';
import { routes } from './route';

const versionIdSchema = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .meta({ id: 'SettingsVersionId', description: 'A version of the settings.' });

/** A whole set of settings as it is answered; a brand exists for the compiler only. */
const settingsSchema = z.record(z.string(), z.unknown()).meta({
  id: 'PlatformSettings',
  description: 'Every setting by its key: shared/src/settings/platformSettings.ts.',
}) as unknown as z.ZodType<PlatformSettings, PlatformSettings>;

/** What is sent is judged by the use case, which tells all that is wrong with it. */
export const draftSchema = z
  .record(z.string(), z.unknown())
  .describe('A whole set of settings, every key of it.');

const confirmationSchema = z.enum(CONFIRMATION_NAMES).meta({ id: 'Confirmation' });

const versionFields = {
  id: versionIdSchema,
  note: z.string(),
  publishedBy: z.string().describe('Login of the operator.'),
  operatorId: operatorIdSchema.nullable().describe('null: the shop itself.'),
  publishedAt: instantSchema.describe('When it was published or scheduled.'),
  inForceFrom: instantSchema,
  state: z
    .enum(['inForce', 'scheduled', 'superseded', 'cancelled'])
    .describe('superseded: another one has come into force after it.'),
  overruled: z.array(z.string()).describe('What does not fit its margin and was let pass all the same.'),
  confirmed: z.array(confirmationSchema),
  copiedFrom: versionIdSchema.nullable().describe('Rolled back to the content of this one.'),
};
const versionSchema = z.object(versionFields).meta({ id: 'SettingsVersion' });

const changesSchema = z.array(
  z
    .object({ key: z.string(), from: z.unknown(), to: z.unknown() })
    .meta({ id: 'SettingChange', description: 'A setting that differs, with both values.' }),
);

const findingSchema = z
  .object({
    name: z.string().describe('Names it, to overrule it: product:12, store:3, cashier:3.'),
    title: z.string().nullable().describe('What that is called; null: it is not there yet.'),
    terms: z.array(z.object({ kind: z.string(), ratio: z.string() })),
    sum: z.string().describe('Share of a payment that is given away.'),
    margin: z.string().nullable().describe('Share that is earned; null: the price is 0.'),
    over: z.string().nullable(),
  })
  .meta({ id: 'MarginFinding', description: 'What gives more than it earns.' });

const publishFields = {
  note: z.string().trim().min(1).max(255).describe('Why.'),
  latestVersion: versionIdSchema.describe('The newest version that the operator has seen.'),
  inForceVersion: versionIdSchema
    .optional()
    .describe(
      'The version that was in force for the operator: refused when a scheduled one has taken its place.',
    ),
  inForceFrom: instantSchema.optional().describe('At least a minute ahead; absent: now.'),
  overruled: z.array(z.string().max(200)).max(10_000).default([]),
  confirmed: z
    .array(confirmationSchema)
    .default([])
    .describe('Rewards above zero that need an express confirmation.'),
};

const publishErrors = [
  'settings_invalid',
  'confirmation_needed',
  'margin_exceeded',
  'settings_changed',
  'schedule_too_soon',
] as const;

const byId = z.object({ id: versionIdSchema });

/** Versions of the platform's settings: what is in force, what comes, what was. SPEC section 10. */
export const adminSettingsRoutes = routes({
  'GET /api/admin/settings': {
    tag: 'Settings',
    summary: 'The settings in force, and the versions that are scheduled, soonest first',
    auth: 'operator',
    permission: 'settings.read',
    response: z
      .object({
        inForce: versionSchema.extend({ settings: settingsSchema }),
        scheduled: z.array(versionSchema),
        latestVersion: versionIdSchema.describe('To be sent along when publishing.'),
      })
      .meta({ id: 'SettingsNow' }),
  },
  'GET /api/admin/settings/versions': {
    tag: 'Settings',
    summary: 'Every version, the newest first',
    auth: 'operator',
    permission: 'settings.read',
    query: z.object(pageQuery),
    response: page(
      versionSchema
        .extend({
          overruledTitles: z
            .array(z.string())
            .describe('What `overruled` is called, in its order; by its name what is not there any more.'),
        })
        .meta({ id: 'ListedSettingsVersion' }),
    ),
  },
  'GET /api/admin/settings/versions/:id': {
    tag: 'Settings',
    summary: 'One version with its settings',
    auth: 'operator',
    permission: 'settings.read',
    params: byId,
    response: versionSchema.extend({ settings: settingsSchema }).meta({ id: 'FullSettingsVersion' }),
    errors: ['settings_version_not_found'],
  },
  'GET /api/admin/settings/compare': {
    tag: 'Settings',
    summary: 'What differs between two versions',
    auth: 'operator',
    permission: 'settings.read',
    query: z.object({ from: versionIdSchema, to: versionIdSchema }),
    response: z.object({ changes: changesSchema }),
    errors: ['settings_version_not_found'],
  },
  'POST /api/admin/settings/check': {
    tag: 'Settings',
    summary: 'Judge a draft without publishing it',
    auth: 'operator',
    permission: 'settings.read',
    body: z.object({ settings: draftSchema }),
    response: z
      .object({
        problems: z
          .array(z.object({ path: z.string(), problem: z.string() }))
          .describe('While there are any, nothing else is judged.'),
        confirmationsNeeded: z.array(confirmationSchema),
        findings: z.array(findingSchema),
        changes: changesSchema.describe('Against the settings in force.'),
      })
      .meta({ id: 'DraftCheck' }),
  },
  'POST /api/admin/settings/versions': {
    tag: 'Settings',
    summary: 'Publish settings, now or at a time',
    auth: 'operator',
    permission: 'settings.publish',
    body: z.object({ ...publishFields, settings: draftSchema }),
    response: versionSchema,
    errors: publishErrors,
  },
  'POST /api/admin/settings/versions/:id/cancel': {
    tag: 'Settings',
    summary: 'Cancel a scheduled version, up to a minute before it comes into force',
    auth: 'operator',
    permission: 'settings.publish',
    params: byId,
    response: versionSchema,
    errors: ['settings_version_not_found', 'settings_version_state'],
  },
  'POST /api/admin/settings/versions/:id/rollback': {
    tag: 'Settings',
    summary: 'Publish the content of an earlier version as a new one',
    auth: 'operator',
    permission: 'settings.publish',
    params: byId,
    body: z.object(publishFields),
    response: versionSchema,
    errors: ['settings_version_not_found', ...publishErrors],
  },
});
