import { defaultSettings, type PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { platformSettingsSchema } from '@paifan/shared/settings/schema';
import type { ShopContext } from './context';

/** Publishes a version of the platform's settings: it is in force from now on, for orders placed from now on. */
export async function publishSettings(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  publication: { settings: PlatformSettings; note: string; publishedBy: string },
): Promise<void> {
  const { note, publishedBy } = publication;
  const settings = platformSettingsSchema.parse(publication.settings);
  await db.settingsVersions.create({ settings, note, publishedBy, publishedAt: clock.now() });
}

/** A shop that is new begins with the default settings. */
export async function ensureSettings(shop: Pick<ShopContext, 'db' | 'clock'>): Promise<void> {
  if ((await shop.db.settingsVersions.count()) > 0) return;
  await publishSettings(shop, { settings: defaultSettings(), note: '初始设置', publishedBy: 'system' });
}
