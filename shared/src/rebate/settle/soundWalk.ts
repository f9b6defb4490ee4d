import type { EntryId } from '../../ids/ids';
import type { Contribution } from './events';
import type { EntryRow, OrderRow, QueueFacts } from './facts';

import type { Waiting } from './soundWaiting';

/** A wind-down pro rata: what there was to share, among whom, and what was shared so far. */
export interface Shares {
  readonly poolFen: bigint;
  readonly remainingFen: bigint;
  readonly left: Map<EntryId, bigint>;
  sharedFen: bigint;
  lastPosition: number;
}

/** The line as the events alone make it. */
export interface Walk {
  readonly facts: QueueFacts;
  readonly orders: ReadonlyMap<string, OrderRow>;
  readonly joining: ReadonlyMap<EntryId, EntryRow>;
  readonly entries: Map<EntryId, EntryRow>;
  readonly waiting: Waiting;
  /** Those of `entries` whom the last reset left or who joined since: nobody else waits. */
  notCleared: EntryRow[];
  /** Up to where resets cleared the line; null: there was none. */
  clearedTo: number | null;
  /** What was contributed last, for acceleration comes out of it. */
  contribution: Contribution | null;
  /** Every payable entry up to this position is known. */
  knownTo: number;
  poolFen: number;
  paused: boolean;
  allPaused: boolean;
  closed: boolean;
  sweptFen: number;
  nextPosition: number;
  /** A wind-down pro rata under way. */
  shares: Shares | null;
  readonly expect: Expect;
}

export function movePool(walk: Walk, by: number, toFen: number): void {
  walk.poolFen += by;
  walk.expect(walk.poolFen === toFen, () => `the pool is at ${walk.poolFen}, and ${toFen} is noted`);
}

/** Says what is wrong; a check that passes says nothing. */
export type Expect = (holds: boolean, what: () => string) => void;
