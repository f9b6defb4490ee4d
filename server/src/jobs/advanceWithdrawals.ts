import { Op } from 'sequelize';
import type { WithdrawalState } from '@paifan/shared/wallet/withdrawalStates';
import type { ShopContext } from '../usecases/context';
import { advanceWithdrawal } from '../usecases/wallet/advanceWithdrawal';
import { oneByOne } from './oneByOne';

const BATCH = 100;

/** Sends what was approved. */
export const sendWithdrawals = (shop: ShopContext): Promise<void> => advanceDue(shop, ['approved']);

/** Asks how those stand that were sent: a notification may be lost, a confirmation never come. */
export const followWithdrawals = (shop: ShopContext): Promise<void> =>
  advanceDue(shop, ['sent', 'waitingConfirm', 'cancelling']);

async function advanceDue(shop: ShopContext, states: WithdrawalState[]): Promise<void> {
  const due = await shop.db.withdrawals.findAll({
    where: { state: states, nextTryAt: { [Op.lte]: shop.clock.now() } },
    attributes: ['id'],
    order: [['nextTryAt', 'ASC']],
    limit: BATCH,
  });
  await oneByOne(shop.logger, due, ({ id }) => advanceWithdrawal(shop, id));
}
