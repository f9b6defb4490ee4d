import type { QueueEvent } from './events';
import type { QueueFacts, QueueRow } from './facts';
import type { QueuePlan } from './queuePlan';
import { type Expect, movePool, type Walk } from './soundWalk';

type TookOver = Extract<QueueEvent, { type: 'tookOver' }>;
type Merged = Extract<QueueEvent, { type: 'merged' }>;

/** A source brings what its row says. */
export function checkTookOver(walk: Walk, event: TookOver): void {
  const source = walk.facts.sources?.find(({ key }) => key === event.queue);
  walk.expect(
    source !== undefined &&
      event.count === source.waitingCount &&
      event.remainingFen === source.waitingRemainingFen &&
      event.amountFen === source.poolFen - source.debtFen &&
      event.sweptFen === source.sweptFen,
    () => `${event.queue} is taken over with what it does not have`,
  );
  walk.sweptFen += event.sweptFen;
  movePool(walk, event.amountFen, event.poolFen);
}

/** Everybody who waits has a new position, and those that are known stand among them, each at one of its own. */
export function checkMerged(walk: Walk, { firstPosition, count }: Merged): void {
  const { expect, facts, nextPosition } = walk;
  const waiting = [facts.queue, ...(facts.sources ?? [])].reduce((sum, row) => sum + row.waitingCount, 0);
  expect(
    firstPosition === nextPosition && count === waiting,
    () => `${count} of ${waiting} are lined up from ${firstPosition} on, and ${nextPosition} is the tail`,
  );
  let last = firstPosition - 1;
  for (const entry of walk.entries.values()) {
    if (entry.state !== 'waiting') continue;
    expect(
      entry.position > last && entry.position < firstPosition + count,
      () => `${entry.id} stands at ${entry.position}, which is not its new position`,
    );
    last = entry.position;
  }
  walk.nextPosition = firstPosition + count;
}

const EMPTY = {
  poolFen: 0,
  debtFen: 0,
  sweptFen: 0,
  waitingCount: 0,
  waitingRemainingFen: 0,
  completedRemainingFen: 0,
} as const;

/** A queue that was taken over is empty, and else as it was; without a merge no other queue is touched. */
export function checkSources(facts: QueueFacts, plan: QueuePlan, expect: Expect): void {
  const rows = facts.sources ?? [];
  const taken = plan.events.flatMap((event) => (event.type === 'tookOver' ? [event.queue] : []));
  const merged = plan.events.some(({ type }) => type === 'merged');
  expect(
    new Set(taken).size === taken.length && taken.length === (merged ? rows.length : 0),
    () => `${taken.length} of ${rows.length} queues are taken over`,
  );
  expect(
    plan.sources.length === rows.length,
    () => `${plan.sources.length} of ${rows.length} sources are written`,
  );
  for (const [index, row] of rows.entries()) {
    const wanted = merged ? { ...row, ...EMPTY } : row;
    const written = plan.sources[index];
    for (const field of Object.keys(EMPTY) as (keyof typeof EMPTY)[])
      expect(
        written?.[field] === wanted[field],
        () => `${row.key} is left with ${field} ${written?.[field]}`,
      );
    for (const field of KEPT)
      expect(written?.[field] === row[field], () => `${row.key} is written with another ${field}`);
  }
}

const KEPT = ['key', 'paused', 'allPaused', 'closed', 'nextPosition'] as const satisfies (keyof QueueRow)[];
