import {
  PLATFORM_SETTINGS,
  type PlatformSettings,
  type SettingKey,
} from '@paifan/shared/settings/platformSettings';

const KEY = 'paifan.settings.draft';

/** What somebody is about to publish, and what it was made from. Kept by this tab until it is published or given up. */
export interface Draft {
  /** The newest version when the draft was begun. */
  readonly latestVersion: string;
  /** The version that was in force then: it is what was changed. */
  readonly inForceVersion: string;
  readonly settings: PlatformSettings;
}

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  ['latestVersion', 'inForceVersion', 'settings'].every((key) => key in value);

export function readDraft(): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function keepDraft(draft: Draft | null): void {
  if (draft === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify(draft));
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The settings that differ, in the order of the table. */
export const changedKeys = (before: PlatformSettings, after: PlatformSettings): SettingKey[] =>
  PLATFORM_SETTINGS.map(({ key }) => key).filter((key) => !same(before[key], after[key]));

/** The name of a setting, by its key; a key without a setting is its own name. */
export const labelOf = (key: string): string =>
  PLATFORM_SETTINGS.find((row) => row.key === key)?.label ?? key;
