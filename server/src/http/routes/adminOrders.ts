import type { adminOrderRoutes } from '@paifan/shared/contract/adminOrders';
import { ApiError } from '@paifan/shared/errors/errors';
import { listOrders } from '../../usecases/adminOrders/listOrders';
import { noteOnOrder } from '../../usecases/adminOrders/noteOnOrder';
import { readOrderInFull } from '../../usecases/adminOrders/readOrderInFull';
import { refundByOperator } from '../../usecases/adminOrders/refundByOperator';
import { shipByOperator, shipManyByOperator } from '../../usecases/adminOrders/shipByOperator';
import { previewRefund } from '../../usecases/afterSale/previewRefund';
import { summarizeAfterSales } from '../../usecases/afterSale/readAfterSales';
import type { ShopContext } from '../../usecases/context';
import { retryUpload } from '../../usecases/shipping/retryUpload';
import type { HandlersOf } from '../handlers';
import {
  presentListedOrder,
  presentNote,
  presentOrderForOperators,
  presentShippedRows,
} from '../presenters/adminOrders';
import { presentAfterSaleSummary, presentPreview } from '../presenters/afterSale';

/** What operators see of orders, and do with them. */
export function adminOrderHandlers(shop: ShopContext): HandlersOf<typeof adminOrderRoutes> {
  const answerWith = async (no: string) => presentOrderForOperators(await readOrderInFull(shop, no));

  return {
    'GET /api/admin/orders': async ({ query }) => {
      const { items, next } = await listOrders(shop, query);
      return { items: items.map(presentListedOrder), next };
    },

    'GET /api/admin/orders/:no': ({ params }) => answerWith(params.no),

    'POST /api/admin/orders/:no/parcels': async ({ operator, params, body }) => {
      const parcels = body.parcels.map(({ lines, ...parcel }) => ({
        ...parcel,
        content: lines ?? ('rest' as const),
      }));
      await shipByOperator(shop, operator, params.no, parcels);
      return answerWith(params.no);
    },

    'POST /api/admin/orders/:no/shipping-upload/retry': async ({ operator, params }) => {
      await retryUpload(shop, operator, params.no);
      return answerWith(params.no);
    },

    'POST /api/admin/orders/ship': async ({ operator, body: { dryRun, rows } }) => {
      const { shipped, rows: judged } = await shipManyByOperator(shop, operator, rows, { dryRun });
      return presentShippedRows(shipped, judged);
    },

    'POST /api/admin/orders/:no/notes': async ({ operator, params, body }) =>
      presentNote(await noteOnOrder(shop, operator, params.no, body.text)),

    'GET /api/admin/orders/:no/refund-preview': async ({ params, query }) => {
      const order = await shop.db.orders.findOne({ where: { no: params.no }, attributes: ['memberId'] });
      if (!order) throw new ApiError('order_not_found');
      return presentPreview(query, await previewRefund(shop, order.memberId, params.no, query));
    },

    'POST /api/admin/orders/:no/refunds': async ({ operator, params, idempotencyKey, body }) => {
      const opened = await refundByOperator(shop, operator, params.no, idempotencyKey, body);
      const [found] = await summarizeAfterSales(shop, [opened]);
      if (found === undefined) throw new ApiError('after_sale_not_found');
      return presentAfterSaleSummary(found);
    },
  };
}
