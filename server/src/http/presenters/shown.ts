import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';

/** What settings 19 to 23 let members see. What is switched off does not leave the server. */
export type Shown = ResponseOf<'GET /api/features'>['show'];

export const shownBy = (settings: PlatformSettings): Shown => ({
  progress: settings.showProgress,
  rewardedTotal: settings.showRewardedTotal,
  pending: settings.showPending,
  memberInfo: settings.showMember,
  pendingAmounts: settings.showPendingAmounts,
});
