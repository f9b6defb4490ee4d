import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { fen } from '@paifan/shared/money/fen';
import { yuanText } from '@paifan/shared/money/text';
import { rfc3339 } from '../gateways/wechat/beijingTime';
import { nowOf, WeChatPayError, type Box } from './box';
import type { BoxOrder, BoxRefund } from './state';

/*
 * The trade bill of a day as WeChat Pay writes it: 27 columns, a backtick before every value, yuan with decimals, a summary at the
 * end. docs of the real one: the parser in gateways/wechat/bill.ts.
 */

const TITLES =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,' +
  '应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,' +
  '手续费,费率,订单金额,申请退款金额,费率备注';
const SUMMARY_TITLES =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
/** The bill of a day is ready at 10:00 of the next. */
const READY_MS = 10 * 3_600_000;
const KEPT_MS = 92 * DAY_MS;

const yuan = (amount: number): string => yuanText(fen(amount)).replaceAll(',', '');
const valuesOf = (values: readonly string[]): string => values.map((value) => `\`${value}`).join(',');
/** `2026-01-31 08:05:00`, in Beijing. */
const timeText = (at: number): string => rfc3339(new Date(at)).slice(0, 19).replace('T', ' ');
/** 0.6 %, as most merchants pay. */
const feeOf = (amount: number): number => Math.floor((amount * 6 + 500) / 1000);

interface BillLine {
  readonly at: number;
  readonly text: string;
  readonly orderFen: number;
  readonly refundFen: number;
  readonly feeFen: number;
}

/** What `GET /v3/bill/tradebill` answers. @throws WeChatPayError before the bill is ready, and for a day without trade */
export function announceBill(box: Box, query: URLSearchParams, origin: string): Record<string, string> {
  const day = query.get('bill_date') ?? '';
  if (query.get('bill_type') !== 'ALL' || query.get('tar_type') !== 'GZIP')
    throw new WeChatPayError(400, 'PARAM_ERROR', '模拟器只提供 ALL 类型的 GZIP 账单');
  const start = Date.parse(`${day}T00:00:00+08:00`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(start) || nowOf(box) - start > KEPT_MS)
    throw new WeChatPayError(400, 'PARAM_ERROR', '账单日期格式不正确或超出范围');
  if (nowOf(box) < start + DAY_MS + READY_MS)
    throw new WeChatPayError(400, 'STATEMENT_CREATING', '账单生成中，请稍后再试');
  const bill = writeBill(box, start);
  if (bill === null) throw new WeChatPayError(400, 'NO_STATEMENT_EXIST', '账单文件不存在');
  return {
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(bill).digest('hex'),
    download_url: `${origin}/v3/billdownload/file?token=${day}`,
  };
}

/** The file behind `download_url`, zipped. */
export function billFile(box: Box, token: string | null): Buffer {
  const bill = writeBill(box, Date.parse(`${token ?? ''}T00:00:00+08:00`));
  if (bill === null) throw new WeChatPayError(404, 'RESOURCE_NOT_EXISTS', '账单文件不存在');
  return gzipSync(bill);
}

function writeBill(box: Box, start: number): Buffer | null {
  const isOfDay = (at: number | undefined): at is number =>
    at !== undefined && Math.floor((at + BEIJING_MS) / DAY_MS) === Math.floor((start + BEIJING_MS) / DAY_MS);
  const lines = [
    ...[...box.state.orders.values()]
      .filter(({ paidAt }) => isOfDay(paidAt))
      .map((order) => paymentLine(box, order)),
    ...[...box.state.refunds.values()]
      .filter(({ state, endedAt }) => state === 'SUCCESS' && isOfDay(endedAt))
      .map((refund) => refundLine(box, refund)),
  ].sort((a, b) => b.at - a.at);
  if (lines.length === 0) return null;
  const sum = (column: 'orderFen' | 'refundFen' | 'feeFen'): string =>
    yuan(lines.reduce((total, line) => total + line[column], 0));
  const summary = [
    ...[`${lines.length}.0`, sum('orderFen'), sum('refundFen'), '0.0'],
    ...[sum('feeFen'), sum('orderFen'), sum('refundFen')],
  ];
  const text = [TITLES, ...lines.map((line) => line.text), SUMMARY_TITLES, valuesOf(summary)].join('\r\n');
  return Buffer.from(`\uFEFF${text}\r\n`);
}

function paymentLine(box: Box, order: BoxOrder): BillLine {
  const at = order.paidAt ?? 0;
  const fee = feeOf(order.totalFen);
  const total = yuan(order.totalFen);
  const text = valuesOf([
    ...[timeText(at), box.keys.appid, box.keys.mchid, '0', '', order.transactionId ?? '', order.outTradeNo],
    ...[order.openid, 'JSAPI', 'SUCCESS', 'OTHERS', 'CNY', total, '0.00', '0', '0', '0.00', '0.00', '', ''],
    ...[order.description, order.attach ?? '', `${yuan(fee)}000`, '0.60%', total, '0.00', ''],
  ]);
  return { at, text, orderFen: order.totalFen, refundFen: 0, feeFen: fee };
}

function refundLine(box: Box, refund: BoxRefund): BillLine {
  const at = refund.endedAt ?? 0;
  const fee = -feeOf(refund.refundFen);
  const order = box.state.orders.get(refund.outTradeNo);
  const amount = yuan(refund.refundFen);
  const text = valuesOf([
    ...[timeText(at), box.keys.appid, box.keys.mchid, '0', '', order?.transactionId ?? '', refund.outTradeNo],
    ...[order?.openid ?? '', 'JSAPI', 'REFUND', 'OTHERS', 'CNY', '0.00', '0.00'],
    ...[refund.refundId, refund.outRefundNo, amount, '0.00', 'ORIGINAL', 'SUCCESS'],
    ...[order?.description ?? '', '', `${yuan(fee)}000`, '0.60%', '0.00', amount, ''],
  ]);
  return { at, text, orderFen: 0, refundFen: refund.refundFen, feeFen: fee };
}
