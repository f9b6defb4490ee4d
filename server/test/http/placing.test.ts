import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { productId, storeId } from '@paifan/shared/ids/ids';
import { cashier, mall, startTestShop, type Basket, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let buyer: Person;
let buyers = 0;
beforeAll(async () => {
  shop = await startTestShop();
});
// Somebody new each time: a member may hold a few unpaid orders only.
beforeEach(async () => {
  buyers += 1;
  buyer = await shop.signIn(`buyer-${buyers}`);
});
afterAll(() => shop.stop());

type OrderBody = BodyInputOf<'POST /api/orders'>;
const bodyFor = async (basket: Basket): Promise<OrderBody> => {
  const quote = await buyer.call('POST /api/orders/quote', { body: basket });
  return { basket, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen };
};
const stockOf = (id: string) => shop.stockOf(id);
const orderCount = () => shop.db.orders.count();

describe('the same Idempotency-Key', () => {
  const headers = (key: string) => ({ 'Idempotency-Key': key });

  test('with the same body gives the same order, and takes the stock once', async () => {
    const id = await shop.addProduct({ stock: 5 });
    const body = await bodyFor(mall(id, 2));
    const first = await buyer.call('POST /api/orders', { body, headers: headers('once-and-again') });
    const again = await buyer.call('POST /api/orders', { body, headers: headers('once-and-again') });
    expect(again).toEqual(first);
    expect(await stockOf(id)).toBe(3);
  });

  test('gives the same order also when the price has changed or the stock is gone since', async () => {
    const id = await shop.addProduct({ stock: 1 });
    const body = await bodyFor(mall(id));
    const first = await buyer.call('POST /api/orders', { body, headers: headers('lost-answer') });
    await shop.db.products.update({ onSale: false }, { where: { id } });
    await shop.db.skus.update({ priceFen: fen(1) }, { where: { productId: id } });
    expect(await buyer.call('POST /api/orders', { body, headers: headers('lost-answer') })).toEqual(first);
  });

  test('with another body is refused', async () => {
    const id = await shop.addProduct();
    await buyer.call('POST /api/orders', {
      body: await bodyFor(mall(id)),
      headers: headers('one-key-two-bodies'),
    });
    const other = await bodyFor(mall(id, 2));
    expect(
      await buyer.fail('POST /api/orders', { body: other, headers: headers('one-key-two-bodies') }),
    ).toEqual({
      status: 422,
      code: 'idempotency_key_reused',
    });
  });

  test('of another member is another key', async () => {
    const id = await shop.addProduct();
    const other = await shop.signIn('another-buyer');
    const body = await bodyFor(mall(id));
    const mine = await buyer.call('POST /api/orders', { body, headers: headers('everybodys-key') });
    const theirs = await other.call('POST /api/orders', { body, headers: headers('everybodys-key') });
    expect(theirs.no).not.toBe(mine.no);
  });

  test('in twenty requests at once gives one order, even of the last piece', async () => {
    const id = await shop.addProduct({ stock: 1 });
    const body = await bodyFor(mall(id));
    const before = await orderCount();
    const send = () => buyer.call('POST /api/orders', { body, headers: headers('twenty-at-once') });
    const orders = await Promise.all(Array.from({ length: 20 }, send));
    expect(new Set(orders.map(({ no }) => no)).size).toBe(1);
    expect(await orderCount()).toBe(before + 1);
    expect(await stockOf(id)).toBe(0);
  });

  test.each([
    ['missing', '', 'idempotency_key_missing'],
    ['too short', 'abc', 'bad_request'],
    ['with other letters', 'a key of words', 'bad_request'],
    ['too long', 'k'.repeat(65), 'bad_request'],
  ])('%s is refused', async (_, key, code) => {
    const body = await bodyFor(mall(await shop.addProduct()));
    expect(await buyer.fail('POST /api/orders', { body, headers: headers(key) })).toMatchObject({
      status: 400,
      code,
    });
  });
});

describe('stock', () => {
  test('is never sold twice: forty buyers at once for ten pieces', async () => {
    const id = await shop.addProduct({ stock: 10 });
    const body = await bodyFor(mall(id));
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => buyer.send('POST /api/orders', { body })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 409)).toHaveLength(30);
    expect(await stockOf(id)).toBe(0);
  });

  test('of an order of several products is taken whole or not at all, whatever their order', async () => {
    const [a, b] = [await shop.addProduct({ stock: 5 }), await shop.addProduct({ stock: 5 })];
    const basket = (...ids: (typeof a)[]): Basket => ({
      kind: 'mall',
      items: ids.map((id) => ({ productId: id, quantity: 1 })),
    });
    const [there, back] = [await bodyFor(basket(a, b)), await bodyFor(basket(b, a))];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        buyer.send('POST /api/orders', { body: index % 2 === 0 ? there : back }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect([await stockOf(a), await stockOf(b)]).toEqual([0, 0]);
  });

  test('counts as sold when it is paid', async () => {
    const id = await shop.addProduct({ stock: 5 });
    await shop.buy(buyer, mall(id, 3));
    const product = await buyer.call('GET /api/products/:id', { params: { id } });
    expect(product).toMatchObject({ stock: 2, sold: 3 });
  });
});

describe('what was shown is what is ordered', () => {
  test.each<[string, (id: string) => Promise<unknown>]>([
    [
      'the price has changed',
      (id) => shop.db.skus.update({ priceFen: fen(9_999) }, { where: { productId: id } }),
    ],
    [
      'the rule of the product has changed',
      (id) => shop.db.products.update({ rebate: { entitlementRatio: ratio('0.5') } }, { where: { id } }),
    ],
    ['the settings have changed', () => shop.publish({ entitlementRatio: ratio('0.7') })],
  ])('when %s the order is refused with the new totals', async (_, change) => {
    const id = await shop.addProduct();
    const body = await bodyFor(mall(id));
    await change(id);
    const now = await bodyFor(mall(id));
    expect(await buyer.fail('POST /api/orders', { body })).toEqual({
      status: 409,
      code: 'quote_changed',
      details: { totalFen: now.expectedTotalFen, entitledFen: now.expectedEntitledFen },
    });
    await shop.publish({});
  });

  test('a later change of settings does not change an order that is placed', async () => {
    const id = await shop.addProduct();
    const placed = await shop.place(buyer, mall(id));
    await shop.publish({ entitlementRatio: ratio('2'), enabled: false });
    const after = await buyer.call('GET /api/orders/:no', { params: { no: placed.no } });
    expect(after.lines[0]?.terms).toEqual(placed.lines[0]?.terms);
    await shop.pay(buyer, placed.no);
    await shop.deliver();
    await shop.settle();
    const settled = await buyer.call('GET /api/orders/:no', { params: { no: placed.no } });
    expect(settled.lines[0]?.entry).toMatchObject({ ratio: '1', entitledFen: 10_000 });
    await shop.publish({});
  });
});

describe('a quote', () => {
  test('explains which rule chose the ratio, and why the others did not', async () => {
    await shop.publish({ levelRatios: { 金卡: ratio('1.2') } });
    const id = await shop.addProduct({
      rebate: {
        spendTiers: [{ days: 30, minFen: 500_000, ratio: ratio('1.5') }],
        entitlementRatio: ratio('1.1'),
      },
    });
    const [line] = (await buyer.call('POST /api/orders/quote', { body: mall(id) })).lines;
    expect(line?.terms).toMatchObject({
      source: 'product.fixed',
      sourceText: '商品 · 默认权益',
      entitlementRatio: '1.1',
    });
    const reasons = line?.terms.explanation.map(({ text }) => text);
    expect(reasons).toEqual([
      '未设置',
      '还没有会员等级',
      expect.stringMatching(/^近 30 天累计消费 ¥[\d,.]+，未满 ¥5,000\.00$/),
      '未设置',
      '未设置',
      '适用 110%',
    ]);
    await shop.db.members.update({ level: '金卡' }, { where: { id: buyer.id } });
    const [gold] = (await buyer.call('POST /api/orders/quote', { body: mall(id) })).lines;
    expect(gold?.terms).toMatchObject({
      source: 'platform.level',
      entitlementRatio: '1.2',
      entitledFen: 12_000,
    });
    await shop.db.members.update({ level: null }, { where: { id: buyer.id } });
    await shop.publish({});
  });

  test('counts what was spent in completed orders only, in the tier’s days', async () => {
    const spender = await shop.signIn('spender');
    const id = await shop.addProduct({
      priceFen: fen(20_000),
      rebate: { spendTiers: [{ days: 7, minFen: 20_000, ratio: ratio('1.5') }] },
    });
    const ratioNow = async () =>
      (await spender.call('POST /api/orders/quote', { body: mall(id) })).lines[0]?.terms.entitlementRatio;
    const { no } = await shop.buy(spender, mall(id));
    expect(await ratioNow()).toBe('1');
    await spender.call('POST /api/orders/:no/receipt', { params: { no } });
    expect(await ratioNow()).toBe('1.5');
    shop.clock.advance(7 * 86_400_000);
    expect(await ratioNow()).toBe('1');
  });

  test('says until when and within which limits the line joins', async () => {
    const id = await shop.addProduct({
      rebate: {
        rewardWindows: [{ from: '09:00', to: '18:00', toDate: '2026-12-31' }],
        maxPerMember: 2,
        maxPerMemberPerDay: 1,
      },
    });
    const [line] = (await buyer.call('POST /api/orders/quote', { body: mall(id) })).lines;
    expect(line?.terms.conditions).toEqual([
      '须在2026-12-31 前（含当日）每天 09:00–18:00 内完成支付',
      '每位会员最多 2 份权益，以支付时为准',
      '每位会员每天最多 1 份权益，以支付时为准',
    ]);
  });

  test('of something without rebate promises nothing', async () => {
    const id = await shop.addProduct({ rebate: { enabled: false } });
    const quote = await buyer.call('POST /api/orders/quote', { body: mall(id) });
    expect(quote.entitledFen).toBe(0);
    expect(quote.lines[0]?.terms).toMatchObject({
      rebateOn: false,
      queueKey: null,
      source: null,
      explanation: [],
    });
  });

  test('a line that a gate refused says why it stands in no line', async () => {
    const id = await shop.addProduct({ rebate: { maxPerMember: 1 } });
    const member = await shop.signIn('limited');
    expect((await shop.buy(member, mall(id))).lines[0]?.noEntryReason).toBeNull();
    const second = await shop.buy(member, mall(id));
    expect(second.lines[0]).toMatchObject({ entry: null, noEntryReason: '已达到每位会员的权益份数上限' });
  });

  test.each<[string, () => Promise<Basket>, number, string]>([
    ['a product that does not exist', async () => mall(productId('999999')), 404, 'product_not_found'],
    [
      'a product off sale',
      async () => mall(await shop.addProduct({ onSale: false })),
      409,
      'product_off_sale',
    ],
    ['more than there is', async () => mall(await shop.addProduct({ stock: 1 }), 2), 409, 'out_of_stock'],
    ['a store that does not exist', async () => cashier(storeId('999999'), 100), 404, 'store_not_found'],
  ])('of %s is refused', async (_, basket, status, code) => {
    expect(await buyer.fail('POST /api/orders/quote', { body: await basket() })).toMatchObject({
      status,
      code,
    });
  });
});
