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
  ['an unknown key', shop({ extra: 1 }), 'the history'],
  ['an unknown setting', shop({ settings: { extraction: '0.1' } }), 'settings'],
  ['a setting that only production has', shop({ settings: { unpaidMinutes: 15 } }), 'settings'],
  ['a ratio that is a number', shop({ settings: { extractionRatio: 0.1 } }), 'settings.extractionRatio'],
  [
    'a ratio with seven decimals',
    shop({ settings: { extractionRatio: '0.1234567' } }),
    'settings.extractionRatio',
  ],
  ['an unknown choice', shop({ settings: { scheme: 'both' } }), 'settings.scheme'],
  ['an unknown key of a setting', shop({ settings: { referral: { days: 1 } } }), 'settings.referral'],
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
    'products[0].rebate',
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
    'members[0].inviter',
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
  ['a product at a cashier', shop({ events: [{ ...CASHIER, lines: ORDER.lines }] }), 'events[0].lines[0]'],
  ['a mall order at a store', shop({ events: [{ ...ORDER, store: 's1' }] }), 'events[0]'],
  ['a store order without a store', shop({ events: [{ ...ORDER, kind: 'store' }] }), 'events[0].store'],
  ['an unknown kind of order', shop({ events: [{ ...ORDER, kind: 'gift' }] }), 'events[0].kind'],
  ['an unknown event', shop({ events: [{ at: AT, type: 'cancel', order: 'o1' }] }), 'events[0].type'],
  [
    'an unknown key of an event',
    shop({ events: [{ at: AT, type: 'pay', order: 'o1', by: 'x' }] }),
    'events[0]',
  ],
  ['a time without an offset', shop({ events: [{ ...ORDER, at: '2026-01-05T10:00:00' }] }), 'events[0].at'],
  ['a day that is none', shop({ events: [{ ...ORDER, at: '2026-02-30T10:00:00+08:00' }] }), 'events[0].at'],
  [
    'events out of order of time',
    shop({ events: [ORDER, { at: '2026-01-05T09:59:59+08:00', type: 'pay', order: 'o1' }] }),
    'events[1].at',
  ],
])('%s is refused, naming the value', (_, json, path) => expect(pathsOf(json)).toContain(path));

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
