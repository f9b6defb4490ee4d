import { checkMargins, type MarginFinding } from '@paifan/shared/rebate/margin/checkMargins';
import type { Catalogue } from '@paifan/shared/rebate/margin/catalogue';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { Database } from '../db/connect';
import { rulesOfStore } from './quoteBasket';

/**
 * What of the shop gives more than it earns under these settings, published or not. Products are checked also when they are
 * not on sale, for they may be again at any time. SPEC section 12.
 */
export const checkShopMargins = async (db: Database, settings: PlatformSettings): Promise<MarginFinding[]> =>
  checkMargins(settings, await loadCatalogue(db));

async function loadCatalogue(db: Database): Promise<Catalogue> {
  const products = await db.products.findAll({
    attributes: ['id', 'rebate'],
    include: { association: 'skus', attributes: ['name', 'priceFen', 'costFen'] },
    order: [['id', 'ASC']],
  });
  const stores = await db.stores.findAll({
    attributes: ['id', 'commissionRatio', 'recruiterId', 'rebate', 'cashier'],
    order: [['id', 'ASC']],
  });
  return {
    products: products.map(({ id, rebate, skus = [] }) => ({
      id,
      rules: rebate,
      skus: skus.map(({ name, priceFen, costFen }) => ({
        name: name === '' ? null : name,
        priceFen,
        costFen,
      })),
    })),
    stores: stores.map((store) => ({ id: store.id, rules: rulesOfStore(store), products: [] })),
  };
}
