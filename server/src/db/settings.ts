import { z } from 'zod';
import { defaultSettings, type PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { platformSettingsSchema } from '@paifan/shared/settings/schema';
import { idColumn, timeColumn } from './columns';
import { query, queryOne } from './query';
import type { Executor } from './transaction';

/** A published version of the platform's settings. */
export interface SettingsVersion {
  readonly id: string;
  /** In force from then on. */
  readonly publishedAt: Date;
  readonly settings: PlatformSettings;
}

const versionRow = z.object({
  id: idColumn,
  published_at: timeColumn,
  settings: z.record(z.string(), z.unknown()),
});

/** A version never changes, so it is read once. A setting that is newer than a version has its default there. */
const read = new WeakMap<Executor['sequelize'], Map<string, SettingsVersion>>();

function remember(executor: Executor, row: z.output<typeof versionRow>): SettingsVersion {
  const versions = read.get(executor.sequelize) ?? new Map<string, SettingsVersion>();
  read.set(executor.sequelize, versions);
  const settings = platformSettingsSchema.parse({ ...defaultSettings(), ...row.settings });
  const version = { id: row.id, publishedAt: row.published_at, settings };
  versions.set(row.id, version);
  return version;
}

/**
 * The version with this id: what an order follows. SPEC section 3.
 * @throws Error when there is none
 */
export async function settingsVersion(executor: Executor, id: string): Promise<SettingsVersion> {
  const known = read.get(executor.sequelize)?.get(id);
  if (known !== undefined) return known;
  const row = await queryOne(
    executor,
    'SELECT id, published_at, settings FROM settings_versions WHERE id = ?',
    [id],
    versionRow,
  );
  if (row === null) throw new Error(`there is no version ${id} of the settings`);
  return remember(executor, row);
}

/**
 * The version in force at a moment: the last one whose time had come by then, and that was not cancelled before.
 * @throws Error when none was published by then
 */
export async function settingsInForce(executor: Executor, at: Date): Promise<SettingsVersion> {
  const row = await queryOne(
    executor,
    'SELECT id FROM settings_versions WHERE published_at <= ? AND cancelled_at IS NULL ORDER BY published_at DESC, id DESC LIMIT 1',
    [at],
    z.object({ id: idColumn }),
  );
  if (row === null) throw new Error(`no settings were published by ${at.toISOString()}`);
  return settingsVersion(executor, row.id);
}

/** The version in force at a moment and those that are scheduled after it, in order of coming into force. */
export async function settingsFrom(executor: Executor, at: Date): Promise<SettingsVersion[]> {
  const scheduled = await query(
    executor,
    'SELECT id FROM settings_versions WHERE published_at > ? AND cancelled_at IS NULL ORDER BY published_at, id',
    [at],
    z.object({ id: idColumn }),
  );
  const versions = [await settingsInForce(executor, at)];
  for (const { id } of scheduled) versions.push(await settingsVersion(executor, id));
  return versions;
}

const publishedRow = z.object({ id: idColumn, published_at: timeColumn });

/** Every version's id and time, in order of coming into force, scheduled ones too; without those that were cancelled. */
export const publishedVersions = (executor: Executor): Promise<z.output<typeof publishedRow>[]> =>
  query(
    executor,
    'SELECT id, published_at FROM settings_versions WHERE cancelled_at IS NULL ORDER BY published_at, id',
    [],
    publishedRow,
  );
