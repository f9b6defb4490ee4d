import { fen } from '@paifan/shared/money/fen';
import { addGift, ADDRESS, redeem, redeeming, rich } from '../support/gifts';
import { startTestShop, type Person, type TestShop } from '../support/shop';
import { findings, give } from '../support/wallet';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ config: { http: { signInsPerMinute: 1_000 } } });
});
afterAll(() => shop.stop());
afterEach(async () => expect(await findings(shop)).toEqual([]));

const pointsOf = async (person: Person) => (await person.call('GET /api/me/wallet')).points;
const stockOf = async (id: string) => (await shop.db.gifts.findByPk(id, { rejectOnEmpty: true })).stock;
const fulfilled = (answers: readonly PromiseSettledResult<unknown>[]) =>
  answers.filter(({ status }) => status === 'fulfilled').length;

test('a member redeems points for a gift, is told, and sees why in the bill', async () => {
  const member = await rich(shop, 5_000);
  const gift = await addGift(shop, { price: fen(1_250), stock: 3 });
  const order = await redeem(member, gift, { quantity: 2 });
  expect(order).toMatchObject({
    title: '竹编果篮',
    quantity: 2,
    balance: 'points',
    amount: 2_500,
    state: 'placed',
    stateText: '待寄出',
    address: ADDRESS,
  });
  expect([await pointsOf(member), await stockOf(gift.id)]).toEqual([2_500, 1]);
  expect(await member.call('GET /api/gift-orders')).toEqual({ items: [order], next: null });
  await shop.settle();
  const [message] = (await member.call('GET /api/me/messages')).items;
  expect(message).toMatchObject({
    kind: 'giftRedeemed',
    body: '您已用 25.00 积分 兑换「竹编果篮」，我们会尽快寄出。',
  });
  const [movement] = (await member.call('GET /api/me/bill', { query: { balance: 'points' } })).items;
  expect(movement).toMatchObject({ reason: 'giftRedeemed', text: '兑换礼品', amount: -2_500 });
});

test.each(['love', 'voucher'] as const)('a gift can be redeemed with %s as well', async (balance) => {
  const member = await shop.signIn(`with-${balance}`);
  await give(shop, member.id, balance, 1_000);
  await redeem(member, await addGift(shop, { balance }));
  expect((await member.call('GET /api/me/wallet'))[balance]).toBe(0);
});

test.each<[string, Parameters<typeof addGift>[1], number, string]>([
  ['one that is off sale', { onSale: false }, 1, 'gift_off_sale'],
  ['more than there are', { stock: 1 }, 2, 'out_of_stock'],
  ['more than one may have', { maxPerMember: 1 }, 2, 'gift_limit'],
  ['more than one can pay', {}, 6, 'balance_too_low'],
])('%s is not redeemed, and nothing changes', async (_, change, quantity, code) => {
  const member = await rich(shop, 5_000);
  const gift = await addGift(shop, change);
  const before = await shop.snapshot();
  expect(await member.fail('POST /api/gifts/:id/redeem', redeeming(gift, { quantity }))).toMatchObject({
    status: 409,
    code,
  });
  expect(await shop.snapshot()).toEqual(before);
});

test('the gifts on sale are listed for everybody, newest first', async () => {
  const own = await startTestShop();
  const [first, hidden, second] = [
    await addGift(own),
    await addGift(own, { onSale: false }),
    await addGift(own),
  ];
  const page = await own.anyone.call('GET /api/gifts', { query: { limit: '1' } });
  expect(page.items.map(({ id }) => id)).toEqual([second.id]);
  const rest = await own.anyone.call('GET /api/gifts', { query: { cursor: page.next ?? '' } });
  expect(rest).toMatchObject({ items: [{ id: first.id }], next: null });
  expect((await own.anyone.call('GET /api/gifts/:id', { params: { id: first.id } })).price).toBe(1_000);
  expect(await own.anyone.fail('GET /api/gifts/:id', { params: { id: hidden.id } })).toEqual({
    status: 404,
    code: 'gift_not_found',
  });
  await own.stop();
});

describe('a redeemed gift', () => {
  test('that was not sent is given back: balance and stock return, once', async () => {
    const member = await rich(shop, 1_000);
    const gift = await addGift(shop, { stock: 1, maxPerMember: 1 });
    const { id } = await redeem(member, gift);
    const cancel = () => member.call('POST /api/gift-orders/:id/cancel', { params: { id } });
    const answers = await Promise.all([cancel(), cancel(), cancel()]);
    expect(answers.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect([await pointsOf(member), await stockOf(gift.id)]).toEqual([1_000, 1]);
    // What was given back does not count for the limit.
    expect(await redeem(member, gift)).toMatchObject({ state: 'placed' });
  });

  test('of somebody else is as if it were not there', async () => {
    const { id } = await redeem(await rich(shop, 1_000), await addGift(shop));
    const other = await shop.signIn('stranger');
    const before = await shop.snapshot();
    for (const key of [
      'GET /api/gift-orders/:id',
      'POST /api/gift-orders/:id/cancel',
      'POST /api/gift-orders/:id/receipt',
    ] as const)
      expect(await other.fail(key, { params: { id } })).toEqual({
        status: 404,
        code: 'gift_order_not_found',
      });
    expect(await shop.snapshot()).toEqual(before);
    expect(await other.call('GET /api/gift-orders')).toEqual({ items: [], next: null });
  });

  test('cannot be received before it was sent', async () => {
    const member = await rich(shop, 1_000);
    const { id } = await redeem(member, await addGift(shop));
    expect(await member.fail('POST /api/gift-orders/:id/receipt', { params: { id } })).toEqual({
      status: 409,
      code: 'gift_order_state',
    });
  });
});

describe('many at once', () => {
  test('with one key are one; another request under that key is refused', async () => {
    const member = await rich(shop, 10_000);
    const gift = await addGift(shop, { maxPerMember: 1 });
    const call = redeeming(gift, {}, 'one-key-for-all');
    const made = await Promise.all(
      Array.from({ length: 20 }, () => member.call('POST /api/gifts/:id/redeem', call)),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await pointsOf(member)).toBe(9_000);
    expect(
      await member.fail('POST /api/gifts/:id/redeem', redeeming(gift, { quantity: 2 }, 'one-key-for-all')),
    ).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  test('never take more than the stock', async () => {
    const gift = await addGift(shop, { stock: 7 });
    const people = await Promise.all(Array.from({ length: 20 }, () => rich(shop, 1_000)));
    const answers = await Promise.allSettled(people.map((person) => redeem(person, gift)));
    expect(fulfilled(answers)).toBe(7);
    expect(await stockOf(gift.id)).toBe(0);
  });

  test('never take more than the balance, over several gifts', async () => {
    const member = await rich(shop, 4_500);
    const gifts = await Promise.all(Array.from({ length: 5 }, () => addGift(shop)));
    const answers = await Promise.allSettled(
      gifts.flatMap((gift) => [redeem(member, gift), redeem(member, gift)]),
    );
    expect(fulfilled(answers)).toBe(4);
    expect(await pointsOf(member)).toBe(500);
  });

  test('never take more than a member may have', async () => {
    const member = await rich(shop, 20_000);
    const gift = await addGift(shop, { maxPerMember: 3, stock: 100 });
    const answers = await Promise.allSettled(Array.from({ length: 15 }, () => redeem(member, gift)));
    expect(fulfilled(answers)).toBe(3);
  });
});
