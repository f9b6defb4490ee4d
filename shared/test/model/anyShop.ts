import fc from 'fast-check';

/*
 * Random shops for comparing the rules with the naive model: every setting, every key of a part, at the product, the store and the
 * cashier, several at once. Most values are small or sit on a border, so that rules meet.
 */

/** Present or not, about as often. */
export const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });

/** Mostly absent: for what silences other rules. */
const seldom = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

/** A ratio of some decimals, with its trailing zeros. */
const decimal = (millionths: number, places: number): string => {
  const digits = String(millionths).padStart(7, '0');
  const decimals = digits.slice(-6).slice(0, places);
  return `${digits.slice(0, -6)}${places === 0 ? '' : `.${decimals}`}`;
};
const ratioUpTo = (max: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: max * 100 }).map((n) => decimal(n * 10_000, 2)) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: max * 1_000_000 }).map((n) => decimal(n, 6)) },
    { weight: 1, arbitrary: fc.constantFrom('0', '1', '0.5', '0.000001', '0.333333', '0.10', '1.000000') },
  );
const share = ratioUpTo(1);
const small = fc.integer({ min: 0, max: 200_000 }).map((n) => decimal(n, 6));

/** One of the levels is named as something that every object has. */
export const LEVELS = ['v1', 'v2', 'v3', 'toString'];
const level = fc.constantFrom(...LEVELS);
const byLevel = <Value>(value: fc.Arbitrary<Value>) => fc.dictionary(level, value, { maxKeys: 3 });

const hundredths = fc.integer({ min: 0, max: 200 });
const lottery = fc.oneof(
  fc
    .array(fc.record({ ratio: ratioUpTo(2), weight: fc.integer({ min: 1, max: 5 }) }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((prizes) => ({ type: 'fixed', prizes })),
  fc
    .tuple(hundredths, hundredths)
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    .map(([min, max]) => ({ type: 'range', min: decimal(min * 10_000, 2), max: decimal(max * 10_000, 2) })),
);
const slots = fc.integer({ min: 1, max: 3 });
const randomReturn = fc.record({ cashSlots: slots, pointsSlots: slots });

const settings = fc.record({
  enabled: seldom(fc.constantFrom(true, true, false)),
  scheme: seldom(fc.constantFrom('union', 'union', 'union', 'perOrder')),
  deductedOrdersJoin: maybe(fc.boolean()),
  settleOn: maybe(fc.constantFrom('paid', 'completed')),
  payoutOrder: maybe(fc.constantFrom('strict', 'completedFirst')),
  unclaimed: maybe(fc.constantFrom('return', 'carry', 'carry')),
  capAtProfit: maybe(fc.boolean()),
  payOwnOrder: maybe(fc.boolean()),
  extractionRatio: maybe(share),
  entitlementRatio: maybe(ratioUpTo(2)),
  levelRatios: seldom(byLevel(ratioUpTo(2))),
  lottery: maybe(fc.option(lottery)),
  exchange: fc.record({
    points: fc.record({ ratio: ratioUpTo(2) }),
    love: maybe(fc.record({ ratio: ratioUpTo(2), credit: maybe(fc.constantFrom('available', 'frozen')) })),
    voucher: maybe(fc.record({ ratio: ratioUpTo(2) })),
  }),
  mallSharesQueue: maybe(fc.boolean()),
  storesShareQueue: maybe(fc.boolean()),
  cashiersShareQueue: maybe(fc.boolean()),
  randomReturn: seldom(fc.option(randomReturn)),
  payoutsPaused: seldom(fc.boolean()),
  union: maybe(
    fc.record({ poolRatio: maybe(share), dailyCapFen: maybe(fc.constantFrom(null, 0, 1, 500, 20_000)) }),
  ),
  acceleration: maybe(fc.record({ directRatio: maybe(share), indirectRatio: maybe(share) })),
  referral: maybe(
    fc.record({
      directRatio: maybe(small),
      indirectRatio: maybe(small),
      freezeDays: maybe(fc.integer({ min: 0, max: 3 })),
    }),
  ),
  team: maybe(
    fc.record({ levelRatios: maybe(byLevel(small)), maxDepth: maybe(fc.integer({ min: 0, max: 5 })) }),
  ),
  recruitment: maybe(fc.record({ ratio: maybe(share) })),
  dividend: maybe(fc.record({ weights: maybe(byLevel(fc.integer({ min: 0, max: 4 }))) })),
});

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const date = fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03', '2026-01-06');
const window = fc
  .record({
    from: fc.integer({ min: 0, max: 47 }),
    lasts: fc.integer({ min: 1, max: 48 }),
    fromDate: maybe(date),
    toDate: maybe(date),
  })
  .map(({ from, lasts, fromDate, toDate }) => ({
    from: clock(from * 30),
    to: clock(Math.min(1440, (from + lasts) * 30)),
    fromDate: fromDate !== undefined && toDate !== undefined && fromDate > toDate ? toDate : fromDate,
    toDate,
  }));

const spendTier = fc.record({
  days: fc.integer({ min: 1, max: 4 }),
  minFen: fc.constantFrom(0, 1, 100, 5000, 10_000, 20_000),
  ratio: ratioUpTo(2),
});
const part = {
  enabled: seldom(fc.boolean()),
  extractionRatio: maybe(share),
  entitlementRatio: maybe(ratioUpTo(2)),
  levelRatios: maybe(byLevel(ratioUpTo(2))),
  spendTiers: maybe(fc.array(spendTier, { minLength: 1, maxLength: 3 })),
  lottery: seldom(fc.option(lottery)),
  rewardWindows: seldom(fc.array(window, { maxLength: 3 })),
  maxPerMember: seldom(fc.integer({ min: 0, max: 3 })),
  maxPerMemberPerDay: seldom(fc.integer({ min: 0, max: 2 })),
};
const itemPart = maybe(fc.record(part));
const placePart = maybe(fc.record({ ...part, randomReturn: seldom(fc.option(randomReturn)) }));

const person = fc.record({
  level: maybe(fc.option(level, { freq: 6 })),
  inviter: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat(20) }),
});

/** Few members buy often, many make long chains: each is invited by the one before, by any before, or by nobody. */
const members = fc
  .tuple(
    fc.oneof(
      { weight: 2, arbitrary: fc.array(person, { minLength: 1, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.array(person, { minLength: 5, maxLength: 12 }) },
    ),
    fc.boolean(),
  )
  .map(([people, reversed]) => {
    const list = people.map(({ level, inviter: up }, index) => ({
      id: `m${index}`,
      level,
      inviter: up > 0 && up <= index ? `m${index - up}` : undefined,
    }));
    return reversed ? list.reverse() : list;
  });

/** A shop without events; `undefined` stands for what is left out. */
export const anyShop = fc
  .record({
    settings,
    members,
    products: fc.array(itemPart, { minLength: 1, maxLength: 3 }),
    stores: fc.array(
      fc.record({
        commissionRatio: maybe(share),
        recruiter: maybe(fc.nat(11)),
        rebate: placePart,
        cashier: placePart,
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ settings, members, products, stores }) => ({
    settings,
    members,
    products: products.map((rebate, index) => ({ id: `p${index}`, rebate })),
    stores: stores.map(({ recruiter, ...store }, index) => ({
      id: `s${index}`,
      ...store,
      recruiter: recruiter === undefined ? undefined : `m${recruiter % members.length}`,
    })),
  }));

export type AnyShop = typeof anyShop extends fc.Arbitrary<infer Value> ? Value : never;
