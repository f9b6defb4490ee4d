import {
  defaultSettings,
  type PlatformSettings,
  type SettingKey,
} from '@paifan/shared/settings/platformSettings';
import type { WrittenPlan } from '@paifan/shared/simulate/schema';

const isParts = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The settings that a plan is played under: what it leaves out, also of a setting of several parts, has its default. */
export function settingsOf({ settings = {} }: WrittenPlan): PlatformSettings {
  const defaults = defaultSettings();
  const written: Readonly<Record<string, unknown>> = { ...settings };
  const whole = Object.entries(defaults).map(([key, value]): readonly [string, unknown] => {
    const own = written[key];
    if (own === undefined) return [key, value];
    return [key, isParts(value) && isParts(own) ? Object.assign({}, value, own) : own];
  });
  return Object.fromEntries(whole) as unknown as PlatformSettings;
}

/** The plan with one setting changed. */
export const withSetting = <Key extends SettingKey>(
  plan: WrittenPlan,
  key: Key,
  value: PlatformSettings[Key],
): WrittenPlan => ({ ...plan, settings: { ...plan.settings, [key]: value } });
