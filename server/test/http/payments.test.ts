import { fen } from '@paifan/shared/money/fen';
import { readBalance } from '../../src/db/ledgerReads';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';

const MINUTE = 60_000;

let shop: TestShop;
let buyer: Person;
beforeAll(async () => {
  shop = await startTestShop({ config: { wechat: { timeoutMs: 1000 } } });
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());
afterEach(() => {
  shop.simulator.behave();
  shop.simulator.box.state.notices.clear();
});

const placeOne = async () => {
  const productId = await shop.addProduct({ priceFen: fen(5_000), stock: 3 });
  const { no } = await shop.place(buyer, mall(productId, 2));
  return { productId, no };
};
const order = (no: string) => buyer.call('GET /api/orders/:no', { params: { no } });
const stockOf = (id: string) => shop.stockOf(id);
const payment = (no: string) => shop.db.payments.findOne({ where: { outTradeNo: no }, rejectOnEmpty: true });
const messagesAbout = async (no: string) =>
  (await buyer.call('GET /api/me/messages', { query: { limit: '50' } })).items
    .filter(({ orderNo }) => orderNo === no)
    .map(({ kind }) => kind);
const run = (...jobs: Parameters<TestShop['shop']['scheduler']['runJob']>[0][]) =>
  jobs.reduce<Promise<unknown>>(
    (before, job) => before.then(() => shop.shop.scheduler.runJob(job)),
    Promise.resolve(),
  );
/** How often the simulator was asked, by the beginning of the path. */
const countCalls = () => {
  const spy = jest.spyOn(shop.context.wechat, 'queryTransaction');
  return { asked: () => spy.mock.calls.length, end: () => spy.mockRestore() };
};

describe('preparing a payment', () => {
  test('repeated, it signs the same prepay_id anew without asking WeChat again', async () => {
    const { no } = await placeOne();
    const first = await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    shop.simulator.misbehave({ on: 'api', fault: 'error', status: 500, code: 'SYSTEM_ERROR' });
    const second = await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    expect(second.package).toBe(first.package);
    expect(second.paySign).not.toBe(first.paySign);
    expect(shop.simulator.payer.openSheet(second)).toMatchObject({
      outTradeNo: no,
      amountFen: 10_000,
      merchantName: '排返小铺',
    });
  });

  test('after an answer that was lost it can be repeated', async () => {
    const { no } = await placeOne();
    shop.simulator.misbehave({ on: 'api', path: '/v3/pay', fault: 'disconnect', carriedOut: true, times: 1 });
    expect(await buyer.fail('POST /api/orders/:no/payment', { params: { no } })).toEqual({
      status: 503,
      code: 'wechat_unavailable',
    });
    const params = await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    expect(shop.simulator.payer.openSheet(params).outTradeNo).toBe(no);
  });

  test('a refusal of WeChat is told as one', async () => {
    const { no } = await placeOne();
    shop.simulator.misbehave({
      on: 'api',
      path: '/v3/pay',
      fault: 'error',
      status: 403,
      code: 'NO_AUTH',
      times: 1,
    });
    expect(await buyer.fail('POST /api/orders/:no/payment', { params: { no } })).toEqual({
      status: 502,
      code: 'wechat_refused',
    });
  });

  test('it is refused for an order that is paid, closed or out of time', async () => {
    const paid = await placeOne();
    await shop.pay(buyer, paid.no);
    await shop.deliver();
    const closed = await placeOne();
    await buyer.call('POST /api/orders/:no/close', { params: { no: closed.no } });
    const late = await placeOne();
    shop.clock.advance(15 * MINUTE + 1000);
    for (const { no } of [paid, closed, late]) {
      expect(await buyer.fail('POST /api/orders/:no/payment', { params: { no } })).toMatchObject({
        status: 409,
        code: 'order_state',
      });
    }
  });
});

describe('a notification that is lost', () => {
  test('is found when the buyer comes back from the payment sheet', async () => {
    const { no } = await placeOne();
    await shop.pay(buyer, no);
    const checked = await buyer.call('POST /api/orders/:no/payment/check', { params: { no } });
    expect(checked.state).toBe('paid');
    expect((await payment(no)).foundBy).toBe('query');
  });

  test('is found by asking after a minute, and then less and less often', async () => {
    const { no } = await placeOne();
    await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    const calls = countCalls();
    const askedAfter: number[] = [];
    for (let second = 0; second < 14 * 60; second += 10) {
      shop.clock.advance(10_000);
      const before = calls.asked();
      await run('queryOpenPayments');
      if (calls.asked() > before) askedAfter.push(second + 10);
    }
    expect(askedAfter).toEqual([60, 120, 180, 300, 480, 780]);
    calls.end();

    shop.simulator.payer.payOrder(no);
    shop.clock.set((await payment(no)).nextQueryAt ?? new Date(0));
    shop.clock.advance(-1000);
    await run('queryOpenPayments');
    expect((await order(no)).state).toBe('placed');
    shop.clock.advance(1000);
    await run('closeUnpaid');
    expect(await order(no)).toMatchObject({ state: 'paid' });
    expect((await payment(no)).foundBy).toBe('query');
  });

  test('and arrives after it was found: nothing more happens', async () => {
    const { no } = await placeOne();
    await shop.pay(buyer, no);
    await buyer.call('POST /api/orders/:no/payment/check', { params: { no } });
    await shop.settle();
    const before = await shop.snapshot();
    await shop.deliver();
    expect(shop.simulator.deliveries().at(-1)).toMatchObject({ status: 200 });
    expect({ ...(await shop.snapshot()), notifications: [] }).toEqual({ ...before, notifications: [] });
  });

  test('when WeChat does not answer, the buyer is told so and nothing changes', async () => {
    const { no } = await placeOne();
    await shop.pay(buyer, no);
    for (const fault of ['unsigned', 'probe', 'tamper', 'timeout'] as const) {
      shop.simulator.misbehave({ on: 'api', path: '/v3/pay', fault, times: 1 });
      expect(await buyer.fail('POST /api/orders/:no/payment/check', { params: { no } })).toEqual({
        status: 503,
        code: 'wechat_unavailable',
      });
      shop.simulator.behave();
    }
    expect((await order(no)).state).toBe('placed');
  });
});

describe('an order that is not paid', () => {
  test('closes after 15 minutes, not before, and its stock comes back', async () => {
    const { no, productId } = await placeOne();
    await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    expect(await stockOf(productId)).toBe(1);
    const { expiresAt, placedAt } = await order(no);
    expect(new Date(expiresAt).getTime() - new Date(placedAt).getTime()).toBeLessThan(15 * MINUTE + 1000);

    shop.clock.set(new Date(new Date(expiresAt).getTime() - 1));
    await run('closeUnpaid');
    expect((await order(no)).state).toBe('placed');

    const calls = countCalls();
    shop.clock.advance(1);
    await run('closeUnpaid');
    expect(calls.asked()).toBe(2);
    calls.end();
    expect(await order(no)).toMatchObject({ state: 'closed', closedAt: expiresAt });
    expect(await stockOf(productId)).toBe(3);
    expect((await payment(no)).state).toBe('closed');
    expect(() => shop.simulator.payer.payOrder(no)).toThrow();
    await shop.settle();
    expect(await messagesAbout(no)).toContain('orderClosed');
  });

  test('and whose payment was never prepared closes without asking', async () => {
    const { no, productId } = await placeOne();
    shop.clock.advance(15 * MINUTE + 1000);
    const calls = countCalls();
    await run('closeUnpaid');
    expect(calls.asked()).toBe(0);
    calls.end();
    expect((await order(no)).state).toBe('closed');
    expect(await stockOf(productId)).toBe(3);
  });

  test('but was paid meanwhile is paid, not closed', async () => {
    const { no, productId } = await placeOne();
    await shop.pay(buyer, no);
    shop.clock.advance(15 * MINUTE + 1000);
    await run('closeUnpaid');
    await shop.settle();
    expect(await order(no)).toMatchObject({ state: 'paid', settled: true });
    expect(await stockOf(productId)).toBe(1);
  });

  test('and is paid between the question and the closing is paid, not closed', async () => {
    const { no } = await placeOne();
    await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    const spy = jest
      .spyOn(shop.context.wechat, 'closeTransaction')
      .mockImplementationOnce(async (outTradeNo) => {
        shop.simulator.payer.payOrder(outTradeNo);
        spy.mockRestore();
        return shop.context.wechat.closeTransaction(outTradeNo);
      });
    expect(await buyer.fail('POST /api/orders/:no/close', { params: { no } })).toMatchObject({
      status: 409,
      code: 'order_state',
    });
    expect((await order(no)).state).toBe('paid');
  });

  test('and gets its payment sheet between the question and the closing stays open: WeChat has to be asked anew', async () => {
    const { no, productId } = await placeOne();
    const prepare = () => buyer.call('POST /api/orders/:no/payment', { params: { no } });
    // Begun here, and unknown to WeChat: so it says, when it is asked, that there is nothing to close.
    shop.simulator.misbehave({
      on: 'api',
      path: '/v3/pay',
      fault: 'error',
      status: 500,
      code: 'SYSTEM_ERROR',
      times: 1,
    });
    await expect(prepare()).rejects.toThrow('wechat_unavailable');
    const { queryTransaction } = shop.context.wechat;
    const spy = jest.spyOn(shop.context.wechat, 'queryTransaction').mockImplementationOnce(async (number) => {
      const answer = await queryTransaction(number);
      await prepare();
      return answer;
    });
    expect(await buyer.fail('POST /api/orders/:no/close', { params: { no } })).toEqual({
      status: 503,
      code: 'wechat_unavailable',
    });
    spy.mockRestore();
    expect((await order(no)).state).toBe('placed');
    await buyer.call('POST /api/orders/:no/close', { params: { no } });
    expect(() => shop.simulator.payer.payOrder(no)).toThrow();
    expect(await stockOf(productId)).toBe(3);
  });

  test('and gets its payment sheet between the question and the closing is closed where WeChat closed it too', async () => {
    const { no, productId } = await placeOne();
    const prepare = () => buyer.call('POST /api/orders/:no/payment', { params: { no } });
    shop.simulator.misbehave({
      on: 'api',
      path: '/v3/pay',
      fault: 'error',
      status: 500,
      code: 'SYSTEM_ERROR',
      times: 1,
    });
    await expect(prepare()).rejects.toThrow('wechat_unavailable');
    const { queryTransaction } = shop.context.wechat;
    const spy = jest.spyOn(shop.context.wechat, 'queryTransaction').mockImplementationOnce(async (number) => {
      await prepare();
      await shop.context.wechat.closeTransaction(number);
      return queryTransaction(number);
    });
    expect(await buyer.call('POST /api/orders/:no/close', { params: { no } })).toMatchObject({
      state: 'closed',
    });
    spy.mockRestore();
    expect(() => shop.simulator.payer.payOrder(no)).toThrow();
    expect(await stockOf(productId)).toBe(3);
  });

  test('stays open while WeChat does not answer, and closes later', async () => {
    const { no, productId } = await placeOne();
    await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    shop.simulator.misbehave({ on: 'api', fault: 'error', status: 500, code: 'SYSTEM_ERROR' });
    shop.clock.advance(15 * MINUTE + 1000);
    await run('closeUnpaid');
    expect(await buyer.fail('POST /api/orders/:no/close', { params: { no } })).toEqual({
      status: 503,
      code: 'wechat_unavailable',
    });
    expect((await order(no)).state).toBe('placed');
    expect(await stockOf(productId)).toBe(1);
    shop.simulator.behave();
    shop.clock.advance(30 * MINUTE);
    await run('closeUnpaid');
    expect((await order(no)).state).toBe('closed');
  });

  test('can be given up by its buyer, once or twice', async () => {
    const { no, productId } = await placeOne();
    await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    for (const _ of [1, 2]) {
      expect(await buyer.call('POST /api/orders/:no/close', { params: { no } })).toMatchObject({
        state: 'closed',
      });
    }
    expect(await stockOf(productId)).toBe(3);
  });

  test('given up by two requests at once gives its stock back once', async () => {
    const { no, productId } = await placeOne();
    await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    const close = () => buyer.call('POST /api/orders/:no/close', { params: { no } });
    await Promise.all([close(), close(), run('closeUnpaid')]);
    expect(await stockOf(productId)).toBe(3);
  });
});

describe('a payment that comes after the order was closed', () => {
  /** Closed here, though WeChat still takes the money. */
  async function closedAndPaid() {
    const placed = await placeOne();
    await buyer.call('POST /api/orders/:no/payment', { params: { no: placed.no } });
    const closed = { kind: 'refused', status: 404, code: 'ORDER_NOT_EXIST', message: '' } as const;
    const spy = jest.spyOn(shop.context.wechat, 'queryTransaction').mockResolvedValue(closed);
    await buyer.call('POST /api/orders/:no/close', { params: { no: placed.no } });
    spy.mockRestore();
    shop.simulator.payer.payOrder(placed.no);
    return placed;
  }
  const refund = (no: string) =>
    shop.db.refunds.findOne({ where: { outRefundNo: `${no}R1` }, rejectOnEmpty: true });

  test('is refunded by itself, in the books in and out, and the member is told', async () => {
    const wechatBefore = await readBalance(shop.db, 'wechat');
    const { no, productId } = await closedAndPaid();
    await shop.deliver();
    expect(await order(no)).toMatchObject({ state: 'closed' });
    expect(await payment(no)).toMatchObject({ state: 'late', foundBy: 'notification' });
    expect(await refund(no)).toMatchObject({ state: 'wanted', amountFen: 10_000 });
    expect(await readBalance(shop.db, 'wechat')).toBe(wechatBefore - 10_000);

    await run('refundPayments');
    shop.clock.advance(2 * MINUTE);
    await shop.deliver();
    expect(await refund(no)).toMatchObject({ state: 'success', nextTryAt: null });
    expect(await readBalance(shop.db, 'wechat')).toBe(wechatBefore);
    expect(await stockOf(productId)).toBe(3);
    await shop.settle();
    expect(await messagesAbout(no)).toContain('paymentReturned');
    const journals = await shop.db.sequelize.query(
      `SELECT event FROM journals j JOIN orders o ON o.id = j.order_id WHERE o.no = '${no}' ORDER BY j.id`,
    );
    expect(journals[0]).toEqual([{ event: 'paymentReceived' }, { event: 'paymentRefunded' }]);
  });

  test('is found by query where the notification of the refund is lost', async () => {
    const { no } = await closedAndPaid();
    await shop.deliver();
    shop.simulator.misbehave({ on: 'notification', fault: 'lose' });
    await run('refundPayments');
    shop.clock.advance(2 * MINUTE);
    await shop.deliver();
    expect(await refund(no)).toMatchObject({ state: 'processing' });
    await run('refundPayments');
    expect(await refund(no)).toMatchObject({ state: 'success' });
  });

  test('is asked for again with the same number until WeChat answers', async () => {
    const { no } = await closedAndPaid();
    await shop.deliver();
    shop.simulator.misbehave({
      on: 'api',
      path: '/v3/refund',
      fault: 'disconnect',
      carriedOut: true,
      times: 1,
    });
    await run('refundPayments');
    expect(await refund(no)).toMatchObject({ state: 'wanted', attempts: 1 });
    await run('refundPayments');
    expect(await refund(no)).toMatchObject({ state: 'wanted', attempts: 1 });
    shop.clock.advance(MINUTE);
    await run('refundPayments');
    shop.clock.advance(2 * MINUTE);
    await shop.deliver();
    expect(await refund(no)).toMatchObject({ state: 'success' });
    expect(
      [...shop.simulator.box.state.refunds.values()].filter((one) => one.outTradeNo === no),
    ).toHaveLength(1);
  });

  test('of which WeChat tells another amount is asked about later, and keeps no other refund waiting', async () => {
    const { no } = await closedAndPaid();
    await shop.deliver();
    const { refund: ask } = shop.context.wechat;
    const spy = jest.spyOn(shop.context.wechat, 'refund').mockImplementationOnce(async (request) => {
      const outcome = await ask(request);
      if (outcome.kind !== 'ok') throw new Error('the simulator refused');
      return { ...outcome, value: { ...outcome.value, refundFen: fen(1) } };
    });
    await run('refundPayments');
    spy.mockRestore();
    expect(await refund(no)).toMatchObject({ state: 'wanted', attempts: 1 });
    expect((await refund(no)).nextTryAt?.getTime()).toBeGreaterThan(shop.clock.now().getTime());
    shop.clock.advance(2 * MINUTE);
    await run('refundPayments');
    await shop.deliver();
    expect(await refund(no)).toMatchObject({ state: 'success' });
  });

  test('that WeChat cannot give back is left for somebody to look at', async () => {
    const { no } = await closedAndPaid();
    await shop.deliver();
    shop.simulator.misbehave({ on: 'refund', fault: 'ABNORMAL', times: 1 });
    await run('refundPayments');
    shop.clock.advance(2 * MINUTE);
    await shop.deliver();
    expect(await refund(no)).toMatchObject({ state: 'abnormal', stuck: true });
    // It is asked about until somebody has put it right at WeChat Pay, told or not.
    const one = shop.simulator.box.state.refunds.get(`${no}R1`);
    if (!one) throw new Error('no refund');
    one.state = 'SUCCESS';
    shop.clock.advance(6 * 60 * MINUTE);
    await run('refundPayments');
    expect(await refund(no)).toMatchObject({ state: 'success', stuck: null, nextTryAt: null });
  });

  test('that WeChat closes is asked for anew with another number, each a while later, until it is back', async () => {
    const wechatBefore = await readBalance(shop.db, 'wechat');
    const { no } = await closedAndPaid();
    await shop.deliver();
    shop.simulator.misbehave({ on: 'refund', fault: 'CLOSED', times: 2 });
    for (let number = 1; number <= 3; number += 1) {
      await run('refundPayments');
      shop.clock.advance(2 * MINUTE);
      await shop.deliver();
      shop.clock.advance(4 * MINUTE);
    }
    const refunds = await shop.db.refunds.findAll({
      where: { outRefundNo: [`${no}R1`, `${no}R2`, `${no}R3`] },
      order: [['id', 'ASC']],
    });
    expect(refunds.map(({ state, stuck }) => [state, stuck])).toEqual([
      ['closed', null],
      ['closed', null],
      ['success', null],
    ]);
    expect(await readBalance(shop.db, 'wechat')).toBe(wechatBefore);
    await shop.settle();
    expect((await messagesAbout(no)).filter((kind) => kind === 'paymentReturned')).toHaveLength(1);
  });
});

test('a cashier payment completes in the moment in which it is paid', async () => {
  const storeId = await shop.addStore();
  const paid = await shop.buy(buyer, cashier(storeId, 8_800));
  expect(paid).toMatchObject({
    kind: 'cashier',
    state: 'completed',
    settled: true,
    storeName: '老街面馆',
    completedAt: paid.paidAt,
  });
  expect(paid.lines[0]?.entry).toMatchObject({ queueKey: `cashier:${storeId}`, queueName: '收银台队列' });
});

describe('receipt', () => {
  test('completes a paid order, once or twice', async () => {
    const { no } = await placeOne();
    expect(await buyer.fail('POST /api/orders/:no/receipt', { params: { no } })).toMatchObject({
      status: 409,
      code: 'order_state',
    });
    await shop.pay(buyer, no);
    await shop.deliver();
    const completed = await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
    expect(completed.state).toBe('completed');
    expect(await buyer.call('POST /api/orders/:no/receipt', { params: { no } })).toEqual(completed);
    await shop.settle();
    const [tasks] = await shop.db.sequelize.query(
      `SELECT t.kind FROM settlement_tasks t JOIN orders o ON o.id = t.order_id WHERE o.no = '${no}' AND settled_at IS NOT NULL ORDER BY t.id`,
    );
    expect(tasks).toEqual([{ kind: 'paid' }, { kind: 'completed' }]);
  });
});
