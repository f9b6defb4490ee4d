import type { EntryId, OrderId } from '../../ids/ids';
import type { Fen } from '../../money/fen';
import type { BusinessEvent, TemplateInput } from '../../ledger/templates';
import type { Instant } from '../../time/shanghai';
import type { Candidate, JoinRefusal } from '../join/gates';
import type { HeldCounts } from '../join/held';
import type { QueueLine } from '../queue/line';
import type { RandomReturnTerms } from './terms';
import type { QueueEvent } from './events';
import type { EntryRow, LineRow, LiveSettings, OrderRow, Place, RewardRow } from './facts';

/** Why a task is refused and changes nothing. */
export type Refusal =
  | 'noSuchOrder'
  | 'noSuchLine'
  | 'noSuchEntry'
  | 'nothingToRefund'
  | 'moreThanIsLeft'
  | 'notWaiting'
  | 'noLottery'
  | 'alreadyDrawn'
  | 'alreadyRewarded'
  | 'notAPrize'
  | 'notOffered'
  | 'queuePaused'
  | 'queueClosed'
  | 'notClosed'
  | 'sameQueue'
  | 'otherScheme'
  | 'noSuchQueue';

/** Who is told what the steps do: a plan writes it down for the database, a shop in memory does it at once. */
export interface Recorder {
  happened(event: QueueEvent): void;
  joined(entry: EntryRow): void;
  entryChanged(entry: EntryRow): void;
  lineChanged(order: OrderRow, line: LineRow): void;
  rewardGranted(reward: RewardRow): void;
  rewardChanged(reward: RewardRow): void;
  /** Every waiting entry up to this position was cleared. */
  cleared(upToPosition: number): void;
  /** Books a business event; `cause` makes its key unique. What moves nothing is not booked. */
  book<Event extends BusinessEvent>(
    event: Event,
    cause: string,
    at: Instant,
    input: TemplateInput<Event>,
  ): void;
}

/** A contribution at the moment at which it is decided. */
export interface Offer {
  readonly order: OrderRow;
  readonly line: LineRow;
  readonly paused: boolean;
  /** What the queue can use now; null: whatever comes. */
  readonly usableFen: Fen | null;
  readonly takenFen: Fen;
  readonly at: Instant;
}

/** Who looks on, to explain afterwards why: told at the moment at which it is decided, before anything changes. */
export interface Witness {
  contributing(offer: Offer): void;
  joining(candidate: Candidate, refusal: JoinRefusal | null): void;
}

/** What the steps need beside the queue itself. */
export interface Desk {
  readonly live: LiveSettings;
  readonly record: Recorder;
  readonly held: HeldCounts;
  readonly witness?: Witness;
  order(id: OrderId): OrderRow | undefined;
  entry(id: EntryId): EntryRow | undefined;
  /** With a merge: the queues it takes over. */
  readonly sources?: readonly QueueLine[];
  /** The next place of the random return of the queue and the rule's owner. */
  takePlace(rule: RandomReturnTerms): Place;
}
