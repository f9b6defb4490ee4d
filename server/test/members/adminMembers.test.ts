import type { MemberId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';
import { give, giveCash } from '../support/wallet';

let shop: TestShop;
let clerk: TestOperator;
let inviter: Person;
let guest: Person;
let guestOfGuest: Person;
beforeAll(async () => {
  shop = await startTestShop({ config: { http: { signInsPerMinute: 1_000 } } });
  inviter = await shop.signIn('inviter');
  shop.clock.advance(24 * 3_600_000);
  clerk = await operatorWith(shop, 'service');
  guest = await shop.signIn('guest', inviter.inviteCode);
  guestOfGuest = await shop.signIn('guest-of-guest', guest.inviteCode);
  await guest.call('PUT /api/me/profile', {
    body: { nickname: '周明远', avatar: '/pictures/avatars/bun.svg' },
  });
  await guest.call('PUT /api/me/phone', { body: { code: shop.simulator.payer.phoneCode('13812345678') } });
  await shop.db.members.update({ level: 'gold' }, { where: { id: guest.id } });
});
afterAll(() => shop.stop());

const find = async (query: Record<string, string>): Promise<MemberId[]> =>
  (await clerk.call('GET /api/admin/members', { query })).items.map(({ id }) => id);

test('members are listed, who joined last first, page by page', async () => {
  const first = await clerk.call('GET /api/admin/members', { query: { limit: '2' } });
  expect(first.items.map(({ id }) => id)).toEqual([guestOfGuest.id, guest.id]);
  const rest = await clerk.call('GET /api/admin/members', {
    query: { limit: '2', cursor: first.next ?? '' },
  });
  expect(rest).toMatchObject({ items: [{ id: inviter.id }], next: null });
  expect(await find({ cursor: "1' OR 1" })).toHaveLength(3);
});

test.each<[string, () => Record<string, string>]>([
  ['number', () => ({ id: guest.id })],
  ['invite code, in small letters too', () => ({ inviteCode: guest.inviteCode.toLowerCase() })],
  ['name', () => ({ nickname: '周明远' })],
  ['phone number', () => ({ phone: '13812345678' })],
  ['level', () => ({ level: 'gold' })],
  ['several at once', () => ({ level: 'gold', nickname: '周明远', joinedFrom: '2026-03-03' })],
])('a member is found by %s', async (_, query) => expect(await find(query())).toEqual([guest.id]));

test.each<[string, Record<string, string>]>([
  ['a phone number that nobody has', { phone: '13812345679' }],
  ['part of a phone number', { phone: '12345678' }],
  ['a name and a level that no one has together', { nickname: '周明远', level: 'silver' }],
])('nobody is found by %s', async (_, query) => expect(await find(query)).toEqual([]));

test('members are found by the days on which they joined, both included', async () => {
  expect(await find({ joinedFrom: '2026-03-02', joinedTo: '2026-03-02' })).toEqual([inviter.id]);
  expect(await find({ joinedFrom: '2026-03-03', joinedTo: '2026-03-03' })).toEqual([
    guestOfGuest.id,
    guest.id,
  ]);
  expect(await find({ joinedTo: '2026-03-01' })).toEqual([]);
});

test('a member’s page has the wallet, the figures, the phone number masked, and who invited whom', async () => {
  await giveCash(shop, guestOfGuest.id, 300);
  await give(shop, guestOfGuest.id, 'points', 40);
  const detail = await clerk.call('GET /api/admin/members/:id', { params: { id: guestOfGuest.id } });
  expect(detail).toMatchObject({
    member: { id: guestOfGuest.id, inviterId: guest.id },
    phone: null,
    handLevel: null,
    figures: { spentFen: 0, completedOrders: 0, invitees: 0 },
    wallet: { cashFen: 300, points: 40, frozenFen: 0 },
    inviters: [{ id: guest.id, nickname: '周明远', level: 'gold' }, { id: inviter.id }],
    inviteeCount: 0,
  });
  expect(JSON.stringify(detail)).not.toContain('openid');
  const { phone, inviteeCount } = await clerk.call('GET /api/admin/members/:id', {
    params: { id: guest.id },
  });
  expect({ phone, inviteeCount }).toEqual({ phone: '138****5678', inviteeCount: 1 });
  const invitees = await clerk.call('GET /api/admin/members/:id/invitees', { params: { id: inviter.id } });
  expect(invitees).toMatchObject({ items: [{ id: guest.id }], next: null });
});

test('a member’s entries and rewards are listed with what they came from', async () => {
  const none = { directRatio: ratio('0.05'), indirectRatio: ratio('0'), freezeDays: 0 };
  await shop.publish({ referral: none });
  const { no } = await shop.buy(
    guest,
    mall(await shop.addProduct({ priceFen: fen(10_000), title: '龙井茶' })),
  );
  const params = { id: guest.id };
  const { items } = await clerk.call('GET /api/admin/members/:id/entries', { params });
  expect(items).toMatchObject([
    { orderNo: no, title: '龙井茶', queueKey: 'mall', state: 'waiting', place: 1, rewardedFen: 0 },
  ]);
  const done = { params, query: { state: 'done' } } as const;
  expect((await clerk.call('GET /api/admin/members/:id/entries', done)).items).toEqual([]);
  const rewards = await clerk.call('GET /api/admin/members/:id/rewards', { params: { id: inviter.id } });
  expect(rewards.items).toMatchObject([
    {
      ...{ kind: 'direct', amountFen: 500, state: 'frozen', reason: 'orderNotCompleted', orderNo: no },
      buyer: { id: guest.id, nickname: '周明远' },
    },
  ]);
  await giveCash(shop, inviter.id, 700);
  const dividends = await clerk.call('GET /api/admin/members/:id/rewards', {
    ...{ params: { id: inviter.id }, query: { from: 'dividends' } },
  });
  expect(dividends.items).toMatchObject([{ kind: 'dividend', amountFen: 700, orderNo: null, buyer: null }]);
});

test('a member who is not there is not found', async () => {
  const params = { id: '999999' as MemberId };
  for (const key of [
    'GET /api/admin/members/:id',
    'GET /api/admin/members/:id/invitees',
    'GET /api/admin/members/:id/entries',
    'GET /api/admin/members/:id/rewards',
  ] as const)
    expect(await clerk.fail(key, { params })).toEqual({ status: 404, code: 'member_not_found' });
});

test('who may not see members sees none', async () => {
  const other = await operatorWith(shop, 'catalogue');
  expect(await other.fail('GET /api/admin/members')).toMatchObject({ status: 403, code: 'forbidden' });
});
