import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { OrderRow } from '../../db/models/orders';
import type { PaymentRow } from '../../db/models/payments';
import { inTransaction } from '../../db/transaction';
import type { RequestPaymentParams } from '../../gateways/wechat/signingClient';
import { checkPayment } from './checkPayment';
import type { ShopContext } from '../context';
import { findOwnOrder, lockOrder } from '../orders/findOrder';
import { wechatFenOf } from './setAside';

const FIRST_QUERY_MS = 60_000;
/** A prepay_id is good for two hours; it is not used in its last minutes. */
const PREPAY_MS = 115 * 60_000;
const PREPAY = 'prepay_id=';
const DESCRIPTION_LENGTH = 127;

/**
 * Makes the order at WeChat Pay, once, and signs what the client needs to open the payment sheet. May be repeated.
 * @throws ApiError order_not_found, order_state, wechat_refused, wechat_unavailable
 */
export async function preparePayment(
  shop: ShopContext,
  memberId: MemberId,
  orderNo: string,
): Promise<RequestPaymentParams> {
  const order = await findOwnOrder(shop.db, memberId, orderNo);
  // Written before WeChat is asked: whatever becomes of this process, the order will be asked about.
  const payment = await openPayment(shop, order);
  const prepayId = usablePrepayId(payment, shop.clock.now());
  if (prepayId !== null) return shop.wechat.paymentParams(prepayId);
  const params = await prepay(shop, memberId, order);
  await keepPrepayId(shop, order, params.package.slice(PREPAY.length));
  return params;
}

async function openPayment(shop: ShopContext, { id }: OrderRow): Promise<PaymentRow> {
  return inTransaction(shop.db, async (tx) => {
    const order = await lockOrder(shop.db, tx, id);
    const now = shop.clock.now();
    assertPayable(order, now);
    const known = await shop.db.payments.findOne({ where: { orderId: id }, transaction: tx });
    if (known) return known;
    return shop.db.payments.create(
      {
        orderId: id,
        outTradeNo: order.no,
        amountFen: wechatFenOf(order),
        state: 'open',
        nextQueryAt: new Date(now.getTime() + FIRST_QUERY_MS),
        createdAt: now,
      },
      { transaction: tx },
    );
  });
}

function assertPayable(order: OrderRow, now: Date): void {
  if (order.state !== 'placed') throw new ApiError('order_state');
  if (order.expiresAt <= now) throw new ApiError('order_state', '订单已超过支付时间，请重新下单');
}

const usablePrepayId = ({ prepayId, prepayExpiresAt }: PaymentRow, now: Date): string | null =>
  prepayExpiresAt && prepayExpiresAt > now ? prepayId : null;

async function prepay(shop: ShopContext, memberId: MemberId, order: OrderRow): Promise<RequestPaymentParams> {
  const outcome = await shop.wechat.prepay({
    outTradeNo: order.no,
    description: await describe(shop, order),
    totalFen: wechatFenOf(order),
    openid: (await shop.db.members.findByPk(memberId, { rejectOnEmpty: true })).openid,
    expiresAt: order.expiresAt,
  });
  if (outcome.kind === 'ok') return outcome.value;
  if (outcome.kind === 'unknown') throw new ApiError('wechat_unavailable');
  if (outcome.code === 'ORDER_PAID' || outcome.code === 'ORDER_CLOSED') {
    await checkPayment(shop, memberId, order.no);
    throw new ApiError('order_state');
  }
  shop.logger.error({ orderNo: order.no, code: outcome.code }, 'WeChat Pay refused to take an order');
  throw new ApiError('wechat_refused');
}

/** What stands on WeChat's payment sheet and in the payer's bill. */
async function describe({ db, shopName }: ShopContext, order: OrderRow): Promise<string> {
  const [first, ...more] = await db.orderLines.findAll({
    where: { orderId: order.id },
    order: [['lineNo', 'ASC']],
  });
  const what = more.length > 0 ? `${first?.title ?? ''} 等 ${more.length + 1} 件` : (first?.title ?? '');
  return [...`${shopName}-${what}`].slice(0, DESCRIPTION_LENGTH).join('');
}

async function keepPrepayId(shop: ShopContext, { id, no }: OrderRow, prepayId: string): Promise<void> {
  const state = await inTransaction(shop.db, async (tx) => {
    const order = await lockOrder(shop.db, tx, id);
    const prepayExpiresAt = new Date(
      Math.min(order.expiresAt.getTime(), shop.clock.now().getTime() + PREPAY_MS),
    );
    await shop.db.payments.update({ prepayId, prepayExpiresAt }, { where: { orderId: id }, transaction: tx });
    return order.state;
  });
  if (state === 'placed') return;
  // Closed while WeChat was making it: it must not stay open there. Should this fail, a payment is refunded as late.
  if (state === 'closed') await shop.wechat.closeTransaction(no);
  throw new ApiError('order_state');
}
