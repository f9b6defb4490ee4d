import type { ShopContext } from '../../usecases/context';
import type { Handlers } from '../handlers';
import type { Tokens } from '../tokens';
import { adminHandlers } from './admin';
import { adminSettingsHandlers } from './adminSettings';
import { afterSaleHandlers } from './afterSale';
import { orderHandlers } from './orders';
import { proofHandlers } from './proof';
import { queueHandlers } from './queue';
import { sessionHandlers } from './session';
import { shopHandlers } from './shop';
import { walletHandlers } from './wallet';

/** The handler of every route of the contract. */
export const createHandlers = (shop: ShopContext, tokens: Tokens): Handlers => ({
  ...sessionHandlers(shop, tokens),
  ...shopHandlers(shop),
  ...orderHandlers(shop),
  ...afterSaleHandlers(shop),
  ...queueHandlers(shop),
  ...proofHandlers(shop),
  ...adminHandlers(shop),
  ...adminSettingsHandlers(shop),
  ...walletHandlers(shop),
});
