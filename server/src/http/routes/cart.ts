import type { cartRoutes } from '@paifan/shared/contract/cart';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { MemberId } from '@paifan/shared/ids/ids';
import { addToCart, checkCartItems, removeFromCart, setCartItem } from '../../usecases/cart/changeCart';
import { readCart } from '../../usecases/cart/readCart';
import type { ShopContext } from '../../usecases/context';
import type { HandlersOf } from '../handlers';

/** What a member thinks of buying. Every write answers the cart that came of it. */
export function cartHandlers(shop: ShopContext): HandlersOf<typeof cartRoutes> {
  async function answerCart(memberId: MemberId): Promise<ResponseOf<'GET /api/cart'>> {
    const groups = await readCart(shop, memberId);
    return {
      groups: groups.map(({ storeId, storeName, items }) => ({
        storeId,
        storeName,
        items: items.map(({ storeId: _seller, storeName: _name, ...item }) => item),
      })),
      count: groups.reduce((sum, { items }) => sum + items.length, 0),
    };
  }

  return {
    'GET /api/cart': ({ memberId }) => answerCart(memberId),

    'POST /api/cart/items': async ({ memberId, idempotencyKey, body }) => {
      await addToCart(shop, memberId, idempotencyKey, body);
      return answerCart(memberId);
    },

    'PUT /api/cart/items/:skuId': async ({ memberId, params, body }) => {
      await setCartItem(shop, memberId, params.skuId, body);
      return answerCart(memberId);
    },

    'PUT /api/cart/checked': async ({ memberId, body }) => {
      await checkCartItems(shop, memberId, body.skuIds);
      return answerCart(memberId);
    },

    'DELETE /api/cart/items/:skuId': async ({ memberId, params }) => {
      await removeFromCart(shop, memberId, params.skuId);
      return answerCart(memberId);
    },
  };
}
