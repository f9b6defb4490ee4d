import type { afterSaleRoutes } from '@paifan/shared/contract/afterSale';
import type { MemberId } from '@paifan/shared/ids/ids';
import { cancelAfterSale } from '../../usecases/afterSale/cancelAfterSale';
import { previewRefund } from '../../usecases/afterSale/previewRefund';
import { readAfterSale, readAfterSales, readOrderAfterSales } from '../../usecases/afterSale/readAfterSales';
import { requestAfterSale } from '../../usecases/afterSale/requestAfterSale';
import { sendBack } from '../../usecases/afterSale/returnGoods';
import type { ShopContext } from '../../usecases/context';
import { readParcels } from '../../usecases/shipping/readParcels';
import type { HandlersOf } from '../handlers';
import {
  presentAfterSale,
  presentAfterSaleSummary,
  presentOrderAfterSales,
  presentParcel,
  presentPreview,
} from '../presenters/afterSale';

/** What a member sees and asks after the payment of an order. */
export function afterSaleHandlers(shop: ShopContext): HandlersOf<typeof afterSaleRoutes> {
  const answerWith = async (memberId: MemberId, no: string) =>
    presentAfterSale(await readAfterSale(shop, memberId, no));

  return {
    'GET /api/orders/:no/parcels': async ({ memberId, params }) => ({
      items: (await readParcels(shop, memberId, params.no)).map(presentParcel),
    }),

    'GET /api/orders/:no/refund-preview': async ({ memberId, params, query }) =>
      presentPreview(query, await previewRefund(shop, memberId, params.no, query)),

    'GET /api/orders/:no/after-sales': async ({ memberId, params }) =>
      presentOrderAfterSales(await readOrderAfterSales(shop, memberId, params.no)),

    'POST /api/orders/:no/after-sales': async ({ memberId, params, idempotencyKey, body }) => {
      const { no } = await requestAfterSale(shop, memberId, params.no, idempotencyKey, body);
      return answerWith(memberId, no);
    },

    'GET /api/after-sales': async ({ memberId, query }) => {
      const { items, next } = await readAfterSales(shop, memberId, query);
      return { items: items.map(presentAfterSaleSummary), next };
    },

    'GET /api/after-sales/:no': ({ memberId, params }) => answerWith(memberId, params.no),

    'POST /api/after-sales/:no/cancel': async ({ memberId, params }) => {
      await cancelAfterSale(shop, memberId, params.no);
      return answerWith(memberId, params.no);
    },

    'POST /api/after-sales/:no/return': async ({ memberId, params, body }) => {
      await sendBack(shop, memberId, params.no, body);
      return answerWith(memberId, params.no);
    },
  };
}
