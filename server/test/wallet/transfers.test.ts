import { randomUUID } from 'node:crypto';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import { startTestShop, type Person, type TestShop } from '../support/shop';
import { findings, give, giveCash } from '../support/wallet';

type Request = BodyInputOf<'POST /api/me/transfers'>;

const LIMITS = { min: 100, max: 2_000, daily: 3_000 };

let shop: TestShop;
let people = 0;
let giver: Person;
let taker: Person;
beforeAll(async () => {
  shop = await startTestShop();
  await shop.publish({ transfer: { points: LIMITS, love: { min: 1, max: 10_000, daily: 10_000 } } });
});
afterAll(() => shop.stop());
beforeEach(async () => {
  people += 1;
  giver = await shop.signIn(`giver${people}`);
  taker = await shop.signIn(`taker${people}`);
  await give(shop, giver.id, 'points', 10_000);
});
afterEach(async () => expect(await findings(shop)).toEqual([]));

const key = (name: string = randomUUID()) => ({ 'Idempotency-Key': name });
const points = (amount: number, to: Request['to'] = { memberId: taker.id }): Request => ({
  to,
  balance: 'points',
  amount: fen(amount),
});
const transfer = (from: Person, body: Request, name?: string) =>
  from.call('POST /api/me/transfers', { body, headers: key(name) });
const fail = (from: Person, body: Request) => from.fail('POST /api/me/transfers', { body, headers: key() });
const pointsOf = async (person: Person) => (await person.call('GET /api/me/wallet')).points;

test.each([
  ['the number', () => ({ memberId: taker.id })],
  ['the invite code', () => ({ inviteCode: taker.inviteCode })],
])('a member hands points to another, named by %s; both are told, and see why', async (_, to) => {
  const made = await transfer(giver, points(1_250, to()));
  expect(made).toMatchObject({ balance: 'points', amount: 1_250, to: { nickname: '微**' } });
  expect([await pointsOf(giver), await pointsOf(taker)]).toEqual([8_750, 1_250]);
  await shop.settle();
  const inbox = async (person: Person) =>
    (await person.call('GET /api/me/messages')).items.map(({ kind, body }) => [kind, body]);
  expect(await inbox(giver)).toEqual([['transferSent', '您已转赠 12.50 积分。']]);
  expect(await inbox(taker)).toEqual([['transferReceived', '您收到其他会员转赠的 12.50 积分。']]);
  const bill = async (person: Person) =>
    (await person.call('GET /api/me/bill', { query: { balance: 'points' } })).items[0];
  expect(await bill(giver)).toMatchObject({ reason: 'transferred', text: '会员转赠', amount: -1_250 });
  expect(await bill(taker)).toMatchObject({ reason: 'transferred', amount: 1_250 });
});

test.each<[string, () => Request, object]>([
  ['too little', () => points(99), { code: 'transfer_limit', details: { limit: 'min', value: 100 } }],
  ['too much at once', () => points(2_001), { code: 'transfer_limit', details: { limit: 'max' } }],
  ['what is switched off', () => ({ ...points(100), balance: 'voucher' }), { code: 'transfer_off' }],
  ['what one does not have', () => ({ ...points(100), balance: 'love' }), { code: 'balance_too_low' }],
  ['cash', () => ({ ...points(100), balance: 'cash' as never }), { code: 'bad_request' }],
  ['to oneself', () => points(100, { inviteCode: giver.inviteCode }), { code: 'recipient_not_found' }],
  ['to nobody', () => points(100, { inviteCode: 'ZZZZZZZZ' }), { code: 'recipient_not_found' }],
  [
    'to a number that nobody has',
    () => points(100, { memberId: '999999' as never }),
    { code: 'recipient_not_found' },
  ],
])('%s is refused, and nothing changes', async (_, body, expected) => {
  await giveCash(shop, giver.id, 5_000);
  const before = await shop.snapshot();
  expect(await fail(giver, body())).toMatchObject(expected);
  expect(await shop.snapshot()).toEqual(before);
});

test('nothing is transferred where nobody switched it on', async () => {
  await shop.publish({ transfer: null });
  expect(await fail(giver, points(100))).toMatchObject({ status: 409, code: 'transfer_off' });
  expect((await giver.call('GET /api/me/wallet')).transfer).toEqual({});
  await shop.publish({ transfer: { points: LIMITS, love: { min: 1, max: 10_000, daily: 10_000 } } });
});

test('a day’s limit begins anew at midnight in Shanghai', async () => {
  shop.clock.set(new Date(Date.UTC(2026, 5, 1, 15, 59)));
  giver = await shop.signIn(giver.openid);
  await transfer(giver, points(2_000));
  expect((await giver.call('GET /api/me/wallet')).transfer.points).toMatchObject({
    most: 1_000,
    daily: 3_000,
  });
  expect(await fail(giver, points(1_001))).toMatchObject({ details: { limit: 'daily', value: 3_000 } });
  shop.clock.advance(60_000);
  await transfer(giver, points(2_000));
});

describe('many at once', () => {
  test('50 with one key are one; another amount under that key is refused', async () => {
    const name = 'one-key-for-all';
    const made = await Promise.all(Array.from({ length: 50 }, () => transfer(giver, points(500), name)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect([await pointsOf(giver), await pointsOf(taker)]).toEqual([9_500, 500]);
    expect(
      await giver.fail('POST /api/me/transfers', { body: points(501), headers: key(name) }),
    ).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  test('50 with keys of their own stop at the day’s limit', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => transfer(giver, points(500))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    expect([await pointsOf(giver), await pointsOf(taker)]).toEqual([7_000, 3_000]);
  });

  test('50 stop at the balance, which never goes below zero', async () => {
    await give(shop, giver.id, 'love', 1_000);
    const body: Request = { to: { memberId: taker.id }, balance: 'love', amount: fen(300) };
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => transfer(giver, body)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const { love } = await giver.call('GET /api/me/wallet');
    expect(love).toBe(100);
  });

  test('two who give to each other do not stand in each other’s way', async () => {
    await give(shop, taker.id, 'points', 10_000);
    const there = Array.from({ length: 10 }, () => transfer(giver, points(200)));
    const back = Array.from({ length: 10 }, () => transfer(taker, points(200, { memberId: giver.id })));
    await Promise.all([...there, ...back]);
    expect([await pointsOf(giver), await pointsOf(taker)]).toEqual([10_000, 10_000]);
  });
});
