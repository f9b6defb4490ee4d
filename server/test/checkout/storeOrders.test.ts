import type { StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { addStoreProduct, atStore, give } from '../support/checkout';
import { operatorWith } from '../support/operators';
import { cashier, HOME, mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let ann: Person;
let noodles: StoreId;
beforeAll(async () => {
  shop = await startTestShop();
  ann = await shop.signIn('ann');
  noodles = await shop.addStore({ commissionRatio: ratio('0.3') });
});
afterAll(() => shop.stop());

describe('an order of a store', () => {
  test('that is picked up needs no address and pays no freight; its code is shown once it is paid', async () => {
    const bob = await shop.signIn('bob');
    await shop.db.addresses.destroy({ where: { memberId: bob.id } });
    const bowl = await addStoreProduct(shop, noodles);
    const placed = await shop.place(bob, atStore(noodles, bowl));
    expect(placed).toMatchObject({
      ...{ kind: 'store', storeName: '老街面馆', delivery: 'pickup', address: null, freightFen: 0 },
      pickupCode: null,
    });
    const named = { params: { no: placed.no } };
    expect(await bob.fail('GET /api/orders/:no/pickup-code.png', named)).toMatchObject({
      code: 'order_state',
    });
    await shop.pay(bob, placed.no);
    await shop.deliver();
    await shop.settle();
    const paid = await bob.call('GET /api/orders/:no', named);
    expect(paid).toMatchObject({ state: 'paid', pickupCode: expect.stringMatching(/^\d{8}$/) });
    const picture = Buffer.from(await bob.call('GET /api/orders/:no/pickup-code.png', named));
    expect([picture.toString('latin1', 1, 4), picture.readUInt32BE(16)]).toEqual(['PNG', 480]);
  });

  test('that is sent goes to an address', async () => {
    const bowl = await addStoreProduct(shop, noodles);
    const order = await shop.buy(ann, atStore(noodles, bowl, 'express'));
    expect(order).toMatchObject({ delivery: 'express', address: HOME, pickupCode: null });
  });

  test('stands in the queue of its store, by the rules of product and store, and gives of the commission alone', async () => {
    const store = await shop.addStore({ commissionRatio: ratio('0.2') });
    await shop.db.stores.update(
      { rebate: { entitlementRatio: ratio('0.8'), extractionRatio: ratio('0.5') } },
      { where: { id: store } },
    );
    const bowl = await addStoreProduct(shop, store);
    const carl = await shop.signIn('carl');
    const first = await shop.buy(ann, atStore(store, bowl));
    expect(first.lines).toMatchObject([
      { terms: { queueKey: `store:${store}`, source: 'store.fixed', entitledFen: 8_000 } },
    ]);
    await shop.buy(carl, atStore(store, bowl));
    const after = await ann.call('GET /api/orders/:no', { params: { no: first.no } });
    // 50 % of 100.00, but not more than the commission of 20 %.
    expect(after.lines[0]?.entry).toMatchObject({ rewardedFen: 2_000 });
  });

  test('counts for the spend tiers of its store, with what was paid at its cashier', async () => {
    const store = await shop.addStore();
    await shop.db.stores.update(
      { rebate: { spendTiers: [{ days: 30, minFen: 5_000, ratio: ratio('2') }] } },
      { where: { id: store } },
    );
    const bowl = await addStoreProduct(shop, store);
    const dora = await shop.signIn('dora');
    const sourceOf = async () => {
      const quote = await dora.call('POST /api/orders/quote', { body: atStore(store, bowl) });
      return quote.lines[0]?.terms.source;
    };
    expect(await sourceOf()).toBe('platform.fixed');
    await shop.buy(dora, cashier(store, 5_000));
    shop.clock.advance(1_000);
    expect(await sourceOf()).toBe('store.spend');
  });

  test.each<[string, { offersExpress?: boolean; offersPickup?: boolean }, 'express' | 'pickup']>([
    ['only picked up', { offersExpress: false }, 'express'],
    ['only sent', { offersPickup: false }, 'pickup'],
  ])('of a product that is %s is refused otherwise', async (_, offers, delivery) => {
    const bowl = await addStoreProduct(shop, noodles, {}, offers);
    expect(
      await ann.fail('POST /api/orders/quote', { body: atStore(noodles, bowl, delivery) }),
    ).toMatchObject({
      ...{ status: 409, code: 'delivery_refused', details: { productId: bowl } },
    });
  });

  test('takes products of that store only, and an order of the mall takes none of a store', async () => {
    const other = await shop.addStore();
    const bowl = await addStoreProduct(shop, noodles);
    const tea = await shop.addProduct();
    for (const body of [atStore(other, bowl), atStore(noodles, tea), mall(bowl)])
      expect(await ann.fail('POST /api/orders/quote', { body })).toMatchObject({ code: 'product_not_found' });
  });

  test('takes a coupon of its store, and none of the mall', async () => {
    const operator = await operatorWith(shop, 'catalogue');
    const erin = await shop.signIn('erin');
    const bowl = await addStoreProduct(shop, noodles);
    const fits = await give(shop, operator, erin, { scope: { type: 'store', id: noodles } });
    const doesNot = await give(shop, operator, erin);
    const basket = atStore(noodles, bowl);
    expect(await shop.buy(erin, { ...basket, memberCouponId: fits.id })).toMatchObject({ totalFen: 9_000 });
    const body = { ...basket, memberCouponId: doesNot.id };
    expect(await erin.fail('POST /api/orders/quote', { body })).toMatchObject({ code: 'coupon_unfit' });
  });

  test('never sells the last piece twice', async () => {
    const bowl = await addStoreProduct(shop, noodles, { stock: 1 });
    const basket = atStore(noodles, bowl);
    const quote = await ann.call('POST /api/orders/quote', { body: basket });
    const body = { basket, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ann.send('POST /api/orders', { body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await shop.stockOf(bowl)).toBe(0);
  });

  test('has a code that no other order of the store has', async () => {
    const bowl = await addStoreProduct(shop, noodles);
    const [first, second] = [
      await shop.place(ann, atStore(noodles, bowl)),
      await shop.place(ann, atStore(noodles, bowl)),
    ];
    const codeOf = async (no: string) =>
      (await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true })).pickupCode;
    const code = await codeOf(first.no);
    await expect(shop.db.orders.update({ pickupCode: code }, { where: { no: second.no } })).rejects.toThrow(
      /orders_pickup|Validation/,
    );
  });
});

describe('the rule of a cashier', () => {
  test('lowers the amount that is typed; all else follows what is paid', async () => {
    const store = await shop.addStore();
    const operator = await operatorWith(shop, 'owner');
    await operator.call('PUT /api/admin/stores/:id/cashier-discount', {
      params: { id: store },
      body: {
        cashierDiscount: {
          ...{ minFen: fen(10_000), repeats: true, discount: { type: 'amountOff', offFen: fen(1_000) } },
        },
      },
    });
    const order = await shop.buy(ann, cashier(store, 25_000));
    expect(order).toMatchObject({ goodsFen: 25_000, discountFen: 2_000, totalFen: 23_000, delivery: 'none' });
    expect(order.lines).toMatchObject([
      { unitPriceFen: 25_000, discountFen: 2_000, paidFen: 23_000, entry: { entitledFen: 23_000 } },
    ]);
    expect(await shop.buy(ann, cashier(store, 9_999))).toMatchObject({ discountFen: 0, totalFen: 9_999 });
  });

  test.each([
    [
      'takes off all of the minimum',
      { minFen: 1_000, repeats: false, discount: { type: 'amountOff', offFen: 1_000 } },
    ],
    [
      'repeats a share',
      { minFen: 1_000, repeats: true, discount: { type: 'shareOff', ratio: '0.1', capFen: null } },
    ],
  ])('that %s is refused', async (_, cashierDiscount) => {
    const operator = await operatorWith(shop, 'owner');
    const answer = await operator.fail('PUT /api/admin/stores/:id/cashier-discount', {
      params: { id: noodles },
      body: { cashierDiscount: cashierDiscount as never },
    });
    expect(answer).toMatchObject({ status: 400 });
  });
});
