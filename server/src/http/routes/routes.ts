import type { ShopContext } from '../../usecases/context';
import type { Handlers } from '../handlers';
import type { Tokens } from '../tokens';
import { orderHandlers } from './orders';
import { queueHandlers } from './queue';
import { sessionHandlers } from './session';
import { shopHandlers } from './shop';

/** The handler of every route of the contract. */
export const createHandlers = (shop: ShopContext, tokens: Tokens): Handlers => ({
  ...sessionHandlers(shop, tokens),
  ...shopHandlers(shop),
  ...orderHandlers(shop),
  ...queueHandlers(shop),
});
