import { ratio, ZERO_RATIO } from '@paifan/shared/money/ratio';
import { defaultSettings, type PlatformSettings } from '@paifan/shared/settings/platformSettings';

/** What the demo shop publishes: a fifth of each order goes to the line, and a little to who invited the buyer. */
export const demoSettings = (): PlatformSettings => ({
  ...defaultSettings(),
  featureName: '邻里排队',
  extractionRatio: ratio('0.2'),
  referral: { directRatio: ratio('0.02'), indirectRatio: ZERO_RATIO, freezeDays: 1 },
  recruitment: { ratio: ratio('0.05') },
});
