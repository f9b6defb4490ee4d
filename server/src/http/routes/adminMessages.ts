import type { adminMessageRoutes } from '@paifan/shared/contract/adminMessages';
import type { ShopContext } from '../../usecases/context';
import { listMessages } from '../../usecases/messages/listMessages';
import type { HandlersOf } from '../handlers';
import { presentSentMessage } from '../presenters/adminMessages';

/** What members were told. */
export function adminMessageHandlers(shop: ShopContext): HandlersOf<typeof adminMessageRoutes> {
  return {
    'GET /api/admin/messages': async ({ query }) => {
      const { items, next } = await listMessages(shop, query);
      return { items: items.map(presentSentMessage), next };
    },
  };
}
