import type { deskAfterSaleRoutes } from '@paifan/shared/contract/deskAfterSales';
import type { ShopContext } from '../../usecases/context';
import { decideAtDesk, type DeskDecision } from '../../usecases/deskAfterSales/decideAtDesk';
import {
  listDeskAfterSales,
  previewDeskRefund,
  readDeskAfterSale,
} from '../../usecases/deskAfterSales/readDeskAfterSales';
import type { Desk } from '../../usecases/deskOrders/listDeskOrders';
import type { HandlersOf } from '../handlers';
import {
  presentDeskAfterSale,
  presentDeskAfterSaleSummary,
  presentDeskPreview,
} from '../presenters/deskAfterSales';

/** What a merchant does with requests for money or goods back. */
export function deskAfterSaleHandlers(shop: ShopContext): HandlersOf<typeof deskAfterSaleRoutes> {
  const read = async (desk: Desk, no: string) =>
    presentDeskAfterSale(await readDeskAfterSale(shop, desk, no));
  const decide = async (desk: Desk, no: string, decision: DeskDecision) => {
    await decideAtDesk(shop, desk, no, decision);
    return read(desk, no);
  };
  return {
    'GET /api/desk/after-sales': async ({ staff, query }) => {
      const { items, next } = await listDeskAfterSales(shop, staff, query);
      return { items: items.map(presentDeskAfterSaleSummary), next };
    },

    'GET /api/desk/after-sales/:no': ({ staff, params }) => read(staff, params.no),

    'GET /api/desk/after-sales/:no/preview': async ({ staff, params }) =>
      presentDeskPreview(await previewDeskRefund(shop, staff, params.no)),

    'POST /api/desk/after-sales/:no/approve': ({ staff, params, body }) =>
      decide(staff, params.no, { kind: 'approve', ...body }),

    'POST /api/desk/after-sales/:no/reject': ({ staff, params, body }) =>
      decide(staff, params.no, { kind: 'reject', ...body }),

    'POST /api/desk/after-sales/:no/received': ({ staff, params, body }) =>
      decide(staff, params.no, { kind: 'receive', ...body }),

    'POST /api/desk/after-sales/:no/refund': ({ staff, params }) =>
      decide(staff, params.no, { kind: 'refund' }),
  };
}
