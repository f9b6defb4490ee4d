import { readPlan } from './readPlan';
import type { SimulationResult } from './result';
import { playPlan, resultOfPlay, simulate } from './simulate';

const TEA = { id: 'tea', priceFen: 10_000, costFen: 5000 };

/** Two new buyers of 100 yuan a day; a tenth goes to the line, and twice that is promised. */
const small = (change: { readonly settings?: object; readonly [key: string]: unknown } = {}): object => ({
  name: 'small',
  days: 3,
  products: [TEA],
  buyers: { newPerDay: 2 },
  completion: { fromDays: 0, toDays: 0 },
  ...change,
  settings: { extractionRatio: '0.1', entitlementRatio: '0.2', ...change.settings },
});

const played = (json: object): SimulationResult => simulate(readPlan(json));

test('a plan that can be reckoned by hand gives these numbers', () => {
  const { days, queues, items, total, orders } = played(small());
  expect(orders).toBe(6);
  const always = { orders: 2, salesFen: 20_000, poolFen: 0, debtFen: 0, rewardsFen: 0, joined: 2 };
  expect(days).toEqual([
    // The first order finds nobody and gives nothing; the second pays half of what the first is entitled to.
    {
      ...always,
      day: 1,
      date: '2026-01-01',
      inflowFen: 1000,
      paidFen: 1000,
      outstandingFen: 3000,
      coverage: '0.333333',
      waiting: 2,
      p50: 1,
      p90: 2,
    },
    {
      ...always,
      day: 2,
      date: '2026-01-02',
      inflowFen: 2000,
      paidFen: 2000,
      outstandingFen: 5000,
      coverage: '0.6',
      waiting: 3,
      p50: null,
      p90: null,
    },
    {
      ...always,
      day: 3,
      date: '2026-01-03',
      inflowFen: 2000,
      paidFen: 2000,
      outstandingFen: 7000,
      coverage: '0.714285',
      waiting: 4,
      p50: null,
      p90: null,
    },
  ]);
  const sums = { salesFen: 60_000, inflowFen: 5000, paidFen: 5000, outstandingFen: 7000, waiting: 4 };
  const waits = { joined: 6, p50: null, p90: null };
  expect(total).toMatchObject({ ...sums, ...waits, coverage: '0.714285' });
  expect(queues).toEqual([{ queue: 'mall', ...total }]);
  expect(items).toEqual([{ item: 'product:tea', lines: 6, ...sums, ...waits }]);
});

const BUSY = {
  name: 'busy',
  days: 60,
  settings: { extractionRatio: '0.1', entitlementRatio: '0.4', mallSharesQueue: false },
  products: [TEA, { id: 'rice', priceFen: 5000, weight: 3 }],
  stores: [{ id: 's', commissionRatio: '0.3', cashierOrders: { fromFen: 100, toFen: 900 } }],
  buyers: { newPerDay: 4, returningPerDay: 6, invitedShare: '0.5', levels: [{ level: 'v1', share: '0.2' }] },
  baskets: [
    { lines: 1, weight: 3 },
    { lines: 2, weight: 1 },
  ],
  refunds: { share: '0.1', partShare: '0.5', fromDays: 1, toDays: 9 },
};

test('the same seed gives the same numbers, another seed gives others', () => {
  expect(played({ ...BUSY, seed: 5 })).toEqual(played({ ...BUSY, seed: 5 }));
  expect(played({ ...BUSY, seed: 6 }).days).not.toEqual(played({ ...BUSY, seed: 5 }).days);
});

test('the trade does not depend on the settings: sales are the same under any', () => {
  const sales = (settings: object) =>
    played({ ...BUSY, settings }).days.map(({ orders, salesFen }) => ({ orders, salesFen }));
  expect(sales({ enabled: false })).toEqual(sales({ lottery: { type: 'range', min: '0', max: '2' } }));
});

test('with flat sales, and entitlement R times the extraction, the buyer of day t is paid in full around day R t', () => {
  const R = 10;
  const { days } = played({
    ...small({ settings: { entitlementRatio: '1' } }),
    days: 300,
    buyers: { newPerDay: 40 },
  });
  for (const t of [5, 10, 15, 20, 25, 29]) {
    const { day, p50, p90 } = days[t - 1] ?? { day: 0, p50: null, p90: null };
    expect(day).toBe(t);
    // Half of the day's buyers are done half a day's worth earlier: R days are paid out between the first and the last.
    expect(Math.abs(t + (p50 ?? NaN) - R * (t - 0.5))).toBeLessThanOrEqual(1.5);
    expect(Math.abs(t + (p90 ?? NaN) - R * (t - 0.1))).toBeLessThanOrEqual(1.5);
  }
  expect(days[39]).toMatchObject({ p50: null, p90: null });
});

test('who waits is told apart from who does not count', () => {
  const refunded = { refunds: { share: '1', fromDays: 1, toDays: 1 } };
  // Everything is refunded the next day: only the last day's orders stand.
  expect(played(small({ days: 5, ...refunded })).days.map(({ joined }) => joined)).toEqual([0, 0, 0, 0, 2]);
  // After a reset nobody is paid any more, and that counts as waiting for ever.
  const reset = played(small({ settings: { resetSchedule: { every: 'day', at: '00:00' } } }));
  expect(reset.days.map(({ joined, p50, waiting }) => ({ joined, p50, waiting }))).toEqual(
    Array.from({ length: 3 }, () => ({ joined: 2, p50: null, waiting: 2 })),
  );
});

describe('new settings from a day on', () => {
  const ratiosOf = (changes: object[]) =>
    [...playPlan(readPlan(small({ changes }))).shop.queues.values()].flatMap(({ line }) =>
      line.entries.map(({ ratio }) => ratio),
    );

  test('never touch orders that are placed', () => {
    const changes = [{ day: 2, settings: { entitlementRatio: '0.5' } }];
    expect(ratiosOf(changes)).toEqual(['0.2', '0.2', '0.5', '0.5', '0.5', '0.5']);
  });

  test('build upon each other', () => {
    const changes = [
      { day: 2, settings: { entitlementRatio: '0.5' } },
      { day: 3, settings: { extractionRatio: '0.2' } },
    ];
    const { days } = played(small({ changes }));
    expect(ratiosOf(changes)).toEqual(['0.2', '0.2', '0.5', '0.5', '0.5', '0.5']);
    expect(days.map(({ inflowFen }) => inflowFen)).toEqual([1000, 2000, 4000]);
  });

  test('pause and resume: nobody is paid, and nothing is taken', () => {
    const changes = [
      { day: 2, settings: { payoutsPaused: true } },
      { day: 3, settings: { payoutsPaused: false } },
    ];
    expect(played(small({ changes })).days.map(({ paidFen, waiting }) => [paidFen, waiting])).toEqual([
      [1000, 2],
      [0, 4],
      [2000, 5],
    ]);
  });

  test('change who may be paid', () => {
    const changes = [{ day: 2, settings: { payoutOrder: 'completedFirst' } }];
    const { days } = played(small({ changes, completion: { fromDays: 2, toDays: 2 } }));
    expect(days.map(({ paidFen }) => paidFen)).toEqual([1000, 0, 2000]);
  });
});

test('the brake lowers what is promised while too little comes in', () => {
  const { days, total } = played(small({ settings: { brake: { floor: '0.5', factor: '0' } } }));
  // The second order finds one waiting and nothing that came in: it gets no entry. From then on as much came in as is outstanding.
  expect(days.map(({ joined, coverage }) => ({ joined, coverage }))).toEqual([
    { joined: 1, coverage: '1' },
    { joined: 2, coverage: '1' },
    { joined: 2, coverage: '1' },
  ]);
  expect(total.joined).toBe(5);
});

describe('a warning', () => {
  const warnings = (warnAboveDays: number) => played(small({ days: 20, warnAboveDays })).warnings;

  test('names the queue, the first day of joining and how many days there are', () => {
    const { days } = played(small({ days: 20 }));
    const long = days.filter(({ day, p90 }) => (p90 ?? 20 - day) > 5);
    expect(warnings(5)).toEqual([
      {
        queue: 'mall',
        warnAboveDays: 5,
        day: long[0]?.day,
        date: long[0]?.date,
        days: long.length,
        longestDays: null,
      },
    ]);
  });

  test('is not given while waits stay in the range', () => expect(warnings(20)).toEqual([]));
});

test('growth is exact: a part of a buyer is kept for the next day', () => {
  const orders = (dailyFactor: string) =>
    played(small({ days: 5, buyers: { newPerDay: 10, dailyFactor } })).days.map((day) => day.orders);
  expect(orders('1.05')).toEqual([10, 10, 11, 12, 12]);
  expect(orders('0.5')).toEqual([10, 5, 2, 1, 1]);
});

test('a union queue is paid once a day, out of profit', () => {
  const union = { scheme: 'union', entitlementRatio: '1.1', unionPayoutAt: '23:59' };
  const { days } = played(small({ settings: union }));
  expect(days.map(({ inflowFen, paidFen, poolFen }) => ({ inflowFen, paidFen, poolFen }))).toEqual(
    Array.from({ length: 3 }, () => ({ inflowFen: 6000, paidFen: 6000, poolFen: 0 })),
  );
});

test('rewards beside the queue are added up, and what refunds take off them', () => {
  const referral = { directRatio: '0.05', indirectRatio: '0', freezeDays: 0 };
  const buyers = { newPerDay: 2, invitedShare: '1' };
  const plan = small({ settings: { referral }, buyers, days: 2 });
  expect(played(plan).days.map(({ rewardsFen }) => rewardsFen)).toEqual([500, 1000]);
  const refunded = { ...plan, refunds: { share: '1', fromDays: 1, toDays: 1 } };
  expect(played(refunded).days.map(({ rewardsFen }) => rewardsFen)).toEqual([500, 500]);
});

test('a play tells how far it is after every day', () => {
  const told: number[] = [];
  resultOfPlay(playPlan(readPlan(small()), ({ day, days, orders }) => told.push(day, days, orders)));
  expect(told).toEqual([1, 3, 2, 2, 3, 4, 3, 3, 6]);
});
