import { fen } from '@paifan/shared/money/fen';
import { expectCleanBooks, payBack, refund, asking } from '../support/afterSale';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Order, type Person, type TestShop } from '../support/shop';

const HOUR = 3_600_000;
const DAY = 86_400_000;

let shop: TestShop;
let buyer: Person;
let finance: TestOperator;
/** The day of trade of the running test; every test has one of its own. */
let day = '';

beforeAll(async () => {
  shop = await startTestShop({ config: { session: { days: 365 } } });
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());
beforeEach(async () => {
  // 12:00 in Shanghai, some days later.
  const noon = new Date(shop.clock.now().getTime() + 3 * DAY).toISOString().slice(0, 10);
  shop.clock.set(new Date(`${noon}T04:00:00Z`));
  day = noon;
  finance = await operatorWith(shop, 'finance');
});
afterEach(async () => {
  shop.simulator.behave();
  await expectCleanBooks(shop);
});

/** 12:00 of the next day: the bill is ready. */
async function tomorrow(): Promise<void> {
  shop.clock.set(new Date(Date.parse(`${day}T04:00:00Z`) + DAY));
  finance = await operatorWith(shop, 'finance');
}
const bought = async (): Promise<Order> => shop.buy(buyer, mall(await shop.addProduct()));
const run = () => shop.shop.scheduler.runJob('reconcile');
const read = (of = day) => finance.call('GET /api/admin/reconciliations/:day', { params: { day: of } });
const again = async (of = day) => {
  await finance.call('POST /api/admin/reconciliations/:day/run', { params: { day: of } });
  await run();
  return read(of);
};
const differences = async (query: Record<string, string> = {}) =>
  (await finance.call('GET /api/admin/differences', { query: { day, ...query } })).items;
const kinds = async () => (await differences()).map(({ kind, reference }) => [kind, reference]);
const boxOrder = (no: string) => {
  const order = shop.simulator.box.state.orders.get(no);
  if (!order) throw new Error(`the simulator has no order ${no}`);
  return order;
};

test('a day of payments and refunds matches, to the fen', async () => {
  const orders = [await bought(), await bought(), await bought()];
  await refund(shop, buyer, orders[0]?.no ?? '', asking(2_500));
  await tomorrow();
  await run();
  expect(await read()).toMatchObject({
    state: 'matched',
    bill: { payments: 3, paymentsFen: 30_000, refunds: 1, refundsFen: 2_500, feesFen: 3 * 60 - 15 },
    shop: { payments: 3, paymentsFen: 30_000, refunds: 1, refundsFen: 2_500 },
    differences: 0,
    runs: 1,
  });
  const [listed] = (await finance.call('GET /api/admin/reconciliations')).items;
  expect(listed?.day).toBe(day);
  const detail = await finance.call('GET /api/admin/orders/:no', { params: { no: orders[0]?.no ?? '' } });
  expect(detail.payment?.billedOn).toBe(day);
});

test('a day without trade matches', async () => {
  await tomorrow();
  await run();
  expect(await read()).toMatchObject({ state: 'matched', bill: { payments: 0 }, shop: { payments: 0 } });
});

test('a day has no bill before 10:00 of the next', async () => {
  await bought();
  shop.clock.set(new Date(Date.parse(`${day}T00:00:00Z`) + DAY));
  finance = await operatorWith(shop, 'finance');
  await run();
  expect(await finance.fail('GET /api/admin/reconciliations/:day', { params: { day } })).toEqual({
    status: 404,
    code: 'reconciliation_not_found',
  });
  expect(await finance.fail('POST /api/admin/reconciliations/:day/run', { params: { day } })).toEqual({
    status: 409,
    code: 'reconciliation_day',
  });
});

test('a payment that neither a notification nor a question told of is found in the bill, and recorded', async () => {
  const { no } = await shop.place(buyer, mall(await shop.addProduct()));
  shop.simulator.misbehave({ on: 'notification', fault: 'lose', outTradeNo: no, times: 100 });
  await shop.pay(buyer, no);
  await tomorrow();
  await run();
  await shop.settle();
  expect(await read()).toMatchObject({ state: 'matched', bill: { payments: 1 }, shop: { payments: 1 } });
  expect((await buyer.call('GET /api/orders/:no', { params: { no } })).state).toBe('paid');
});

test('each difference is named, with what it means and what to do', async () => {
  const [gone, dearer, renumbered] = [await bought(), await bought(), await bought()];
  const returned = await bought();
  await refund(shop, buyer, returned.no, asking(1_000));
  const foreign = { ...boxOrder(renumbered.no), outTradeNo: 'ELSEWHERE01', transactionId: '4200099' };
  const { state } = shop.simulator.box;
  state.orders.set('ELSEWHERE01', foreign);
  state.orders.delete(gone.no);
  boxOrder(dearer.no).totalFen += 1;
  const number = boxOrder(renumbered.no).transactionId;
  boxOrder(renumbered.no).transactionId = '4200000';
  const [wechatRefund] = [...state.refunds.values()].filter(({ outTradeNo }) => outTradeNo === returned.no);
  if (!wechatRefund) throw new Error('a refund was made');
  state.refunds.set('BYHAND', { ...wechatRefund, outRefundNo: 'BYHAND', refundFen: 300 });
  wechatRefund.refundFen += 1;

  await tomorrow();
  await run();
  expect((await kinds()).sort()).toEqual([
    ['paymentAmountDiffers', dearer.no],
    ['paymentMissingAtWeChat', gone.no],
    ['paymentMissingHere', 'ELSEWHERE01'],
    ['refundAmountDiffers', wechatRefund.outRefundNo],
    ['refundMissingHere', 'BYHAND'],
    ['transactionDiffers', renumbered.no],
  ]);
  expect(await read()).toMatchObject({ state: 'differs', differences: 6, unresolved: 6 });
  const [missing] = (await differences()).filter(({ kind }) => kind === 'paymentMissingAtWeChat');
  expect(missing).toMatchObject({
    label: '本店有付款，微信没有',
    means: expect.stringContaining('没有依据'),
    remedy: expect.stringContaining('商户平台'),
    billFen: null,
    shopFen: 10_000,
  });

  // One is looked into. When the day is compared again it stays so, and what is put right is gone.
  const params = { id: missing?.id ?? '' };
  const resolved = await finance.call('POST /api/admin/differences/:id/resolve', {
    params,
    body: { note: '商户平台查到，账单漏列' },
  });
  expect(resolved).toMatchObject({ note: '商户平台查到，账单漏列', resolvedBy: { id: finance.id } });
  expect(
    await finance.fail('POST /api/admin/differences/:id/resolve', { params, body: { note: '再来一次' } }),
  ).toEqual({ status: 409, code: 'difference_state' });
  boxOrder(dearer.no).totalFen -= 1;
  boxOrder(renumbered.no).transactionId = number;
  expect(await again()).toMatchObject({ differences: 4, unresolved: 3, runs: 2 });
  expect(await differences({ open: 'no' })).toMatchObject([
    { reference: gone.no, note: '商户平台查到，账单漏列' },
  ]);
});

test('a refund that one day’s bill lacks and the next one’s has is resolved by itself', async () => {
  const { no } = await bought();
  await refund(shop, buyer, no, asking(500));
  const [wechatRefund] = [...shop.simulator.box.state.refunds.values()].filter(
    (each) => each.outTradeNo === no,
  );
  if (!wechatRefund) throw new Error('a refund was made');
  wechatRefund.endedAt = (wechatRefund.endedAt ?? 0) + DAY;
  await tomorrow();
  await run();
  expect(await kinds()).toEqual([['refundMissingAtWeChat', wechatRefund.outRefundNo]]);
  shop.clock.advance(DAY);
  finance = await operatorWith(shop, 'finance');
  await run();
  expect(await read()).toMatchObject({ differences: 1, unresolved: 0 });
  expect(await differences()).toMatchObject([
    { note: expect.stringContaining('账单中找到'), resolvedBy: null },
  ]);
});

test.each([
  [
    'does not answer',
    { on: 'api', fault: 'error', path: '/v3/bill', status: 500, code: 'SYSTEM_ERROR', message: '系统异常' },
  ],
  [
    'refuses',
    { on: 'api', fault: 'error', path: '/v3/bill', status: 403, code: 'NO_AUTH', message: '无权限' },
  ],
] as const)('while WeChat Pay %s the day is not lost: it is tried again', async (_, fault) => {
  await run();
  await bought();
  await tomorrow();
  shop.simulator.misbehave({ ...fault, times: 1 });
  await run();
  expect(await read()).toMatchObject({ state: 'failed', error: expect.any(String) });
  await run();
  expect((await read()).state).toBe('failed');
  shop.clock.advance(HOUR);
  await run();
  expect((await read()).state).toBe('matched');
});

test('days on which nothing ran are made good, and two schedulers compare a day once', async () => {
  await bought();
  shop.clock.advance(DAY);
  const second = new Date(shop.clock.now()).toISOString().slice(0, 10);
  await bought();
  shop.clock.advance(2 * DAY);
  finance = await operatorWith(shop, 'finance');
  const { reconcile } = await import('../../src/jobs/reconcile');
  await Promise.all([reconcile(shop.context), reconcile(shop.context), reconcile(shop.context)]);
  await run();
  for (const each of [day, second]) expect(await read(each)).toMatchObject({ state: 'matched', runs: 1 });
});

test('a bill of a hundred thousand rows is no matter of memory', async () => {
  const { tradeBillRows } = await import('../../src/gateways/wechat/bill');
  const columns =
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,' +
    '应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,' +
    '手续费,费率,订单金额,申请退款金额,费率备注';
  const ROWS = 100_000;
  function* lines(): Generator<string> {
    yield columns;
    for (let row = 0; row < ROWS; row += 1)
      yield `\`2026-03-02 10:00:00,\`wx,\`1900009191,\`0,\`,\`42${row},\`NO${row},\`o,\`JSAPI,\`SUCCESS,\`OTHERS,\`CNY,\`0.01,\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`茶,\`,\`0.00000,\`0.60%,\`0.01,\`0.00,\``;
    yield '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
    yield `\`${ROWS}.0,\`1000.00,\`0.00,\`0.0,\`0.00,\`1000.00,\`0.00`;
  }
  let rows = 0;
  let total = fen(0);
  for await (const row of tradeBillRows(lines())) {
    rows += 1;
    total = fen(total + row.orderFen);
  }
  expect([rows, total]).toEqual([ROWS, 100_000]);
});

test('only who may adjust can want a day compared', async () => {
  const auditor = await operatorWith(shop, 'auditor');
  expect(await auditor.fail('POST /api/admin/reconciliations/:day/run', { params: { day } })).toEqual({
    status: 403,
    code: 'forbidden',
  });
  await payBack(shop);
});
