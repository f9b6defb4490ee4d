import { createHash } from 'node:crypto';
import { parseTradeBill } from '../../src/gateways/wechat/bill';

const TITLES =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,' +
  '应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,' +
  '手续费,费率,订单金额,申请退款金额,费率备注';
const SUMMARY_TITLES =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const values = (...parts: string[]) => parts.map((part) => `\`${part}`).join(',');

const PAYMENT = values(
  ...[
    '2026-11-22 18:00:01',
    'wx1',
    '1900009191',
    '0',
    '',
    '42001',
    'ORDER00000001',
    'oWang',
    'JSAPI',
    'SUCCESS',
  ],
  ...[
    'OTHERS',
    'CNY',
    '168.00',
    '0.00',
    '0',
    '0',
    '0.00',
    '0.00',
    '',
    '',
    '乌龙茶, 500 克',
    'a,b',
    '1.01000',
  ],
  ...['0.60%', '168.00', '0.00', ''],
);
const REFUND = values(
  ...[
    '2026-11-22 19:00:01',
    'wx1',
    '1900009191',
    '0',
    '',
    '42001',
    'ORDER00000001',
    'oWang',
    'JSAPI',
    'REFUND',
  ],
  ...[
    'OTHERS',
    'CNY',
    '0.00',
    '0.00',
    '50301',
    'R-1',
    '8.00',
    '0.00',
    'ORIGINAL',
    'SUCCESS',
    '乌龙茶',
    '',
    '-0.05000',
  ],
  ...['0.60%', '0.00', '8.00', ''],
);
const SUMMARY = values('2.0', '168.00', '8.00', '0.0', '0.96', '168.00', '8.00');

const bill = (rows: string[], change: { titles?: string; summary?: string; newline?: string } = {}) =>
  Buffer.from(
    `\uFEFF${[change.titles ?? TITLES, ...rows, SUMMARY_TITLES, change.summary ?? SUMMARY].join(change.newline ?? '\r\n')}`,
  );
const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex');
const parse = (bytes: Buffer) => parseTradeBill(bytes, sha1(bytes));

test.each([
  ['CRLF', '\r\n'],
  ['LF', '\n'],
])('a bill with %s gives its rows in fen, commas in free text and all', async (_case, newline) => {
  expect(await parse(bill([PAYMENT, REFUND], { newline }))).toMatchObject([
    {
      tradeTime: '2026-11-22 18:00:01',
      outTradeNo: 'ORDER00000001',
      transactionId: '42001',
      tradeState: 'SUCCESS',
      orderFen: 16800,
      settledFen: 16800,
      refundedFen: 0,
      feeFen: 101,
      description: '乌龙茶, 500 克',
      attach: 'a,b',
    },
    { outTradeNo: 'ORDER00000001', outRefundNo: 'R-1', refundAskedFen: 800, refundedFen: 800, feeFen: -5 },
  ]);
});

test('a bill of no rows is a bill', async () => {
  const summary = values('0', '0.00', '0.00', '0.00', '0.00', '0.00', '0.00');
  expect(await parse(bill([], { summary }))).toEqual([]);
});

test('a bill in upper-case digest is the same bill', async () => {
  const bytes = bill([PAYMENT, REFUND]);
  expect(await parseTradeBill(bytes, sha1(bytes).toUpperCase())).toHaveLength(2);
});

test.each<[string, () => Buffer, string | RegExp]>([
  ['other columns', () => bill([PAYMENT, REFUND], { titles: TITLES.replace('手续费', '费用') }), 'line 1'],
  ['a value missing', () => bill([PAYMENT, REFUND.replace(',`8.00', '')]), 'line 3: 26 values instead of 27'],
  ['no backtick', () => bill([PAYMENT.slice(1), REFUND]), 'line 2'],
  [
    'an amount of half a fen',
    () => bill([PAYMENT.replace('168.00', '168.005'), REFUND]),
    'line 2, 应结订单金额',
  ],
  ['an amount in words', () => bill([PAYMENT.replace('168.00', 'many'), REFUND]), 'line 2, 应结订单金额'],
  [
    'an amount with an exponent',
    () => bill([PAYMENT.replace('168.00', '1e3'), REFUND]),
    'line 2, 应结订单金额',
  ],
  ['a row missing', () => bill([PAYMENT]), '总交易单数 is 200, the rows make 100'],
  ['a row changed', () => bill([PAYMENT.replaceAll('168.00', '167.00'), REFUND]), 'the rows make 16700'],
  ['no summary', () => Buffer.from(`${TITLES}\r\n${PAYMENT}`), 'summary'],
  ['nothing', () => Buffer.alloc(0), 'line 1'],
])('a bill with %s is refused, and the place is named', async (_case, bytes, message) => {
  await expect(parse(bytes())).rejects.toThrow(message);
});

test('a bill that is not what WeChat Pay announced is refused', async () => {
  const bytes = bill([PAYMENT, REFUND]);
  await expect(parseTradeBill(Buffer.concat([bytes, Buffer.from(' ')]), sha1(bytes))).rejects.toThrow(
    'SHA-1',
  );
});
