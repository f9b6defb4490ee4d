import { mayBePaid, remainingOf } from '../queue/line';
import type { QueueEvent } from './events';
import type { EntryRow, QueueRow } from './facts';
import { movePool, type Walk, type Shares } from './soundWalk';

function startShares({ poolFen, entries, facts, knownTo, expect }: Walk): Shares {
  expect(knownTo === Infinity, () => 'a pool is shared, and not all who wait were loaded');
  const payable = [...entries.values()].filter((entry) => mayBePaid(facts.live, entry));
  const left = new Map(payable.map((entry) => [entry.id, BigInt(remainingOf(entry))]));
  const remainingFen = [...left.values()].reduce((sum, remaining) => sum + remaining, 0n);
  return { poolFen: BigInt(poolFen), remainingFen, left, sharedFen: 0n, lastPosition: 0 };
}

/** What there is to share, at most what remains to all. */
const toShare = ({ poolFen, remainingFen }: Shares): bigint =>
  poolFen < remainingFen ? poolFen : remainingFen;

/** Is an amount less than a fen away from the exact part of what is shared? */
function isPart(shares: Shares, remaining: bigint, amount: bigint): boolean {
  const { remainingFen } = shares;
  const off = amount * remainingFen - toShare(shares) * remaining;
  return off < remainingFen && -off < remainingFen;
}

/** Each gets a part once, in line order, less than a fen away from what is exactly due. */
export function checkShare(walk: Walk, entry: EntryRow, amountFen: number): void {
  walk.shares ??= startShares(walk);
  const { shares, expect } = walk;
  const remaining = shares.left.get(entry.id);
  expect(
    remaining !== undefined && isPart(shares, remaining, BigInt(amountFen)),
    () => `${entry.id} gets ${amountFen} of the pool, which is not its part`,
  );
  expect(entry.position > shares.lastPosition, () => `${entry.id} gets its part out of line`);
  shares.left.delete(entry.id);
  shares.sharedFen += BigInt(amountFen);
  shares.lastPosition = entry.position;
}

/** The pool is paid as far as it goes. @param next whose turn it would be */
export function checkWoundDown(walk: Walk, next: EntryRow | undefined): void {
  const { shares, expect } = walk;
  expect(!walk.closed, () => 'it is wound down twice');
  expect(!walk.paused && !walk.allPaused, () => 'it is wound down during a pause');
  expect(
    walk.poolFen <= 0 || next === undefined,
    () => `${walk.poolFen} are left in the pool, and ${next?.id} may be paid`,
  );
  expect(
    shares === null || shares.sharedFen === toShare(shares),
    () => `${shares?.sharedFen} of the pool are shared`,
  );
  for (const [id, remaining] of shares?.left ?? []) {
    expect(shares !== null && isPart(shares, remaining, 0n), () => `${id} gets no part of the pool`);
  }
  walk.closed = true;
  walk.shares = null;
}

/** Only a closed queue gives money back, all that it has; only what it gave back returns, and only as far as it is lacking. */
export function checkSwept(walk: Walk, event: Extract<QueueEvent, { type: 'swept' }>): void {
  const { amountFen } = event;
  const { poolFen, sweptFen, closed, expect } = walk;
  expect(
    amountFen > 0
      ? closed && amountFen === poolFen
      : amountFen < 0 && -amountFen === Math.min(-poolFen, sweptFen),
    () => `${amountFen} of a pool of ${poolFen} go back to the platform`,
  );
  walk.sweptFen += amountFen;
  movePool(walk, -amountFen, event.poolFen);
}

/** In a closed queue nobody waits and no money lies. */
export function checkClosing({ closed, sweptFen, expect }: Walk, row: QueueRow): void {
  expect(row.closed === closed, () => `it is written as ${row.closed ? 'closed' : 'open'}`);
  expect(
    row.sweptFen === sweptFen && sweptFen >= 0,
    () => `${row.sweptFen} are written as swept, not ${sweptFen}`,
  );
  expect(
    !closed || (row.poolFen === 0 && row.waitingCount === 0),
    () => `it is closed, and ${row.waitingCount} wait with a pool of ${row.poolFen}`,
  );
}
