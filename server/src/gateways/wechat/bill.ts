import { createHash } from 'node:crypto';
import { fen, sumFen, type Fen } from '@paifan/shared/money/fen';

/** One line of a trade bill: a payment, or a refund (which repeats the payment's numbers). */
export interface BillRow {
  /** Beijing time, `YYYY-MM-DD HH:mm:ss` */
  tradeTime: string;
  appid: string;
  mchid: string;
  transactionId: string;
  outTradeNo: string;
  openid: string;
  tradeType: string;
  tradeState: string;
  currency: string;
  /** `0` where the line is a payment */
  refundId: string;
  outRefundNo: string;
  refundState: string;
  description: string;
  attach: string;
  /** after WeChat's coupons */
  settledFen: Fen;
  refundedFen: Fen;
  voucherRefundedFen: Fen;
  feeFen: Fen;
  orderFen: Fen;
  refundAskedFen: Fen;
}

/** The columns of a bill of type ALL, in order. */
const COLUMNS = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '设备号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '付款银行',
  '货币种类',
  '应结订单金额',
  '代金券金额',
  '微信退款单号',
  '商户退款单号',
  '退款金额',
  '充值券退款金额',
  '退款类型',
  '退款状态',
  '商品名称',
  '商户数据包',
  '手续费',
  '费率',
  '订单金额',
  '申请退款金额',
  '费率备注',
] as const;
type Column = (typeof COLUMNS)[number];

/** The summary at the end: the number of rows, then sums of columns. */
const SUMMARY: readonly (readonly [title: string, of: (rows: readonly BillRow[]) => number])[] = [
  // Written with a decimal like the amounts ("45.0"), and so parsed like them.
  ['总交易单数', (rows) => rows.length * 100],
  ['应结订单总金额', (rows) => sumFen(rows.map((row) => row.settledFen))],
  ['退款总金额', (rows) => sumFen(rows.map((row) => row.refundedFen))],
  ['充值券退款总金额', (rows) => sumFen(rows.map((row) => row.voucherRefundedFen))],
  ['手续费总金额', (rows) => sumFen(rows.map((row) => row.feeFen))],
  ['订单总金额', (rows) => sumFen(rows.map((row) => row.orderFen))],
  ['申请退款总金额', (rows) => sumFen(rows.map((row) => row.refundAskedFen))],
];

/**
 * Parses a trade bill of type ALL, as downloaded and unzipped: UTF-8 with BOM, CRLF, a backtick before every value,
 * amounts in yuan. The download carries no signature, so its digest from the (signed) answer is checked first.
 * @param sha1 `hash_value` of GET /v3/bill/tradebill, hex
 * @throws Error that names the line when anything is not as documented, or the summary is not the sum of the rows
 */
export function parseTradeBill(bytes: Uint8Array, sha1: string): BillRow[] {
  const digest = createHash('sha1').update(bytes).digest('hex');
  if (digest !== sha1.toLowerCase()) throw new Error(`the bill's SHA-1 is ${digest}, not ${sha1}`);
  // TextDecoder drops the byte order mark.
  const lines = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trimEnd().split(/\r?\n/);
  if (lines[0] !== COLUMNS.join(',')) {
    throw new Error('line 1: these are not the 27 columns of a bill of type ALL');
  }
  const summaryAt = Math.max(1, lines.length - 2);
  const rows = lines.slice(1, summaryAt).map((line, index) => parseRow(line, index + 2));
  checkSummary(lines.slice(summaryAt), rows, summaryAt + 1);
  return rows;
}

function parseRow(line: string, lineNumber: number): BillRow {
  const values = splitValues(line, lineNumber);
  if (values.length !== COLUMNS.length) {
    throw new Error(`line ${lineNumber}: ${values.length} values instead of ${COLUMNS.length}`);
  }
  const text = (column: Column): string => values[COLUMNS.indexOf(column)] ?? '';
  const yuan = (column: Column): Fen => yuanToFen(text(column), `line ${lineNumber}, ${column}`);
  return {
    tradeTime: text('交易时间'),
    appid: text('公众账号ID'),
    mchid: text('商户号'),
    transactionId: text('微信订单号'),
    outTradeNo: text('商户订单号'),
    openid: text('用户标识'),
    tradeType: text('交易类型'),
    tradeState: text('交易状态'),
    currency: text('货币种类'),
    refundId: text('微信退款单号'),
    outRefundNo: text('商户退款单号'),
    refundState: text('退款状态'),
    description: text('商品名称'),
    attach: text('商户数据包'),
    settledFen: yuan('应结订单金额'),
    refundedFen: yuan('退款金额'),
    voucherRefundedFen: yuan('充值券退款金额'),
    feeFen: yuan('手续费'),
    orderFen: yuan('订单金额'),
    refundAskedFen: yuan('申请退款金额'),
  };
}

function checkSummary(
  [titles, line = '']: readonly string[],
  rows: readonly BillRow[],
  lineNumber: number,
): void {
  if (titles !== SUMMARY.map(([title]) => title).join(',')) {
    throw new Error(`line ${lineNumber}: the summary is missing or has other titles`);
  }
  const values = splitValues(line, lineNumber + 1);
  SUMMARY.forEach(([title, of], index) => {
    const stated = yuanToFen(values[index] ?? '', `line ${lineNumber + 1}, ${title}`);
    const sum = of(rows);
    if (stated !== sum)
      throw new Error(`line ${lineNumber + 1}: ${title} is ${stated}, the rows make ${sum}`);
  });
}

/** Free text may hold commas, so values are told apart by comma and backtick together. */
function splitValues(line: string, lineNumber: number): string[] {
  if (!line.startsWith('`')) throw new Error(`line ${lineNumber}: it does not begin with a backtick`);
  return line.slice(1).split(',`');
}

/** Exact, digit by digit: `"0.01000"` is 1 fen. */
function yuanToFen(text: string, where: string): Fen {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2})(0*))?$/.exec(text);
  if (!match) throw new Error(`${where}: "${text}" is not an amount in whole fen`);
  const [, sign, yuan, decimals = ''] = match;
  const amount = Number(`${yuan}${decimals.padEnd(2, '0')}`);
  return fen(sign && amount !== 0 ? -amount : amount);
}
