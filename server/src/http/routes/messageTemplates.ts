import type { messageTemplateRoutes } from '@paifan/shared/contract/messageTemplates';
import type { ShopContext } from '../../usecases/context';
import { readTemplates, setTemplate, templatesInUse } from '../../usecases/messages/messageTemplates';
import type { HandlersOf } from '../handlers';

/** Templates of WeChat's subscription messages. */
export function messageTemplateHandlers(shop: ShopContext): HandlersOf<typeof messageTemplateRoutes> {
  return {
    'GET /api/message-templates': async () => ({
      items: [...(await templatesInUse(shop))].map(([kind, { id }]) => ({ kind, templateId: id })),
    }),

    'GET /api/admin/message-templates': async () => ({ items: await readTemplates(shop, shop.db) }),

    'PUT /api/admin/message-templates/:kind': ({ operator, params, body }) =>
      setTemplate(shop, operator.id, params.kind, body),
  };
}
