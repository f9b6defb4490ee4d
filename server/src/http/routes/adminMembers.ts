import type { adminMemberRoutes } from '@paifan/shared/contract/adminMembers';
import type { ShopContext } from '../../usecases/context';
import { readDividends, readOrderRewards } from '../../usecases/growth/readRewards';
import { giveLevel } from '../../usecases/levels/giveLevel';
import { readLevels } from '../../usecases/levels/levels';
import { changeLevel, createLevel, deleteLevel } from '../../usecases/levels/saveLevel';
import { readEntries } from '../../db/queueReads';
import {
  findMember,
  readInviteesOf,
  readMemberDetail,
  readMembers,
  withPhoneOwner,
} from '../../usecases/members/adminMembers';
import type { HandlersOf } from '../handlers';
import { presentEntryOfMember } from '../presenters/adminQueues';
import { presentDividendOfMember, presentRewardOfMember } from '../presenters/growth';
import { presentListedMember, presentMemberDetail } from '../presenters/profile';

/** Members and their levels, for operators. Nobody changes an inviter: it was bound once, for ever. */
export function adminMemberHandlers(shop: ShopContext): HandlersOf<typeof adminMemberRoutes> {
  return {
    'GET /api/admin/levels': async () => ({ items: await readLevels(shop.db) }),

    'POST /api/admin/levels': ({ operator, body }) => createLevel(shop, operator.id, body),

    'PUT /api/admin/levels/:id': ({ operator, params, body }) =>
      changeLevel(shop, operator.id, params.id, body),

    'DELETE /api/admin/levels/:id': async ({ operator, params }) => {
      await deleteLevel(shop, operator.id, params.id);
      return undefined;
    },

    'GET /api/admin/members': async ({ query }) => {
      const { items, next } = await readMembers(shop, await withPhoneOwner(shop, query));
      return { items: items.map(presentListedMember), next };
    },

    'GET /api/admin/members/:id': async ({ params }) =>
      presentMemberDetail(await readMemberDetail(shop, params.id)),

    'GET /api/admin/members/:id/invitees': async ({ params, query }) => {
      const { items, next } = await readInviteesOf(shop, params.id, query);
      return { items: items.map(presentListedMember), next };
    },

    'GET /api/admin/members/:id/entries': async ({ params, query }) => {
      await findMember(shop, params.id);
      const { items, next } = await readEntries(shop.db, params.id, query);
      return { items: items.map(presentEntryOfMember), next };
    },

    'GET /api/admin/members/:id/rewards': async ({ params, query }) => {
      await findMember(shop, params.id);
      if (query.from === 'dividends') {
        const { items, next } = await readDividends(shop, params.id, query);
        return { items: items.map(presentDividendOfMember), next };
      }
      const { items, next } = await readOrderRewards(shop, { memberId: params.id }, query);
      return { items: items.map(presentRewardOfMember), next };
    },

    'PUT /api/admin/members/:id/level': async ({ operator, params, body }) => {
      await giveLevel(shop, operator.id, params.id, body);
      return presentListedMember(await findMember(shop, params.id));
    },
  };
}
