import { compareRatio, ZERO_RATIO, type Ratio } from '../money/ratio';
import type { PlatformSettings } from './platformSettings';

/*
 * Limits of law, as far as settings can cross them. As delivered only the direct reward can be switched on freely; the others
 * need an operator's express confirmation. SPEC section 12.
 */

const isOn = (ratio: Ratio): boolean => compareRatio(ratio, ZERO_RATIO) > 0;

/** What needs a confirmation while it is above zero. */
export const CONFIRMATIONS = {
  indirect: { label: '间推奖励', isOn: ({ referral }: PlatformSettings) => isOn(referral.indirectRatio) },
  indirectAcceleration: {
    label: '间推动态加速',
    isOn: ({ acceleration }: PlatformSettings) => isOn(acceleration.indirectRatio),
  },
  team: {
    label: '团队级差',
    isOn: ({ team }: PlatformSettings) => Object.values(team.levelRatios).some(isOn),
  },
  dividend: {
    label: '股东分红',
    isOn: ({ dividend }: PlatformSettings) => Object.values(dividend.weights).some((weight) => weight > 0),
  },
} as const satisfies Record<string, { label: string; isOn: (settings: PlatformSettings) => boolean }>;

export type Confirmation = keyof typeof CONFIRMATIONS;

export const CONFIRMATION_NAMES = Object.keys(CONFIRMATIONS) as [Confirmation, ...Confirmation[]];

/** What an operator has to confirm before these settings may be published. */
export const confirmationsNeeded = (settings: PlatformSettings): Confirmation[] =>
  CONFIRMATION_NAMES.filter((name) => CONFIRMATIONS[name].isOn(settings));
