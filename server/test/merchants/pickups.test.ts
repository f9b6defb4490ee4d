import type { MerchantId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { addMerchant, addMerchantWithStore, staffWith, type TestStaff } from '../support/merchants';
import { cashier, startTestShop, type Basket, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let merchantId: MerchantId;
let storeId: StoreId;
let productId: ProductId;
let clerk: TestStaff;
let buyer: Person;
beforeAll(async () => {
  shop = await startTestShop();
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
  productId = await shop.addProduct();
  await shop.db.products.update({ merchantId, storeId }, { where: { id: productId } });
  clerk = await staffWith(shop, merchantId, 'clerk');
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());

const basket = (): Basket => ({
  kind: 'store',
  storeId,
  delivery: 'pickup',
  items: [{ productId, quantity: 2 }],
});
let counter = 0;
const key = () => ({ 'Idempotency-Key': `redeem-${(counter += 1)}` });

/** Places and pays an order to be picked up. */
async function paid(): Promise<{ readonly no: string; readonly code: string }> {
  const { no } = await shop.buy(buyer, basket());
  return { no, code: await codeOf(no) };
}
async function codeOf(no: string): Promise<string> {
  const { pickupCode } = await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true });
  return pickupCode ?? '';
}
const stateOf = async (no: string) => (await buyer.call('GET /api/orders/:no', { params: { no } })).state;
const redeem = (by: TestStaff, { no, code }: { no: string; code: string }, headers = key()) =>
  by.send('POST /api/desk/pickups/:code/redeem', { params: { code }, body: { orderNo: no }, headers });

describe('picking up', () => {
  test('the desk sees what to hand over, and the order completes when the code is checked', async () => {
    const { no, code } = await paid();
    const { items } = await clerk.call('GET /api/desk/pickups/:code', { params: { code } });
    expect(items).toMatchObject([
      {
        ...{ orderNo: no, state: 'paid', storeId, buyerName: '微**', paidFen: 20_000 },
        ...{ redeemable: true, redeemedAt: null, lines: [{ title: '龙井茶', quantity: 2, withdrawn: 0 }] },
      },
    ]);
    expect((await redeem(clerk, { no, code })).body).toMatchObject({
      items: [{ state: 'completed', redeemable: false, redeemedAt: shop.clock.now().toISOString() }],
    });
    await shop.settle();
    expect(await stateOf(no)).toBe('completed');
  });

  test('it happens once, however many ask at once', async () => {
    const order = await paid();
    const second = await staffWith(shop, merchantId, 'manager');
    const answers = await Promise.all([1, 2, 3, 4].map((n) => redeem(n % 2 === 0 ? clerk : second, order)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await shop.db.parcels.count({ where: { shippedBy: `merchant:${merchantId}` } })).toBeGreaterThan(
      0,
    );
    expect(await stateOf(order.no)).toBe('completed');
  });

  test('a lost answer is asked for again with its key, and another key is told', async () => {
    const order = await paid();
    const headers = key();
    expect((await redeem(clerk, order, headers)).status).toBe(200);
    expect((await redeem(clerk, order, headers)).status).toBe(200);
    expect(await redeem(clerk, order)).toMatchObject({
      ...{ status: 409, body: { code: 'order_state', message: '该提货码已经核销过了' } },
    });
  });

  test('the buyer does not complete it without the store', async () => {
    const { no } = await paid();
    expect(await buyer.fail('POST /api/orders/:no/receipt', { params: { no } })).toMatchObject({
      status: 409,
      code: 'order_state',
    });
    expect(await stateOf(no)).toBe('paid');
  });

  test('what was not paid is not there', async () => {
    const { no } = await shop.place(buyer, basket());
    expect(await clerk.fail('GET /api/desk/pickups/:code', { params: { code: await codeOf(no) } })).toEqual({
      status: 404,
      code: 'pickup_code_not_found',
    });
  });

  test('an order that somebody wants money back for is not handed over whole', async () => {
    const order = await paid();
    await buyer.call('POST /api/orders/:no/after-sales', {
      params: { no: order.no },
      body: { line: 0, kind: 'refundOnly', amountFen: 10_000 as never, quantity: 1, reason: 'notWanted' },
      headers: key(),
    });
    expect(await redeem(clerk, order)).toMatchObject({ status: 409 });
    expect(await stateOf(order.no)).toBe('paid');
  });

  test('another merchant’s code is as if it were not there', async () => {
    const order = await paid();
    const stranger = await staffWith(shop, await addMerchant(shop), 'owner');
    const before = await shop.snapshot();
    expect(await stranger.fail('GET /api/desk/pickups/:code', { params: { code: order.code } })).toEqual({
      ...{ status: 404, code: 'pickup_code_not_found' },
    });
    expect(await redeem(stranger, order)).toMatchObject({ status: 404 });
    const wrongOrder = { ...order, no: 'NO0000000000' };
    expect(await redeem(clerk, wrongOrder)).toMatchObject({ status: 404 });
    expect(await shop.snapshot()).toEqual(before);
  });
});

describe('takings', () => {
  let house: { merchantId: MerchantId; storeId: StoreId };
  let till: TestStaff;
  beforeAll(async () => {
    house = await addMerchantWithStore(shop);
    till = await staffWith(shop, house.merchantId, 'clerk');
  });

  test('of today, newest first, with the sums of the whole day and what each gave to the line', async () => {
    const first = await shop.signIn('first');
    for (const amount of [10_000, 20_000, 30_000]) {
      await shop.buy(first, cashier(house.storeId, amount));
      shop.clock.advance(60_000);
    }
    const page = await till.call('GET /api/desk/takings', { query: { limit: '2' } });
    expect(page).toMatchObject({
      ...{ from: '2026-03-02', to: '2026-03-02', count: 3, amountFen: 60_000, refundedFen: 0 },
      items: [
        { kind: 'cashier', storeId: house.storeId, amountFen: 30_000, buyerName: '微**' },
        { amountFen: 20_000 },
      ],
    });
    // The second and third order gave to the entry of the first.
    expect(page.items.every(({ contributedFen }) => contributedFen > 0)).toBe(true);
    const rest = await till.call('GET /api/desk/takings', { query: { limit: '2', cursor: page.next ?? '' } });
    expect(rest).toMatchObject({ next: null, count: 3, items: [{ amountFen: 10_000, contributedFen: 0 }] });
  });

  test('a day is one of Shanghai', async () => {
    shop.clock.set(new Date('2026-03-02T15:59:59Z'));
    await shop.buy(buyer, cashier(house.storeId, 1_000));
    shop.clock.set(new Date('2026-03-02T16:00:00Z'));
    await shop.buy(buyer, cashier(house.storeId, 2_000));
    till = await staffWith(shop, house.merchantId, 'clerk');
    const sums = async (query: Record<string, string>) => {
      const { from, to, count, amountFen } = await till.call('GET /api/desk/takings', { query });
      return { days: `${from}/${to}`, count, amountFen };
    };
    const [first, second, third] = ['2026-03-01', '2026-03-02', '2026-03-03'] as const;
    expect(await sums({})).toEqual({ days: `${third}/${third}`, count: 1, amountFen: 2_000 });
    expect(await sums({ to: second })).toEqual({ days: `${second}/${second}`, count: 4, amountFen: 61_000 });
    expect(await sums({ from: second })).toEqual({ days: `${second}/${third}`, count: 5, amountFen: 63_000 });
    expect(await sums({ from: first, to: first })).toMatchObject({ count: 0, amountFen: 0 });
    expect(await sums({ from: third, to: first })).toMatchObject({ count: 0, amountFen: 0 });
    expect(await sums({ storeId: house.storeId })).toMatchObject({ count: 1 });
    expect(await sums({ from: '2025-12-02' })).toMatchObject({ count: 5 });
    expect(await till.fail('GET /api/desk/takings', { query: { from: '2025-12-01' } })).toEqual({
      status: 400,
      code: 'too_many_days',
    });
  });

  test('are the own merchant’s only', async () => {
    const stranger = await staffWith(shop, await addMerchant(shop), 'owner');
    expect(await stranger.call('GET /api/desk/takings')).toMatchObject({ items: [], count: 0, amountFen: 0 });
    expect(await stranger.fail('GET /api/desk/takings', { query: { storeId: house.storeId } })).toEqual({
      status: 404,
      code: 'store_not_found',
    });
  });
});
