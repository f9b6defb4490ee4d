import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { rfc3339 } from '../gateways/wechat/beijingTime';
import { canonicalJson, nowOf, WeChatPayError, type Box } from './box';
import { announce } from './notices';
import type { BoxOrder } from './state';

const HOUR_MS = 3_600_000;
/** An order can be paid for 7 days unless its time_expire says otherwise. */
const OPEN_MS = 7 * 24 * HOUR_MS;
/** A prepay_id is good for 2 hours, whatever the order's time_expire. */
const PREPAY_MS = 2 * HOUR_MS;

const outTradeNo = z.string().superRefine((text, context) => {
  const bytes = Buffer.byteLength(text);
  if (bytes < 6) context.addIssue({ code: 'custom', message: `字节数 ${bytes}，小于最小值 6` });
  else if (bytes > 32) context.addIssue({ code: 'custom', message: `字节数 ${bytes}，大于最大值 32` });
  else if (!/^[0-9A-Za-z_\-|*]+$/.test(text)) {
    context.addIssue({ code: 'custom', message: '只能是数字、大小写字母_-|*' });
  }
});

// WeChat Pay wants https; http is let through for the shop on this machine.
export const notifyUrlSchema = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine((url) => new URL(url).search === '', { message: '不能携带参数' });

/** The request of JSAPI prepay; a surplus field is an error, as at WeChat Pay. */
const prepayBodySchema = z.strictObject({
  appid: z.string(),
  mchid: z.string(),
  description: z.string().min(1).max(127),
  out_trade_no: outTradeNo,
  time_expire: z.iso.datetime({ offset: true }).optional(),
  attach: z.string().max(128).optional(),
  notify_url: notifyUrlSchema,
  goods_tag: z.string().max(32).optional(),
  support_fapiao: z.boolean().optional(),
  amount: z.strictObject({ total: z.int().min(1), currency: z.literal('CNY').default('CNY') }),
  payer: z.strictObject({ openid: z.string().min(1).max(128) }),
  detail: z.record(z.string(), z.unknown()).optional(),
  scene_info: z.record(z.string(), z.unknown()).optional(),
  settle_info: z.record(z.string(), z.unknown()).optional(),
});

/** Makes an order, or gives a usable prepay_id again when the request is identical to the first one. */
export function prepay(box: Box, rawBody: unknown): { prepay_id: string } {
  const body = parseParams(prepayBodySchema, rawBody);
  if (body.appid !== box.keys.appid || body.mchid !== box.keys.mchid) {
    throw new WeChatPayError(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配，请检查后再试');
  }
  const request = canonicalJson(rawBody);
  const existing = findOrder(box, body.out_trade_no);
  if (existing) return { prepay_id: prepayAgain(box, existing, request) };

  const now = nowOf(box);
  const expiresAt = body.time_expire ? Date.parse(body.time_expire) : now + OPEN_MS;
  if (expiresAt <= now) throw new WeChatPayError(400, 'PARAM_ERROR', 'time_expire 已过期');
  box.state.orders.set(body.out_trade_no, {
    outTradeNo: body.out_trade_no,
    request,
    description: body.description,
    totalFen: body.amount.total,
    currency: body.amount.currency,
    openid: body.payer.openid,
    notifyUrl: body.notify_url,
    attach: body.attach,
    createdAt: now,
    expiresAt,
    state: 'NOTPAY',
  });
  return { prepay_id: issuePrepayId(box, body.out_trade_no) };
}

function prepayAgain(box: Box, order: BoxOrder, request: string): string {
  if (order.state === 'CLOSED') throw new WeChatPayError(400, 'ORDER_CLOSED', '该订单已关闭');
  if (order.state !== 'NOTPAY') throw new WeChatPayError(400, 'ORDER_PAID', '该订单已支付');
  if (order.request !== request) {
    throw new WeChatPayError(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致');
  }
  for (const [id, prepaid] of box.state.prepays) {
    if (prepaid.outTradeNo === order.outTradeNo && nowOf(box) < prepaid.issuedAt + PREPAY_MS) return id;
  }
  return issuePrepayId(box, order.outTradeNo);
}

function issuePrepayId(box: Box, orderNo: string): string {
  const stamp = rfc3339(box.clock.now()).replace(/\D/g, '').slice(0, 14);
  const id = `wx${stamp}${randomBytes(10).toString('hex')}`;
  box.state.prepays.set(id, { outTradeNo: orderNo, issuedAt: nowOf(box) });
  box.changed();
  return id;
}

/** The order by its number, as it stands now: an unpaid one is closed when its time is over. */
export function findOrder(box: Box, orderNo: string): BoxOrder | undefined {
  const order = box.state.orders.get(orderNo);
  if (order?.state === 'NOTPAY' && nowOf(box) >= order.expiresAt) {
    order.state = 'CLOSED';
    box.changed();
  }
  return order;
}

/** @throws WeChatPayError 404 ORDER_NOT_EXIST */
export function requireOrder(box: Box, orderNo: string): BoxOrder {
  const order = findOrder(box, orderNo);
  if (!order) throw new WeChatPayError(404, 'ORDER_NOT_EXIST', '订单不存在');
  return order;
}

/** Closes an unpaid order; closing twice is fine. */
export function closeOrder(box: Box, orderNo: string): void {
  const order = requireOrder(box, orderNo);
  if (order.state === 'SUCCESS' || order.state === 'REFUND') {
    throw new WeChatPayError(400, 'ORDER_PAID', '该订单已支付');
  }
  order.state = 'CLOSED';
  box.changed();
}

/** The order that a prepay_id opens. @throws WeChatPayError when it opens none any more */
export function orderOfPrepay(box: Box, prepayId: string): BoxOrder {
  const prepaid = box.state.prepays.get(prepayId);
  if (!prepaid) throw new WeChatPayError(404, 'PREPAY_NOT_EXIST', '预支付会话不存在');
  if (nowOf(box) >= prepaid.issuedAt + PREPAY_MS) {
    throw new WeChatPayError(400, 'PREPAY_EXPIRED', '预支付会话已过期，请重新下单');
  }
  return requireOrder(box, prepaid.outTradeNo);
}

/** The payer's money comes: the order is paid, and the merchant will be told. */
export function payOrder(box: Box, order: BoxOrder): void {
  if (order.state === 'CLOSED') throw new WeChatPayError(400, 'ORDER_CLOSED', '订单已关闭，无法支付');
  if (order.state !== 'NOTPAY') throw new WeChatPayError(400, 'ORDER_PAID', '订单已支付，请勿重复支付');
  order.state = 'SUCCESS';
  order.paidAt = nowOf(box);
  order.transactionId = newNumber(box, '4200');
  announce(box, {
    kind: 'payment',
    about: order.outTradeNo,
    outTradeNo: order.outTradeNo,
    url: order.notifyUrl,
  });
  box.changed();
}

const STATE_TEXT: Record<BoxOrder['state'], string> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  CLOSED: '订单已关闭',
  REFUND: '订单发生过退款',
};

/** An order as queries and notifications show it; what belongs to payment is there only after it. */
export function transactionBody(box: Box, order: BoxOrder): Record<string, unknown> {
  const common = {
    mchid: box.keys.mchid,
    appid: box.keys.appid,
    out_trade_no: order.outTradeNo,
    attach: order.attach ?? '',
    trade_state: order.state,
    trade_state_desc: STATE_TEXT[order.state],
    payer: { openid: order.openid },
  };
  if (order.paidAt === undefined) return { ...common, promotion_detail: [] };
  return {
    ...common,
    transaction_id: order.transactionId,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    success_time: rfc3339(new Date(order.paidAt)),
    amount: {
      total: order.totalFen,
      payer_total: order.totalFen,
      currency: order.currency,
      payer_currency: order.currency,
    },
    promotion_detail: [],
  };
}

/** 28 digits: a prefix, the day, and random ones. */
export function newNumber(box: Box, prefix: string): string {
  const day = rfc3339(box.clock.now()).replace(/\D/g, '').slice(0, 8);
  const digits = Array.from({ length: 28 - prefix.length - day.length }, () => randomInt(10)).join('');
  return prefix + day + digits;
}

/** @throws WeChatPayError 400 PARAM_ERROR that names the field */
export function parseParams<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'body';
  throw new WeChatPayError(400, 'PARAM_ERROR', `输入源“/body/${field}”校验失败：${issue?.message}`);
}
