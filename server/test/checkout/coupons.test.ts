import { randomUUID } from 'node:crypto';
import { fen } from '@paifan/shared/money/fen';
import { THE_SHOP } from '../../src/usecases/actor';
import { reviewAfterSale } from '../../src/usecases/afterSale/reviewAfterSale';
import { couponDraft, give, type Coupon, type HeldCoupon } from '../support/checkout';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Basket, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let operator: TestOperator;
beforeAll(async () => {
  shop = await startTestShop();
  operator = await operatorWith(shop, 'catalogue');
});
afterAll(() => shop.stop());

let count = 0;
const somebody = (): Promise<Person> => {
  count += 1;
  return shop.signIn(`somebody-${count}`);
};

const create = (changes: Parameters<typeof couponDraft>[1] = {}): Promise<Coupon> =>
  operator.call('POST /api/admin/coupons', { body: couponDraft(shop, changes) });
const claim = (person: Person, { id }: Coupon) =>
  person.send('POST /api/coupons/:id/claim', { params: { id } });
const figures = async ({ id }: Coupon): Promise<Coupon['figures'] | undefined> =>
  (await operator.call('GET /api/admin/coupons')).items.find((each) => each.id === id)?.figures;
const own = async (person: Person, state: 'available' | 'used' | 'expired') =>
  (await person.call('GET /api/me/coupons', { query: { state } })).items;
const withCoupon = (basket: Basket, { id }: Pick<HeldCoupon, 'id'>): Basket =>
  basket.kind === 'cashier' ? basket : { ...basket, memberCouponId: id };

describe('claiming', () => {
  test('never gives more than there are, however many ask at once', async () => {
    const coupon = await create({ total: 3 });
    const people = await Promise.all(Array.from({ length: 8 }, somebody));
    const answers = await Promise.all(people.map((person) => claim(person, coupon)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    for (const { status, body } of answers.filter(({ status }) => status !== 200))
      expect([status, body]).toMatchObject([409, { code: 'coupon_gone' }]);
    expect((await figures(coupon))?.claimed).toBe(3);
  });

  test('never gives a member more than are allowed, however often asked at once', async () => {
    const coupon = await create({ perMember: 2 });
    const ann = await somebody();
    const answers = await Promise.all(Array.from({ length: 6 }, () => claim(ann, coupon)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(await own(ann, 'available')).toHaveLength(2);
    expect(await ann.fail('POST /api/coupons/:id/claim', { params: { id: coupon.id } })).toMatchObject({
      code: 'coupon_limit',
    });
  });

  test('asked for with one key many times gives one', async () => {
    const { id } = await create({ perMember: 5 });
    const ann = await somebody();
    const call = { params: { id }, headers: { 'Idempotency-Key': randomUUID() } };
    const held = await Promise.all(
      Array.from({ length: 4 }, () => ann.call('POST /api/coupons/:id/claim', call)),
    );
    expect(new Set(held.map((each) => each.id)).size).toBe(1);
    expect(await own(ann, 'available')).toHaveLength(1);
  });

  test.each<[string, Parameters<typeof couponDraft>[1]]>([
    ['before its time', { claimFrom: '2099-01-01T00:00:00Z', claimUntil: '2099-02-01T00:00:00Z' }],
    ['after its time', { claimFrom: '2020-01-01T00:00:00Z', claimUntil: '2020-02-01T00:00:00Z' }],
  ])('%s is refused, and it is not listed', async (_, changes) => {
    const coupon = await create(changes);
    const ann = await somebody();
    expect((await claim(ann, coupon)).body).toMatchObject({ code: 'coupon_unclaimable' });
    expect((await ann.call('GET /api/coupons')).items.map(({ id }) => id)).not.toContain(coupon.id);
  });

  test('one that is stopped is refused; what was claimed stays good', async () => {
    const coupon = await create();
    const [ann, bob] = [await somebody(), await somebody()];
    await claim(ann, coupon);
    const stop = () => operator.call('POST /api/admin/coupons/:id/stop', { params: { id: coupon.id } });
    expect((await stop()).stoppedAt).toBe((await stop()).stoppedAt);
    expect((await claim(bob, coupon)).body).toMatchObject({ code: 'coupon_unclaimable' });
    expect(await own(ann, 'available')).toMatchObject([{ inForce: true }]);
  });

  test('lists say whether there is one left, also for this member', async () => {
    const coupon = await create({ total: 1 });
    const [ann, bob] = [await somebody(), await somebody()];
    const seen = async (person: Person) =>
      (await person.call('GET /api/coupons')).items.find(({ id }) => id === coupon.id);
    expect(await seen(ann)).toMatchObject({ gone: false, mayClaim: true, text: '减 10.00 元' });
    await claim(ann, coupon);
    expect(await seen(ann)).toMatchObject({ gone: true, mayClaim: false });
    expect(await seen(bob)).toMatchObject({ gone: true, mayClaim: false });
  });
});

describe('using', () => {
  test('lowers the fitting lines by their weight; terms follow what is paid', async () => {
    const ann = await somebody();
    const held = await give(shop, operator, ann, { minFen: fen(15_000) });
    const [tea, cup] = [await shop.addProduct(), await shop.addProduct({ priceFen: fen(5_000) })];
    const basket: Basket = {
      kind: 'mall',
      items: [tea, cup].map((productId) => ({ productId, quantity: 1 })),
      memberCouponId: held.id,
    };
    const order = await shop.buy(ann, basket);
    expect(order).toMatchObject({ goodsFen: 15_000, discountFen: 1_000, totalFen: 14_000 });
    expect(order.lines).toMatchObject([
      { discountFen: 667, paidFen: 9_333, entry: { entitledFen: 9_333 } },
      { discountFen: 333, paidFen: 4_667, entry: { entitledFen: 4_667 } },
    ]);
  });

  test('a quote lists what the member could use, what saves most first, and why another does not fit', async () => {
    const ann = await somebody();
    const small = await give(shop, operator, ann, { discount: { type: 'amountOff', offFen: fen(500) } });
    const large = await give(shop, operator, ann, {
      discount: { type: 'shareOff', ratio: '0.2', capFen: fen(3_000) },
    } as Parameters<typeof give>[3]);
    const far = await give(shop, operator, ann, { minFen: fen(12_000) });
    const body = mall(await shop.addProduct());
    const quote = await ann.call('POST /api/orders/quote', { body });
    expect(quote).toMatchObject({ memberCouponId: null, discountFen: 0, totalFen: 10_000 });
    expect(quote.coupons.map(({ id, discountFen, whyNot }) => [id, discountFen, whyNot])).toEqual([
      [large.id, 2_000, null],
      [small.id, 500, null],
      [far.id, 0, '还差 ¥20.00 可用'],
    ]);
    expect(await ann.fail('POST /api/orders/quote', { body: withCoupon(body, far) })).toMatchObject({
      code: 'coupon_unfit',
    });
  });

  test('one coupon pays one order only, however many are placed at once', async () => {
    const ann = await somebody();
    const held = await give(shop, operator, ann);
    const basket = withCoupon(mall(await shop.addProduct()), held);
    const quote = await ann.call('POST /api/orders/quote', { body: basket });
    const body = { basket, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ann.send('POST /api/orders', { body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409))
      expect(answer.body).toMatchObject({ code: 'coupon_unusable' });
    expect(await own(ann, 'used')).toHaveLength(1);
    expect(await shop.db.orders.count({ where: { memberId: ann.id } })).toBe(1);
  });

  test('it comes back when its order closes unpaid, and can be used again', async () => {
    const ann = await somebody();
    const coupon = await create();
    await claim(ann, coupon);
    const [held] = await own(ann, 'available');
    if (!held) throw new Error('claimed');
    const basket = withCoupon(mall(await shop.addProduct()), held);
    const { no } = await shop.place(ann, basket);
    expect(await own(ann, 'used')).toMatchObject([{ orderNo: no }]);
    expect(await figures(coupon)).toEqual({ claimed: 1, used: 1, savedFen: 1_000 });
    await ann.call('POST /api/orders/:no/close', { params: { no } });
    await ann.call('POST /api/orders/:no/close', { params: { no } });
    expect(await figures(coupon)).toEqual({ claimed: 1, used: 0, savedFen: 0 });
    expect(await shop.buy(ann, basket)).toMatchObject({ discountFen: 1_000 });
  });

  test('it comes back after a refund in full, not after one in part', async () => {
    const ann = await somebody();
    const held = await give(shop, operator, ann);
    const { no } = await shop.buy(ann, withCoupon(mall(await shop.addProduct(), 2), held));
    const refund = async (quantity: number, amountFen: number) => {
      const asked = await ann.call('POST /api/orders/:no/after-sales', {
        params: { no },
        body: { line: 0, kind: 'refundOnly', quantity, amountFen: fen(amountFen), reason: 'notWanted' },
      });
      await reviewAfterSale(shop.context, THE_SHOP, asked.no, { agrees: true });
      shop.clock.advance(61_000);
      await shop.shop.scheduler.runJob('refundPayments');
      await shop.deliver();
      await shop.settle();
    };
    await refund(1, 9_500);
    expect(await own(ann, 'used')).toHaveLength(1);
    await refund(1, 9_500);
    expect(await own(ann, 'used')).toEqual([]);
    expect(await own(ann, 'available')).toMatchObject([{ id: held.id }]);
  });

  test('it expires', async () => {
    const ann = await somebody();
    const held = await give(shop, operator, ann, { validity: { type: 'days', days: 1 } });
    const basket = withCoupon(mall(await shop.addProduct()), held);
    shop.clock.advance(86_400_000);
    expect(await own(ann, 'expired')).toMatchObject([{ id: held.id, inForce: false }]);
    expect(await ann.fail('POST /api/orders/quote', { body: basket })).toMatchObject({
      code: 'coupon_unusable',
    });
    // Nobody stays signed in to the console for a day.
    operator = await operatorWith(shop, 'catalogue');
  });

  test('somebody else’s is as if it were not there', async () => {
    const [ann, bob] = [await somebody(), await somebody()];
    const body = withCoupon(mall(await shop.addProduct()), await give(shop, operator, ann));
    expect(await bob.fail('POST /api/orders/quote', { body })).toMatchObject({ code: 'coupon_unusable' });
  });
});

describe('the console', () => {
  test('changes who can claim and when, never below what was claimed, and never what it takes off', async () => {
    const coupon = await create({ total: 5 });
    await claim(await somebody(), coupon);
    await claim(await somebody(), coupon);
    const { id, name, perMember, claimFrom, claimUntil } = coupon;
    const change = (total: number) => ({
      params: { id },
      body: { name, perMember, claimFrom, claimUntil, total },
    });
    expect(await operator.fail('PUT /api/admin/coupons/:id', change(1))).toMatchObject({
      ...{ code: 'coupon_total', details: { claimed: 2 } },
    });
    const changed = await operator.call('PUT /api/admin/coupons/:id', change(2));
    expect(changed).toMatchObject({ total: 2, discount: coupon.discount, minFen: coupon.minFen });
    expect((await claim(await somebody(), coupon)).body).toMatchObject({ code: 'coupon_gone' });
  });

  test('repeated with one key makes one', async () => {
    const call = { body: couponDraft(shop), headers: { 'Idempotency-Key': randomUUID() } };
    const made = await Promise.all([1, 2, 3].map(() => operator.call('POST /api/admin/coupons', call)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test.each<[string, Record<string, unknown>, number]>([
    ['is claimed until before it begins', { claimUntil: '2020-01-01T00:00:00Z' }, 400],
    ['takes off more than its minimum', { minFen: 500 }, 400],
    ['takes off everything', { discount: { type: 'shareOff', ratio: '1', capFen: null } }, 400],
    ['takes off nothing', { discount: { type: 'shareOff', ratio: '0.0', capFen: null } }, 400],
    ['promises', { name: '稳赚券' }, 422],
  ])('one that %s is refused', async (_, changes, status) => {
    const body = { ...couponDraft(shop), ...changes };
    expect(await operator.fail('POST /api/admin/coupons', { body })).toMatchObject({ status });
  });
});
