import { fen } from '@paifan/shared/money/fen';
import type { ErrorBody } from '@paifan/shared/errors/errors';
import { runChecks } from '../../src/db/checks';
import type { NoticeOptions, SignedNotice } from '../../src/simulator/notices';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Reply {
  status: number;
  body: Partial<ErrorBody>;
}

/** Sends a notification as WeChat Pay would. */
async function notify(shop: TestShop, { headers, body }: SignedNotice): Promise<Reply> {
  const response = await fetch(`${shop.url}/pay/wechat/notify`, {
    method: 'POST',
    headers,
    body: new Uint8Array(body),
  });
  return { status: response.status, body: (await response.json()) as Partial<ErrorBody> };
}

describe.each(['certificate', 'publicKey'] as const)('notifications of WeChat Pay in %s mode', (mode) => {
  let shop: TestShop;
  let buyer: Person;
  let buyers = 0;
  /** An order that is paid at WeChat and of which the shop does not know yet. */
  let orderNo: string;

  beforeAll(async () => {
    shop = await startTestShop({ mode });
  });
  afterAll(() => shop.stop());
  // Somebody new each time: a member may hold a few unpaid orders only.
  beforeEach(async () => {
    buyers += 1;
    buyer = await shop.signIn(`buyer-${buyers}`);
    const productId = await shop.addProduct({ priceFen: fen(16_800) });
    orderNo = (await shop.place(buyer, mall(productId))).no;
    await shop.pay(buyer, orderNo);
  });
  afterEach(async () => {
    shop.simulator.box.state.notices.clear();
  });

  const orderState = async () => (await buyer.call('GET /api/orders/:no', { params: { no: orderNo } })).state;
  const rows = async (table: string, where: string) =>
    (await shop.db.sequelize.query(`SELECT * FROM ${table} WHERE ${where}`))[0];

  test('sent 100 times, each signed afresh, in parallel and over a day: paid once, settled once', async () => {
    const replies: Reply[] = [];
    for (let round = 0; round < 10; round += 1) {
      const copies = Array.from({ length: 10 }, () => notify(shop, shop.simulator.notificationFor(orderNo)));
      replies.push(...(await Promise.all(copies)));
      if (round % 3 === 0) await shop.settle();
      shop.clock.advance(2.4 * HOUR);
    }
    await shop.settle();

    expect(replies).toHaveLength(100);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    const order = await buyer.call('GET /api/orders/:no', { params: { no: orderNo } });
    expect(order).toMatchObject({ state: 'paid', settled: true });
    const [{ id }] = (await rows('orders', `no = '${orderNo}'`)) as [{ id: string }];
    expect(await rows('journals', `order_id = ${id} AND event = 'paymentReceived'`)).toHaveLength(1);
    expect(await rows('settlement_tasks', `order_id = ${id}`)).toHaveLength(1);
    expect(await rows('entries', `order_id = ${id}`)).toHaveLength(1);
    expect(await rows('notifications', `reference = '${orderNo}'`)).toMatchObject([{ times: 100 }]);
  });

  test('of many orders at the same time: what is right is paid, whatever comes with it', async () => {
    const productId = await shop.addProduct({ priceFen: fen(1_000) });
    const storeId = await shop.addStore();
    const baskets = [...Array.from({ length: 14 }, () => mall(productId)), cashier(storeId, 3_300)];
    const orders: string[] = [];
    for (const basket of baskets) {
      const { no } = await shop.place(buyer, basket);
      await shop.pay(buyer, no);
      orders.push(no);
    }
    const [late = '', wrong = ''] = orders;
    await shop.db.orders.update({ state: 'closed' }, { where: { no: late } });
    const notices = orders.flatMap((no) => {
      const options: NoticeOptions = no === wrong ? { wrong: 'totalFen' } : {};
      // Each twice: once more while the first may still be under way.
      return [no, no].map(() => notify(shop, shop.simulator.notificationFor(no, options)));
    });
    const replies = await Promise.all(notices);
    await shop.settle();

    const expected = orders.flatMap((no) => Array<number>(2).fill(no === wrong ? 422 : 200));
    expect(replies.map(({ status }) => status)).toEqual(expected);
    const states = await shop.db.orders.findAll({ where: { no: orders }, order: ['id'] });
    expect(states.map(({ state }) => state)).toEqual([
      'closed',
      'placed',
      ...Array<string>(12).fill('paid'),
      'completed',
    ]);
    const numbers = orders.map((no) => `'${no}'`).join(',');
    expect(await rows('payments', `out_trade_no IN (${numbers}) AND state = 'paid'`)).toHaveLength(13);
    expect(await rows('payments', `out_trade_no IN (${numbers}) AND state = 'late'`)).toHaveLength(1);
    const seen = await rows('notifications', `reference IN (${numbers}) AND times = 2`);
    expect(seen).toHaveLength(14);
    const ids = states.map(({ id }) => id).join(',');
    expect(await rows('journals', `order_id IN (${ids}) AND event = 'paymentReceived'`)).toHaveLength(14);
    expect(await rows('settlement_tasks', `order_id IN (${ids}) AND settled_at IS NOT NULL`)).toHaveLength(
      14,
    );
    expect((await shop.db.products.findByPk(productId))?.sold).toBe(12);
    expect(await runChecks(shop.db)).toEqual([]);
  });

  describe('what is not right is answered with 4xx and changes nothing', () => {
    const changed = (change: (notice: SignedNotice) => SignedNotice) => (no: string) =>
      change(shop.simulator.notificationFor(no));
    const signed = (options: () => NoticeOptions) => (no: string) =>
      shop.simulator.notificationFor(no, options());
    const inTime = (milliseconds: number) =>
      signed(() => ({ at: new Date(shop.clock.now().getTime() + milliseconds) }));
    const without = (header: string) =>
      changed(({ headers, body }) => ({
        headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== header)),
        body,
      }));

    test.each<[string, (no: string) => SignedNotice, number, string]>([
      ['a body that was changed', signed(() => ({ tamper: 'body' })), 401, 'notification_signature'],
      [
        'a ciphertext that was changed before signing',
        signed(() => ({ tamper: 'ciphertext' })),
        400,
        'notification_malformed',
      ],
      [
        'a signature that was changed',
        signed(() => ({ tamper: 'signature' })),
        401,
        'notification_signature',
      ],
      ['a time that was changed', signed(() => ({ tamper: 'timestamp' })), 401, 'notification_signature'],
      ['a nonce that was changed', signed(() => ({ tamper: 'nonce' })), 401, 'notification_signature'],
      ['a probe of WeChat', signed(() => ({ probe: true })), 401, 'notification_signature'],
      ['a key that is not known', signed(() => ({ unknownSerial: true })), 401, 'notification_signature'],
      ['signed five minutes ago', inTime(-5 * MINUTE), 401, 'notification_expired'],
      ['signed two days ago', inTime(-48 * HOUR), 401, 'notification_expired'],
      ['signed in the future', inTime(10 * MINUTE), 401, 'notification_expired'],
      ['of another merchant', signed(() => ({ wrong: 'mchid' })), 422, 'notification_mismatch'],
      ['of another mini-program', signed(() => ({ wrong: 'appid' })), 422, 'notification_mismatch'],
      ['about another amount', signed(() => ({ wrong: 'totalFen' })), 422, 'notification_mismatch'],
      ['about another currency', signed(() => ({ wrong: 'currency' })), 422, 'notification_mismatch'],
      [
        'about a payment that did not succeed',
        signed(() => ({ wrong: 'tradeState' })),
        422,
        'notification_mismatch',
      ],
      [
        'about an order that does not exist',
        signed(() => ({ wrong: 'outTradeNo' })),
        404,
        'notification_unknown_order',
      ],
      ['without a signature', without('Wechatpay-Signature'), 400, 'notification_malformed'],
      [
        'an empty body',
        changed(({ headers }) => ({ headers, body: Buffer.alloc(0) })),
        401,
        'notification_signature',
      ],
      [
        'a body that is no JSON',
        changed(({ headers }) => ({ headers, body: Buffer.from('{') })),
        401,
        'notification_signature',
      ],
      [
        'a body that is far too long',
        changed(({ headers }) => ({ headers, body: Buffer.alloc(100_000, 'a') })),
        413,
        'payload_too_large',
      ],
    ])('%s', async (_, make, status, code) => {
      const before = await shop.snapshot();
      const reply = await notify(shop, make(orderNo));
      expect(reply).toMatchObject({
        status,
        body: { code, message: expect.stringMatching(/\p{Script=Han}/u) },
      });
      expect(await shop.snapshot()).toEqual(before);
      expect(await orderState()).toBe('placed');
    });

    test('paid by somebody else than the buyer', async () => {
      await shop.db.members.update({ openid: 'somebody-else' }, { where: { id: buyer.id } });
      const before = await shop.snapshot();
      const reply = await notify(shop, shop.simulator.notificationFor(orderNo));
      expect(reply).toMatchObject({ status: 422, body: { details: { fields: ['payer'] } } });
      expect(await shop.snapshot()).toEqual(before);
      await shop.db.members.update({ openid: buyer.openid }, { where: { id: buyer.id } });
    });

    test('the same order paid under another transaction', async () => {
      await notify(shop, shop.simulator.notificationFor(orderNo));
      await shop.db.payments.update({ transactionId: '4200009999' }, { where: { outTradeNo: orderNo } });
      const before = await shop.snapshot();
      const reply = await notify(shop, shop.simulator.notificationFor(orderNo));
      expect(reply).toMatchObject({ status: 422, body: { details: { fields: ['transactionId'] } } });
      expect(await shop.snapshot()).toEqual(before);
    });

    test('and the genuine notification is taken after all of them', async () => {
      expect((await notify(shop, shop.simulator.notificationFor(orderNo))).status).toBe(200);
      expect(await orderState()).toBe('paid');
    });
  });

  test('the worker and a second notification at the same time do not disturb each other', async () => {
    const sent = [
      notify(shop, shop.simulator.notificationFor(orderNo)),
      notify(shop, shop.simulator.notificationFor(orderNo)),
    ];
    const [first, second] = await Promise.all([...sent, shop.shop.worker.settleAll()]);
    expect([first, second]).toMatchObject([{ status: 200 }, { status: 200 }]);
    await shop.settle();
    expect(await buyer.call('GET /api/orders/:no', { params: { no: orderNo } })).toMatchObject({
      settled: true,
    });
  });

  test('found by asking and by ten notifications in the same moment: paid once', async () => {
    const check = () => buyer.send('POST /api/orders/:no/payment/check', { params: { no: orderNo } });
    const sent = Array.from({ length: 10 }, () => notify(shop, shop.simulator.notificationFor(orderNo)));
    const replies = await Promise.all([
      ...sent,
      check(),
      check(),
      shop.shop.scheduler.runJob('queryOpenPayments'),
    ]);
    for (const reply of replies.slice(0, 12)) expect(reply).toMatchObject({ status: 200 });
    const [{ id }] = (await rows('orders', `no = '${orderNo}'`)) as [{ id: string }];
    expect(await rows('journals', `order_id = ${id}`)).toHaveLength(1);
    expect(await rows('settlement_tasks', `order_id = ${id}`)).toHaveLength(1);
    expect(await orderState()).toBe('paid');
  });
});
