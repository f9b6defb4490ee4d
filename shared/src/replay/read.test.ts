import { InvalidHistory, readHistory } from './read';

const AT = '2026-01-05T10:00:00+08:00';
const ORDER = {
  at: AT,
  type: 'order',
  id: 'o1',
  member: 'a',
  kind: 'mall',
  lines: [{ product: 'p1', paidFen: 100 }],
};
const CASHIER = { ...ORDER, kind: 'cashier', store: 's1', lines: [{ paidFen: 100 }] };

const shop = (change: object = {}) => ({
  settings: {},
  products: [{ id: 'p1' }],
  stores: [{ id: 's1' }],
  members: [{ id: 'a' }, { id: 'b', inviter: 'a' }],
  events: [ORDER],
  ...change,
});

const problemsOf = (json: unknown): readonly string[] => {
  try {
    readHistory(json);
    return [];
  } catch (error) {
    if (error instanceof InvalidHistory) return error.problems;
    throw error;
  }
};

/** The paths of what is wrong. */
const pathsOf = (json: unknown): string[] => problemsOf(json).map((problem) => problem.split(': ')[0] ?? '');

test('a valid history has no problems', () => expect(problemsOf(shop())).toEqual([]));
test('only the events are needed', () => expect(problemsOf({ events: [] })).toEqual([]));

test.each([
  ['something else than an object', 7, 'the history'],
  ['no events', { settings: {} }, 'events'],
  ['an unknown key', shop({ extra: 1 }), 'extra'],
  ['an unknown setting', shop({ settings: { extraction: '0.1' } }), 'settings.extraction'],
  ['a setting that only production has', shop({ settings: { unpaidMinutes: 15 } }), 'settings.unpaidMinutes'],
  ['a ratio that is a number', shop({ settings: { extractionRatio: 0.1 } }), 'settings.extractionRatio'],
  [
    'a ratio with seven decimals',
    shop({ settings: { extractionRatio: '0.1234567' } }),
    'settings.extractionRatio',
  ],
  ['an unknown choice', shop({ settings: { scheme: 'both' } }), 'settings.scheme'],
  ['an unknown key of a setting', shop({ settings: { referral: { days: 1 } } }), 'settings.referral.days'],
  [
    'a random return without a points ratio',
    shop({ settings: { randomReturn: { cashSlots: 1, pointsSlots: 1 } } }),
    'settings.randomReturn',
  ],
  [
    "a cashier's random return without a points ratio",
    shop({ stores: [{ id: 's1', cashier: { randomReturn: { cashSlots: 1, pointsSlots: 1 } } }] }),
    'stores[0].cashier.randomReturn',
  ],
  [
    'a random return of a product',
    shop({ products: [{ id: 'p1', rebate: { randomReturn: null } }] }),
    'products[0].rebate.randomReturn',
  ],
  ['the same product twice', shop({ products: [{ id: 'p1' }, { id: 'p1' }] }), 'products[1].id'],
  ['the same store twice', shop({ stores: [{ id: 's1' }, { id: 's1' }] }), 'stores[1].id'],
  ['the same member twice', shop({ members: [{ id: 'a' }, { id: 'a' }] }), 'members[1].id'],
  ['the same order twice', shop({ events: [ORDER, ORDER] }), 'events[1].id'],
  ['an unknown inviter', shop({ members: [{ id: 'a', inviter: 'z' }] }), 'members[0].inviter'],
  ['oneself as inviter', shop({ members: [{ id: 'a', inviter: 'a' }] }), 'members[0].inviter'],
  [
    'inviters in a circle',
    shop({
      members: [
        { id: 'x', inviter: 'a' },
        { id: 'a', inviter: 'b' },
        { id: 'b', inviter: 'a' },
      ],
    }),
    'members[1].inviter',
  ],
  ['an unknown recruiter', shop({ stores: [{ id: 's1', recruiter: 'z' }] }), 'stores[0].recruiter'],
  ['an unknown buyer', shop({ events: [{ ...ORDER, member: 'z' }] }), 'events[0].member'],
  [
    'an unknown product',
    shop({ events: [{ ...ORDER, lines: [{ product: 'z', paidFen: 1 }] }] }),
    'events[0].lines[0].product',
  ],
  ['an unknown store', shop({ events: [{ ...CASHIER, store: 'z' }] }), 'events[0].store'],
  [
    'an unknown member of a level',
    shop({ events: [{ at: AT, type: 'setLevel', member: 'z', level: null }] }),
    'events[0].member',
  ],
  [
    'half a fen',
    shop({ events: [{ ...ORDER, lines: [{ product: 'p1', paidFen: 0.5 }] }] }),
    'events[0].lines[0].paidFen',
  ],
  [
    'a price below zero',
    shop({ events: [{ ...ORDER, lines: [{ product: 'p1', paidFen: -1 }] }] }),
    'events[0].lines[0].paidFen',
  ],
  [
    'an amount as text',
    shop({ events: [{ ...ORDER, lines: [{ product: 'p1', paidFen: '1' }] }] }),
    'events[0].lines[0].paidFen',
  ],
  [
    'an amount that cannot be held exactly',
    shop({ events: [{ ...ORDER, lines: [{ product: 'p1', paidFen: 2 ** 53 }] }] }),
    'events[0].lines[0].paidFen',
  ],
  ['no lines', shop({ events: [{ ...ORDER, lines: [] }] }), 'events[0].lines'],
  [
    'two lines at a cashier',
    shop({ events: [{ ...CASHIER, lines: [{ paidFen: 1 }, { paidFen: 1 }] }] }),
    'events[0].lines',
  ],
  [
    'a product at a cashier',
    shop({ events: [{ ...CASHIER, lines: ORDER.lines }] }),
    'events[0].lines[0].product',
  ],
  ['a mall order at a store', shop({ events: [{ ...ORDER, store: 's1' }] }), 'events[0].store'],
  ['a store order without a store', shop({ events: [{ ...ORDER, kind: 'store' }] }), 'events[0].store'],
  ['an unknown kind of order', shop({ events: [{ ...ORDER, kind: 'gift' }] }), 'events[0].kind'],
  ['an unknown event', shop({ events: [{ at: AT, type: 'cancel', order: 'o1' }] }), 'events[0].type'],
  [
    'an unknown key of an event',
    shop({ events: [{ at: AT, type: 'pay', order: 'o1', by: 'x' }] }),
    'events[0].by',
  ],
  ['a time without an offset', shop({ events: [{ ...ORDER, at: '2026-01-05T10:00:00' }] }), 'events[0].at'],
  ['a day that is none', shop({ events: [{ ...ORDER, at: '2026-02-30T10:00:00+08:00' }] }), 'events[0].at'],
  [
    'events out of order of time',
    shop({ events: [ORDER, { at: '2026-01-05T09:59:59+08:00', type: 'pay', order: 'o1' }] }),
    'events[1].at',
  ],
])('%s is refused, naming the value', (_, json, path) => expect(pathsOf(json)).toContain(path));

/** The shop with one setting, one key of its product or of its order's line, or one event after the order. */
const setting = (key: string, value: unknown) => shop({ settings: { [key]: value } });
const rebate = (part: object) => shop({ products: [{ id: 'p1', rebate: part }] });
const line = (change: object) => shop({ events: [{ ...ORDER, lines: [{ ...ORDER.lines[0], ...change }] }] });
const then = (type: string, fields: object) => shop({ events: [ORDER, { at: AT, type, ...fields }] });
const windowFrom = (window: object) => rebate({ rewardWindows: [{ from: '09:00', to: '12:00', ...window }] });
const range = (min: unknown, max: unknown) => setting('lottery', { type: 'range', min, max });
const prize = (change: object) =>
  setting('lottery', { type: 'fixed', prizes: [{ ratio: '1', weight: 1, ...change }] });
const moment = (at: unknown) => shop({ events: [{ ...ORDER, at }] });

describe('a ratio is a plain decimal string with at most six decimals', () => {
  const bad = [
    '1e3',
    '-0.1',
    '+1',
    '.5',
    '1.',
    '01',
    '0,1',
    ' 1',
    '1 ',
    '1\n',
    '',
    'NaN',
    'Infinity',
    '0x1',
    '١',
  ];
  test.each([...bad, '0.1234567', '1000.1', '99999', 0.5, 1, null, true, ['1']])('not %j', (ratio) => {
    expect(pathsOf(setting('entitlementRatio', ratio))).toEqual(['settings.entitlementRatio']);
    expect(pathsOf(then('draw', { entry: 'o1/0', outcome: ratio }))).toEqual(['events[1].outcome']);
  });
  test.each(['0', '1', '0.10', '1.000000', '0.000001', '1000', '12.5'])('%s is one', (ratio) => {
    expect(problemsOf(setting('entitlementRatio', ratio))).toEqual([]);
  });
  test('a share is at most 1', () => {
    expect(pathsOf(setting('extractionRatio', '1.000001'))).toEqual(['settings.extractionRatio']);
    expect(problemsOf(setting('extractionRatio', '1.000000'))).toEqual([]);
  });
});

describe('an amount is a whole number of zero or more', () => {
  const bad = [0.5, -1, 1e21, 2 ** 53, NaN, Infinity, '1', null, true, [1], {}];
  test.each(bad)('not %j', (amount) => {
    expect(pathsOf(line({ paidFen: amount }))).toContain('events[0].lines[0].paidFen');
    expect(pathsOf(line({ costFen: amount }))).toContain('events[0].lines[0].costFen');
    expect(pathsOf(shop({ events: [{ ...ORDER, deductedFen: amount }] }))).toContain('events[0].deductedFen');
    expect(pathsOf(then('refund', { order: 'o1', line: 0, amountFen: amount }))).toContain(
      'events[1].amountFen',
    );
    expect(pathsOf(then('dividend', { amountFen: amount }))).toContain('events[1].amountFen');
    expect(pathsOf(rebate({ spendTiers: [{ days: 1, minFen: amount, ratio: '1' }] }))).toContain(
      'products[0].rebate.spendTiers[0].minFen',
    );
  });
  test.each([0, 1, 2 ** 53 - 1])('%d is one', (amount) =>
    expect(problemsOf(line({ paidFen: amount }))).toEqual([]),
  );
});

describe('a moment is ISO 8601 with an offset', () => {
  test.each([
    '2026-02-30T10:00:00+08:00',
    '2025-02-29T10:00:00+08:00',
    '2026-13-01T10:00:00+08:00',
    '2026-01-05T24:00:00+08:00',
    '2026-01-05T10:60:00+08:00',
    '2026-01-05T10:00:60+08:00',
    '2026-01-05T10:00:00+25:00',
    '2026-01-05 10:00:00+08:00',
    '2026-01-05',
    'yesterday',
    '',
    1767578400000,
    null,
  ])('not %j', (at) => expect(pathsOf(moment(at))).toContain('events[0].at'));
  test.each([
    '2026-01-05T10:00:00+08:00',
    '2026-01-05T10:00:00Z',
    '2026-01-05T10:00:00.123456-05:30',
    '2026-01-05T10:00+08:00',
    '2028-02-29T23:59:59.999Z',
  ])('%s is one', (at) => expect(problemsOf(moment(at))).toEqual([]));
});

test.each<[string, unknown, string]>([
  ['a window until 24:01', windowFrom({ to: '24:01' }), 'products[0].rebate.rewardWindows[0].to'],
  ['a window from 09:60', windowFrom({ from: '09:60' }), 'products[0].rebate.rewardWindows[0].from'],
  [
    'a window that ends when it begins',
    windowFrom({ to: '09:00' }),
    'products[0].rebate.rewardWindows[0].to',
  ],
  ['a window over midnight', windowFrom({ to: '08:00' }), 'products[0].rebate.rewardWindows[0].to'],
  ['a window at 9:00', windowFrom({ from: '9:00' }), 'products[0].rebate.rewardWindows[0].from'],
  [
    'a window from a day that is none',
    windowFrom({ fromDate: '2026-02-30' }),
    'products[0].rebate.rewardWindows[0].fromDate',
  ],
  [
    'a window without an end',
    rebate({ rewardWindows: [{ from: '09:00' }] }),
    'products[0].rebate.rewardWindows[0].to',
  ],
  ['a lottery without prizes', setting('lottery', { type: 'fixed', prizes: [] }), 'settings.lottery.prizes'],
  ['a prize without weight', prize({ weight: 0 }), 'settings.lottery.prizes[0].weight'],
  ['half a weight', prize({ weight: 0.5 }), 'settings.lottery.prizes[0].weight'],
  ['a prize with a name', prize({ name: 'x' }), 'settings.lottery.prizes[0].name'],
  ['a lottery of another type', setting('lottery', { type: 'wheel' }), 'settings.lottery.type'],
  ['a range that is not of hundredths', range('0.005', '1'), 'settings.lottery.min'],
  ['a range that ends before it begins', range('1', '0.99'), 'settings.lottery.max'],
  ['half a level in the team', setting('team', { maxDepth: 1.5 }), 'settings.team.maxDepth'],
  ['half a freeze day', setting('referral', { freezeDays: 0.5 }), 'settings.referral.freezeDays'],
  ['freeze days below zero', setting('referral', { freezeDays: -1 }), 'settings.referral.freezeDays'],
  ['half a weight of a level', setting('dividend', { weights: { v1: 0.5 } }), 'settings.dividend.weights.v1'],
  ['a cap of half a fen', setting('union', { dailyCapFen: 0.5 }), 'settings.union.dailyCapFen'],
  ['a switch as text', setting('enabled', 'true'), 'settings.enabled'],
  ['a switch as a number', setting('enabled', 1), 'settings.enabled'],
  ['a switch of nothing', setting('enabled', null), 'settings.enabled'],
  ['a level ratio that is a number', setting('levelRatios', { v1: 1 }), 'settings.levelRatios.v1'],
  ['an unknown asset', setting('exchange', { gold: { ratio: '1' } }), 'settings.exchange.gold'],
  [
    'an unknown way to credit love',
    setting('exchange', { love: { ratio: '1', credit: 'never' } }),
    'settings.exchange.love.credit',
  ],
  [
    'no cash place',
    shop({
      settings: { exchange: { points: { ratio: '1' } }, randomReturn: { cashSlots: 0, pointsSlots: 1 } },
    }),
    'settings.randomReturn.cashSlots',
  ],
  [
    'a spend tier without its ratio',
    rebate({ spendTiers: [{ days: 1, minFen: 1 }] }),
    'products[0].rebate.spendTiers[0].ratio',
  ],
  ['half a place', rebate({ maxPerMember: 0.5 }), 'products[0].rebate.maxPerMember'],
  ['settings that are a list', shop({ settings: [] }), 'settings'],
  ['products that are no list', shop({ products: {} }), 'products'],
  ['a product without id', shop({ products: [{}] }), 'products[0].id'],
  ['an id that is a number', shop({ members: [{ id: 1 }] }), 'members[0].id'],
  ['an event of nothing', shop({ events: [null] }), 'events[0]'],
  ['an event without a type', shop({ events: [{ at: AT }] }), 'events[0].type'],
  ['an event called like a method', shop({ events: [{ at: AT, type: 'constructor' }] }), 'events[0].type'],
  [
    'a line without a product',
    shop({ events: [{ ...ORDER, lines: [{ paidFen: 1 }] }] }),
    'events[0].lines[0].product',
  ],
  [
    'a line without an amount',
    shop({ events: [{ ...ORDER, lines: [{ product: 'p1' }] }] }),
    'events[0].lines[0].paidFen',
  ],
  ['an unknown slot', line({ slot: 'gold' }), 'events[0].lines[0].slot'],
  ['a refund of no line', then('refund', { order: 'o1', amountFen: 1 }), 'events[1].line'],
  [
    'a refund of a line below zero',
    then('refund', { order: 'o1', line: -1, amountFen: 1 }),
    'events[1].line',
  ],
  [
    'an exchange for something unknown',
    then('exchange', { entry: 'o1/0', asset: 'gold' }),
    'events[1].asset',
  ],
  ['a queue of nothing', then('reset', { queue: null }), 'events[1].queue'],
  ['a level that is missing', then('setLevel', { member: 'a' }), 'events[1].level'],
])('%s is refused, and the value is named', (_, json, path) => expect(pathsOf(json)).toEqual([path]));

test.each<[string, unknown]>([
  ['empty lists', shop({ products: [], stores: [], members: [], events: [] })],
  [
    'settings of which nothing is said',
    shop({ settings: { union: {}, team: {}, referral: {}, exchange: {} } }),
  ],
  ['a level named like a method', shop({ settings: { levelRatios: { constructor: '0.5', toString: '1' } } })],
  [
    'ids of any script, with slashes and blanks',
    shop({ members: [{ id: 'a' }, { id: '会员/1 二' }, { id: '__proto__' }] }),
  ],
  ['an inviter who is listed later', shop({ members: [{ id: 'b', inviter: 'a' }, { id: 'a' }] })],
  ['a member and a product of the same id', shop({ products: [{ id: 'p1' }, { id: 'a' }] })],
  ['a window until midnight', windowFrom({ to: '24:00' })],
  ['a window of one day', windowFrom({ fromDate: '2026-01-05', toDate: '2026-01-05' })],
  ['no windows, no tiers', rebate({ rewardWindows: [], spendTiers: [] })],
  ['a range of one outcome', range('0.5', '0.50')],
  ['a part that says: no lottery', rebate({ lottery: null })],
  ['a limit of nobody', rebate({ maxPerMember: 0, maxPerMemberPerDay: 0 })],
  ['a union without a cap', setting('union', { dailyCapFen: null })],
  ['a team of no depth', setting('team', { levelRatios: { v1: '0.1' }, maxDepth: 0 })],
  [
    "a store's own random return switched off",
    shop({ stores: [{ id: 's1', rebate: { randomReturn: null } }] }),
  ],
  ['a price of 0 and a cost above it', line({ paidFen: 0, costFen: 100 })],
  ['a refund of 0 and of a line that is not there', then('refund', { order: 'o1', line: 9, amountFen: 0 })],
  ['a slot without a random return', line({ slot: 'points' })],
  ['a level taken away', then('setLevel', { member: 'a', level: null })],
  ['a queue that nobody has joined', then('pause', { queue: 'product:nothing' })],
  ['two events in the same moment', then('pay', { order: 'o1' })],
])('%s is accepted', (_, json) => expect(problemsOf(json)).toEqual([]));

test('naming an order or an entry that is not there is for the rules to reject', () => {
  const events = [
    { at: AT, type: 'pay', order: 'nobody' },
    { at: AT, type: 'draw', entry: 'nobody/0', outcome: '1' },
    { at: AT, type: 'reset', queue: 'nowhere' },
  ];
  expect(problemsOf(shop({ events }))).toEqual([]);
});

test('times are compared as moments, whatever their offsets', () => {
  const events = [ORDER, { at: '2026-01-05T02:00:00Z', type: 'pay', order: 'o1' }];
  expect(problemsOf(shop({ events }))).toEqual([]);
});
