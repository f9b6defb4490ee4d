import { fen } from '@paifan/shared/money/fen';
import { runChecks } from '../../src/db/checks';
import { reviewAfterSale } from '../../src/usecases/afterSale/reviewAfterSale';
import { shipOrder, type ParcelToSend } from '../../src/usecases/shipping/shipOrder';
import { asking, CLERK, request } from '../support/afterSale';
import { cashier, mall, startTestShop, type Order, type Person, type TestShop } from '../support/shop';
import { giveCash } from '../support/wallet';

const MINUTE = 60_000;
const DAY = 86_400_000;

let shop: TestShop;
let buyer: Person;
beforeAll(async () => {
  shop = await startTestShop({ config: { session: { days: 365 } } });
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());
afterEach(async () => {
  shop.simulator.behave();
  await shop.settle();
  expect(await runChecks(shop.db)).toEqual([]);
});

async function bought(quantity = 1): Promise<Order> {
  const tea = await shop.addProduct({ title: '龙井茶' });
  const cup = await shop.addProduct({ title: '青瓷杯' });
  const items = [
    { productId: tea, quantity },
    { productId: cup, quantity: 1 },
  ];
  return shop.buy(buyer, { kind: 'mall', items });
}
const stateOf = async (no: string) => (await buyer.call('GET /api/orders/:no', { params: { no } })).state;
const parcelsOf = async (no: string) =>
  (await buyer.call('GET /api/orders/:no/parcels', { params: { no } })).items;
const ship = (no: string, ...parcels: ParcelToSend[]) => shipOrder(shop.context, CLERK, no, parcels);
const express = (number: string, content: ParcelToSend['content'] = 'rest'): ParcelToSend => ({
  kind: 'express',
  carrier: 'SF',
  number,
  content,
});
const upload = async (no: string) => {
  const { id } = await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true });
  return shop.db.shippingUploads.findByPk(id);
};
const tellWeChat = () => shop.shop.scheduler.runJob('uploadShippings');
const messages = async (no: string) =>
  (await buyer.call('GET /api/me/messages', { query: { limit: '50' } })).items
    .filter(({ body }) => body.includes(no))
    .map(({ title, body }) => [title, body]);

describe('an order is sent', () => {
  test('in several parcels; with the last one it is shipped', async () => {
    const { no } = await bought(3);
    await ship(no, express('SF100001', [{ line: 0, quantity: 2 }]));
    expect(await stateOf(no)).toBe('paid');
    await ship(no, { kind: 'express', carrier: 'JTSD', number: 'JT200002', content: 'rest' });
    expect(await stateOf(no)).toBe('shipped');
    expect(await parcelsOf(no)).toMatchObject([
      {
        kind: 'express',
        carrierName: '顺丰速运',
        number: 'SF100001',
        lines: [{ line: 0, title: '龙井茶', quantity: 2 }],
      },
      {
        carrierName: '极兔速递',
        number: 'JT200002',
        lines: [
          { line: 0, quantity: 1 },
          { line: 1, title: '青瓷杯', quantity: 1 },
        ],
      },
    ]);
    await shop.settle();
    expect((await messages(no)).slice(0, 2)).toEqual([
      ['商品已发货', `订单 ${no} 的商品已送出，极兔速递 JT200002。`],
      ['商品已发货', `订单 ${no} 的商品已送出，顺丰速运 SF100001。`],
    ]);
  });

  test('once, also when it is asked for twice at once', async () => {
    const { no } = await bought();
    await Promise.all([ship(no, express('SF300003')), ship(no, express('SF300003'))]);
    await ship(no, express('SF300003'));
    expect(await parcelsOf(no)).toHaveLength(1);
  });

  test.each<[string, ParcelToSend[], string]>([
    ['more pieces than were bought', [express('SF400001', [{ line: 0, quantity: 3 }])], 'shipment_exceeds'],
    [
      'the same pieces in two parcels',
      [express('SF400002', [{ line: 1, quantity: 1 }]), express('SF400003', [{ line: 1, quantity: 1 }])],
      'shipment_exceeds',
    ],
    ['nothing', [express('SF400004', [])], 'shipment_exceeds'],
    ['a line that is not there', [express('SF400005', [{ line: 2, quantity: 1 }])], 'order_line_not_found'],
    [
      'two ways of delivery',
      [express('SF400006', [{ line: 1, quantity: 1 }]), { kind: 'pickup', content: 'rest' }],
      'bad_request',
    ],
  ])('%s is refused and sends nothing', async (_, parcels, code) => {
    const { no } = await bought(2);
    await expect(ship(no, ...parcels)).rejects.toMatchObject({ code });
    expect(await parcelsOf(no)).toEqual([]);
  });

  test('only when it is paid', async () => {
    const { no } = await shop.place(buyer, mall(await shop.addProduct()));
    await expect(ship(no, express('SF500001'))).rejects.toMatchObject({ code: 'order_state' });
    await expect(ship('NOSUCHORDER', express('SF500002'))).rejects.toMatchObject({ code: 'order_not_found' });
  });
});

describe('WeChat is told that an order was sent', () => {
  test('with all its parcels, a minute after its payment', async () => {
    const { no } = await bought(2);
    await ship(no, express('SF600001', [{ line: 0, quantity: 2 }]), express('SF600002'));
    await tellWeChat();
    expect(await upload(no)).toMatchObject({ state: 'wanted', attempts: 0 });
    shop.clock.advance(MINUTE);
    await tellWeChat();
    expect(await upload(no)).toMatchObject({ state: 'done', attempts: 1, nextTryAt: null });
    expect(shop.simulator.box.state.shipments.get(no)).toMatchObject({
      logisticsType: 1,
      deliveryMode: 2,
      uploads: 1,
      parcels: [
        { carrier: 'SF', number: 'SF600001', description: '龙井茶 等 2 件' },
        { carrier: 'SF', number: 'SF600002' },
      ],
    });
    await tellWeChat();
    expect(shop.simulator.box.state.shipments.get(no)).toMatchObject({ uploads: 1 });
  });

  test.each([
    ['sameCity', 2],
    ['virtual', 3],
    ['pickup', 4],
  ] as const)('%s without a parcel is type %d', async (kind, logisticsType) => {
    const { no } = await bought();
    await ship(no, { kind, content: 'rest' });
    shop.clock.advance(MINUTE);
    await tellWeChat();
    expect(shop.simulator.box.state.shipments.get(no)).toMatchObject({
      logisticsType,
      deliveryMode: 1,
      parcels: [{ carrier: '', number: '' }],
    });
  });

  test('a cashier payment is handed over when it is paid', async () => {
    const { no } = await shop.buy(buyer, cashier(await shop.addStore(), 5_000));
    shop.clock.advance(MINUTE);
    await tellWeChat();
    expect(shop.simulator.box.state.shipments.get(no)).toMatchObject({ logisticsType: 4 });
  });

  test('again after growing pauses while WeChat does not know the payment', async () => {
    const { no } = await bought();
    await ship(no, express('SF700001'));
    const unknown = { on: 'api', path: '/wxa/sec/order', fault: 'error', status: 200 } as const;
    shop.simulator.misbehave({ ...unknown, code: '10060001', times: 2 });
    shop.clock.advance(MINUTE);
    await tellWeChat();
    expect(await upload(no)).toMatchObject({ state: 'wanted', attempts: 1, error: '10060001' });
    shop.clock.advance(MINUTE - 1);
    await tellWeChat();
    expect(await upload(no)).toMatchObject({ attempts: 1 });
    shop.clock.advance(1);
    await tellWeChat();
    expect(await upload(no)).toMatchObject({ attempts: 2 });
    shop.clock.advance(2 * MINUTE - 1);
    await tellWeChat();
    expect(await upload(no)).toMatchObject({ attempts: 2 });
    shop.clock.advance(1);
    await tellWeChat();
    expect(await upload(no)).toMatchObject({ state: 'done', attempts: 3, error: null });
  });

  test('once, though its answer was lost', async () => {
    const { no } = await bought();
    await ship(no, express('SF800001'));
    shop.clock.advance(MINUTE);
    const path = '/wxa/sec/order';
    shop.simulator.misbehave({ on: 'api', path, fault: 'disconnect', carriedOut: true, times: 2 });
    for (const pause of [0, 1, 2]) {
      shop.clock.advance(pause * MINUTE);
      await tellWeChat();
    }
    expect(await upload(no)).toMatchObject({ state: 'done', attempts: 3 });
    expect(shop.simulator.box.state.shipments.get(no)).toMatchObject({ uploads: 2 });
  });

  test('and what it refuses for good is left for somebody to look at', async () => {
    const { no } = await bought();
    await ship(no, express('SF900001'));
    shop.clock.advance(MINUTE);
    const path = '/wxa/sec/order';
    shop.simulator.misbehave({ on: 'api', path, fault: 'error', status: 200, code: '10060004', times: 1 });
    await tellWeChat();
    expect(await upload(no)).toMatchObject({ state: 'refused', error: '10060004', nextTryAt: null });
  });
});

describe('an order that nobody confirms', () => {
  const confirm = () => shop.shop.scheduler.runJob('confirmReceipts');

  test('completes ten days after it was sent, and its buyer is told once', async () => {
    const { no } = await bought();
    await ship(no, express('SF110001'));
    shop.clock.advance(10 * DAY - 1);
    await confirm();
    expect(await stateOf(no)).toBe('shipped');
    shop.clock.advance(1);
    await Promise.all([confirm(), confirm()]);
    await confirm();
    expect(await stateOf(no)).toBe('completed');
    await shop.settle();
    const told = (await messages(no)).filter(([title]) => title === '订单已自动确认收货');
    expect(told).toHaveLength(1);
  });

  test('waits while a request for after-sale is open', async () => {
    const { no } = await bought();
    await ship(no, express('SF120001'));
    const asked = await request(buyer, no, asking(100));
    shop.clock.advance(11 * DAY);
    await confirm();
    expect(await stateOf(no)).toBe('shipped');
    await reviewAfterSale(shop.context, CLERK, asked.no, { agrees: false, answer: '无质量问题' });
    await confirm();
    expect(await stateOf(no)).toBe('completed');
  });

  test('after the days of the settings in force', async () => {
    const { no } = await bought();
    await ship(no, express('SF130001'));
    await shop.publish({ autoConfirmDays: 3 });
    shop.clock.advance(3 * DAY);
    await confirm();
    expect(await stateOf(no)).toBe('completed');
  });
});

describe('before a receipt is confirmed', () => {
  const prepare = (no: string) => buyer.call('POST /api/orders/:no/receipt/prepare', { params: { no } });

  /** Sent, and told to WeChat. */
  async function sent(): Promise<string> {
    const { no } = await bought();
    await ship(no, express(`SF9${no.slice(-8)}`));
    shop.clock.advance(2 * MINUTE);
    await tellWeChat();
    return no;
  }

  test('what WeChat’s component takes is told, once WeChat knows that it was sent', async () => {
    const { no } = await bought();
    expect((await prepare(no)).extraData).toBeNull();
    await ship(no, express('SF900001'));
    expect((await prepare(no)).extraData).toBeNull();
    shop.clock.advance(2 * MINUTE);
    await tellWeChat();
    const order = shop.simulator.box.state.orders.get(no);
    expect(await prepare(no)).toMatchObject({
      order: { no, state: 'shipped' },
      extraData: {
        merchant_id: shop.context.wechat.mchid,
        merchant_trade_no: no,
        transaction_id: order?.transactionId,
      },
    });
  });

  test('what was confirmed in WeChat completes, also when the phone did not say so', async () => {
    const no = await sent();
    const { extraData } = await prepare(no);
    shop.simulator.payer.confirmReceipt(extraData, buyer.openid);
    expect(await prepare(no)).toMatchObject({ order: { state: 'completed' }, extraData: null });
    expect((await prepare(no)).order.state).toBe('completed');
  });

  test.each<[string, Parameters<TestShop['simulator']['misbehave']>[0], boolean]>([
    ['is busy', { on: 'api', path: '/wxa/sec/order', fault: 'error', status: 200, code: '-1' }, true],
    ['refuses', { on: 'api', path: '/wxa/sec/order', fault: 'error', status: 200, code: '10060001' }, false],
  ])('while WeChat %s the order stays as it is', async (_, rule, offered) => {
    const no = await sent();
    shop.simulator.misbehave(rule);
    const { order, extraData } = await prepare(no);
    expect(order.state).toBe('shipped');
    expect(extraData !== null).toBe(offered);
    expect((await buyer.call('POST /api/orders/:no/receipt', { params: { no } })).state).toBe('completed');
  });

  test('nothing is confirmed in WeChat of what the balance alone has paid', async () => {
    const product = await shop.addProduct({ priceFen: fen(500) });
    await giveCash(shop, buyer.id, 500);
    const { no } = await shop.place(buyer, { ...mall(product), use: { cashFen: fen(500) } });
    await shop.settle();
    await ship(no, express('SF900009'));
    expect(await prepare(no)).toMatchObject({ order: { state: 'shipped' }, extraData: null });
  });
});
