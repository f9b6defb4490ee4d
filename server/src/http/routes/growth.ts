import type { growthRoutes } from '@paifan/shared/contract/growth';
import { settingsInForce } from '../../db/settings';
import type { ShopContext } from '../../usecases/context';
import { readDividends, readOrderRewards } from '../../usecases/growth/readRewards';
import { inviteValidHours } from '../../usecases/growth/validity';
import { createInviteCode } from '../../usecases/growth/invitations';
import type { HandlersOf } from '../handlers';
import { presentDividend, presentPoster, presentReward } from '../presenters/growth';
import { shownBy } from '../presenters/shown';

/** Rewards beside the queue, and how members invite. */
export function growthHandlers(shop: ShopContext): HandlersOf<typeof growthRoutes> {
  const { db, clock } = shop;
  return {
    'GET /api/me/rewards': async ({ memberId, query }) => {
      if (query.from === 'dividends') {
        const { items, next } = await readDividends(shop, memberId, query);
        return { items: items.map(presentDividend), next };
      }
      const shown = shownBy((await settingsInForce(db, clock.now())).settings);
      const { items, next } = await readOrderRewards(shop, { memberId }, query);
      return { items: items.map((reward) => presentReward(reward, shown)), next };
    },

    'GET /api/me/invite-poster': async ({ memberId }) => {
      const { settings } = await settingsInForce(db, clock.now());
      const member = await db.members.findByPk(memberId, { rejectOnEmpty: true });
      return presentPoster(member, settings, await inviteValidHours(shop));
    },

    'GET /api/me/recruit-code.png': ({ memberId }) => createInviteCode(shop, memberId, 'merchant'),
  };
}
