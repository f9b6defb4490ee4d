import type { EntryId, MemberId, OrderId, QueueKey } from '../../ids/ids';
import type { Fen } from '../../money/fen';
import type { Ratio } from '../../money/ratio';
import type { Instant } from '../../time/shanghai';
import type { JoinRefusal } from '../join/gates';
import type { RuleSource } from '../ratio/chains';
import type { EntryState, RewardKind, WindDownMode } from './facts';

/** Why an entry was paid: its turn came, or an invitee's order served it early. SPEC sections 6 to 8. */
export type PayoutKind =
  | 'line'
  | 'directAcceleration'
  | 'indirectAcceleration'
  | 'resume'
  | 'unionPayout'
  | 'merge'
  | 'windDown'
  /** A wind-down pro rata: to all at once, by what remains to each. */
  | 'windDownShare';

/** Money of an order's line into the pool. */
export interface Contribution {
  readonly type: 'contributed';
  readonly order: OrderId;
  readonly line: number;
  readonly amountFen: Fen;
  /** The pool afterwards; below zero the queue owes the platform. */
  readonly poolFen: number;
  readonly at: Instant;
}

/** Money of the pool to an entry's member. */
export interface Payout {
  readonly type: 'paidOut';
  readonly kind: PayoutKind;
  readonly entry: EntryId;
  readonly member: MemberId;
  readonly amountFen: Fen;
  /** The order whose step paid it; null when an event of the queue as a whole did. */
  readonly causeOrder: OrderId | null;
  readonly causeLine: number | null;
  readonly poolFen: number;
  readonly at: Instant;
}

/**
 * What happened in a queue, in the order in which it happened: the queue's history, its proof, and what members are told
 * about.
 */
export type QueueEvent =
  | Contribution
  | Payout
  | {
      /** A refund: what an entry received beyond its entitlement, back to the pool. */
      readonly type: 'takenBack';
      readonly entry: EntryId;
      readonly member: MemberId;
      readonly amountFen: Fen;
      readonly poolFen: number;
      readonly at: Instant;
    }
  | {
      /** A refund: part of a contribution, back to the platform. */
      readonly type: 'withdrawn';
      readonly order: OrderId;
      readonly line: number;
      readonly amountFen: Fen;
      readonly poolFen: number;
      readonly at: Instant;
    }
  | {
      readonly type: 'joined';
      readonly entry: EntryId;
      readonly order: OrderId;
      readonly member: MemberId;
      readonly position: number;
      readonly ratio: Ratio;
      readonly source: RuleSource;
      readonly entitledFen: Fen;
      readonly at: Instant;
    }
  | {
      readonly type: 'notJoined';
      readonly order: OrderId;
      readonly line: number;
      readonly member: MemberId;
      readonly reason: JoinRefusal;
      readonly at: Instant;
    }
  | { readonly type: 'completed'; readonly entry: EntryId; readonly at: Instant }
  | {
      readonly type: 'entitled';
      readonly by: 'draw' | 'refund';
      readonly entry: EntryId;
      readonly member: MemberId;
      readonly ratio: Ratio;
      readonly entitledFen: Fen;
      readonly at: Instant;
    }
  | {
      /** The entry is no longer waiting; a reset is one event for the whole line instead. */
      readonly type: 'left';
      readonly entry: EntryId;
      readonly member: MemberId;
      readonly state: Exclude<EntryState, 'waiting'>;
      readonly at: Instant;
    }
  | {
      /** Every entry that was waiting, up to this position, is cleared; behind it are those who joined after its time. */
      readonly type: 'reset';
      readonly upToPosition: number;
      /** null: it clears whoever waits. */
      readonly joinedUntil: Instant | null;
      readonly count: number;
      readonly remainingFen: Fen;
      readonly at: Instant;
    }
  | { readonly type: 'paused' | 'resumed'; readonly what: 'queue' | 'all'; readonly at: Instant }
  | {
      /** A merge: the waiting entries and the money of another queue, which is empty from now on. */
      readonly type: 'tookOver';
      readonly queue: QueueKey;
      readonly count: number;
      readonly remainingFen: Fen;
      /** Its pool; below zero its debt. */
      readonly amountFen: Fen;
      /** What winding it down had given back to the platform. */
      readonly sweptFen: Fen;
      readonly poolFen: number;
      readonly at: Instant;
    }
  | {
      /** A merge: all who wait stand, in order of joining, in the positions from the first one on. */
      readonly type: 'merged';
      readonly firstPosition: number;
      readonly count: number;
      readonly at: Instant;
    }
  | {
      /** The pool was paid; who waits is cleared next, and the queue takes neither entries nor money. */
      readonly type: 'woundDown';
      readonly mode: WindDownMode;
      readonly at: Instant;
    }
  | { readonly type: 'reopened'; readonly at: Instant }
  | {
      /** Of a closed queue's pool back to the platform; below zero: some of it returns, because a refund needs it. */
      readonly type: 'swept';
      readonly amountFen: Fen;
      readonly poolFen: number;
      readonly at: Instant;
    }
  | {
      readonly type: 'reward';
      readonly what: 'granted' | 'reduced' | 'cancelled' | 'released';
      readonly kind: RewardKind;
      readonly order: OrderId;
      readonly line: number;
      readonly member: MemberId;
      /** What the reward is worth now. */
      readonly amountFen: Fen;
      readonly at: Instant;
    };
