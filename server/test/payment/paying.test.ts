import { randomUUID } from 'node:crypto';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { runChecks } from '../../src/db/checks';
import { readBalance } from '../../src/db/ledgerReads';
import { cashier, mall, startTestShop, type Basket, type Person, type TestShop } from '../support/shop';
import { payBack } from '../support/afterSale';
import { give, giveCash, takeCash } from '../support/wallet';

const DEDUCTIONS = {
  points: { valueRatio: ratio('0.01'), maxRatio: ratio('0.5') },
  love: { valueRatio: ratio('1'), maxRatio: ratio('0.2') },
};

let shop: TestShop;
let people = 0;

beforeAll(async () => {
  shop = await startTestShop();
  await shop.publish({ deductions: DEDUCTIONS });
});
afterAll(async () => {
  expect(await runChecks(shop.db)).toEqual([]);
  await shop.stop();
});

/** Somebody new with these balances: fen of cash, hundredths of the others. */
async function someone(
  has: { cash?: number; points?: number; love?: number; voucher?: number } = {},
): Promise<Person> {
  people += 1;
  const person = await shop.signIn(`payer-${people}`);
  if (has.cash) await giveCash(shop, person.id, has.cash);
  for (const balance of ['points', 'love', 'voucher'] as const)
    if (has[balance]) await give(shop, person.id, balance, has[balance]);
  return person;
}

const walletOf = async (person: Person) => {
  const { availableFen: cash, points, love, voucher } = await person.call('GET /api/me/wallet');
  return { cash, points, love, voucher };
};

type Use = { points?: number; love?: number; voucher?: number; cashFen?: number };

async function basket(priceFen: number, use: Use, quantity = 1): Promise<Basket> {
  const productId = await shop.addProduct({ priceFen: fen(priceFen), stock: 100 });
  return { ...mall(productId, quantity), use: use as Basket['use'] };
}

async function placeAndSettle(person: Person, ordered: Basket) {
  const { no } = await shop.place(person, ordered);
  await shop.settle();
  return orderOf(person, no);
}

const orderOf = (person: Person, no: string) => person.call('GET /api/orders/:no', { params: { no } });

describe('a quote', () => {
  test('says what could be used of each balance, and what the order is paid with', async () => {
    const buyer = await someone({ cash: 3_000, points: 100_000, love: 500, voucher: 20_000 });
    const quote = await buyer.call('POST /api/orders/quote', {
      body: await basket(10_000, { points: 100_000, love: 400, voucher: 3_000, cashFen: 1_000 }),
    });
    expect(quote.spendables).toEqual({
      points: { balance: 100_000, most: 100_000, mostFen: 1_000 },
      love: { balance: 500, most: 500, mostFen: 500 },
      voucher: { balance: 20_000, most: 8_600, mostFen: 8_600 },
      cash: { balance: 3_000, most: 3_000, mostFen: 3_000 },
    });
    const used = { pointsUsed: 100_000, loveUsed: 400, deductedFen: 1_400, voucherUsed: 3_000 };
    expect(quote).toMatchObject({
      goodsFen: 10_000,
      totalFen: 5_600,
      paidWith: { ...used, cashFen: 1_000, wechatFen: 4_600 },
      lines: [{ ...used, paidFen: 5_600 }],
    });
    expect(quote.entitledFen).toBe(quote.lines[0]?.terms.entitledFen);
  });

  test.each<[string, Use, object]>([
    [
      'more points than the member has',
      { points: 5_001 },
      { code: 'balance_too_low', details: { of: 'points', most: 5_000 } },
    ],
    [
      'more love than the limit',
      { love: 2_001 },
      { code: 'use_limit', details: { of: 'love', most: 2_000 } },
    ],
    [
      'a voucher above the goods',
      { voucher: 10_001 },
      { code: 'use_limit', details: { of: 'voucher', most: 10_000 } },
    ],
    [
      'cash above the total',
      { voucher: 9_000, cashFen: 1_001 },
      { code: 'use_limit', details: { of: 'cash', most: 1_000 } },
    ],
  ])('refuses %s', async (_, use, error) => {
    const buyer = await someone({ cash: 20_000, points: 5_000, love: 9_000, voucher: 20_000 });
    const body = await basket(10_000, use);
    expect(await buyer.fail('POST /api/orders/quote', { body })).toMatchObject(error);
  });

  test('never uses cash that is below zero', async () => {
    const buyer = await someone();
    await takeCash(shop, buyer.id, 500);
    const body = await basket(10_000, { cashFen: 1 });
    expect((await buyer.fail('POST /api/orders/quote', { body })).code).toBe('balance_too_low');
    const quote = await buyer.call('POST /api/orders/quote', { body: { ...body, use: {} } });
    expect(quote.spendables.cash).toEqual({ balance: -500, most: 0, mostFen: 0 });
  });
});

describe('an order that is partly paid from balances', () => {
  const has = { cash: 3_000, points: 100_000, love: 500, voucher: 4_000 };
  const use = { points: 50_000, love: 100, voucher: 2_000, cashFen: 1_500 };
  const left = { cash: 1_500, points: 50_000, love: 400, voucher: 2_000 };

  test('sets them aside when it is placed, and WeChat pays the rest', async () => {
    const buyer = await someone(has);
    const { no, state } = await shop.place(buyer, await basket(10_000, use));
    expect(state).toBe('placed');
    expect(await walletOf(buyer)).toEqual(left);
    await shop.pay(buyer, no);
    await shop.deliver();
    await shop.settle();
    const payment = await shop.db.payments.findOne({ where: { outTradeNo: no }, rejectOnEmpty: true });
    expect(payment).toMatchObject({ state: 'paid', amountFen: 5_900 });
    expect(await orderOf(buyer, no)).toMatchObject({ state: 'paid', totalFen: 7_400, settled: true });
    expect(await walletOf(buyer)).toEqual(left);
    expect(await readBalance(shop.db, `member:${buyer.id}:setAside:cash`)).toBe(0);
  });

  test('gives them back when it is closed, and a payment that comes late returns by WeChat alone', async () => {
    const buyer = await someone(has);
    const { no } = await shop.place(buyer, await basket(10_000, use));
    await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    const unheardOf = { kind: 'refused', status: 404, code: 'ORDER_NOT_EXIST', message: '' } as const;
    const spy = jest.spyOn(shop.context.wechat, 'queryTransaction').mockResolvedValue(unheardOf);
    await buyer.call('POST /api/orders/:no/close', { params: { no } });
    spy.mockRestore();
    expect(await walletOf(buyer)).toEqual(has);
    shop.simulator.payer.payOrder(no);
    await shop.deliver();
    await payBack(shop);
    const refund = await shop.db.refunds.findOne({ where: { outRefundNo: `${no}R1` }, rejectOnEmpty: true });
    expect(refund).toMatchObject({
      reason: 'latePayment',
      state: 'success',
      amountFen: 5_900,
      cashFen: 0,
      voucherBack: 0,
    });
    expect(await walletOf(buyer)).toEqual(has);
  });

  test('is a deducted order by points and love, and not by a voucher', async () => {
    const buyer = await someone(has);
    await shop.publish({ deductions: DEDUCTIONS, deductedOrdersJoin: false });
    const deducted = await shop.buy(buyer, await basket(10_000, { points: 10_000 }));
    expect(deducted.lines[0]).toMatchObject({ entry: null, noEntryReason: expect.stringContaining('抵扣') });
    const voucher = await shop.buy(buyer, await basket(10_000, { voucher: 1_000 }));
    expect(voucher.lines[0]).toMatchObject({ paidFen: 9_000, entry: { state: 'waiting' } });
    await shop.publish({ deductions: DEDUCTIONS, deductedOrdersJoin: true });
  });
});

describe('an order that balances pay wholly', () => {
  test('is paid as soon as it is placed, without WeChat', async () => {
    const buyer = await someone({ cash: 20_000 });
    const body = await basket(10_000, { cashFen: 10_000 });
    const { no, state } = await shop.place(buyer, body);
    expect(state).toBe('paid');
    await shop.settle();
    expect(await orderOf(buyer, no)).toMatchObject({
      state: 'paid',
      settled: true,
      paidWith: { cashFen: 10_000, wechatFen: 0 },
    });
    expect(await shop.db.payments.count({ where: { outTradeNo: no } })).toBe(0);
    expect(await walletOf(buyer)).toMatchObject({ cash: 10_000 });
    const [newest] = (await buyer.call('GET /api/me/messages', { query: {} })).items.filter(
      ({ kind }) => kind === 'orderPaid',
    );
    expect(newest).toMatchObject({ orderNo: no });
    expect((await buyer.fail('POST /api/orders/:no/payment', { params: { no } })).code).toBe('order_state');
  });

  test('with nothing but a voucher has no money in it, and stands in no line', async () => {
    const buyer = await someone({ voucher: 10_000 });
    const order = await placeAndSettle(buyer, await basket(10_000, { voucher: 10_000 }));
    expect(order).toMatchObject({
      state: 'paid',
      totalFen: 0,
      settled: true,
      lines: [{ paidFen: 0, entry: null }],
    });
  });

  test('completes at once at a cashier, and WeChat is told of no handing over', async () => {
    const buyer = await someone({ cash: 500 });
    const storeId = await shop.addStore();
    const { no } = await shop.place(buyer, { ...cashier(storeId, 500), use: { cashFen: fen(500) } });
    await shop.settle();
    expect(await orderOf(buyer, no)).toMatchObject({ state: 'completed' });
    const { id } = await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true });
    expect(await shop.db.shippingUploads.count({ where: { orderId: id } })).toBe(0);
  });
});

describe('side by side', () => {
  test('orders never use more than there is, and one key places one order', async () => {
    const buyer = await someone({ cash: 10_000, voucher: 10_000 });
    const body = await basket(6_000, { cashFen: 1_000, voucher: 3_000 });
    const quote = await buyer.call('POST /api/orders/quote', { body });
    const place = (key: string) =>
      buyer.send('POST /api/orders', {
        body: { basket: body, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen },
        headers: { 'Idempotency-Key': key },
      });
    const keys = Array.from({ length: 6 }, () => randomUUID());
    const answers = await Promise.all([...keys, ...keys].map(place));
    const placed = new Set(answers.flatMap(({ body: answer }) => ('no' in answer ? [answer.no] : [])));
    expect(placed.size).toBe(3);
    for (const { body: answer } of answers) if ('code' in answer) expect(answer.code).toBe('balance_too_low');
    expect(await walletOf(buyer)).toMatchObject({ cash: 7_000, voucher: 1_000 });
  });

  test('an order, a withdrawal and a transfer share one balance', async () => {
    const buyer = await someone({ points: 1_000 });
    const other = await someone();
    await shop.publish({
      deductions: DEDUCTIONS,
      transfer: { points: { min: 1, max: 10_000, daily: 100_000 } },
    });
    const body = await basket(1_000, { points: 800 });
    const quote = await buyer.call('POST /api/orders/quote', { body });
    const [order, transfer] = await Promise.all([
      buyer.send('POST /api/orders', {
        body: { basket: body, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen },
        headers: { 'Idempotency-Key': randomUUID() },
      }),
      buyer.send('POST /api/me/transfers', {
        body: { to: { memberId: other.id }, balance: 'points', amount: fen(800) },
        headers: { 'Idempotency-Key': randomUUID() },
      }),
    ]);
    expect([order.status, transfer.status].filter((status) => status === 200)).toHaveLength(1);
    expect(await walletOf(buyer)).toMatchObject({ points: 200 });
  });
});
