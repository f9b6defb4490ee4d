import type { EntryId, MemberId, OrderId } from '../../ids/ids';
import { mayBePaid, remainingOf } from '../queue/line';
import type { Payout, QueueEvent } from './events';
import type { EntryRow, LiveSettings, OrderRow, QueueFacts } from './facts';
import type { QueuePlan } from './plan';
import type { Expect } from './sound';
import { checkRows, checkSums } from './soundRows';

/** Entries by position; all before `head` have left for ever. */
interface Waiting {
  readonly entries: EntryRow[];
  head: number;
}

/** The line as the events alone make it. */
export interface Walk {
  readonly facts: QueueFacts;
  readonly orders: ReadonlyMap<string, OrderRow>;
  readonly joining: ReadonlyMap<EntryId, EntryRow>;
  readonly entries: Map<EntryId, EntryRow>;
  readonly line: Waiting;
  readonly byMember: Map<MemberId, Waiting>;
  /** Every payable entry up to this position is known. */
  knownTo: number;
  poolFen: number;
  paused: boolean;
  allPaused: boolean;
  nextPosition: number;
  readonly expect: Expect;
}

function startWalk(facts: QueueFacts, plan: QueuePlan, expect: Expect): Walk {
  const { poolFen, debtFen, paused, allPaused, nextPosition } = facts.queue;
  const walk: Walk = {
    facts,
    orders: new Map(facts.orders.map((order) => [order.id, order])),
    joining: new Map(plan.entryInserts.map((entry) => [entry.id, entry])),
    entries: new Map(),
    line: { entries: [], head: 0 },
    byMember: new Map(),
    knownTo: facts.knownTo,
    poolFen: poolFen - debtFen,
    paused,
    allPaused,
    nextPosition,
    expect,
  };
  const known = facts.entries.map((entry) => ({ ...entry })).sort((a, b) => a.position - b.position);
  for (const entry of known) append(walk, entry);
  return walk;
}

function append(walk: Walk, entry: EntryRow): void {
  walk.entries.set(entry.id, entry);
  walk.line.entries.push(entry);
  const own = walk.byMember.get(entry.member);
  if (own === undefined) walk.byMember.set(entry.member, { entries: [entry], head: 0 });
  else own.entries.push(entry);
}

/** The first entry that may be paid; those of the order `passed` are passed over. */
function firstOf(waiting: Waiting, live: LiveSettings, passed: OrderId | null): EntryRow | undefined {
  while (waiting.entries[waiting.head] !== undefined && waiting.entries[waiting.head]?.state !== 'waiting') {
    waiting.head += 1;
  }
  for (let index = waiting.head; index < waiting.entries.length; index += 1) {
    const entry = waiting.entries[index];
    if (entry !== undefined && mayBePaid(live, entry) && entry.order !== passed) return entry;
  }
  return undefined;
}

const ABOVE = { directAcceleration: 0, indirectAcceleration: 1 } as const;

/** An invitee's order serves its inviters' earliest entries; all other money goes down the line. */
function checkTurn(walk: Walk, payout: Payout, entry: EntryRow): void {
  const { expect, facts, line, byMember } = walk;
  const order = payout.causeOrder === null ? undefined : walk.orders.get(payout.causeOrder);
  if (payout.kind === 'directAcceleration' || payout.kind === 'indirectAcceleration') {
    const { member } = entry;
    const inviter = order?.upline[ABOVE[payout.kind]]?.member;
    expect(
      inviter === member,
      () => `${entry.id} is accelerated by ${order?.id}, whose inviter is ${inviter}`,
    );
    const earliest = firstOf(byMember.get(member) ?? line, facts.live, null);
    expect(earliest === entry, () => `${entry.id} is accelerated, and ${earliest?.id} is earlier`);
    return;
  }
  const first = firstOf(line, facts.live, order?.terms.payOwnOrder === true ? null : payout.causeOrder);
  expect(first === entry, () => `${entry.id} is paid, and it is the turn of ${first?.id ?? 'nobody'}`);
  expect(entry.position <= walk.knownTo, () => `${entry.id} is paid, and entries before it were not loaded`);
}

function checkPayout(walk: Walk, payout: Payout): void {
  const { expect } = walk;
  const { amountFen } = payout;
  const entry = walk.entries.get(payout.entry);
  if (entry === undefined) return expect(false, () => `${payout.entry} is paid, and is not there`);
  expect(!walk.paused && !walk.allPaused, () => `${entry.id} is paid during a pause`);
  expect(
    payout.member === entry.member,
    () => `${entry.id} pays ${payout.member}, and belongs to ${entry.member}`,
  );
  expect(mayBePaid(walk.facts.live, entry), () => `${entry.id} is paid, and may not be`);
  expect(
    amountFen > 0 && amountFen <= remainingOf(entry),
    () => `${entry.id} is paid ${amountFen} of ${remainingOf(entry)}`,
  );
  expect(
    amountFen <= walk.poolFen,
    () => `${entry.id} is paid ${amountFen} out of a pool of ${walk.poolFen}`,
  );
  checkTurn(walk, payout, entry);
  entry.rewardedFen = (entry.rewardedFen + amountFen) as EntryRow['rewardedFen'];
  movePool(walk, -amountFen, payout.poolFen);
}

function movePool(walk: Walk, by: number, toFen: number): void {
  walk.poolFen += by;
  walk.expect(walk.poolFen === toFen, () => `the pool is at ${walk.poolFen}, and ${toFen} is noted`);
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
  walk.expect(event.entitledFen > 0, () => `${event.entry} joins, and is entitled to nothing`);
  if (row === undefined) return;
  const { ratio, entitledFen } = event;
  const rewardedFen = 0 as EntryRow['rewardedFen'];
  const entry: EntryRow = { ...row, ratio, entitledFen, rewardedFen, state: 'waiting', completed: false };
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

function clearLine(walk: Walk, upToPosition: number): void {
  const { entries, head } = walk.line;
  for (let index = head; index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry?.state === 'waiting' && entry.position <= upToPosition) entry.state = 'cleared';
  }
  walk.knownTo = Infinity;
}

function step(walk: Walk, event: QueueEvent): void {
  const { expect } = walk;
  switch (event.type) {
    case 'contributed':
      expect(event.amountFen > 0, () => `${event.order} contributes ${event.amountFen}`);
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
      if (event.type === 'completed') entry.completed = true;
      else Object.assign(entry, { ratio: event.ratio, entitledFen: event.entitledFen });
      return undefined;
    }
    case 'reset':
      return clearLine(walk, event.upToPosition);
    case 'paused':
    case 'resumed':
      walk[event.what === 'all' ? 'allPaused' : 'paused'] = event.type === 'paused';
      return undefined;
    case 'notJoined':
    case 'reward':
      return undefined;
  }
}

/** Walks the events and compares what they come to with the rows and the sums of the plan. */
export function checkLine(facts: QueueFacts, plan: QueuePlan, expect: Expect): void {
  const walk = startWalk(facts, plan, expect);
  for (const event of plan.events) step(walk, event);
  const { poolFen, debtFen, paused, allPaused, nextPosition } = plan.queue;
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
  checkRows(walk, plan);
  checkSums(walk, plan);
}
