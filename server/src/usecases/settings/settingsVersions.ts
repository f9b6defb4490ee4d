import { ApiError } from '@paifan/shared/errors/errors';
import { confirmationsNeeded, type Confirmation } from '@paifan/shared/settings/confirmations';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { checkSettings, type SettingsProblem } from '@paifan/shared/settings/publishable';
import { Op } from 'sequelize';
import { audit } from '../../db/audit';
import type { SettingsVersionRow } from '../../db/models/settings';
import type { Page, PageRequest } from '../../db/paging';
import { settingsInForce, settingsVersion } from '../../db/settings';
import { inTransaction } from '../../db/transaction';
import { checkShopMargins } from './checkMargins';
import { readMarginTitles, withTitles, type TitledFinding } from './marginTitles';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import type { Operator } from '../operators/sessions';
import { tellQueues } from '../queues/pauses';
import {
  isAhead,
  lockVersions,
  newestVersion,
  publishSettings,
  settingChanges,
  type Publication,
  type SettingChange,
} from './settings';
import { named } from './namedFinding';

export type VersionState = 'inForce' | 'scheduled' | 'superseded' | 'cancelled';

/** A version, and what became of it. */
export interface Version {
  readonly row: SettingsVersionRow;
  readonly state: VersionState;
}

/** A version with its settings; one that is newer than the version has its default there. */
export interface FullVersion extends Version {
  readonly settings: PlatformSettings;
}

export interface SettingsNow {
  readonly inForce: FullVersion;
  /** Soonest first. */
  readonly scheduled: readonly Version[];
  /** Id of the newest of all. */
  readonly latestVersion: string;
}

function stateOf(row: SettingsVersionRow, inForceId: string, now: Date): VersionState {
  if (row.cancelledAt !== null) return 'cancelled';
  if (row.id === inForceId) return 'inForce';
  return row.publishedAt > now ? 'scheduled' : 'superseded';
}

async function asVersions(
  { db, clock }: ShopContext,
  rows: readonly SettingsVersionRow[],
): Promise<Version[]> {
  const now = clock.now();
  const { id } = await settingsInForce(db, now);
  return rows.map((row) => ({ row, state: stateOf(row, id, now) }));
}

async function findRow({ db }: ShopContext, id: string): Promise<SettingsVersionRow> {
  const row = await db.settingsVersions.findByPk(id);
  if (row === null) throw new ApiError('settings_version_not_found');
  return row;
}

/** What is in force, what comes, and the newest version. */
export async function readSettingsNow(shop: ShopContext): Promise<SettingsNow> {
  const { db, clock } = shop;
  const now = clock.now();
  const { id } = await settingsInForce(db, now);
  const scheduled = await db.settingsVersions.findAll({
    where: { publishedAt: { [Op.gt]: now }, cancelledAt: null },
    order: [
      ['publishedAt', 'ASC'],
      ['id', 'ASC'],
    ],
  });
  return {
    inForce: await readVersion(shop, id),
    scheduled: scheduled.map((row) => ({ row, state: 'scheduled' })),
    latestVersion: await newestVersion(db),
  };
}

/** A version in a list, with what it overruled as people call it. */
export interface ListedVersion extends Version {
  /** In the order of `overruled`; by its name what is not there any more. */
  readonly overruledTitles: readonly string[];
}

/** Every version, the newest first. */
export async function readVersions(shop: ShopContext, request: PageRequest): Promise<Page<ListedVersion>> {
  const rows = await shop.db.settingsVersions.findAll({
    attributes: { exclude: ['settings'] },
    where: { ...olderThan(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  const { items, next } = toPage(rows, request);
  const titleOf = await readMarginTitles(
    shop.db,
    items.flatMap(({ overruled }) => overruled ?? []),
  );
  const versions = (await asVersions(shop, items)).map((version) => ({
    ...version,
    overruledTitles: (version.row.overruled ?? []).map((name) => titleOf(name) ?? name),
  }));
  return { items: versions, next };
}

/** @throws ApiError settings_version_not_found */
export async function readVersion(shop: ShopContext, id: string): Promise<FullVersion> {
  const row = await findRow(shop, id);
  const { settings } = await settingsVersion(shop.db, id);
  const now = shop.clock.now();
  const inForce = await settingsInForce(shop.db, now);
  return { row, state: stateOf(row, inForce.id, now), settings };
}

/** What differs between two versions. @throws ApiError settings_version_not_found */
export async function compareVersions(shop: ShopContext, from: string, to: string): Promise<SettingChange[]> {
  const [older, newer] = [await readVersion(shop, from), await readVersion(shop, to)];
  return settingChanges(older.settings, newer.settings);
}

/** What publishing a draft would meet. */
export interface DraftCheck {
  /** While there are any, nothing else is judged. */
  readonly problems: readonly SettingsProblem[];
  readonly confirmationsNeeded: readonly Confirmation[];
  readonly findings: readonly TitledFinding[];
  /** Against what is in force. */
  readonly changes: readonly SettingChange[];
}

/** Judges a draft as publishing would, and changes nothing. */
export async function checkDraft({ db, clock }: ShopContext, draft: unknown): Promise<DraftCheck> {
  const { settings, problems } = checkSettings(draft);
  if (settings === null) return { problems, confirmationsNeeded: [], findings: [], changes: [] };
  const inForce = await settingsInForce(db, clock.now());
  return {
    problems,
    confirmationsNeeded: confirmationsNeeded(settings),
    findings: await withTitles(db, (await checkShopMargins(db, settings)).map(named)),
    changes: settingChanges(inForce.settings, settings),
  };
}

/** How an operator publishes: by the own name, and over the newest version that was seen. */
export type OperatorsPublication = Omit<Publication, 'publishedBy' | 'operatorId' | 'copiedFrom'> & {
  readonly latestVersion: string;
};

/** Publishes an operator's settings. @throws what `publishSettings` throws */
export async function publishByOperator(
  shop: ShopContext,
  { id: operatorId, login: publishedBy }: Operator,
  publication: OperatorsPublication,
): Promise<Version> {
  const id = await publishSettings(shop, { ...publication, publishedBy, operatorId });
  await tellQueues(shop);
  return readVersion(shop, id);
}

/**
 * Publishes the content of an earlier version as a new one: judged, confirmed and recorded like any other.
 * @throws ApiError settings_version_not_found, and what `publishSettings` throws
 */
export async function rollBack(
  shop: ShopContext,
  { id: operatorId, login: publishedBy }: Operator,
  to: string,
  publication: Omit<OperatorsPublication, 'settings'>,
): Promise<Version> {
  const { settings } = await readVersion(shop, to);
  const id = await publishSettings(shop, {
    ...{ ...publication, settings, publishedBy, operatorId, copiedFrom: to },
  });
  await tellQueues(shop);
  return readVersion(shop, id);
}

/**
 * Cancels a scheduled version: it never comes into force.
 * @throws ApiError settings_version_not_found; settings_version_state within the last minute before, after, or twice
 */
export async function cancelVersion(
  shop: ShopContext,
  { id: operatorId }: Operator,
  id: string,
): Promise<Version> {
  await findRow(shop, id);
  const { db, clock } = shop;
  await inTransaction(db, async (tx) => {
    await lockVersions(tx);
    const row = await db.settingsVersions.findByPk(id, { transaction: tx, rejectOnEmpty: true });
    const now = clock.now();
    if (row.cancelledAt !== null || !isAhead(row.publishedAt, now))
      throw new ApiError('settings_version_state');
    const state = { inForceFrom: row.publishedAt.toISOString(), note: row.note };
    await row.update({ cancelledAt: now, cancelledById: operatorId }, { transaction: tx });
    await audit(tx, {
      ...{ at: now, operatorId, action: 'settings.cancelled', subject: `settings:${id}` },
      ...{ before: { ...state, cancelled: false }, after: { ...state, cancelled: true } },
    });
  });
  return readVersion(shop, id);
}
