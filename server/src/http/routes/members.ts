import type { memberRoutes } from '@paifan/shared/contract/members';
import type { ShopContext } from '../../usecases/context';
import { readLevels } from '../../usecases/levels/levels';
import { readOwnLevel } from '../../usecases/levels/readOwnLevel';
import { bindPhone, changeProfile, forgetPhone, readProfile } from '../../usecases/members/profile';
import type { HandlersOf } from '../handlers';
import { presentProfile } from '../presenters/profile';

/** A member's profile and level. */
export function memberHandlers(shop: ShopContext): HandlersOf<typeof memberRoutes> {
  const { db } = shop;
  return {
    'GET /api/levels': async () => ({ items: await readLevels(db) }),

    'GET /api/me/level': ({ memberId }) => readOwnLevel(shop, memberId),

    'GET /api/me/profile': async ({ memberId }) =>
      presentProfile(await readProfile(shop, memberId), await readLevels(db)),

    'PUT /api/me/profile': async ({ memberId, body }) =>
      presentProfile(await changeProfile(shop, memberId, body), await readLevels(db)),

    'PUT /api/me/phone': async ({ memberId, body }) =>
      presentProfile(await bindPhone(shop, memberId, body.code), await readLevels(db)),

    'DELETE /api/me/phone': async ({ memberId }) => {
      await forgetPhone(shop, memberId);
      return undefined;
    },
  };
}
