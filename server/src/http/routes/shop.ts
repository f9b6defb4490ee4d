import type { shopRoutes } from '@paifan/shared/contract/shop';
import { settingsInForce } from '../../db/settings';
import type { ShopContext } from '../../usecases/context';
import { readCategories, readProduct, readProducts } from '../../usecases/catalogue/readCatalogue';
import type { HandlersOf } from '../handlers';
import { presentProduct, presentProductSummary } from '../presenters/catalogue';
import { shownBy } from '../presenters/shown';

/** What anybody may see. */
export function shopHandlers(shop: ShopContext): HandlersOf<typeof shopRoutes> {
  return {
    'GET /api/features': async () => {
      const { settings } = await settingsInForce(shop.db, shop.clock.now());
      return {
        shopName: shop.shopName,
        featureName: settings.featureName,
        exchangeName: settings.exchangeName,
        rebateEnabled: settings.enabled,
        recruitmentRatio: settings.recruitment.ratio,
        rewardFreezeDays: settings.referral.freezeDays,
        show: shownBy(settings),
        demo: shop.demo,
      };
    },

    'GET /api/categories': async () => {
      const categories = await readCategories(shop);
      return { items: categories.map(({ id, name }) => ({ id, name })) };
    },

    'GET /api/products': async ({ memberId, query }) => {
      const { items, next } = await readProducts(shop, memberId, query);
      return { items: items.map(presentProductSummary), next };
    },

    'GET /api/products/:id': async ({ memberId, params }) => {
      const offered = await readProduct(shop, memberId, params.id);
      const { settings } = await settingsInForce(shop.db, shop.clock.now());
      return presentProduct(offered, shownBy(settings));
    },
  };
}
