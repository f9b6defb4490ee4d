import type { orderRoutes } from '@paifan/shared/contract/orders';
import type { MemberId } from '@paifan/shared/ids/ids';
import { settingsInForce } from '../../db/settings';
import { checkPayment } from '../../usecases/payment/checkPayment';
import { giveUpOrder } from '../../usecases/orders/closeOrder';
import { confirmReceipt } from '../../usecases/orders/confirmReceipt';
import type { ShopContext } from '../../usecases/context';
import { drawPickupCode } from '../../usecases/orders/drawPickupCode';
import { placeOrder } from '../../usecases/orders/placeOrder';
import { preparePayment } from '../../usecases/payment/preparePayment';
import { prepareReceipt } from '../../usecases/orders/prepareReceipt';
import { quoteBasket } from '../../usecases/orders/quoteBasket';
import { readOrder, readOrders } from '../../usecases/orders/readOrders';
import { receiveNotification } from '../../usecases/payment/receiveNotification';
import { createPaymentRecorder } from '../../usecases/payment/recordPayments';
import type { HandlersOf } from '../handlers';
import { presentOrder, presentOrderSummary, presentQuote } from '../presenters/orders';
import { shownBy } from '../presenters/shown';

/** From quote to completion, and WeChat Pay's notifications. */
export function orderHandlers(shop: ShopContext): HandlersOf<typeof orderRoutes> {
  const { db, clock } = shop;
  const recordNotified = createPaymentRecorder(shop);

  async function answerOrder(memberId: MemberId, no: string) {
    const { settings } = await settingsInForce(db, clock.now());
    return presentOrder(await readOrder(shop, memberId, no), shownBy(settings));
  }

  return {
    'POST /api/orders/quote': async ({ memberId, body }) =>
      presentQuote(await quoteBasket(db, memberId, body, clock.now())),

    'POST /api/orders': async ({ memberId, idempotencyKey, body }) => {
      const order = await placeOrder(shop, memberId, idempotencyKey, body);
      return answerOrder(memberId, order.no);
    },

    'GET /api/orders': async ({ memberId, query }) => {
      const { items, next } = await readOrders(shop, memberId, query);
      return { items: items.map(presentOrderSummary), next };
    },

    'GET /api/orders/:no': ({ memberId, params }) => answerOrder(memberId, params.no),

    'POST /api/orders/:no/payment': ({ memberId, params }) => preparePayment(shop, memberId, params.no),

    'POST /api/orders/:no/payment/check': async ({ memberId, params }) => {
      await checkPayment(shop, memberId, params.no);
      return answerOrder(memberId, params.no);
    },

    'POST /api/orders/:no/close': async ({ memberId, params }) => {
      await giveUpOrder(shop, memberId, params.no);
      return answerOrder(memberId, params.no);
    },

    'POST /api/orders/:no/receipt/prepare': async ({ memberId, params }) => {
      const extraData = await prepareReceipt(shop, memberId, params.no);
      return { order: await answerOrder(memberId, params.no), extraData };
    },

    'POST /api/orders/:no/receipt': async ({ memberId, params }) => {
      await confirmReceipt(shop, memberId, params.no);
      return answerOrder(memberId, params.no);
    },

    'GET /api/orders/:no/pickup-code.png': ({ memberId, params }) =>
      drawPickupCode(shop, memberId, params.no),

    'POST /pay/wechat/notify': async ({ notification }) => {
      await receiveNotification(shop, recordNotified, notification.headers, notification.rawBody);
      return { code: 'SUCCESS' };
    },
  };
}
