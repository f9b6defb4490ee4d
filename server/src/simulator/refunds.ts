import { z } from 'zod';
import { rfc3339 } from '../gateways/wechat/beijingTime';
import { canonicalJson, nowOf, WeChatPayError, type Box } from './box';
import { isRefundFault } from './misbehaviour';
import { announce } from './notices';
import { findOrder, newNumber, notifyUrlSchema, parseParams } from './orders';
import type { BoxOrder, BoxRefund } from './state';

const YEAR_MS = 365 * 24 * 3_600_000;
const MOST_REFUNDS = 50;

const refundBodySchema = z
  .strictObject({
    transaction_id: z.string().optional(),
    out_trade_no: z.string().optional(),
    out_refund_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/, '只能是数字、大小写字母_-|*@'),
    reason: z.string().max(80).optional(),
    notify_url: notifyUrlSchema.optional(),
    funds_account: z.string().optional(),
    amount: z.strictObject({ refund: z.int().min(1), total: z.int().min(1), currency: z.literal('CNY') }),
    goods_detail: z.array(z.unknown()).optional(),
  })
  .refine((body) => body.transaction_id ?? body.out_trade_no, {
    path: ['out_trade_no'],
    message: '缺少参数',
  });

/** Accepts a refund; it ends when what is due is run. The same number with the same values is the same refund. */
export function createRefund(box: Box, rawBody: unknown): Record<string, unknown> {
  const body = parseParams(refundBodySchema, rawBody);
  const request = canonicalJson(rawBody);
  const existing = box.state.refunds.get(body.out_refund_no);
  if (existing) {
    if (existing.request === request) return refundBody(box, existing);
    throw new WeChatPayError(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致');
  }
  const order = paidOrder(box, body.transaction_id, body.out_trade_no);
  const { refund: refundFen, total: totalFen } = body.amount;
  if (totalFen !== order.totalFen) throw new WeChatPayError(400, 'INVALID_REQUEST', '订单金额与原订单不一致');
  checkLimits(box, order, refundFen);

  const refund: BoxRefund = {
    outRefundNo: body.out_refund_no,
    request,
    refundId: newNumber(box, '5030'),
    outTradeNo: order.outTradeNo,
    refundFen,
    totalFen,
    notifyUrl: body.notify_url,
    state: 'PROCESSING',
    createdAt: nowOf(box),
  };
  box.state.refunds.set(refund.outRefundNo, refund);
  order.state = 'REFUND';
  box.changed();
  return refundBody(box, refund);
}

function paidOrder(box: Box, transactionId: string | undefined, outTradeNo: string | undefined): BoxOrder {
  const order =
    outTradeNo !== undefined
      ? findOrder(box, outTradeNo)
      : [...box.state.orders.values()].find((candidate) => candidate.transactionId === transactionId);
  if (!order) throw new WeChatPayError(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
  if (order.paidAt === undefined) throw new WeChatPayError(400, 'INVALID_REQUEST', '订单未支付');
  if (nowOf(box) >= order.paidAt + YEAR_MS) throw new WeChatPayError(403, 'RULE_LIMIT', '交易时间已超过一年');
  return order;
}

function checkLimits(box: Box, order: BoxOrder, refundFen: number): void {
  const standing = refundsOf(box, order).filter((refund) => refund.state !== 'CLOSED');
  if (standing.length >= MOST_REFUNDS) throw new WeChatPayError(403, 'RULE_LIMIT', '退款次数已达上限');
  const refundedFen = standing.reduce((sum, refund) => sum + refund.refundFen, 0);
  if (refundedFen + refundFen > order.totalFen) {
    throw new WeChatPayError(400, 'INVALID_REQUEST', '退款金额大于订单可退金额');
  }
}

function refundsOf(box: Box, order: BoxOrder): BoxRefund[] {
  return [...box.state.refunds.values()].filter((refund) => refund.outTradeNo === order.outTradeNo);
}

/** @throws WeChatPayError 404 RESOURCE_NOT_EXISTS */
export function requireRefund(box: Box, outRefundNo: string): BoxRefund {
  const refund = box.state.refunds.get(outRefundNo);
  if (!refund) throw new WeChatPayError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
  return refund;
}

/** Brings every refund under way to its end, and lets the merchant be told. */
export function endRefunds(box: Box): void {
  for (const refund of box.state.refunds.values()) {
    if (refund.state !== 'PROCESSING') continue;
    const [fault] = box.misbehaviours.take(isRefundFault);
    refund.state = fault?.fault ?? 'SUCCESS';
    refund.endedAt = nowOf(box);
    if (refund.notifyUrl !== undefined) {
      const { outRefundNo, outTradeNo, notifyUrl } = refund;
      announce(box, { kind: 'refund', about: outRefundNo, outTradeNo, url: notifyUrl });
    }
    box.changed();
  }
}

/** A refund as the interfaces show it. */
export function refundBody(box: Box, refund: BoxRefund): Record<string, unknown> {
  const { totalFen, refundFen } = refund;
  return {
    ...commonBody(box, refund),
    channel: 'ORIGINAL',
    create_time: rfc3339(new Date(refund.createdAt)),
    status: refund.state,
    funds_account: 'UNSETTLED',
    amount: {
      total: totalFen,
      refund: refundFen,
      from: [],
      payer_total: totalFen,
      payer_refund: refundFen,
      settlement_total: totalFen,
      settlement_refund: refundFen,
      discount_refund: 0,
      currency: 'CNY',
    },
    promotion_detail: [],
  };
}

/** A refund as its notification shows it: with mchid and `refund_status`, without appid. */
export function refundNoticeBody(box: Box, refund: BoxRefund): Record<string, unknown> {
  const { totalFen, refundFen } = refund;
  return {
    mchid: box.keys.mchid,
    ...commonBody(box, refund),
    refund_status: refund.state,
    amount: { total: totalFen, refund: refundFen, payer_total: totalFen, payer_refund: refundFen },
  };
}

function commonBody(box: Box, refund: BoxRefund): Record<string, unknown> {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: box.state.orders.get(refund.outTradeNo)?.transactionId,
    out_trade_no: refund.outTradeNo,
    user_received_account: '支付用户零钱',
    ...(refund.state === 'SUCCESS' && refund.endedAt !== undefined
      ? { success_time: rfc3339(new Date(refund.endedAt)) }
      : {}),
  };
}
