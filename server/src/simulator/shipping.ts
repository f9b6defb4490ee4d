import { z } from 'zod';
import { nowOf, type Box } from './box';
import { ApiRefusal } from './apiRefusal';
import type { BoxOrder, Shipment } from './state';

/** A payment reaches the shipping service some seconds after it is made. */
const KNOWN_AFTER_MS = 10_000;
const MOST_UPLOADS = 2;

const bodySchema = z.object({
  order_key: z.discriminatedUnion('order_number_type', [
    z.object({ order_number_type: z.literal(1), mchid: z.string(), out_trade_no: z.string() }),
    z.object({ order_number_type: z.literal(2), transaction_id: z.string() }),
  ]),
  logistics_type: z.int().min(1).max(4),
  delivery_mode: z.int().min(1).max(2),
  is_all_delivered: z.boolean().optional(),
  // A single object in place of the list is a data format error, as at WeChat.
  shipping_list: z
    .array(
      z.object({
        tracking_no: z.string().optional(),
        express_company: z.string().optional(),
        item_desc: z.string(),
      }),
    )
    .min(1),
  upload_time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/),
  payer: z.object({ openid: z.string() }),
});
type Body = z.output<typeof bodySchema>;

const EXPRESS = 1;
const SPLIT = 2;
const MOST_PARCELS = 15;

/** 发货信息录入: an order was sent. One that was told of can be told of once more. */
export function uploadShipping(box: Box, rawBody: unknown): unknown {
  const body = bodySchema.parse(rawBody);
  checkList(body);
  const order = orderOf(box, body);
  if (order?.paidAt === undefined || nowOf(box) < order.paidAt + KNOWN_AFTER_MS)
    throw new ApiRefusal(10060001, '支付单不存在');
  if (order.openid !== body.payer.openid) throw new ApiRefusal(10060001, '支付单不存在');
  const known = box.state.shipments.get(order.outTradeNo);
  if (known && known.uploads >= MOST_UPLOADS) throw new ApiRefusal(10060003, '支付单已使用重新发货机会');
  const shipment: Shipment = {
    logisticsType: body.logistics_type,
    deliveryMode: body.delivery_mode,
    parcels: body.shipping_list.map(({ tracking_no = '', express_company = '', item_desc }) => ({
      number: tracking_no,
      carrier: express_company,
      description: item_desc,
    })),
    uploads: (known?.uploads ?? 0) + 1,
    at: nowOf(box),
    confirmedAt: known?.confirmedAt,
  };
  box.state.shipments.set(order.outTradeNo, shipment);
  box.changed();
  return { errcode: 0, errmsg: 'ok' };
}

function checkList({ logistics_type, delivery_mode, is_all_delivered, shipping_list: list }: Body): void {
  if (delivery_mode === SPLIT && logistics_type !== EXPRESS)
    throw new ApiRefusal(10060006, '非快递发货时不允许分拆发货');
  if (delivery_mode === SPLIT && is_all_delivered === undefined)
    throw new ApiRefusal(10060007, '分拆发货模式下必须填写is_all_delivered');
  if (delivery_mode !== SPLIT && list.length > 1) throw new ApiRefusal(10060014, '参数错误');
  if (list.length > MOST_PARCELS) throw new ApiRefusal(10060024, '物流信息列表太长');
  if (list.some(({ item_desc }) => item_desc === ''))
    throw new ApiRefusal(10060008, '商品描述item_desc字段不能为空');
  const isNumbered = list.every(({ tracking_no, express_company }) => tracking_no && express_company);
  if (logistics_type === EXPRESS && !isNumbered) throw new ApiRefusal(10060014, '参数错误');
}

const orderOf = ({ keys, state }: Box, { order_key: key }: Body) => {
  if (key.order_number_type === 2)
    return [...state.orders.values()].find(({ transactionId }) => transactionId === key.transaction_id);
  return key.mchid === keys.mchid ? state.orders.get(key.out_trade_no) : undefined;
};

/** How an order is named to the shipping service and to WeChat's component. */
const namedOrderSchema = z.union([
  z.object({ transaction_id: z.string() }),
  z.object({ merchant_id: z.string(), merchant_trade_no: z.string() }),
]);

function namedOrder({ keys, state }: Box, named: unknown): BoxOrder {
  const order = namedOrderSchema.parse(named);
  const found =
    'transaction_id' in order
      ? [...state.orders.values()].find(({ transactionId }) => transactionId === order.transaction_id)
      : order.merchant_id === keys.mchid
        ? state.orders.get(order.merchant_trade_no)
        : undefined;
  if (found?.paidAt === undefined) throw new ApiRefusal(10060001, '支付单不存在');
  return found;
}

/** States of an order at the shipping service. */
const WAITS = 1;
const SENT = 2;
const CONFIRMED = 3;

/** 查询订单发货状态. */
export function getOrder(box: Box, rawBody: unknown): unknown {
  const { outTradeNo, transactionId, openid, totalFen } = namedOrder(box, rawBody);
  const shipment = box.state.shipments.get(outTradeNo);
  const sentState = shipment?.confirmedAt === undefined ? SENT : CONFIRMED;
  return {
    errcode: 0,
    errmsg: 'ok',
    order: {
      transaction_id: transactionId,
      merchant_id: box.keys.mchid,
      merchant_trade_no: outTradeNo,
      openid,
      paid_amount: totalFen,
      order_state: shipment === undefined ? WAITS : sentState,
      in_complaint: false,
    },
  };
}

/** The buyer says in WeChat's component that the goods have come. Repeating it changes nothing. @throws ApiRefusal */
export function confirmReceipt(box: Box, named: unknown, openid: string): void {
  const order = namedOrder(box, named);
  if (order.openid !== openid) throw new ApiRefusal(10060001, '支付单不存在');
  const shipment = box.state.shipments.get(order.outTradeNo);
  if (shipment === undefined) throw new ApiRefusal(10060004, '支付单未发货');
  shipment.confirmedAt ??= nowOf(box);
  box.changed();
}
