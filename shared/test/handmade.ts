import { memberId, orderId, productId, queueKey, entryId, type QueueKey } from '../src/ids/ids';
import { fen } from '../src/money/fen';
import { ratio, ZERO_RATIO } from '../src/money/ratio';
import { emptyQueueRow } from '../src/rebate/queue/line';
import type { EntryRow, LineRow, OrderRow, QueueFacts, QueueRow } from '../src/rebate/settle/facts';
import { orderTerms } from '../src/rebate/settle/place';
import type { LineTerms, OrderTerms } from '../src/rebate/settle/terms';
import { defaultSettings } from '../src/settings/platformSettings';

/* Rows made by hand, for tests that look at one plan. */

export const MALL: QueueKey = queueKey('mall');
export const NOON = Date.parse('2026-01-05T12:00:00+08:00');

export const someLineTerms = (change: Partial<LineTerms> = {}): LineTerms => ({
  queue: MALL,
  rebateOn: true,
  extractionRatio: ratio('0.1'),
  entitlementRatio: ratio('1'),
  source: 'platform.fixed',
  lottery: null,
  gates: [],
  randomReturn: null,
  ...change,
});

export const someTerms = (change: Partial<OrderTerms> = {}): OrderTerms => ({
  ...orderTerms(defaultSettings()),
  capAtProfit: false,
  ...change,
});

export const someLine = (paid: number, change: Partial<LineRow> = {}): LineRow => ({
  line: 0,
  product: productId('p'),
  paidFen: fen(paid),
  costFen: fen(0),
  terms: someLineTerms(),
  refundedFen: fen(0),
  contributedFen: fen(0),
  entry: null,
  rewards: [],
  ...change,
});

/** A mall order of one line. */
export const someOrder = (id: string, paid: number, change: Partial<OrderRow> = {}): OrderRow => ({
  id: orderId(id),
  member: memberId(`buyer of ${id}`),
  kind: 'mall',
  store: null,
  commissionRatio: ZERO_RATIO,
  recruiter: null,
  deducted: false,
  terms: someTerms(),
  upline: [],
  lines: [someLine(paid)],
  ...change,
});

/** An entry that waits, of the order whose id says its position. */
export const someEntry = (position: number, entitled: number, change: Partial<EntryRow> = {}): EntryRow => ({
  id: entryId(`e${position}/0`),
  order: orderId(`e${position}`),
  line: 0,
  member: memberId(`member ${position}`),
  position,
  source: 'platform.fixed',
  joinedAt: NOON,
  ratio: ratio('1'),
  entitledFen: fen(entitled),
  rewardedFen: fen(0),
  state: 'waiting',
  completed: false,
  drawn: false,
  brought: null,
  ...change,
});

/** The facts of a queue whose sums are those of the entries; `row` and `change` say what is different. */
export function someFacts(
  entries: readonly EntryRow[],
  change: Partial<QueueFacts> = {},
  row: Partial<QueueRow> = {},
): QueueFacts {
  const waiting = entries.filter(({ state }) => state === 'waiting');
  const remaining = (some: readonly EntryRow[]) =>
    fen(some.reduce((sum, entry) => sum + entry.entitledFen - entry.rewardedFen, 0));
  return {
    queue: {
      ...emptyQueueRow(MALL, false),
      waitingCount: waiting.length,
      waitingRemainingFen: remaining(waiting),
      completedRemainingFen: remaining(waiting.filter(({ completed }) => completed)),
      nextPosition: Math.max(0, ...entries.map(({ position }) => position)) + 1,
      ...row,
    },
    live: { payoutOrder: 'strict', unclaimed: 'return', exchange: {}, unionDailyCapFen: null },
    orders: [],
    entries,
    knownTo: Infinity,
    held: [],
    groups: [],
    drawPlaces: () => [],
    ...change,
  };
}
