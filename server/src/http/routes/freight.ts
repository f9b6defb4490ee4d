import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { adminFreightRoutes } from '@paifan/shared/contract/freight';
import type { FreightTemplateRow } from '../../db/models/checkout';
import { setCashierDiscount } from '../../usecases/checkout/setCashierDiscount';
import type { ShopContext } from '../../usecases/context';
import {
  assignTemplate,
  changeTemplate,
  createTemplate,
  readTemplates,
  removeTemplate,
} from '../../usecases/freight/saveTemplate';
import type { HandlersOf } from '../handlers';
import { instant } from '../presenters/texts';

type TemplateView = ResponseOf<'POST /api/admin/freight-templates'>;

const present = (template: FreightTemplateRow): TemplateView => ({
  id: template.id,
  name: template.name,
  chargeBy: template.chargeBy,
  regions: template.regions.map(({ regions, ...rate }) => ({ ...rate, regions: [...regions] })),
  elsewhere: template.elsewhere,
  freeFromFen: template.freeFromFen,
  freeFromPieces: template.freeFromPieces,
  createdAt: instant(template.createdAt),
});

/** What sending costs, and what a cashier takes off. */
export const adminFreightHandlers = (shop: ShopContext): HandlersOf<typeof adminFreightRoutes> => ({
  'GET /api/admin/freight-templates': async () => ({ items: (await readTemplates(shop)).map(present) }),

  'POST /api/admin/freight-templates': async ({ operator, body }) =>
    present(await createTemplate(shop, operator.id, body)),

  'PUT /api/admin/freight-templates/:id': async ({ operator, params, body }) =>
    present(await changeTemplate(shop, operator.id, params.id, body)),

  'DELETE /api/admin/freight-templates/:id': async ({ operator, params }) => {
    await removeTemplate(shop, operator.id, params.id);
    return undefined;
  },

  'PUT /api/admin/freight-templates/:id/products': async ({ operator, params, body }) => ({
    changed: await assignTemplate(shop, operator.id, params.id, body.productIds),
  }),

  'PUT /api/admin/stores/:id/cashier-discount': async ({ operator, params, body }) => {
    await setCashierDiscount(shop, { operatorId: operator.id }, params.id, body.cashierDiscount);
    return body;
  },
});
