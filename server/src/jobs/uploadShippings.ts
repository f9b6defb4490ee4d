import { Op } from 'sequelize';
import type { ShopContext } from '../usecases/context';
import { uploadShipping } from '../usecases/shipping/uploadShipping';
import { oneByOne } from './oneByOne';

const BATCH = 50;

/** Tells WeChat of the orders that were sent. */
export async function uploadShippings(shop: ShopContext): Promise<void> {
  const due = await shop.db.shippingUploads.findAll({
    where: { state: 'wanted', nextTryAt: { [Op.lte]: shop.clock.now() } },
    order: [['nextTryAt', 'ASC']],
    limit: BATCH,
  });
  const items = due.map((upload) => ({ id: upload.orderId, upload }));
  await oneByOne(shop.logger, items, ({ upload }) => uploadShipping(shop, upload));
}
