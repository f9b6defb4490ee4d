import type { EntryId, MemberId, OrderId } from '../../ids/ids';
import type { Journal } from '../../ledger/journal';
import type { Fen } from '../../money/fen';
import { heldCounts } from '../join/held';
import { openQueue, queueRow } from '../queue/line';
import { handOutPlaces } from '../randomReturn/places';
import type { Desk, Refusal } from './desk';
import type { Contribution, Payout, QueueEvent } from './events';
import type {
  EntryRow,
  OrderRow,
  PlaceGroup,
  QueueFacts,
  QueueRow,
  QueueTask,
  RewardRow,
  WalletBalance,
} from './facts';
import { PlanRecorder } from './planRecorder';
import { settleTask } from './steps';

/** What a line has come to; `rewards` of a line are in the plan's own lists. */
export interface LineChange {
  readonly order: OrderId;
  readonly line: number;
  readonly refundedFen: Fen;
  readonly contributedFen: Fen;
  readonly entry: EntryId | null;
}

/** What a balance of a member changes by, in all: the sum of the journals' postings to it. */
export interface WalletDelta {
  readonly member: MemberId;
  readonly balance: WalletBalance;
  readonly amount: number;
}

/** What is to be written, all in one transaction. Rows are as they are in the end, after every task. */
export interface QueuePlan {
  readonly queue: QueueRow;
  /** With a merge: the rows of the queues that were taken over. */
  readonly sources: readonly QueueRow[];
  /** New entries, in order of position. */
  readonly entryInserts: readonly EntryRow[];
  /** Entries of the facts that changed. */
  readonly entryUpdates: readonly EntryRow[];
  /**
   * Not null after a reset: before anything else is written, every waiting entry of the queue up to this position becomes
   * `cleared`, also those that were not loaded.
   */
  readonly clearedUpToPosition: number | null;
  readonly lineChanges: readonly LineChange[];
  readonly rewardInserts: readonly RewardRow[];
  readonly rewardUpdates: readonly RewardRow[];
  readonly contributions: readonly Contribution[];
  readonly payouts: readonly Payout[];
  readonly journals: readonly Journal[];
  readonly walletDeltas: readonly WalletDelta[];
  /** Groups of the random return that changed or began; a group replaces the one of the same owner. */
  readonly groups: readonly PlaceGroup[];
  /** Everything that happened, in order: contributions and payouts too. */
  readonly events: readonly QueueEvent[];
  /** For each task, how many of the events had happened when it was settled. */
  readonly eventEnds: readonly number[];
  /** Tasks that their rules do not allow: they changed nothing. */
  readonly refused: readonly { readonly task: QueueTask; readonly reason: Refusal }[];
}

const copyOrder = (order: OrderRow): OrderRow => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, rewards: line.rewards.map((reward) => ({ ...reward })) })),
});

/**
 * Settles tasks in one queue: the facts were loaded under the queue's lock, the plan is what to write under the same
 * lock. A batch gives to the fen what its tasks give one by one. SPEC sections 6 to 9.
 * @throws FactsTooShort when more of the line has to be loaded.
 */
export function planQueue(facts: QueueFacts, tasks: readonly QueueTask[]): QueuePlan {
  const queue = openQueue(facts);
  const orders = new Map(facts.orders.map((order) => [order.id, copyOrder(order)]));
  const entries = new Map(queue.entries.map((entry) => [entry.id, entry]));
  const places = handOutPlaces(facts.groups, facts.drawPlaces);
  const recorder = new PlanRecorder();
  const sources = (facts.sources ?? []).map((row) =>
    openQueue({ queue: row, live: facts.live, entries: [], knownTo: 0 }),
  );
  const desk: Desk = {
    sources,
    live: facts.live,
    record: recorder,
    held: heldCounts(facts.held),
    takePlace: places.take,
    order: (id) => orders.get(id),
    entry: (id) => entries.get(id) ?? recorder.joinedEntry(id),
  };
  const refused: { task: QueueTask; reason: Refusal }[] = [];
  const eventEnds: number[] = [];
  for (const task of tasks) {
    const reason = settleTask(queue, task, desk);
    if (reason !== null) refused.push({ task, reason });
    eventEnds.push(recorder.eventCount());
  }
  return {
    queue: queueRow(queue),
    sources: sources.map(queueRow),
    groups: places.changed(),
    refused,
    eventEnds,
    ...recorder.written(),
  };
}
