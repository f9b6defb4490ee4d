import { readHistory } from '@paifan/shared/replay/read';
import { replay } from '@paifan/shared/replay/result';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { replayInDatabase } from '../../src/replay/replayInDatabase';
import { createTestDatabase, type TestDatabase } from '../support/database';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

interface Day {
  readonly settings?: object;
  readonly cashier?: boolean;
  readonly rebate?: object;
  /** What the order with this number pays. */
  readonly paidFen?: (order: number) => number;
  /** Comes after the payment of the order with this number. */
  readonly after?: (order: number) => readonly object[];
}

const ORDERS = 700;
const START = Date.parse('2026-01-05T02:00:00Z');
const MEMBERS = Array.from({ length: 20 }, (_, index) => `m${index}`);

/** A day on which so many orders are settled in one batch that it is planned in many parts. */
function busyDay({ settings = {}, cashier = false, rebate = {}, paidFen, after }: Day): unknown {
  const price = paidFen ?? ((order: number) => 1000 + ((order * 37) % 500));
  const events = Array.from({ length: ORDERS }, (_, index) => {
    const at = new Date(START + index * 60_000).toISOString();
    const amounts = { paidFen: price(index), costFen: 0 };
    const bought = cashier
      ? { kind: 'cashier', store: 's1', lines: [amounts] }
      : { kind: 'mall', lines: [{ product: 'p1', ...amounts }] };
    return [
      { type: 'order', at, id: `o${index}`, member: MEMBERS[(index * 7) % MEMBERS.length], ...bought },
      { type: 'pay', at, order: `o${index}` },
      ...(after?.(index) ?? []).map((event) => ({ at, ...event })),
    ];
  });
  return {
    name: 'busy day',
    settings: { extractionRatio: '0.4', entitlementRatio: '1.1', capAtProfit: false, ...settings },
    products: [{ id: 'p1', rebate }],
    stores: [{ id: 's1', commissionRatio: '0.6' }],
    members: MEMBERS.map((id, index) => ({ id, ...(index > 0 ? { inviter: MEMBERS[index - 1] } : {}) })),
    events: events.flat(),
  };
}

test.each<[string, Day]>([
  ['orders that follow one another', {}],
  ['a line that is soon empty', { settings: { extractionRatio: '1', entitlementRatio: '1' } }],
  [
    'money that stays in the pool',
    { settings: { extractionRatio: '1', unclaimed: 'carry', payOwnOrder: true } },
  ],
  [
    'orders that reach much further than those before',
    { paidFen: (order) => (order % 150 === 149 ? 400_000 : 300) },
  ],
  [
    'orders that are paid and completed at once',
    { cashier: true, settings: { payoutOrder: 'completedFirst' } },
  ],
  ['orders that settle when they are completed', { cashier: true, settings: { settleOn: 'completed' } }],
  [
    'orders that complete later',
    { after: (order) => (order % 90 === 80 ? [{ type: 'complete', order: `o${order - 70}` }] : []) },
  ],
  [
    'refunds in between',
    {
      after: (order) =>
        order % 200 === 150 ? [{ type: 'refund', order: `o${order - 140}`, line: 0, amountFen: 500 }] : [],
    },
  ],
  ['a reset in between', { after: (order) => (order === 300 ? [{ type: 'reset' }] : []) }],
  [
    'late resets in between',
    {
      after: (order) =>
        order % 250 === 249
          ? [{ type: 'reset', joinedUntil: new Date(START + (order - 60) * 60_000).toISOString() }]
          : [],
    },
  ],
  [
    'a pause in between',
    { after: (order) => (order === 200 ? [{ type: 'pause' }] : order === 450 ? [{ type: 'resume' }] : []) },
  ],
  ['limits for each member', { rebate: { maxPerMember: 25, maxPerMemberPerDay: 20 } }],
  [
    'rewards for inviters',
    { settings: { referral: { directRatio: '0.05', indirectRatio: '0.02', freezeDays: 0 } }, cashier: true },
  ],
  [
    'inviters who are served early',
    { settings: { acceleration: { directRatio: '0.3', indirectRatio: '0.1' } } },
  ],
])('%s come to the same in one large batch, part by part, as one by one', async (_, day) => {
  const history = readHistory(busyDay(day));
  const result = await replayInDatabase(history, { db: base.db, batchSize: 2000 });
  expect(result).toEqual(replay(history));
  expect(await runChecks(base.db)).toEqual([]);
  expect(await checkChains(base.db, 7)).toEqual([]);
});
