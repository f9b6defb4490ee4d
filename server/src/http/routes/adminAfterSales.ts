import type { adminAfterSaleRoutes } from '@paifan/shared/contract/adminAfterSales';
import { decideAfterSale, type Decision } from '../../usecases/adminAfterSales/decideAfterSale';
import { listAfterSales, readAfterSaleInFull } from '../../usecases/adminAfterSales/readAfterSales';
import { previewAfterSale } from '../../usecases/afterSale/previewRefund';
import type { ShopContext } from '../../usecases/context';
import { listStuckRefunds, retryStuckRefund } from '../../usecases/payment/stuckRefunds';
import type { Operator } from '../../usecases/operators/sessions';
import type { HandlersOf } from '../handlers';
import {
  presentAfterSaleForOperators,
  presentListedAfterSale,
  presentStuckRefund,
} from '../presenters/adminOrders';
import { presentPreview } from '../presenters/afterSale';

/** What the shop does with requests for money or goods back. */
export function adminAfterSaleHandlers(shop: ShopContext): HandlersOf<typeof adminAfterSaleRoutes> {
  const answerWith = async (no: string) => presentAfterSaleForOperators(await readAfterSaleInFull(shop, no));
  const decide = async (operator: Operator, no: string, decision: Decision) => {
    await decideAfterSale(shop, operator, no, decision);
    return answerWith(no);
  };

  return {
    'GET /api/admin/after-sales': async ({ query }) => {
      const { items, next } = await listAfterSales(shop, query);
      return { items: items.map(presentListedAfterSale), next };
    },

    'GET /api/admin/after-sales/:no': ({ params }) => answerWith(params.no),

    'GET /api/admin/after-sales/:no/refund-preview': async ({ params }) => {
      const { preview, ...asked } = await previewAfterSale(shop, params.no);
      return presentPreview(asked, preview);
    },

    'POST /api/admin/after-sales/:no/approve': ({ operator, params, body }) =>
      decide(operator, params.no, { kind: 'approve', ...body }),

    'POST /api/admin/after-sales/:no/reject': ({ operator, params, body }) =>
      decide(operator, params.no, { kind: 'reject', ...body }),

    'POST /api/admin/after-sales/:no/received': ({ operator, params, body }) =>
      decide(operator, params.no, { kind: 'receive', ...body }),

    'POST /api/admin/after-sales/:no/refund': ({ operator, params }) =>
      decide(operator, params.no, { kind: 'refund' }),

    'POST /api/admin/after-sales/:no/retry': ({ operator, params }) =>
      decide(operator, params.no, { kind: 'retry' }),

    'GET /api/admin/refunds/stuck': async ({ query }) => {
      const { items, next } = await listStuckRefunds(shop, query);
      return { items: items.map(presentStuckRefund), next };
    },

    'POST /api/admin/refunds/:no/retry': async ({ operator, params }) => {
      await retryStuckRefund(shop, operator, params.no);
      return undefined;
    },
  };
}
