import type { EntryId, MemberId, OrderId, ProductId, QueueKey, StoreId } from '../../ids/ids';
import type { Fen } from '../../money/fen';
import type { Ratio } from '../../money/ratio';
import type { OrderKind } from '../../orders/states';
import type { ExchangeAsset, ExchangeRules, Level } from '../../settings/rules';
import type { Day, Instant } from '../../time/shanghai';
import type { RuleSource } from '../ratio/chains';
import type { LineTerms, OrderTerms, LimitScope, PlaceOwner } from './terms';

/*
 * What the settlement of one queue is handed: rows as plain data, loaded under the queue's lock. The planner copies what
 * it changes, so facts stay as they were. Amounts are fen (points, love and vouchers in hundredths), times are instants.
 */

/** `waiting` in line; `done` paid in full; the others left the line. SPEC section 7. */
export type EntryState = 'waiting' | 'done' | 'exchanged' | 'converted' | 'cleared' | 'cancelled';

/** The balances of a member. `frozen` is money that waits to be released, `loveFrozen` love that does. */
export type WalletBalance = 'cash' | 'frozen' | 'points' | 'love' | 'loveFrozen' | 'voucher';

/** What an exchanged or converted entry was turned into, kept so that a refund can compute it anew. */
export interface Brought {
  readonly balance: Exclude<WalletBalance, 'cash' | 'frozen'>;
  /** The ratio of that day. */
  readonly ratio: Ratio;
  readonly amount: Fen;
}

/** A place in line: one row of the entries. The id is `<order>/<line>`. */
export interface EntryRow {
  readonly id: EntryId;
  readonly order: OrderId;
  readonly line: number;
  readonly member: MemberId;
  /** The order of joining, from 1, never given again and never changed. */
  readonly position: number;
  /** The rule that chose the ratio. */
  readonly source: RuleSource;
  readonly joinedAt: Instant;
  ratio: Ratio;
  entitledFen: Fen;
  rewardedFen: Fen;
  state: EntryState;
  /** Where it left the line, if that was in a queue that was merged into this one later: its position is one of that queue. */
  readonly leftIn?: QueueKey;
  /** Is its order completed? */
  completed: boolean;
  /** Was the draw used? */
  drawn: boolean;
  brought: Brought | null;
}

export type RewardKind = 'direct' | 'indirect' | 'team' | 'recruitment';
export type RewardState = 'frozen' | 'released' | 'cancelled';

/** A reward beside the queue. `(order, line, kind, member)` names it. SPEC section 9. */
export interface RewardRow {
  readonly kind: RewardKind;
  readonly order: OrderId;
  readonly line: number;
  readonly member: MemberId;
  /** Of net paid; of the commission for `recruitment`; the differential for `team`. */
  readonly ratio: Ratio;
  amountFen: Fen;
  state: RewardState;
  /** Set when the order completes: from then on the reward is released at this time. */
  releaseAt: Instant | null;
}

/** A line of an order. `refundedFen` and `contributedFen` are what settlement has already taken account of. */
export interface LineRow {
  /** The line's number in its order, from 0. */
  readonly line: number;
  readonly product: ProductId | null;
  readonly paidFen: Fen;
  readonly costFen: Fen;
  readonly terms: LineTerms;
  refundedFen: Fen;
  contributedFen: Fen;
  /** The entry that the line got, if it joined. */
  entry: EntryId | null;
  rewards: RewardRow[];
  /** Only in a replayed history: what the random return drew, in place of drawing. */
  readonly slot?: Place;
}

/** Someone above the buyer in the tree of invitations, with the level at payment. */
export interface UplineMember {
  readonly member: MemberId;
  readonly level: Level | null;
}

/** An order with those of its lines that belong to this queue, in order of their numbers. */
export interface OrderRow {
  readonly id: OrderId;
  readonly member: MemberId;
  readonly kind: OrderKind;
  readonly store: StoreId | null;
  /** The store's, when the order was placed; 0 for a mall order. */
  readonly commissionRatio: Ratio;
  readonly recruiter: MemberId | null;
  /** Were points or love used? Vouchers and coupons do not count. */
  readonly deducted: boolean;
  readonly terms: OrderTerms;
  /** Nearest first: the buyer's inviter, the inviter's inviter … as many as acceleration, referral and team ask for. */
  upline: readonly UplineMember[];
  readonly lines: readonly LineRow[];
}

/** A place in a group of the random return. */
export type Place = 'cash' | 'points';

/** A group of the random return, counted for each pair of queue and owner of the rule. */
export interface PlaceGroup {
  readonly owner: PlaceOwner;
  readonly cashSlots: number;
  readonly pointsSlots: number;
  /** Which of the places, from 0, turn into points. */
  readonly pointsPlaces: readonly number[];
  /** How many places are taken. */
  readonly taken: number;
}

/** Draws `count` different places out of 0 to `size` − 1: the random source that is handed in. */
export type DrawPlaces = (size: number, count: number) => readonly number[];

/** A member's entries in a scope, of any state but cancelled, in any queue. */
export interface HeldCount {
  readonly scope: LimitScope;
  readonly member: MemberId;
  readonly total: number;
  /** Those that joined on a day, for the days of the batch's payments. */
  readonly byDay: ReadonlyMap<Day, number>;
}

/** The row of a queue. `poolFen` and `debtFen` are both zero or above, and one of them is zero. */
export interface QueueRow {
  readonly key: QueueKey;
  readonly poolFen: Fen;
  /** What the queue owes the platform. */
  readonly debtFen: Fen;
  /** This queue is paused. */
  readonly paused: boolean;
  /** Everything is paused, as far as this queue has been told. */
  readonly allPaused: boolean;
  readonly waitingCount: number;
  /** Σ remaining of all waiting entries. */
  readonly waitingRemainingFen: Fen;
  /** Σ remaining of the waiting entries whose order is completed. */
  readonly completedRemainingFen: Fen;
  readonly nextPosition: number;
  /** Wound down: nobody joins, and nothing is given to it. */
  readonly closed: boolean;
  /** What winding down gave back to the platform: later refunds take from it before they make a debt. */
  readonly sweptFen: Fen;
}

/** The settings that are read when the event happens; all others are fixed with the order. SPEC section 3. */
export interface LiveSettings {
  readonly payoutOrder: 'strict' | 'completedFirst';
  readonly unclaimed: 'return' | 'carry';
  readonly exchange: ExchangeRules;
  readonly unionDailyCapFen: Fen | null;
}

export interface QueueFacts {
  readonly queue: QueueRow;
  readonly live: LiveSettings;
  /** Every order that a task names, or whose entry a draw names. */
  readonly orders: readonly OrderRow[];
  /**
   * Entries in any order, each once: the head of the line (all entries that may be paid, up to `knownTo`), the entries of
   * `orders`, the entries that tasks name, with acceleration the earliest payable ones of the uplines, and with a reset of those
   * who joined until some time all who wait from the first later one on.
   */
  readonly entries: readonly EntryRow[];
  /** Every entry that may be paid and has a position up to this one is in `entries`; Infinity: the whole line is. */
  readonly knownTo: number;
  /** The same for single members who may be accelerated: absent, `knownTo` holds for them too. */
  readonly knownToByMember?: ReadonlyMap<MemberId, number>;
  /** For the scopes of the orders' gates that have a limit, and their buyers; absent: none held. */
  readonly held: readonly HeldCount[];
  readonly groups: readonly PlaceGroup[];
  readonly drawPlaces: DrawPlaces;
  /**
   * Only with a `merge`, which is settled alone: the rows of the queues it takes over. `queue` is as it was before, while the
   * waiting entries of all of them are in `entries` as they stand after it (merge/lineUp.ts), from `queue.nextPosition` on.
   */
  readonly sources?: readonly QueueRow[];
}

/** How a queue's pool is paid when it is wound down: down the line, or to all who may be paid by what remains to them. */
export type WindDownMode = 'line' | 'proRata';

/** What is to be settled, in the order in which it happened. */
export type QueueTask =
  | {
      readonly type: 'paid' | 'completed';
      readonly order: OrderId;
      /** The queue that its lines were placed for, when that one was merged into this; else this one. */
      readonly of?: QueueKey;
      readonly at: Instant;
    }
  | {
      readonly type: 'refunded';
      readonly order: OrderId;
      readonly line: number;
      readonly amountFen: Fen;
      /** Names the refund, once and for all. */
      readonly cause: string;
      readonly at: Instant;
    }
  | { readonly type: 'draw'; readonly entry: EntryId; readonly outcome: Ratio; readonly at: Instant }
  | {
      readonly type: 'exchange';
      readonly entry: EntryId;
      readonly asset: ExchangeAsset;
      readonly at: Instant;
    }
  | {
      readonly type: 'reset';
      readonly cause: string;
      /** The time that was announced: who joined after it is not cleared. Absent: whoever waits is. */
      readonly joinedUntil?: Instant;
      readonly at: Instant;
    }
  | { readonly type: 'pause'; readonly what: 'queue' | 'all'; readonly at: Instant }
  | { readonly type: 'resume'; readonly what: 'queue' | 'all'; readonly cause: string; readonly at: Instant }
  | { readonly type: 'unionPayout'; readonly cause: string; readonly at: Instant }
  | {
      readonly type: 'merge';
      readonly from: readonly QueueKey[];
      readonly cause: string;
      readonly at: Instant;
    }
  | { readonly type: 'windDown'; readonly mode: WindDownMode; readonly cause: string; readonly at: Instant }
  | { readonly type: 'reopen'; readonly at: Instant };

/**
 * The loaded part of the line was too short for the money of the batch. Nothing was changed: load more (or all) of the
 * head, or of the named member's entries, and plan again.
 */
export class FactsTooShort extends Error {
  constructor(
    readonly queue: QueueKey,
    readonly member: MemberId | null,
  ) {
    super(
      `queue ${queue}: more entries ${member === null ? 'of the head' : `of member ${member}`} are needed`,
    );
    this.name = 'FactsTooShort';
  }
}
