import { Op } from 'sequelize';
import type { ShopContext } from '../usecases/context';
import { refundPayment } from '../usecases/payment/refundPayment';
import { oneByOne } from './oneByOne';

const BATCH = 50;

/** Gives back what was paid for closed orders and what after-sale refunds, and asks how refunds under way, and abnormal ones, stand. */
export async function refundPayments(shop: ShopContext): Promise<void> {
  const due = await shop.db.refunds.findAll({
    where: { state: ['wanted', 'processing', 'abnormal'], nextTryAt: { [Op.lte]: shop.clock.now() } },
    order: [['nextTryAt', 'ASC']],
    limit: BATCH,
  });
  await oneByOne(shop.logger, due, (refund) => refundPayment(shop, refund));
}
