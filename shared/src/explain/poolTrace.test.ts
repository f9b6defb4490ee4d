import { entryId, memberId, orderId } from '../ids/ids';
import { fen } from '../money/fen';
import type { Payout, PayoutKind, QueueEvent } from '../rebate/settle/events';
import { PoolTrace } from './poolTrace';

const AT = Date.parse('2026-01-05T12:00:00+08:00');
const POOL = { poolFen: 0, at: AT };

const gives = (order: string, amount: number): QueueEvent => ({
  type: 'contributed',
  order: orderId(order),
  line: 0,
  amountFen: fen(amount),
  ...POOL,
});
const takes = (order: string, amount: number): QueueEvent => ({
  type: 'withdrawn',
  order: orderId(order),
  line: 0,
  amountFen: fen(amount),
  ...POOL,
});
const pays = (entry: string, amount: number, kind: PayoutKind = 'line', cause = 'cause'): Payout => ({
  type: 'paidOut',
  kind,
  entry: entryId(entry),
  member: memberId('m'),
  amountFen: fen(amount),
  causeOrder: orderId(cause),
  causeLine: 0,
  ...POOL,
});
const returns = (entry: string, amount: number): QueueEvent => ({
  type: 'takenBack',
  entry: entryId(entry),
  member: memberId('m'),
  amountFen: fen(amount),
  ...POOL,
});

/** What the last event, a payout, was paid from: `A 10, B 5`. */
function paidFrom(...events: QueueEvent[]): string {
  const trace = new PoolTrace();
  const last = events.map((event) => trace.happened(event)).at(-1) ?? [];
  return last.map(({ order, amountFen }) => `${order} ${amountFen}`).join(', ');
}

test.each<[string, QueueEvent[], string]>([
  ['the oldest money goes first', [gives('A', 10), gives('B', 10), pays('x', 15)], 'A 10, B 5'],
  ['what went is gone', [gives('A', 10), gives('B', 10), pays('x', 15), pays('y', 5)], 'B 5'],
  [
    'an acceleration is paid out of the contribution that brought it',
    [gives('A', 10), gives('B', 10), pays('x', 4, 'directAcceleration', 'B')],
    'B 4',
  ],
  [
    'what such a contribution has not is paid by the oldest',
    [gives('A', 10), gives('B', 3), pays('x', 4, 'directAcceleration', 'B')],
    'B 3, A 1',
  ],
  [
    'what an entry gives back is again money of those who had paid it, the last first',
    [gives('A', 10), gives('B', 10), pays('x', 20), returns('x', 15), pays('y', 15)],
    'B 10, A 5',
  ],
  [
    'a withdrawal takes the own money of its line first',
    [gives('A', 10), gives('B', 10), takes('A', 8), pays('x', 4)],
    'A 2, B 2',
  ],
  [
    'a withdrawal takes the youngest money when its own is gone',
    [gives('A', 10), pays('x', 10), gives('B', 10), gives('C', 10), takes('A', 12), pays('y', 8)],
    'B 8',
  ],
  [
    'a debt swallows what comes, and the rest has a name',
    [gives('A', 10), pays('x', 10), takes('A', 10), gives('B', 15), pays('y', 5)],
    'B 5',
  ],
  [
    'a debt swallows what comes back too',
    [gives('A', 10), pays('x', 10), takes('A', 4), returns('x', 10), pays('y', 6)],
    'A 6',
  ],
])('%s', (_, events, expected) => {
  expect(paidFrom(...events)).toBe(expected);
});

test('the trace knows how much is in the pool, or owed', () => {
  const trace = new PoolTrace();
  for (const event of [gives('A', 10), pays('x', 10), takes('A', 4)]) trace.happened(event);
  expect(trace.poolFen).toBe(-4);
  trace.happened(gives('B', 5));
  expect(trace.poolFen).toBe(1);
});

test('money that was never there is not made up', () => {
  expect(() => paidFrom(gives('A', 10), pays('x', 11))).toThrow('not in the pool');
  expect(() => paidFrom(returns('x', 1))).toThrow('was not paid');
});
