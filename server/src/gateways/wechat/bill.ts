import { createHash } from 'node:crypto';
import { fen, type Fen } from '@paifan/shared/money/fen';

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

/** Sums of columns that the summary at the end states, in its order; it begins with the number of rows. */
const SUMS = [
  ['应结订单总金额', 'settledFen'],
  ['退款总金额', 'refundedFen'],
  ['充值券退款总金额', 'voucherRefundedFen'],
  ['手续费总金额', 'feeFen'],
  ['订单总金额', 'orderFen'],
  ['申请退款总金额', 'refundAskedFen'],
] as const satisfies readonly (readonly [title: string, column: keyof BillRow])[];
const SUMMARY_TITLES = ['总交易单数', ...SUMS.map(([title]) => title)].join(',');

/**
 * Reads a trade bill of type ALL line by line, however long it is: UTF-8, a backtick before every value, amounts in yuan. A byte order
 * mark is not among the lines. The download carries no signature: check its digest first.
 * @throws Error that names the line when anything is not as documented, or the summary is not the sum of the rows
 */
export async function* tradeBillRows(
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<BillRow> {
  const sums = SUMS.map(() => 0);
  let lineNumber = 0;
  let rows = 0;
  let part: 'titles' | 'rows' | 'sums' | 'end' = 'titles';
  for await (const line of lines) {
    lineNumber += 1;
    if (part === 'titles') {
      if (line !== COLUMNS.join(','))
        throw new Error('line 1: these are not the 27 columns of a bill of type ALL');
      part = 'rows';
    } else if (part === 'sums') {
      checkSummary(line, lineNumber, rows, sums);
      part = 'end';
    } else if (part === 'end') {
      if (line !== '') throw new Error(`line ${lineNumber}: there is something after the summary`);
    } else if (line === SUMMARY_TITLES) {
      part = 'sums';
    } else {
      const row = parseRow(line, lineNumber);
      rows += 1;
      SUMS.forEach(([, column], index) => (sums[index] = (sums[index] ?? 0) + row[column]));
      yield row;
    }
  }
  if (part === 'titles') throw new Error('line 1: these are not the 27 columns of a bill of type ALL');
  if (part !== 'end') throw new Error(`line ${lineNumber}: the summary is missing or has other titles`);
}

/**
 * Parses a trade bill as it was downloaded and unzipped, all at once.
 * @param sha1 `hash_value` of GET /v3/bill/tradebill, hex
 * @throws Error as `tradeBillRows`, or when the digest is another
 */
export async function parseTradeBill(bytes: Uint8Array, sha1: string): Promise<BillRow[]> {
  const digest = createHash('sha1').update(bytes).digest('hex');
  if (digest !== sha1.toLowerCase()) throw new Error(`the bill's SHA-1 is ${digest}, not ${sha1}`);
  // TextDecoder drops the byte order mark.
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const rows: BillRow[] = [];
  for await (const row of tradeBillRows(text.trimEnd().split(/\r?\n/))) rows.push(row);
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

function checkSummary(line: string, lineNumber: number, rows: number, sums: readonly number[]): void {
  const [count = '', ...values] = splitValues(line, lineNumber);
  // Written with a decimal like the amounts ("45.0"), and so parsed like them.
  const stated = [
    { title: '总交易单数', value: count, sum: rows * 100 },
    ...SUMS.map(([title], index) => ({ title, value: values[index] ?? '', sum: sums[index] ?? 0 })),
  ];
  for (const { title, value, sum } of stated) {
    const parsed = yuanToFen(value, `line ${lineNumber}, ${title}`);
    if (parsed !== sum) throw new Error(`line ${lineNumber}: ${title} is ${parsed}, the rows make ${sum}`);
  }
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
