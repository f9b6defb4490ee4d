import { readHistory } from './read';
import { replay, type ReplayResult } from './result';

/*
 * Small histories for what the text of the rules leaves open: see docs/RULES-NOTES.md. Every order has one line of 100.00
 * unless it says otherwise; 10 % is extracted, and 100 % entitled.
 */

let minutes = 0;

/** A minute later than the event before. */
function at(): string {
  minutes += 1;
  return new Date(Date.parse('2026-01-05T08:00:00+08:00') + minutes * 60_000).toISOString();
}

const order = (id: string, member: string, line: object = {}, more: object = {}) => ({
  at: at(),
  type: 'order',
  id,
  member,
  kind: 'mall',
  lines: [{ product: 'p', paidFen: 10_000, ...line }],
  ...more,
});
const event = (type: string, more: object = {}) => ({ at: at(), type, ...more });
const pay = (id: string) => event('pay', { order: id });
const bought = (id: string, member: string, line: object = {}) => [order(id, member, line), pay(id)];
const refund = (id: string, amountFen: number) => event('refund', { order: id, line: 0, amountFen });
const cashier = (id: string, member: string) => [
  { ...order(id, member), kind: 'cashier', store: 's', lines: [{ paidFen: 10_000 }] },
  pay(id),
];

const MEMBERS = [{ id: 'a', level: 'v1' }, { id: 'b', inviter: 'a' }, { id: 'c' }, { id: 'd' }];

const shopWith = (settings: object, rebate: object, events: readonly object[]): ReplayResult =>
  replay(
    readHistory({
      settings: { capAtProfit: false, ...settings },
      products: [{ id: 'p', rebate }],
      stores: [{ id: 's' }],
      members: MEMBERS,
      events,
    }),
  );

const rewarded = (result: ReplayResult, queue = 'mall') =>
  Object.fromEntries((result.queues[queue]?.entries ?? []).map(({ id, rewardedFen }) => [id, rewardedFen]));
const pool = (result: ReplayResult, queue = 'mall') => result.queues[queue]?.poolFen ?? 0;
const states = (result: ReplayResult) => (result.queues.mall?.entries ?? []).map(({ state }) => state);

/** o1 was paid 10.00 by o2, which was returned: the queue owes 10.00. */
const inDebt = () => [...bought('o1', 'a'), ...bought('o2', 'c'), refund('o2', 10_000)];

describe('contribution', () => {
  test('own entries of an order that completes may be paid by it, with payOwnOrder and completedFirst', () => {
    const settings = { settleOn: 'completed', payoutOrder: 'completedFirst', payOwnOrder: true };
    const result = shopWith(settings, {}, [...bought('o1', 'a'), event('complete', { order: 'o1' })]);
    expect(rewarded(result)).toEqual({ 'o1/0': 1000 });
  });

  test('own entries keep their place with payOwnOrder: who joined after them is not served before', () => {
    const settings = { settleOn: 'completed', payOwnOrder: true };
    const events = [...bought('o1', 'a'), ...bought('o2', 'b'), event('complete', { order: 'o1' })];
    expect(rewarded(shopWith(settings, {}, events))).toEqual({ 'o1/0': 1000, 'o2/0': 0 });
  });

  test('a cashier order is paid before it is completed: its own entry is passed over by completedFirst', () => {
    const settings = { payoutOrder: 'completedFirst', payOwnOrder: true };
    const result = shopWith(settings, {}, [...cashier('o1', 'a'), ...cashier('o2', 'b')]);
    expect(rewarded(result, 'cashier:s')).toEqual({ 'o1/0': 1000, 'o2/0': 0 });
  });

  test("fills the queue's debt even when nobody waits", () => {
    const result = shopWith({}, {}, [...inDebt(), event('reset'), ...bought('o3', 'd', { paidFen: 3000 })]);
    expect(pool(result)).toBe(-700);
  });

  test('is nothing while paused, debt or not', () => {
    const result = shopWith({}, {}, [...inDebt(), event('pause'), ...bought('o3', 'd')]);
    expect(pool(result)).toBe(-1000);
  });

  test('that a debt swallows accelerates nobody', () => {
    const settings = { acceleration: { directRatio: '1' } };
    const result = shopWith(settings, {}, [...inDebt(), ...bought('o3', 'b', { paidFen: 9000 })]);
    expect(rewarded(result)).toMatchObject({ 'o1/0': 1000 });
    expect(pool(result)).toBe(-100);
  });

  test('of 0 still drains what the pool holds', () => {
    const events = [
      ...bought('o1', 'a'),
      ...bought('o2', 'b'),
      refund('o1', 9999),
      ...bought('o3', 'c', { paidFen: 1 }),
    ];
    expect(rewarded(shopWith({}, {}, events))).toEqual({ 'o1/0': 1, 'o2/0': 999, 'o3/0': 0 });
  });
});

describe('joining', () => {
  test('a limit of 0 lets nobody in', () => {
    expect(states(shopWith({}, { maxPerMember: 0 }, bought('o1', 'a')))).toEqual([]);
  });

  test('a cancelled entry frees its place for the limits', () => {
    const events = [...bought('o1', 'a'), ...bought('o2', 'a'), refund('o1', 10_000), ...bought('o3', 'a')];
    const result = shopWith({}, { maxPerMember: 1, maxPerMemberPerDay: 1 }, events);
    expect(result.queues.mall?.entries.map(({ id }) => id)).toEqual(['o1/0', 'o3/0']);
  });

  test('a line of nothing has no entry and no reward, and is refunded already', () => {
    const free = {
      ...order('o1', 'b'),
      lines: [
        { product: 'p', paidFen: 0 },
        { product: 'p', paidFen: 500 },
      ],
    };
    const events = [
      free,
      pay('o1'),
      event('refund', { order: 'o1', line: 1, amountFen: 500 }),
      event('complete', { order: 'o1' }),
    ];
    const result = shopWith({ referral: { directRatio: '0.1' } }, {}, events);
    expect(result.rewards).toMatchObject([{ line: 1, amountFen: 0, state: 'cancelled' }]);
    expect(result.rejected).toEqual([3]);
  });
});

describe('draw and exchange', () => {
  const lottery = { type: 'range', min: '0', max: '2' };

  test('a range comes to whole hundredths only, and an outcome of 0 cancels the entry', () => {
    const draw = (outcome: string) => event('draw', { entry: 'o1/0', outcome });
    const result = shopWith({ lottery }, {}, [
      ...bought('o1', 'a'),
      draw('0.555'),
      draw('2.01'),
      draw('0'),
      draw('1'),
    ]);
    expect(result.rejected).toEqual([2, 3, 5]);
    expect(states(result)).toEqual(['cancelled']);
  });

  test('after a reward there is no draw any more', () => {
    const events = [
      ...bought('o1', 'a'),
      ...bought('o2', 'b'),
      event('draw', { entry: 'o1/0', outcome: '2' }),
    ];
    expect(shopWith({ lottery }, {}, events).rejected).toEqual([4]);
  });

  test('an exchange that comes to nothing still ends the wait', () => {
    const exchange = { points: { ratio: '0.00001' } };
    const events = [...bought('o1', 'a'), event('exchange', { entry: 'o1/0', asset: 'points' })];
    expect(states(shopWith({ exchange }, {}, events))).toEqual(['exchanged']);
  });

  test('a refund takes love back from where it was credited, below zero if need be', () => {
    const exchange = { love: { ratio: '0.5', credit: 'frozen' } };
    const events = [
      ...bought('o1', 'a'),
      event('exchange', { entry: 'o1/0', asset: 'love' }),
      refund('o1', 4000),
    ];
    expect(shopWith({ exchange }, {}, events).members.a).toMatchObject({ love: 0, loveFrozen: 3000 });
  });
});

describe('pauses', () => {
  const carry = { unclaimed: 'carry' };
  const mall = { queue: 'mall' };

  test('of everything and of a queue hold apart; the pool drains when the last ends', () => {
    const paused = [
      ...bought('o1', 'a'),
      event('pause'),
      event('pause', mall),
      ...bought('o2', 'b'),
      event('resume'),
    ];
    expect(pool(shopWith(carry, {}, paused))).toBe(2000);
    expect(rewarded(shopWith(carry, {}, [...paused, event('resume', mall)]))).toEqual({
      'o1/0': 2000,
      'o2/0': 0,
    });
  });

  test('may name a queue that nobody has joined yet', () => {
    const result = shopWith(carry, {}, [event('pause', mall), ...bought('o1', 'a'), ...bought('o2', 'b')]);
    expect(rewarded(result)).toEqual({ 'o1/0': 0, 'o2/0': 0 });
  });

  test('hold for queues that begin while everything is paused, also from the start', () => {
    const events = [...bought('o1', 'a'), ...bought('o2', 'b')];
    expect(pool(shopWith({ ...carry, payoutsPaused: true }, {}, events))).toBe(2000);
    expect(
      rewarded(shopWith({ ...carry, payoutsPaused: true }, {}, [...events, event('resume')])),
    ).toMatchObject({ 'o1/0': 2000 });
  });

  test('do not keep a reset from clearing the line; the pool stays', () => {
    const result = shopWith(carry, {}, [...bought('o1', 'a'), event('pause'), event('reset')]);
    expect(states(result)).toEqual(['cleared']);
    expect(pool(result)).toBe(1000);
  });

  test('of the union queue end without paying: the payout alone does', () => {
    const union = { scheme: 'union' };
    const events = [...bought('o1', 'a'), event('pause'), event('unionPayout'), event('resume')];
    expect(pool(shopWith(union, {}, events), 'union')).toBe(6000);
    expect(rewarded(shopWith(union, {}, [...events, event('unionPayout')]), 'union')).toEqual({
      'o1/0': 6000,
    });
  });
});

describe('rewards and dividends', () => {
  test('a dividend for which nobody has a weight carries in full', () => {
    const result = shopWith({ dividend: { weights: { v9: 1 } } }, {}, [
      event('dividend', { amountFen: 700 }),
    ]);
    expect(result.accounts).toMatchObject({ promotion: -700, dividend: 700 });
    expect(result.rejected).toEqual([]);
  });

  test('rewards lessen what a line may give, until they are cancelled', () => {
    const settings = { capAtProfit: true, referral: { directRatio: '0.5' }, extractionRatio: '1' };
    const result = shopWith(settings, {}, [...bought('o1', 'c'), ...bought('o2', 'b', { costFen: 2000 })]);
    expect(rewarded(result)).toMatchObject({ 'o1/0': 3000 });
  });

  test('a level is judged for the entitlement when the order is placed, and for the team when it is paid', () => {
    const settings = {
      levelRatios: { v1: '0.5', v2: '2' },
      team: { levelRatios: { v1: '0.01', v2: '0.02' } },
    };
    const events = [
      order('o1', 'a'),
      order('o2', 'b'),
      event('setLevel', { member: 'a', level: 'v2' }),
      pay('o1'),
      pay('o2'),
    ];
    const result = shopWith(settings, {}, events);
    expect(result.queues.mall?.entries).toMatchObject([{ ratio: '0.5' }, { ratio: '1' }]);
    expect(result.rewards).toMatchObject([{ kind: 'team', member: 'a', amountFen: 200 }]);
  });
});

describe('orders', () => {
  test.each([
    ['paying twice', () => [...bought('o1', 'a'), pay('o1')], [2]],
    ['completing what is not paid', () => [order('o1', 'a'), event('complete', { order: 'o1' })], [1]],
    ['refunding what is not paid', () => [order('o1', 'a'), refund('o1', 1)], [1]],
    ['a refund of nothing', () => [...bought('o1', 'a'), refund('o1', 0)], [2]],
    [
      'a refund of more than is left',
      () => [...bought('o1', 'a'), refund('o1', 9000), refund('o1', 1001)],
      [3],
    ],
    [
      'completing what was refunded',
      () => [...bought('o1', 'a'), refund('o1', 10_000), event('complete', { order: 'o1' })],
      [3],
    ],
    [
      'completing a cashier order once more',
      () => [...cashier('o1', 'a'), event('complete', { order: 'o1' })],
      [2],
    ],
    [
      'orders and entries that are not there',
      () => [pay('x'), event('exchange', { entry: 'x/0', asset: 'points' })],
      [0, 1],
    ],
    [
      'an exchange that is not offered',
      () => [...bought('o1', 'a'), event('exchange', { entry: 'o1/0', asset: 'love' })],
      [2],
    ],
  ])('%s is rejected', (_, events, rejected) =>
    expect(shopWith({}, {}, events()).rejected).toEqual(rejected),
  );
});
