import fc from 'fast-check';

/*
 * Random shops and what happens in them, as the JSON of a history. Small numbers on purpose: many orders of few members meet
 * in few queues, and every rule is in force now and then.
 */

const text = (tenThousandths: number): string =>
  `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`;

const ratioUpTo = (max: number) => fc.integer({ min: 0, max: max * 10_000 }).map(text);
const smallRatio = fc.integer({ min: 0, max: 1500 }).map(text);
/* Small ones let the lines grow. */
const extractionRatio = fc.oneof(ratioUpTo(1), smallRatio, smallRatio);
const hundredthsUpTo = (max: number) => fc.integer({ min: 0, max: max * 100 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

const seldom = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

/** Leaves out the keys that were not chosen. */
const sparse = <Fields extends object>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }) =>
  fc.record(fields).map((record) => JSON.parse(JSON.stringify(record)) as Partial<Fields>);

const LEVELS = ['v1', 'v2', 'v3'] as const;
const level = fc.constantFrom(...LEVELS);
const levelRatios = fc.dictionary(level, ratioUpTo(2), { maxKeys: 2 });

const lottery = fc.oneof(
  fc.record({
    type: fc.constant('fixed'),
    prizes: fc.array(
      fc.record({ ratio: fc.constantFrom('0', '0.5', '1', '2'), weight: fc.integer({ min: 1, max: 5 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  }),
  fc.tuple(hundredthsUpTo(1), hundredthsUpTo(1)).map(([a, b]) => ({
    type: 'range',
    min: text(Math.min(a, b) * 100),
    max: text(Math.max(a, b) * 100),
  })),
);

const randomReturn = fc.record({
  cashSlots: fc.integer({ min: 1, max: 2 }),
  pointsSlots: fc.integer({ min: 1, max: 2 }),
});

const settings = fc
  .record({
    chosen: sparse({
      enabled: seldom(fc.constantFrom(true, true, false)),
      scheme: maybe(fc.constantFrom('perOrder', 'perOrder', 'union')),
      deductedOrdersJoin: seldom(fc.boolean()),
      settleOn: maybe(fc.constantFrom('paid', 'completed')),
      payoutOrder: maybe(fc.constantFrom('strict', 'completedFirst')),
      unclaimed: maybe(fc.constantFrom('return', 'carry')),
      capAtProfit: maybe(fc.boolean()),
      payOwnOrder: maybe(fc.boolean()),
      extractionRatio: maybe(extractionRatio),
      entitlementRatio: maybe(ratioUpTo(2)),
      levelRatios: seldom(levelRatios),
      lottery: maybe(lottery),
      mallSharesQueue: maybe(fc.boolean()),
      storesShareQueue: maybe(fc.boolean()),
      cashiersShareQueue: maybe(fc.boolean()),
      payoutsPaused: seldom(fc.constantFrom(false, false, true)),
      union: maybe(
        sparse({ poolRatio: maybe(ratioUpTo(1)), dailyCapFen: maybe(fc.constantFrom(0, 500, 20_000)) }),
      ),
      acceleration: maybe(fc.record({ directRatio: ratioUpTo(1), indirectRatio: ratioUpTo(1) })),
      referral: maybe(
        fc.record({
          directRatio: fc.oneof(smallRatio, smallRatio, ratioUpTo(1)),
          indirectRatio: smallRatio,
          freezeDays: fc.integer({ min: 0, max: 2 }),
        }),
      ),
      team: maybe(
        fc.record({
          levelRatios: fc.dictionary(level, smallRatio),
          maxDepth: fc.constantFrom(0, 1, 2, 3, 4, 4),
        }),
      ),
      recruitment: maybe(fc.record({ ratio: smallRatio })),
      dividend: fc.record({ weights: fc.dictionary(level, fc.integer({ min: 0, max: 5 })) }),
      randomReturn: seldom(randomReturn),
    }),
    /* Points are always offered: a random return, which may be a store's own, needs them. */
    exchange: fc.record({
      points: fc.record({ ratio: ratioUpTo(2) }),
      love: maybe(fc.record({ ratio: ratioUpTo(2), credit: fc.constantFrom('available', 'frozen') })),
      voucher: maybe(fc.record({ ratio: ratioUpTo(2) })),
    }),
  })
  .map(({ chosen, exchange }) => ({ ...chosen, exchange }));

const itemFields = {
  enabled: seldom(fc.boolean()),
  extractionRatio: seldom(extractionRatio),
  entitlementRatio: maybe(ratioUpTo(2)),
  levelRatios: seldom(levelRatios),
  spendTiers: seldom(
    fc.array(
      fc.record({
        days: fc.integer({ min: 1, max: 3 }),
        minFen: fc.integer({ min: 0, max: 9000 }),
        ratio: ratioUpTo(2),
      }),
      {
        maxLength: 2,
      },
    ),
  ),
  lottery: seldom(lottery),
  rewardWindows: seldom(
    fc.constantFrom(
      [],
      [{ from: '06:00', to: '20:00' }],
      [{ from: '12:00', to: '24:00' }],
      [
        { from: '00:00', to: '24:00', toDate: '2026-01-01' },
        { from: '08:00', to: '18:00', fromDate: '2026-01-03' },
      ],
    ),
  ),
  maxPerMember: seldom(fc.integer({ min: 1, max: 3 })),
  maxPerMemberPerDay: seldom(fc.integer({ min: 1, max: 2 })),
};
const item = sparse(itemFields);
const place = sparse({ ...itemFields, randomReturn: seldom(fc.option(randomReturn)) });

const PRODUCTS = ['p0', 'p1'] as const;
const STORES = ['s0', 's1'] as const;
const MEMBERS = ['m0', 'm1', 'm2', 'm3', 'm4'] as const;
const EXTRA_MEMBERS = MEMBERS.slice(1);

const products = fc.tuple(...PRODUCTS.map((id) => item.map((rebate) => ({ id, rebate }))));
const stores = fc.tuple(
  ...STORES.map((id) =>
    fc
      .record({
        commissionRatio: ratioUpTo(1),
        recruiter: fc.constantFrom(...MEMBERS),
        rebate: place,
        cashier: place,
      })
      .map((store) => ({ id, ...store })),
  ),
);
/** Chains of invitations are often long: the one before is the inviter more often than others. */
const inviterUpTo = (index: number) => fc.oneof(fc.constant(index), fc.nat({ max: index }));

/** Each member was invited by one before, or by nobody. */
const members = fc
  .tuple(
    maybe(level),
    ...EXTRA_MEMBERS.map((_, index) =>
      fc.tuple(maybe(level), fc.option(inviterUpTo(index), { nil: undefined })),
    ),
  )
  .map(([first, ...others]) => [
    { id: 'm0', level: first },
    ...others.map(([own, inviter], index) => ({
      id: EXTRA_MEMBERS[index],
      level: own,
      inviter: inviter === undefined ? undefined : MEMBERS[inviter],
    })),
  ]);

const paidFen = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 20_000 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const slot = fc.constantFrom('cash', 'points');
const line = fc.record({
  product: fc.constantFrom(...PRODUCTS),
  paidFen,
  costFen: fc.integer({ min: 0, max: 3000 }),
  slot,
});
const cashierLine = fc.record({ paidFen, slot });

const order = fc.oneof(
  fc.record({ kind: fc.constant('mall'), lines: fc.array(line, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('store'),
    store: fc.constantFrom(...STORES),
    lines: fc.array(line, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('cashier'),
    store: fc.constantFrom(...STORES),
    lines: fc.tuple(cashierLine),
  }),
);

/** What happens to an order; the number chooses one of those placed so far, the younger the smaller. */
const back = fc.nat({ max: 12 });
const queue = fc.option(
  fc.constantFrom('mall', 'mall', 'union', 'union', 'product:p0', 'stores', 'store:s0', 'cashier:s0'),
  { nil: undefined, freq: 2 },
);

const happenings = [
  {
    weight: 20,
    arbitrary: fc.record({
      type: fc.constant('order' as const),
      order,
      member: fc.constantFrom(...MEMBERS),
      deductedFen: fc.constantFrom(undefined, 0, 500),
      pays: fc.constantFrom(true, true, true, false),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('pay' as const), back }) },
  { weight: 16, arbitrary: fc.record({ type: fc.constant('complete' as const), back: fc.nat({ max: 6 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('refund' as const),
      back,
      line: fc.nat({ max: 2 }),
      /** How much of what was paid for the line; 11 is more than all of it. */
      tenths: fc.integer({ min: 0, max: 11 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('draw' as const),
      back,
      line: fc.nat({ max: 1 }),
      /** Chooses one of the outcomes that the shop's lotteries have. */
      outcome: fc.nat({ max: 9 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('exchange' as const),
      back,
      line: fc.nat({ max: 1 }),
      asset: fc.constantFrom('points', 'love', 'voucher'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('reset' as const),
      queue,
      /** How late it comes, if it names its time. */
      lateMs: fc.constantFrom(undefined, undefined, 0, 1, 60_000, 3_600_000, 40 * 3_600_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('pause' as const), queue }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('resume' as const), queue }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('unionPayout' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('setLevel' as const),
      member: fc.constantFrom(...MEMBERS),
      level: fc.option(level),
    }),
  },
];
const happening = fc.oneof(...happenings);
/** Dividends too: no refund takes them back. */
const happeningOrDividend = fc.oneof(...happenings, {
  weight: 2,
  arbitrary: fc.record({ type: fc.constant('dividend' as const), amountFen: fc.nat({ max: 5000 }) }),
});

type Happening = typeof happeningOrDividend extends fc.Arbitrary<infer Value> ? Value : never;

const START = Date.parse('2026-01-01T08:00:00+08:00');
const STEPS = [0, 60_000, 3_600_000, 9 * 3_600_000] as const;

/** What the lotteries of a shop can come to, wherever they stand in it; and what none can. */
function outcomesOf(shop: unknown): string[] {
  const outcomes = ['7'];
  JSON.stringify(shop, (key, value: unknown) => {
    const isOutcome = ['ratio', 'min', 'max'].includes(key) && typeof value === 'string';
    if (isOutcome) outcomes.push(value);
    return value;
  });
  return outcomes;
}

/** Turns what happens into events, with names and times. */
function eventsOf(
  happenings: readonly (readonly [Happening, number])[],
  outcomes: readonly string[],
): object[] {
  const events: object[] = [];
  const placed: { readonly paidFen: number }[][] = [];
  let now = START;
  for (const [happens, step] of happenings) {
    now += STEPS[step % STEPS.length] ?? 0;
    const at = new Date(now).toISOString();
    if (happens.type === 'order') {
      const { type, member, deductedFen, order, pays } = happens;
      const id = `o${placed.length}`;
      placed.push([...order.lines]);
      events.push({ at, type, id, member, deductedFen, ...order });
      if (pays) events.push({ at, type: 'pay', order: id });
    } else if (happens.type === 'reset') {
      const { lateMs, ...reset } = happens;
      const joinedUntil = lateMs === undefined ? undefined : new Date(now - lateMs).toISOString();
      events.push({ at, ...reset, joinedUntil });
    } else if (!('back' in happens)) {
      events.push({ at, ...happens });
    } else {
      const index = Math.max(0, placed.length - 1 - happens.back);
      const order = `o${index}`;
      const lines = placed[index] ?? [];
      const { type } = happens;
      if (type === 'pay' || type === 'complete') {
        events.push({ at, type, order });
        continue;
      }
      /* Now and then a line that is not there. */
      const line = happens.back === 0 ? happens.line : happens.line % Math.max(1, lines.length);
      const entry = `${order}/${line}`;
      if (type === 'draw') {
        events.push({ at, type, entry, outcome: outcomes[happens.outcome % outcomes.length] });
      } else if (type === 'exchange') {
        events.push({ at, type, entry, asset: happens.asset });
      } else {
        const amountFen = Math.ceil(((lines[line]?.paidFen ?? 1) * happens.tenths) / 10);
        events.push({ at, type, order, line, amountFen });
      }
    }
  }
  return events;
}

/** A history as JSON, ready to be read; with dividends only if asked for, for no refund takes them back. */
export const randomHistory = (maxLength: number, { dividends = false } = {}): fc.Arbitrary<object> =>
  fc
    .record({
      settings,
      products,
      stores,
      members,
      happenings: fc.array(
        fc.tuple(dividends ? happeningOrDividend : happening, fc.nat({ max: STEPS.length - 1 })),
        { minLength: 1, maxLength, size: 'max' },
      ),
    })
    .map(
      ({ happenings, ...shop }) =>
        JSON.parse(JSON.stringify({ ...shop, events: eventsOf(happenings, outcomesOf(shop)) })) as object,
    );
