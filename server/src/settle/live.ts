import { fen } from '@paifan/shared/money/fen';
import type { LiveSettings } from '@paifan/shared/rebate/settle/facts';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { publishedVersions, settingsVersion } from '../db/settings';
import type { Tx } from '../db/transaction';

/** The settings that are read when the event happens. SPEC section 3. */
export const liveSettings = ({
  payoutOrder,
  unclaimed,
  exchange,
  union,
}: PlatformSettings): LiveSettings => ({
  payoutOrder,
  unclaimed,
  exchange,
  unionDailyCapFen: union.dailyCapFen === null ? null : fen(union.dailyCapFen),
});

/** Which version of the settings was in force at a moment (milliseconds). */
export type VersionAt = (at: number) => string;

/** The versions of the settings by time; before the first one, the first one holds. @throws Error when none was published */
export async function versionsByTime(tx: Tx): Promise<VersionAt> {
  const versions = await publishedVersions(tx);
  const first = versions[0];
  if (first === undefined) throw new Error('no settings are published; nothing can be settled before');
  return (at) => versions.findLast(({ published_at }) => published_at.getTime() <= at)?.id ?? first.id;
}

export const liveSettingsOf = async (tx: Tx, version: string): Promise<LiveSettings> =>
  liveSettings((await settingsVersion(tx, version)).settings);
