import { readBalance } from '../../src/db/ledgerReads';
import { receiveGoods } from '../../src/usecases/afterSale/returnGoods';
import { refundReturned } from '../../src/usecases/afterSale/refundAfterSale';
import { reviewAfterSale } from '../../src/usecases/afterSale/reviewAfterSale';
import { shipOrder } from '../../src/usecases/shipping/shipOrder';
import {
  askFor,
  asking,
  CLERK,
  expectCleanBooks,
  giveBack,
  payBack,
  refund,
  request,
} from '../support/afterSale';
import { cashier, mall, startTestShop, type Order, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let buyer: Person;
let other: Person;
beforeAll(async () => {
  shop = await startTestShop();
  buyer = await shop.signIn('buyer');
  other = await shop.signIn('other');
});
afterAll(() => shop.stop());
afterEach(async () => {
  shop.simulator.behave();
  await shop.settle();
  await expectCleanBooks(shop);
});

async function bought(quantity = 1): Promise<Order & { productId: string }> {
  const productId = await shop.addProduct({ stock: 20 });
  return { ...(await shop.buy(buyer, mall(productId, quantity))), productId };
}
const stockOf = (id: string) => shop.stockOf(id);
const order = (no: string) => buyer.call('GET /api/orders/:no', { params: { no } });
const afterSale = (no: string) => buyer.call('GET /api/after-sales/:no', { params: { no } });
const left = async (no: string) =>
  (await buyer.call('GET /api/orders/:no/after-sales', { params: { no } })).lines[0];

async function titlesAbout(no: string): Promise<string[]> {
  const { items } = await buyer.call('GET /api/me/messages', { query: { limit: '50' } });
  return items.filter(({ body }) => body.includes(no)).map(({ title }) => title);
}

async function rest(no: string, sent: number | 'rest'): Promise<void> {
  const content = sent === 'rest' ? sent : [{ line: 0, quantity: sent }];
  await shipOrder(shop.context, CLERK, no, [{ kind: 'express', carrier: 'SF', number: `SF${no}`, content }]);
}

describe('money back alone', () => {
  test('part of a line: money, books, rebate and message follow when WeChat has paid', async () => {
    const wechatBefore = await readBalance(shop.db, 'wechat');
    const { no } = await bought();
    const asked = await request(buyer, no, asking(2_500, { text: ' 包装破了 ' }));
    expect(asked).toMatchObject({
      orderNo: no,
      state: 'requested',
      stateText: '等待商家处理',
      amountFen: 2_500,
      reasonText: '不想要了',
      text: '包装破了',
      may: { cancel: true, sendBack: false },
    });
    expect(await left(no)).toMatchObject({ paidFen: 10_000, refundedFen: 0, leftFen: 7_500 });

    await reviewAfterSale(shop.context, CLERK, asked.no, { agrees: true });
    await shop.shop.scheduler.runJob('refundPayments');
    expect(await afterSale(asked.no)).toMatchObject({ state: 'refunding' });
    // Until the money has gone back, nothing of the rebate has changed.
    await shop.settle();
    expect((await order(no)).lines[0]?.entry).toMatchObject({ entitledFen: 10_000 });

    await payBack(shop);
    expect(await afterSale(asked.no)).toMatchObject({
      state: 'refunded',
      events: ['requested', 'approved', 'refunding', 'refunded'].map((state) => ({ state })),
    });
    expect(await order(no)).toMatchObject({ state: 'paid', lines: [{ entry: { entitledFen: 7_500 } }] });
    expect(await left(no)).toMatchObject({ refundedFen: 2_500, leftFen: 7_500 });
    expect(await readBalance(shop.db, 'wechat')).toBe(wechatBefore - 7_500);
    expect(await titlesAbout(asked.no)).toEqual(['退款成功', '退款处理中', '售后申请已提交']);
  });

  test('all of an order that was not sent: it is refunded, its pieces return, and it cannot complete', async () => {
    const { no, productId } = await bought(3);
    expect(await stockOf(productId)).toBe(17);
    await refund(shop, buyer, no, asking(30_000));
    expect(await order(no)).toMatchObject({ state: 'refunded', lines: [{ entry: { state: 'cancelled' } }] });
    expect(await stockOf(productId)).toBe(20);
    expect(await buyer.fail('POST /api/orders/:no/receipt', { params: { no } })).toMatchObject({
      code: 'order_state',
    });
    await expect(rest(no, 'rest')).rejects.toMatchObject({ code: 'order_state' });
  });

  test('of some pieces that were not sent: they return, and with the others sent the order is shipped', async () => {
    const { no, productId } = await bought(3);
    await rest(no, 2);
    const { no: asked } = await request(buyer, no, asking(10_000, { quantity: 1 }));
    await expect(rest(`${no}`, 'rest')).resolves.toBeUndefined();
    await expect(
      shipOrder(shop.context, CLERK, no, [
        { kind: 'express', carrier: 'SF', number: 'SF1234567', content: 'rest' },
      ]),
    ).rejects.toMatchObject({ code: 'shipment_exceeds' });
    expect((await order(no)).state).toBe('paid');
    await reviewAfterSale(shop.context, CLERK, asked, { agrees: true });
    await payBack(shop);
    expect(await stockOf(productId)).toBe(18);
    expect((await order(no)).state).toBe('shipped');
  });

  test('of a completed order: the goods stay with the buyer', async () => {
    const { no, productId } = await bought(2);
    await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
    await refund(shop, buyer, no, asking(20_000));
    expect((await order(no)).state).toBe('refunded');
    expect(await stockOf(productId)).toBe(18);
  });

  test('of a cashier payment', async () => {
    const { no } = await shop.buy(buyer, cashier(await shop.addStore(), 8_800));
    expect(await refund(shop, buyer, no, asking(800))).toMatchObject({ state: 'refunded' });
    expect(await order(no)).toMatchObject({
      state: 'completed',
      lines: [{ entry: { entitledFen: 8_000 } }],
    });
  });

  test('several refunds of one order keep a minute between them, each with its own number', async () => {
    const { no } = await bought();
    for (const amount of [1_000, 2_000]) {
      const { no: asked } = await request(buyer, no, asking(amount));
      await reviewAfterSale(shop.context, CLERK, asked, { agrees: true });
    }
    await shop.shop.scheduler.runJob('refundPayments');
    const asked = () => [...shop.simulator.box.state.refunds.values()].filter((one) => one.outTradeNo === no);
    expect(asked()).toHaveLength(1);
    shop.clock.advance(59_000);
    await shop.shop.scheduler.runJob('refundPayments');
    expect(asked()).toHaveLength(1);
    await payBack(shop);
    expect(asked().map(({ outRefundNo, refundFen, state }) => [outRefundNo, refundFen, state])).toEqual([
      [`${no}R1`, 1_000, 'SUCCESS'],
      [`${no}R2`, 2_000, 'SUCCESS'],
    ]);
    const [first, second] = asked();
    expect((second?.createdAt ?? 0) - (first?.createdAt ?? 0)).toBeGreaterThanOrEqual(60_000);
  });
});

describe('goods and money back', () => {
  test('step by step, and the goods return to the stock', async () => {
    const { no, productId } = await bought(2);
    await rest(no, 'rest');
    const asked = await request(
      buyer,
      no,
      asking(10_000, { kind: 'returnRefund', quantity: 1, reason: 'damaged', pictures: ['/pictures/a.jpg'] }),
    );
    await reviewAfterSale(shop.context, CLERK, asked.no, { agrees: true, answer: '寄：老街 8 号' });
    expect(await afterSale(asked.no)).toMatchObject({
      state: 'approved',
      answer: '寄：老街 8 号',
      pictures: ['/pictures/a.jpg'],
      may: { cancel: true, sendBack: true },
    });
    const parcel = (number: string) => ({
      params: { no: asked.no },
      body: { carrier: 'YTO' as const, number },
    });
    await buyer.call('POST /api/after-sales/:no/return', parcel('YT1000001'));
    const returning = await buyer.call('POST /api/after-sales/:no/return', parcel('YT1000002'));
    expect(returning).toMatchObject({
      state: 'returning',
      returnParcel: { carrierName: '圆通速递', number: 'YT1000002' },
      may: { cancel: false, sendBack: true },
    });
    expect(await buyer.call('POST /api/after-sales/:no/return', parcel('YT1000002'))).toEqual(returning);

    await receiveGoods(shop.context, CLERK, asked.no, { restock: true });
    expect(await stockOf(productId)).toBe(19);
    await refundReturned(shop.context, CLERK, asked.no);
    await payBack(shop);
    expect(await afterSale(asked.no)).toMatchObject({
      state: 'refunded',
      may: { cancel: false, sendBack: false },
    });
    expect((await order(no)).state).toBe('shipped');
    expect(await stockOf(productId)).toBe(19);
    expect(await titlesAbout(asked.no)).toEqual([
      ...['退款成功', '退款处理中', '商家已收到退货', '退货物流已登记', '退货物流已登记'],
      ...['商家已同意退货', '售后申请已提交'],
    ]);
  });

  test('what is damaged does not return to the stock', async () => {
    const { no, productId } = await bought();
    await rest(no, 'rest');
    const asked = await request(buyer, no, asking(10_000, { kind: 'returnRefund', quantity: 1 }));
    await giveBack(shop, buyer, asked.no, { restock: false });
    expect(await stockOf(productId)).toBe(19);
    expect((await order(no)).state).toBe('refunded');
  });

  test('only what was sent can come back, and only once', async () => {
    const { no } = await bought(3);
    const back = (quantity: number) =>
      buyer.fail(
        'POST /api/orders/:no/after-sales',
        askFor(no, asking(100, { kind: 'returnRefund', quantity })),
      );
    expect(await back(1)).toMatchObject({ status: 409, code: 'refund_exceeds', details: { pieces: 0 } });
    await rest(no, 2);
    await request(buyer, no, asking(100, { kind: 'returnRefund', quantity: 1 }));
    expect(await back(2)).toMatchObject({ code: 'refund_exceeds', details: { pieces: 1, leftFen: 29_900 } });
    expect(await back(0)).toMatchObject({ code: 'refund_exceeds' });
  });
});

describe('a request', () => {
  test('that is rejected or taken back lets go of what it held', async () => {
    const { no } = await bought();
    const first = await request(buyer, no, asking(10_000));
    expect(await buyer.fail('POST /api/orders/:no/after-sales', askFor(no, asking(1)))).toMatchObject({
      status: 409,
      code: 'refund_exceeds',
    });
    await reviewAfterSale(shop.context, CLERK, first.no, { agrees: false, answer: '已超出范围' });
    expect(await afterSale(first.no)).toMatchObject({ state: 'rejected', answer: '已超出范围' });
    const second = await request(buyer, no, asking(10_000));
    const cancel = () => buyer.call('POST /api/after-sales/:no/cancel', { params: { no: second.no } });
    const cancelled = await cancel();
    expect(cancelled).toMatchObject({ state: 'cancelled' });
    expect(await cancel()).toEqual(cancelled);
    expect(await left(no)).toMatchObject({ leftFen: 10_000 });
    await expect(reviewAfterSale(shop.context, CLERK, second.no, { agrees: true })).rejects.toMatchObject({
      code: 'after_sale_state',
    });
  });

  test('thirty at once never ask for more than is left', async () => {
    const { no } = await bought();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        buyer.send('POST /api/orders/:no/after-sales', askFor(no, asking(1_500))),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(6);
    expect(statuses.filter((status) => status === 409)).toHaveLength(24);
    expect(await left(no)).toMatchObject({ leftFen: 1_000 });
    expect(
      await shop.db.afterSales.sum('amountFen', {
        where: { orderId: (await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true })).id },
      }),
    ).toBe(9_000);
  });

  test('and a parcel at the same moment never get the same pieces', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { no } = await bought(3);
      const [asked, sent] = await Promise.all([
        buyer.send('POST /api/orders/:no/after-sales', askFor(no, asking(30_000, { quantity: 3 }))),
        rest(no, 3).then(
          () => 'sent',
          () => 'refused',
        ),
      ]);
      expect([asked.status === 200, sent === 'sent'].filter(Boolean)).toHaveLength(1);
    }
  });

  test('that is repeated with its key is one; the key names nothing else', async () => {
    const { no } = await bought();
    const call = askFor(no, asking(3_000), 'the-same-key');
    const [first, ...again] = await Promise.all(
      [1, 2, 3].map(() => buyer.call('POST /api/orders/:no/after-sales', call)),
    );
    for (const repeated of again) expect(repeated).toEqual(first);
    expect(
      await buyer.fail('POST /api/orders/:no/after-sales', askFor(no, asking(3_001), 'the-same-key')),
    ).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    expect(await left(no)).toMatchObject({ leftFen: 7_000 });
  });

  test('is judged by the state of its order and its line', async () => {
    const { no } = await shop.place(buyer, mall(await shop.addProduct()));
    const ask = (body = asking(100)) => buyer.fail('POST /api/orders/:no/after-sales', askFor(no, body));
    expect(await ask()).toMatchObject({ status: 409, code: 'order_state' });
    await shop.pay(buyer, no);
    await shop.deliver();
    expect(await ask(asking(100, { line: 1 }))).toMatchObject({ status: 404, code: 'order_line_not_found' });
    expect(await ask(asking(10_001))).toMatchObject({ code: 'refund_exceeds', details: { leftFen: 10_000 } });
    expect(await ask(asking(0))).toMatchObject({ status: 400, code: 'bad_request' });
    shop.clock.advance(350 * 86_400_000);
    buyer = await shop.signIn('buyer');
    other = await shop.signIn('other');
    expect(await ask()).toMatchObject({ status: 409, code: 'order_state' });
  });

  test('belongs to its member alone', async () => {
    const { no } = await bought();
    const asked = await request(buyer, no, asking(3_000));
    const before = await shop.snapshot();
    const params = { no: asked.no };
    expect(await other.fail('GET /api/after-sales/:no', { params })).toMatchObject({
      code: 'after_sale_not_found',
    });
    expect(await other.fail('POST /api/after-sales/:no/cancel', { params })).toMatchObject({ status: 404 });
    expect(
      await other.fail('POST /api/after-sales/:no/return', {
        params,
        body: { carrier: 'SF', number: 'SF0000001' },
      }),
    ).toMatchObject({ status: 404 });
    expect(await other.fail('POST /api/orders/:no/after-sales', askFor(no, asking(1)))).toMatchObject({
      code: 'order_not_found',
    });
    expect(await other.call('GET /api/after-sales')).toEqual({ items: [], next: null });
    expect(await shop.snapshot()).toEqual(before);
  });

  test('lists are paged, newest first, by state if asked', async () => {
    const { no } = await bought();
    for (const amount of [100, 200, 300]) await request(buyer, no, asking(amount));
    const first = await buyer.call('GET /api/after-sales', { query: { limit: '2', state: 'requested' } });
    expect(first.items.map(({ amountFen }) => amountFen)).toEqual([300, 200]);
    const next = await buyer.call('GET /api/after-sales', {
      query: { limit: '1', state: 'requested', cursor: first.next ?? '' },
    });
    expect(next.items.map(({ amountFen }) => amountFen)).toEqual([100]);
  });
});
