import type { adminCatalogueRoutes } from '@paifan/shared/contract/adminCatalogue';
import { inTransaction } from '../../db/transaction';
import { operatorActor } from '../../usecases/actor';
import { findProduct, readAllProducts } from '../../usecases/catalogue/adminProducts';
import {
  createCategory,
  deleteCategory,
  readCountedCategories,
  renameCategory,
  sortCategories,
} from '../../usecases/catalogue/categories';
import { changeStock } from '../../usecases/catalogue/changeStock';
import { countRebatesOff, enableRebates } from '../../usecases/catalogue/enableRebates';
import { switchSale } from '../../usecases/catalogue/onSale';
import { onceForActor } from '../../usecases/catalogue/requests';
import { saveProduct } from '../../usecases/catalogue/saveProduct';
import { waitingBehindProducts } from '../../usecases/catalogue/waitingBehindProduct';
import type { ShopContext } from '../../usecases/context';
import type { HandlersOf } from '../handlers';
import { presentFullProduct, presentListedProduct } from '../presenters/products';

/** The catalogue, for operators. */
export function adminCatalogueHandlers(shop: ShopContext): HandlersOf<typeof adminCatalogueRoutes> {
  return {
    'GET /api/admin/products': async ({ query }) => {
      const { items, next } = await readAllProducts(shop, query);
      return { items: items.map(presentListedProduct), next };
    },

    'GET /api/admin/products/rebate-off': () => countRebatesOff(shop),

    'GET /api/admin/products/:id': async ({ params: { id } }) => {
      const product = await findProduct(shop, id);
      const [waiting] = await waitingBehindProducts(shop.db, [id]);
      return { product: presentFullProduct(product), waiting: waiting ?? null };
    },

    'POST /api/admin/products': async ({ operator, idempotencyKey, body }) => {
      const actor = operatorActor(operator);
      const { source, merchantId, storeId, overruled, ...draft } = body;
      const product = { seller: { source, merchantId, storeId } };
      const id = await onceForActor(shop, actor, idempotencyKey, body, (tx) =>
        saveProduct(shop, tx, actor, { product, draft, overruled }),
      );
      return presentFullProduct(await findProduct(shop, id));
    },

    'PUT /api/admin/products/:id': async ({ operator, params: { id }, body }) => {
      const { version, confirmWaiting, overruled, ...draft } = body;
      const saving = { product: { id, version }, draft, overruled, confirmWaiting };
      await inTransaction(shop.db, (tx) => saveProduct(shop, tx, operatorActor(operator), saving));
      return presentFullProduct(await findProduct(shop, id));
    },

    'PUT /api/admin/products/on-sale': async ({ operator, body }) => ({
      changed: await switchSale(shop, operatorActor(operator), body),
    }),

    'POST /api/admin/products/enable-rebate': async ({ operator, body }) => ({
      changed: await enableRebates(shop, operator.id, body.overruled),
    }),

    'POST /api/admin/products/:id/skus/:skuId/stock': async ({ operator, idempotencyKey, params, body }) => ({
      stock: await changeStock(shop, operatorActor(operator), idempotencyKey, {
        ...{ productId: params.id, skuId: params.skuId, stock: body.stock },
      }),
    }),

    'GET /api/admin/categories': async () => ({ items: await readCountedCategories(shop) }),

    'POST /api/admin/categories': ({ operator, body }) => createCategory(shop, operator.id, body.name),

    'PUT /api/admin/categories/order': async ({ operator, body }) => ({
      items: await sortCategories(shop, operator.id, body.ids),
    }),

    'PUT /api/admin/categories/:id': ({ operator, params, body }) =>
      renameCategory(shop, operator.id, params.id, body.name),

    'DELETE /api/admin/categories/:id': async ({ operator, params }) => {
      await deleteCategory(shop, operator.id, params.id);
      return undefined;
    },
  };
}
