import type { EntryId, MemberId, OrderId } from '../../ids/ids';
import type { Journal } from '../../ledger/journal';
import type { Fen } from '../../money/fen';
import type { Refusal } from './desk';
import type { Contribution, Payout, QueueEvent } from './events';
import type { EntryRow, PlaceGroup, QueueRow, QueueTask, RewardRow, WalletBalance } from './facts';

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
