import type { MemberId, QueueKey } from '../../ids/ids';
import { fen, maxFen, negateFen, ZERO_FEN, type Fen } from '../../money/fen';
import {
  FactsTooShort,
  type EntryRow,
  type LiveSettings,
  type QueueFacts,
  type QueueRow,
} from '../settle/facts';
import { earliestWaiting, nobody, pushEntry, type EarliestFirst } from './earliest';
import { UNION_QUEUE } from './lines';

/**
 * One queue at work: what the steps of settlement change. In memory it holds the whole line and lives on; for the database
 * it holds what was loaded, and is given up when the plan is made.
 */
export interface QueueLine {
  readonly key: QueueKey;
  readonly payoutOrder: LiveSettings['payoutOrder'];
  /** Below zero the queue owes the platform. */
  poolFen: Fen;
  paused: boolean;
  allPaused: boolean;
  nextPosition: number;
  closed: boolean;
  sweptFen: Fen;
  waitingCount: number;
  waitingRemainingFen: Fen;
  completedRemainingFen: Fen;
  /** Every known entry. */
  readonly entries: EntryRow[];
  /** Where in `entries` the next reset has to begin: all before have left the line. */
  clearedTo: number;
  /** The entries that may be paid. */
  payable: EarliestFirst;
  /** The same by member; made when acceleration first asks for it. */
  payableOf: Map<MemberId, EarliestFirst> | null;
  /** Every entry that may be paid is known up to this position. */
  knownTo: number;
  knownToByMember: ReadonlyMap<MemberId, number>;
}

/** The working state of a queue, from what was loaded. */
export function openQueue(
  facts: Pick<QueueFacts, 'queue' | 'live' | 'entries' | 'knownTo' | 'knownToByMember'>,
): QueueLine {
  const { poolFen, debtFen, ...row } = facts.queue;
  const queue: QueueLine = {
    ...row,
    payoutOrder: facts.live.payoutOrder,
    poolFen: fen(poolFen - debtFen),
    entries: facts.entries.map((entry) => ({ ...entry })),
    clearedTo: 0,
    payable: nobody(),
    payableOf: null,
    knownTo: facts.knownTo,
    knownToByMember: facts.knownToByMember ?? new Map(),
  };
  for (const entry of queue.entries) if (mayBePaid(queue, entry)) pushEntry(queue.payable, entry);
  return queue;
}

/** The same queue when another payout order comes into force: it is read when an event happens. SPEC section 3. */
export function underPayoutOrder(queue: QueueLine, payoutOrder: LiveSettings['payoutOrder']): QueueLine {
  const changed: QueueLine = { ...queue, payoutOrder, payable: nobody(), payableOf: null };
  for (const entry of changed.entries) if (mayBePaid(changed, entry)) pushEntry(changed.payable, entry);
  return changed;
}

/** A queue that nobody has joined yet. */
export const emptyQueueRow = (key: QueueKey, allPaused: boolean): QueueRow => ({
  key,
  poolFen: ZERO_FEN,
  debtFen: ZERO_FEN,
  paused: false,
  allPaused,
  waitingCount: 0,
  waitingRemainingFen: ZERO_FEN,
  completedRemainingFen: ZERO_FEN,
  nextPosition: 1,
  closed: false,
  sweptFen: ZERO_FEN,
});

/** The row to keep: the pool and the debt are two columns, both zero or above. SPEC section 7. */
export const queueRow = (queue: QueueLine): QueueRow => ({
  key: queue.key,
  poolFen: maxFen(queue.poolFen, ZERO_FEN),
  debtFen: maxFen(negateFen(queue.poolFen), ZERO_FEN),
  paused: queue.paused,
  allPaused: queue.allPaused,
  waitingCount: queue.waitingCount,
  waitingRemainingFen: queue.waitingRemainingFen,
  completedRemainingFen: queue.completedRemainingFen,
  nextPosition: queue.nextPosition,
  closed: queue.closed,
  sweptFen: queue.sweptFen,
});

export const isUnion = (queue: Pick<QueueLine, 'key'>): boolean => queue.key === UNION_QUEUE;
export const isPaused = (queue: Pick<QueueLine, 'paused' | 'allPaused'>): boolean =>
  queue.paused || queue.allPaused;
export const remainingOf = (entry: EntryRow): Fen => fen(entry.entitledFen - entry.rewardedFen);

/** SPEC section 6, who may be paid: every waiting entry, or only those whose order is completed. */
export const mayBePaid = (queue: Pick<LiveSettings, 'payoutOrder'>, entry: EntryRow): boolean =>
  entry.state === 'waiting' && (queue.payoutOrder === 'strict' || entry.completed);

/** Σ remaining of all entries that may be paid. */
export const payableRemaining = (queue: QueueLine): Fen =>
  queue.payoutOrder === 'strict' ? queue.waitingRemainingFen : queue.completedRemainingFen;

function count(queue: QueueLine, entry: EntryRow, sign: 1 | -1): void {
  if (entry.state !== 'waiting') return;
  const remaining = sign * remainingOf(entry);
  queue.waitingCount += sign;
  queue.waitingRemainingFen = fen(queue.waitingRemainingFen + remaining);
  if (entry.completed) queue.completedRemainingFen = fen(queue.completedRemainingFen + remaining);
}

/** The only way to change an entry: the queue's sums follow, and it is found by who looks for entries to pay. */
export function alterEntry(queue: QueueLine, entry: EntryRow, change: (entry: EntryRow) => void): void {
  const before = mayBePaid(queue, entry);
  count(queue, entry, -1);
  change(entry);
  count(queue, entry, 1);
  if (!before && mayBePaid(queue, entry)) lineUp(queue, entry);
}

/** Puts a new entry at the tail. */
export function appendEntry(queue: QueueLine, entry: EntryRow): void {
  queue.nextPosition = entry.position + 1;
  queue.entries.push(entry);
  count(queue, entry, 1);
  if (mayBePaid(queue, entry)) lineUp(queue, entry);
}

function lineUp(queue: QueueLine, entry: EntryRow): void {
  pushEntry(queue.payable, entry);
  if (queue.payableOf !== null) pushEntry(lineOf(queue.payableOf, entry.member), entry);
}

function lineOf(lines: Map<MemberId, EarliestFirst>, member: MemberId): EarliestFirst {
  const known = lines.get(member);
  if (known !== undefined) return known;
  const line = nobody();
  lines.set(member, line);
  return line;
}

/**
 * The entry whose turn it is.
 * @throws FactsTooShort when an entry that was not loaded may come before it.
 */
export function firstPayable(queue: QueueLine): EntryRow | undefined {
  const entry = earliestWaiting(queue.payable);
  if ((entry?.position ?? Infinity) > queue.knownTo) throw new FactsTooShort(queue.key, null);
  return entry;
}

/** The earliest entry of a member that may be paid. @throws FactsTooShort as above. */
export function firstPayableOf(queue: QueueLine, member: MemberId): EntryRow | undefined {
  if (queue.payableOf === null) {
    queue.payableOf = new Map();
    for (const entry of queue.entries.slice(queue.clearedTo)) {
      if (mayBePaid(queue, entry)) pushEntry(lineOf(queue.payableOf, entry.member), entry);
    }
  }
  const line = queue.payableOf.get(member);
  const entry = line && earliestWaiting(line);
  const knownTo = queue.knownToByMember.get(member) ?? queue.knownTo;
  if ((entry?.position ?? Infinity) > knownTo) throw new FactsTooShort(queue.key, member);
  return entry;
}
