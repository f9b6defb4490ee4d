import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { runChecks } from '../../src/db/checks';
import { readBalance } from '../../src/db/ledgerReads';
import { retryRefund } from '../../src/usecases/afterSale/refundAfterSale';
import { reviewAfterSale } from '../../src/usecases/afterSale/reviewAfterSale';
import { asking, CLERK, payBack, refund, request } from '../support/afterSale';
import { mall, startTestShop, type Basket, type Person, type TestShop } from '../support/shop';
import { give, giveCash } from '../support/wallet';

let shop: TestShop;
let people = 0;

beforeAll(async () => {
  shop = await startTestShop();
  await shop.publish({
    deductions: { points: { valueRatio: ratio('0.01'), maxRatio: ratio('1') }, love: null },
  });
});
afterAll(async () => {
  expect(await runChecks(shop.db)).toEqual([]);
  await shop.stop();
});

const HAS = { cash: 10_000, points: 1_000_000, voucher: 10_000 };

async function someone(): Promise<Person> {
  people += 1;
  const person = await shop.signIn(`refunded-${people}`);
  await giveCash(shop, person.id, HAS.cash);
  await give(shop, person.id, 'points', HAS.points);
  await give(shop, person.id, 'voucher', HAS.voucher);
  return person;
}

const walletOf = async (person: Person) => {
  const { availableFen: cash, points, voucher } = await person.call('GET /api/me/wallet');
  return { cash, points, voucher };
};
type Use = { points?: number; voucher?: number; cashFen?: number };

/** An order of two lines, 60 and 40 yuan, that is paid. */
async function paid(buyer: Person, use: Use): Promise<string> {
  const [first, second] = [
    await shop.addProduct({ priceFen: fen(6_000) }),
    await shop.addProduct({ priceFen: fen(4_000) }),
  ];
  const items = [first, second].map((productId) => ({ productId, quantity: 1 }));
  const basket = { kind: 'mall', items, use } as Basket;
  const order = await shop.place(buyer, basket);
  if (order.state === 'placed') {
    await shop.pay(buyer, order.no);
    await shop.deliver();
  }
  await shop.settle();
  return order.no;
}

const orderOf = (buyer: Person, no: string) => buyer.call('GET /api/orders/:no', { params: { no } });
const lineOf = async (no: string, lineNo: number) => {
  const { id: orderId } = await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true });
  return shop.db.orderLines.findOne({ where: { orderId, lineNo }, rejectOnEmpty: true });
};

describe('what comes back of an order that balances helped to pay', () => {
  test('is each part in proportion, WeChat before cash, and in the end all of it', async () => {
    const buyer = await someone();
    // Of 100: 10 by points, 20 by the voucher, 30 by cash, 40 by WeChat.
    const no = await paid(buyer, { points: 100_000, voucher: 2_000, cashFen: 3_000 });
    expect(await walletOf(buyer)).toEqual({ cash: 7_000, points: 900_000, voucher: 8_000 });

    const half = await refund(shop, buyer, no, asking(3_000));
    expect(half).toMatchObject({
      state: 'refunded',
      amountFen: 3_000,
      back: { wechatFen: 2_100, cashFen: 0, points: 30_000, love: 0, voucher: 600 },
    });
    expect(await lineOf(no, 0)).toMatchObject({
      paidFen: 4_200,
      refundedFen: 2_100,
      refundSettledFen: 2_100,
    });
    expect(await walletOf(buyer)).toEqual({ cash: 7_000, points: 930_000, voucher: 8_600 });

    const rest = await refund(shop, buyer, no, asking(3_000));
    expect(rest.back).toEqual({ wechatFen: 1_900, cashFen: 200, points: 30_000, love: 0, voucher: 600 });
    expect(await orderOf(buyer, no)).toMatchObject({ state: 'paid' });
    const last = await refund(shop, buyer, no, asking(4_000, { line: 1 }));
    expect(last.back).toEqual({ wechatFen: 0, cashFen: 2_800, points: 40_000, love: 0, voucher: 800 });
    expect(await orderOf(buyer, no)).toMatchObject({ state: 'refunded' });
    expect(await walletOf(buyer)).toEqual(HAS);
  });

  test('comes at once when nothing of it went by WeChat', async () => {
    const buyer = await someone();
    const no = await paid(buyer, { cashFen: 10_000 });
    const { no: afterSaleNo } = await request(buyer, no, asking(1_000));
    await reviewAfterSale(shop.context, CLERK, afterSaleNo, { agrees: true });
    const answer = await buyer.call('GET /api/after-sales/:no', { params: { no: afterSaleNo } });
    expect(answer).toMatchObject({ state: 'refunded', back: { wechatFen: 0, cashFen: 1_000 } });
    expect(await walletOf(buyer)).toMatchObject({ cash: 1_000 });
    await shop.settle();
    expect(await lineOf(no, 0)).toMatchObject({ refundedFen: 1_000, refundSettledFen: 1_000 });
  });

  test('is the voucher alone where nothing but the voucher paid; the rebate hears nothing of it', async () => {
    const buyer = await someone();
    const no = await paid(buyer, { voucher: 10_000 });
    await refund(shop, buyer, no, asking(2_500));
    expect(await walletOf(buyer)).toMatchObject({ voucher: 2_500 });
    expect(await lineOf(no, 0)).toMatchObject({ paidFen: 0, refundedFen: 0 });
    await refund(shop, buyer, no, asking(3_500));
    expect(await orderOf(buyer, no)).toMatchObject({ state: 'paid' });
    await refund(shop, buyer, no, asking(4_000, { line: 1 }));
    expect(await orderOf(buyer, no)).toMatchObject({ state: 'refunded' });
    expect(await walletOf(buyer)).toEqual(HAS);
  });

  test('is never more than the line came to, also when requests come side by side', async () => {
    const buyer = await someone();
    const no = await paid(buyer, { points: 100_000, cashFen: 9_000 });
    const asked = await Promise.all(
      [2_500, 2_500, 2_500].map((amount) =>
        buyer.send('POST /api/orders/:no/after-sales', { params: { no }, body: asking(amount) }),
      ),
    );
    const numbers = asked.flatMap(({ body }) => ('no' in body ? [body.no] : []));
    expect(numbers).toHaveLength(2);
    await Promise.all(numbers.map((each) => reviewAfterSale(shop.context, CLERK, each, { agrees: true })));
    await refund(shop, buyer, no, asking(1_000));
    expect((await lineOf(no, 0)).refundedFen).toBe(5_400);
    expect(await walletOf(buyer)).toMatchObject({ cash: 6_400, points: 960_000 });
    const over = await buyer.fail('POST /api/orders/:no/after-sales', { params: { no }, body: asking(1) });
    expect(over.code).toBe('refund_exceeds');
  });

  test('is shown by the preview as it will be', async () => {
    const buyer = await someone();
    const no = await paid(buyer, { points: 100_000, voucher: 2_000, cashFen: 3_000 });
    const query = { line: '0', amountFen: '6000' };
    const preview = await buyer.call('GET /api/orders/:no/refund-preview', { params: { no }, query });
    const made = await refund(shop, buyer, no, asking(6_000));
    expect(preview.back).toEqual(made.back);
    expect(preview.cashAfterFen).toBe((await walletOf(buyer)).cash);
  });

  test('comes once, however often WeChat says so', async () => {
    const buyer = await someone();
    const no = await paid(buyer, { cashFen: 3_000, voucher: 1_000 });
    shop.simulator.misbehave({ on: 'notification', fault: 'duplicate', copies: 5 });
    const made = await refund(shop, buyer, no, asking(5_000));
    shop.simulator.behave();
    expect(made.back).toMatchObject({ wechatFen: 4_500, cashFen: 0, voucher: 500 });
    expect(await walletOf(buyer)).toMatchObject({ cash: 7_000, voucher: 9_500 });
  });

  test('waits for WeChat, and comes with another attempt when the first one was closed', async () => {
    const buyer = await someone();
    const no = await paid(buyer, { points: 500_000, voucher: 2_000, cashFen: 1_000 });
    shop.simulator.misbehave({ on: 'refund', fault: 'CLOSED', times: 1 });
    const failed = await refund(shop, buyer, no, asking(6_000));
    expect(failed).toMatchObject({ state: 'failed', back: null });
    expect(await walletOf(buyer)).toMatchObject({ cash: 9_000, points: 500_000, voucher: 8_000 });
    await retryRefund(shop.context, CLERK, failed.no);
    await payBack(shop);
    expect(await walletOf(buyer)).toMatchObject({ cash: 9_000, points: 800_000, voucher: 9_200 });
    await refund(shop, buyer, no, asking(4_000, { line: 1 }));
    expect(await walletOf(buyer)).toEqual(HAS);
  });
});

test('freight goes back with the last line of an order of which nothing was sent', async () => {
  const buyer = await someone();
  const template = await shop.db.freightTemplates.create({
    name: '运费',
    chargeBy: 'piece',
    regions: [],
    elsewhere: { first: 1, firstFen: fen(800), additional: 1, additionalFen: fen(0) },
    freeFromFen: null,
    freeFromPieces: null,
    createdAt: shop.clock.now(),
  });
  const productId = await shop.addProduct({ priceFen: fen(5_000) });
  await shop.db.products.update({ freightTemplateId: template.id }, { where: { id: productId } });
  const order = await shop.buy(buyer, { ...mall(productId), use: { cashFen: fen(5_500) } } as Basket);
  expect(order).toMatchObject({ freightFen: 800, totalFen: 5_800, paidWith: { wechatFen: 300 } });
  await refund(shop, buyer, order.no, asking(5_000));
  expect(await orderOf(buyer, order.no)).toMatchObject({ state: 'refunded' });
  expect(await walletOf(buyer)).toMatchObject({ cash: 10_000 });
  expect(await readBalance(shop.db, `member:${buyer.id}:setAside:cash`)).toBe(0);
});
