import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId } from '@paifan/shared/ids/ids';
import { confirmationsNeeded, type Confirmation } from '@paifan/shared/settings/confirmations';
import {
  defaultSettings,
  PLATFORM_SETTINGS,
  type PlatformSettings,
  type SettingKey,
} from '@paifan/shared/settings/platformSettings';
import { checkSettings } from '@paifan/shared/settings/publishable';
import { audit } from '../../db/audit';
import { idColumn } from '../../db/columns';
import { queryOne } from '../../db/query';
import { settingsInForce } from '../../db/settings';
import { inTransaction, type Executor, type Tx } from '../../db/transaction';
import { checkShopMargins } from './checkMargins';
import { withTitles } from './marginTitles';
import type { ShopContext } from '../context';
import { named } from './namedFinding';

/** What publishing needs. */
type Office = Pick<ShopContext, 'db' | 'clock'>;

export interface Publication {
  /** Judged here, whoever sends them. */
  readonly settings: PlatformSettings | Readonly<Record<string, unknown>>;
  readonly note: string;
  /** Login of the operator, or the name of what publishes. */
  readonly publishedBy: string;
  /** null or absent: the shop itself. */
  readonly operatorId?: OperatorId | null;
  /** The newest version that the operator has seen; absent: whatever there is. */
  readonly latestVersion?: string;
  /** The version in force that the settings were made from: a scheduled one may have taken its place since. Absent: whatever is. */
  readonly inForceVersion?: string;
  /** A minute ahead or more; absent: now. */
  readonly inForceFrom?: Date;
  /** Names of what the margin guard lists and may pass all the same, as `marginName` gives them. */
  readonly overruled?: readonly string[];
  /** Rewards above zero that were confirmed expressly. */
  readonly confirmed?: readonly Confirmation[];
  /** The version whose content this is. */
  readonly copiedFrom?: string;
}

/**
 * A version that comes into force within a minute counts as in force: servers' clocks differ, and a transaction takes its time.
 * So nothing is scheduled or cancelled so late that an order may have been placed by it.
 */
const LEAD_MS = 60_000;

/** May it still be scheduled, or cancelled? */
export const isAhead = (inForceFrom: Date, now: Date): boolean =>
  inForceFrom.getTime() >= now.getTime() + LEAD_MS;

/**
 * Publishes a version of the platform's settings: it is in force from now, or from a later time, for orders placed from then on. What
 * was overruled and confirmed is kept with it, and the audit log has what changed. SPEC sections 10 and 12.
 * @returns the version's id
 * @throws ApiError settings_invalid, confirmation_needed, margin_exceeded (with the findings that nobody overruled),
 * settings_changed, schedule_too_soon
 */
export async function publishSettings(office: Office, publication: Publication): Promise<string> {
  const settings = publishable(publication);
  const confirmed = confirmationsOf(settings, publication);
  const overruled = await overruledOf(office, settings, publication);
  return inTransaction(office.db, async (tx) => {
    await lockVersions(tx);
    await assertLatest(tx, publication.latestVersion);
    const now = office.clock.now();
    const { note, publishedBy, operatorId = null, inForceFrom = now, copiedFrom = null } = publication;
    if (publication.inForceFrom && !isAhead(inForceFrom, now)) throw new ApiError('schedule_too_soon');
    const inForce = await settingsInForce(tx, now);
    if (publication.inForceVersion !== undefined && publication.inForceVersion !== inForce.id)
      throw new ApiError('settings_changed', undefined, { inForceVersion: inForce.id });
    const changes = settingChanges(inForce.settings, settings);
    const { id } = await office.db.settingsVersions.create(
      {
        ...{ settings, note, publishedBy, operatorId, createdAt: now, publishedAt: inForceFrom },
        ...{ overruled: listOrNull(overruled), confirmed: listOrNull(confirmed), copiedFromId: copiedFrom },
      },
      { transaction: tx },
    );
    await audit(tx, {
      ...{ at: now, operatorId, subject: `settings:${id}` },
      action: publication.inForceFrom ? 'settings.scheduled' : 'settings.published',
      before: {
        version: inForce.id,
        settings: Object.fromEntries(changes.map(({ key, from }) => [key, from])),
      },
      after: {
        ...{ note, inForceFrom: inForceFrom.toISOString(), overruled, confirmed, copiedFrom },
        settings: Object.fromEntries(changes.map(({ key, to }) => [key, to])),
      },
    });
    return id;
  });
}

const listOrNull = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list);

function publishable({ settings: given }: Publication): PlatformSettings {
  const { settings, problems } = checkSettings(given);
  if (settings === null) throw new ApiError('settings_invalid', undefined, { problems });
  return settings;
}

function confirmationsOf(settings: PlatformSettings, { confirmed = [] }: Publication): Confirmation[] {
  const needed = confirmationsNeeded(settings);
  const missing = needed.filter((name) => !confirmed.includes(name));
  if (missing.length > 0) throw new ApiError('confirmation_needed', undefined, { missing });
  return needed;
}

async function overruledOf(
  { db }: Office,
  settings: PlatformSettings,
  { overruled = [] }: Publication,
): Promise<string[]> {
  const findings = (await checkShopMargins(db, settings)).map(named);
  const blocking = findings.filter(({ name }) => !overruled.includes(name));
  if (blocking.length > 0)
    throw new ApiError('margin_exceeded', undefined, { findings: await withTitles(db, blocking) });
  return findings.map(({ name }) => name);
}

const idRow = z.object({ id: idColumn });

/** Who publishes or cancels does it alone: the lock is on the first version, which is always there. */
export async function lockVersions(tx: Tx): Promise<void> {
  await queryOne(tx, 'SELECT id FROM settings_versions ORDER BY id LIMIT 1 FOR UPDATE', [], idRow);
}

/** The id of the newest version, in force or not. */
export async function newestVersion(executor: Executor): Promise<string> {
  const row = await queryOne(
    executor,
    'SELECT id FROM settings_versions ORDER BY id DESC LIMIT 1',
    [],
    idRow,
  );
  if (row === null) throw new Error('a shop has settings from its first moment on');
  return row.id;
}

async function assertLatest(tx: Tx, seen: string | undefined): Promise<void> {
  if (seen === undefined) return;
  const latestVersion = await newestVersion(tx);
  if (latestVersion !== seen) throw new ApiError('settings_changed', undefined, { latestVersion });
}

/** A setting that differs. */
export interface SettingChange {
  readonly key: SettingKey;
  readonly from: unknown;
  readonly to: unknown;
}

/** What differs between two sets of settings, in the order of the table. */
export const settingChanges = (from: PlatformSettings, to: PlatformSettings): SettingChange[] =>
  PLATFORM_SETTINGS.filter(({ key }) => !isDeepStrictEqual(from[key], to[key])).map(({ key }) => ({
    key,
    from: from[key],
    to: to[key],
  }));

/** A shop that is new begins with the default settings; there are none that could stay in force instead. */
export async function ensureSettings({ db, clock }: Office): Promise<void> {
  if ((await db.settingsVersions.count()) > 0) return;
  const settings = defaultSettings();
  await db.settingsVersions.create({
    settings,
    note: '初始设置',
    publishedBy: 'system',
    publishedAt: clock.now(),
  });
}
