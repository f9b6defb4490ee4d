import type { QueueEvent } from './events';
import type { EntryRow, QueueFacts } from './facts';
import type { QueuePlan } from './queuePlan';
import { type Expect, type Walk, movePool } from './soundWalk';
import { checkClosing, checkSwept, checkWoundDown } from './soundClosing';
import { checkMerged, checkSources, checkTookOver } from './soundMerge';
import { checkPayout } from './soundPayout';
import { checkRows, checkSums } from './soundRows';
import { firstOf, lineUp, nobodyWaits } from './soundWaiting';

function startWalk(facts: QueueFacts, plan: QueuePlan, expect: Expect): Walk {
  const { poolFen, debtFen, paused, allPaused, closed, sweptFen, nextPosition } = facts.queue;
  const walk: Walk = {
    facts,
    orders: new Map(facts.orders.map((order) => [order.id, order])),
    joining: new Map(plan.entryInserts.map((entry) => [entry.id, entry])),
    entries: new Map(),
    waiting: nobodyWaits(facts.live),
    notCleared: [],
    clearedTo: null,
    contribution: null,
    knownTo: facts.knownTo,
    poolFen: poolFen - debtFen,
    paused,
    allPaused,
    closed,
    sweptFen,
    nextPosition,
    shares: null,
    expect,
  };
  const known = facts.entries.map((entry) => ({ ...entry })).sort((a, b) => a.position - b.position);
  for (const entry of known) append(walk, entry);
  return walk;
}

function append(walk: Walk, entry: EntryRow): void {
  walk.entries.set(entry.id, entry);
  walk.notCleared.push(entry);
  lineUp(walk.waiting, entry);
}

function checkJoin(walk: Walk, event: Extract<QueueEvent, { type: 'joined' }>): void {
  const row = walk.joining.get(event.entry);
  walk.expect(
    row !== undefined && !walk.entries.has(event.entry),
    () => `${event.entry} joins, and is not a new entry`,
  );
  walk.expect(
    event.position === walk.nextPosition,
    () => `${event.entry} joins at ${event.position}, not at the tail`,
  );
  walk.expect(!walk.closed, () => `${event.entry} joins a queue that is closed`);
  walk.expect(event.entitledFen > 0, () => `${event.entry} joins, and is entitled to nothing`);
  for (const field of ['order', 'member', 'position', 'source'] as const) {
    walk.expect(
      row === undefined || row[field] === event[field],
      () => `${event.entry} is written with ${field} ${row?.[field]}, and joins with ${event[field]}`,
    );
  }
  if (row === undefined) return;
  walk.expect(row.joinedAt === event.at, () => `${event.entry} joins at another time than is written`);
  const { ratio, entitledFen } = event;
  const rewardedFen = 0 as EntryRow['rewardedFen'];
  const entry: EntryRow = {
    ...row,
    ratio,
    entitledFen,
    rewardedFen,
    state: 'waiting',
    completed: false,
    drawn: false,
  };
  walk.nextPosition += 1;
  append(walk, entry);
}

/** Who may leave the line, and how. */
function checkLeft(walk: Walk, event: Extract<QueueEvent, { type: 'left' }>): void {
  const entry = walk.entries.get(event.entry);
  if (entry === undefined) return walk.expect(false, () => `${event.entry} leaves, and is not there`);
  const { state, rewardedFen, entitledFen } = entry;
  walk.expect(
    state === 'waiting' || event.state === 'cancelled',
    () => `${entry.id} leaves, and is ${state} already`,
  );
  walk.expect(
    event.state !== 'done' || rewardedFen === entitledFen,
    () => `${entry.id} is done before it is paid in full`,
  );
  walk.expect(
    event.state !== 'cancelled' || entitledFen === 0,
    () => `${entry.id} is cancelled, and still entitled`,
  );
  entry.state = event.state;
}

/** A reset leaves nobody waiting, or those from the first on who joined after its time. */
function clearLine(walk: Walk, { upToPosition, joinedUntil }: Extract<QueueEvent, { type: 'reset' }>): void {
  const waiting = walk.notCleared.filter(({ state }) => state === 'waiting');
  const isLate = ({ joinedAt }: EntryRow): boolean => joinedUntil !== null && joinedAt > joinedUntil;
  const next = waiting.find(({ position }) => position === upToPosition + 1);
  walk.expect(
    upToPosition === walk.nextPosition - 1 || (next !== undefined && isLate(next)),
    () => `it is reset up to ${upToPosition}, and the tail is at ${walk.nextPosition - 1}`,
  );
  for (const entry of waiting) {
    if (entry.position > upToPosition) continue;
    walk.expect(!isLate(entry), () => `${entry.id} joined after the time of the reset that clears it`);
    entry.state = 'cleared';
  }
  walk.notCleared = waiting.filter(({ state }) => state === 'waiting');
  walk.clearedTo = upToPosition;
  walk.knownTo = Infinity;
}

/** What is told of an entry is told of its member. */
function checkMember({ entries, expect }: Walk, event: QueueEvent): void {
  if (!('entry' in event && 'member' in event)) return;
  const member = entries.get(event.entry)?.member;
  expect(member === event.member, () => `${event.entry} is ${member}'s, and ${event.member} is told`);
}

function step(walk: Walk, event: QueueEvent): void {
  const { expect } = walk;
  switch (event.type) {
    case 'contributed':
      expect(event.amountFen > 0, () => `${event.order} contributes ${event.amountFen}`);
      expect(!walk.closed, () => `${event.order} contributes to a queue that is closed`);
      walk.contribution = event;
      return movePool(walk, event.amountFen, event.poolFen);
    case 'withdrawn':
      expect(event.amountFen > 0, () => `${event.order} withdraws ${event.amountFen}`);
      return movePool(walk, -event.amountFen, event.poolFen);
    case 'paidOut':
      return checkPayout(walk, event);
    case 'takenBack': {
      const entry = walk.entries.get(event.entry);
      expect(
        (entry?.rewardedFen ?? -1) >= event.amountFen,
        () => `${event.entry} gives back more than it received`,
      );
      if (entry !== undefined)
        entry.rewardedFen = (entry.rewardedFen - event.amountFen) as EntryRow['rewardedFen'];
      return movePool(walk, event.amountFen, event.poolFen);
    }
    case 'joined':
      return checkJoin(walk, event);
    case 'left':
      return checkLeft(walk, event);
    case 'completed':
    case 'entitled': {
      const entry = walk.entries.get(event.entry);
      if (entry === undefined) return expect(false, () => `${event.entry} changes, and is not there`);
      if (event.type === 'completed') {
        entry.completed = true;
        lineUp(walk.waiting, entry);
        return undefined;
      }
      Object.assign(entry, { ratio: event.ratio, entitledFen: event.entitledFen });
      if (event.by === 'draw') entry.drawn = true;
      return undefined;
    }
    case 'reset':
      return clearLine(walk, event);
    case 'paused':
    case 'resumed':
      walk[event.what === 'all' ? 'allPaused' : 'paused'] = event.type === 'paused';
      return undefined;
    case 'tookOver':
      return checkTookOver(walk, event);
    case 'merged':
      return checkMerged(walk, event);
    case 'woundDown':
      return checkWoundDown(walk, firstOf(walk.waiting, {}));
    case 'reopened':
      walk.closed = false;
      return undefined;
    case 'swept':
      return checkSwept(walk, event);
    case 'notJoined':
    case 'reward':
      return undefined;
  }
}

/** Walks the events and compares what they come to with the rows and the sums of the plan. */
export function checkLine(facts: QueueFacts, plan: QueuePlan, expect: Expect): void {
  const walk = startWalk(facts, plan, expect);
  for (const event of plan.events) {
    step(walk, event);
    checkMember(walk, event);
  }
  const { poolFen, debtFen, paused, allPaused, nextPosition } = plan.queue;
  checkClosing(walk, plan.queue);
  checkSources(facts, plan, expect);
  expect(
    poolFen >= 0 && debtFen >= 0 && (poolFen === 0 || debtFen === 0),
    () => `pool ${poolFen} and debt ${debtFen}`,
  );
  expect(
    poolFen - debtFen === walk.poolFen,
    () => `the pool is written as ${poolFen - debtFen}, not ${walk.poolFen}`,
  );
  expect(
    nextPosition === walk.nextPosition,
    () => `the next position is ${nextPosition}, not ${walk.nextPosition}`,
  );
  expect(
    paused === walk.paused && allPaused === walk.allPaused,
    () => 'its pauses are not those of the events',
  );
  expect(
    plan.clearedUpToPosition === walk.clearedTo,
    () => `the line is cleared up to ${plan.clearedUpToPosition}, not ${walk.clearedTo}`,
  );
  expect(plan.queue.key === facts.queue.key, () => `it is written as ${plan.queue.key}`);
  checkRows(walk, plan);
  checkSums(walk, plan);
}
