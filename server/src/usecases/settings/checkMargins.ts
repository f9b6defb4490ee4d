import { checkMargins, type MarginFinding } from '@paifan/shared/rebate/margin/checkMargins';
import type { Catalogue } from '@paifan/shared/rebate/margin/catalogue';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { Database } from '../../db/connect';
import { rulesOfStore } from '../checkout/storeRules';

/**
 * What of the shop gives more than it earns under these settings, published or not. Products are checked also when they are
 * not on sale, for they may be again at any time. SPEC section 12.
 */
export const checkShopMargins = async (db: Database, settings: PlatformSettings): Promise<MarginFinding[]> =>
  checkMargins(settings, await loadCatalogue(db));

async function loadCatalogue(db: Database): Promise<Catalogue> {
  const products = await db.products.findAll({
    attributes: ['id', 'storeId', 'rebate'],
    include: {
      association: 'skus',
      attributes: ['name', 'priceFen', 'costFen'],
      where: { removedAt: null },
      required: false,
    },
    order: [['id', 'ASC']],
  });
  const stores = await db.stores.findAll({
    attributes: ['id', 'commissionRatio', 'recruiterId', 'rebate', 'cashier'],
    order: [['id', 'ASC']],
  });
  const ofMall = products.filter(({ storeId }) => storeId === null);
  return {
    products: ofMall.map(({ id, rebate, skus = [] }) => ({
      id,
      rules: rebate,
      skus: skus.map(({ name, priceFen, costFen }) => ({
        name: name === '' ? null : name,
        priceFen,
        costFen,
      })),
    })),
    stores: stores.map((store) => ({
      id: store.id,
      rules: rulesOfStore(store),
      products: products
        .filter(({ storeId }) => storeId === store.id)
        .map(({ id, rebate }) => ({ id, rules: rebate })),
    })),
  };
}
