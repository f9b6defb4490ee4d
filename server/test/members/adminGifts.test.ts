import { addGift, GIFT, redeem, redeemed, rich } from '../support/gifts';
import { operatorWith, type TestOperator } from '../support/operators';
import { startTestShop, type TestShop } from '../support/shop';

let shop: TestShop;
let owner: TestOperator;
beforeAll(async () => {
  shop = await startTestShop({ config: { http: { signInsPerMinute: 1_000 } } });
  owner = await operatorWith(shop, 'owner');
});
afterAll(() => shop.stop());

const adding = (change: object = {}, key = 'a-new-gift') => ({
  body: { ...GIFT, balance: 'points' as const, ...change },
  headers: { 'Idempotency-Key': key },
});

test('a gift is added once, however often the request arrives', async () => {
  const made = await Promise.all(
    Array.from({ length: 5 }, () => owner.call('POST /api/admin/gifts', adding())),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(made[0]).toMatchObject({ title: '竹编果篮', onSale: true, redeemed: 0, stock: 10 });
  expect((await owner.call('GET /api/admin/gifts')).items[0]).toEqual(made[0]);
});

test('a gift that promises what nobody may promise is refused', async () => {
  expect(
    await owner.fail('POST /api/admin/gifts', adding({ summary: '稳赚不赔' }, 'another-gift')),
  ).toMatchObject({ status: 422, code: 'forbidden_phrase' });
});

test('a gift is changed, unless its stock moved since it was seen', async () => {
  const gift = await addGift(shop, { stock: 5 });
  const change = (seenStock: number) => ({
    params: { id: gift.id },
    body: { ...GIFT, title: '新果篮', stock: 20, seenStock },
  });
  await redeem(await rich(shop, 1_000), gift);
  expect(await owner.fail('PUT /api/admin/gifts/:id', change(5))).toEqual({
    status: 409,
    code: 'gift_changed',
    details: { stock: 4 },
  });
  expect(await owner.call('PUT /api/admin/gifts/:id', change(4))).toMatchObject({
    title: '新果篮',
    stock: 20,
    redeemed: 1,
  });
  // The same once more finds what it wants already.
  expect(await owner.call('PUT /api/admin/gifts/:id', change(4))).toMatchObject({ stock: 20 });
});

test('a gift is sent, received, and over; the member is told where it is', async () => {
  const member = await rich(shop, 1_000);
  const { id } = await redeem(member, await addGift(shop));
  const waiting = (await owner.call('GET /api/admin/gift-orders')).items.find((order) => order.id === id);
  expect(waiting).toMatchObject({ memberId: member.id, state: 'placed', address: { name: '周明远' } });
  const parcel = { carrier: 'ZTO', number: '780012345678' } as const;
  expect(
    await owner.call('POST /api/admin/gift-orders/:id/ship', { params: { id }, body: { parcel } }),
  ).toMatchObject({ state: 'shipped', carrierName: '中通快递' });
  expect(await member.fail('POST /api/gift-orders/:id/cancel', { params: { id } })).toMatchObject({
    code: 'gift_order_state',
  });
  await shop.settle();
  expect((await member.call('GET /api/me/messages')).items[0]).toMatchObject({
    kind: 'giftShipped',
    body: '您兑换的「竹编果篮」已由中通快递寄出，单号 780012345678。',
  });
  for (let times = 0; times < 2; times += 1)
    expect(await member.call('POST /api/gift-orders/:id/receipt', { params: { id } })).toMatchObject({
      state: 'completed',
    });
  expect(
    await owner.fail('POST /api/admin/gift-orders/:id/ship', { params: { id }, body: { parcel } }),
  ).toMatchObject({ status: 409, code: 'gift_order_state' });
});

test('a gift that the shop cannot send goes back to the balance, with the reason', async () => {
  const member = await rich(shop, 1_000);
  const { id } = await redeem(member, await addGift(shop));
  const body = { reason: '已售罄' };
  await owner.call('POST /api/admin/gift-orders/:id/cancel', { params: { id }, body });
  expect((await member.call('GET /api/me/wallet')).points).toBe(1_000);
  await shop.settle();
  expect((await member.call('GET /api/me/messages')).items[0]).toMatchObject({
    kind: 'giftCancelled',
    body: '您兑换的「竹编果篮」已取消，所用余额已退回。原因：已售罄',
  });
  expect(await owner.fail('POST /api/admin/gift-orders/:id/cancel', { params: { id }, body })).toMatchObject({
    code: 'gift_order_state',
  });
});

test('a gift that nobody confirms is over as many days after it was sent as an order', async () => {
  await shop.publish({ autoConfirmDays: 3 });
  const { id } = await redeemed(shop);
  await owner.call('POST /api/admin/gift-orders/:id/ship', { params: { id }, body: { parcel: null } });
  const stateAfter = async (ms: number): Promise<string> => {
    shop.clock.advance(ms);
    await shop.shop.scheduler.runJob('completeGifts');
    owner = await operatorWith(shop, 'owner');
    return (await owner.call('GET /api/admin/gift-orders/:id', { params: { id } })).state;
  };
  expect(await stateAfter(3 * 86_400_000 - 1_000)).toBe('shipped');
  expect(await stateAfter(1_000)).toBe('completed');
});
