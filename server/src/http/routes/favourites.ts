import type { favouriteRoutes } from '@paifan/shared/contract/favourites';
import { addFavourite, readFavourites, removeFavourite } from '../../usecases/catalogue/favourites';
import type { ShopContext } from '../../usecases/context';
import type { HandlersOf } from '../handlers';
import { presentProductSummary } from '../presenters/catalogue';

/** A member's favourites. */
export function favouriteHandlers(shop: ShopContext): HandlersOf<typeof favouriteRoutes> {
  return {
    'GET /api/me/favourites': async ({ memberId, query }) => {
      const { items, next } = await readFavourites(shop, memberId, query);
      return { items: items.map(presentProductSummary), next };
    },

    'PUT /api/me/favourites/:productId': async ({ memberId, params }) => {
      await addFavourite(shop, memberId, params.productId);
      return undefined;
    },

    'DELETE /api/me/favourites/:productId': async ({ memberId, params }) => {
      await removeFavourite(shop, memberId, params.productId);
      return undefined;
    },
  };
}
