import type { EntryId } from '../../ids/ids';
import type { PayoutKind, QueueEvent } from '../settle/events';

/** What stands in a happening: a position in line, a whole number from 0, fen that may be below 0, an exact ratio … */
interface ValueOf {
  position: number;
  whole: number;
  fen: number;
  ratio: string;
  word: string;
  /** The key of a queue. */
  queue: string;
}
type Kind = keyof ValueOf;

/**
 * Everything that a queue's proof tells, by name, with what follows the name. Positions and amounts only: nothing here says
 * who somebody is or which order it was, so that it can be handed to anybody. SPEC section 12, proof.
 */
export const HAPPENINGS = {
  /**
   * Only in the first event of a queue that is older than its chain: its next position, how many waited, what remained to
   * them, the pool less the debt, what was contributed and what was paid until then.
   */
  before: ['position', 'whole', 'whole', 'fen', 'fen', 'fen'],
  /** Entries of orders that are not completed are passed over in this event. */
  completedFirst: [],
  /** An entry at the tail: its position, what it is entitled to, by which ratio. */
  joined: ['position', 'whole', 'ratio'],
  /** Money of an order into the pool. */
  contributed: ['whole'],
  /** A refund: part of a contribution, back to the platform. */
  withdrawn: ['whole'],
  /** Money of the pool to the entry whose turn it was. One that has received all is done: that is not told apart. */
  paidOut: ['position', 'whole'],
  /** Money of the pool to an entry of the buyer's inviter, out of turn. SPEC section 8, acceleration. */
  accelerated: ['position', 'whole'],
  /** A refund: what an entry received beyond its entitlement, back to the pool. */
  takenBack: ['position', 'whole'],
  /** The same for an entry that left the line of another queue, before that one was merged into this: its position there. */
  takenBackElsewhere: ['queue', 'position', 'whole'],
  /** The order of an entry is completed. */
  completed: ['position'],
  /** A draw or a refund: an entry's new entitlement, and its ratio. */
  entitled: ['position', 'whole', 'ratio'],
  /** An entry is out of the line without being paid in full: exchanged, converted or cancelled. */
  left: ['position', 'word'],
  /** Everybody who waited up to this position is cleared: how many, and what remained to them. */
  reset: ['position', 'whole', 'whole'],
  /** Of `queue` or `all`. */
  paused: ['word'],
  resumed: ['word'],
  /** A merge: another queue's waiting entries, how many, what remains to them, and its pool less its debt. */
  tookOver: ['queue', 'whole', 'whole', 'fen'],
  /** A merge: all who wait stand in order of joining from this position on; how many. They are known by new positions only. */
  merged: ['position', 'whole'],
  /** A merge, in the chain of a queue that was taken over: by which queue, how many went there, and with what money. */
  wentOver: ['queue', 'whole', 'fen'],
  /** A task of an order that was placed before the queue was merged: it is settled in this queue. */
  forwarded: ['queue'],
  /** A wind-down pro rata: money of the pool to an entry, by what remains to it. */
  shared: ['position', 'whole'],
  /** The pool was paid, `line` or `proRata`; from now on nobody joins and nothing is contributed, until it is reopened. */
  woundDown: ['word'],
  reopened: [],
  /** What nobody is left to be paid from, back to the platform; below 0: what a refund needed of it. */
  swept: ['fen'],
  /** The rules did not allow the task: nothing has changed. */
  refused: [],
} as const satisfies Readonly<Record<string, readonly Kind[]>>;

type Name = keyof typeof HAPPENINGS;
type Values<Kinds extends readonly Kind[]> = { readonly [Index in keyof Kinds]: ValueOf[Kinds[Index]] };

/** One thing that happened in a queue: its name, and what belongs to it. */
export type Happening = { [N in Name]: readonly [N, ...Values<(typeof HAPPENINGS)[N]>] }[Name];

const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const IS_KIND: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  position: (value) => isWhole(value) && value !== 0,
  whole: isWhole,
  fen: Number.isSafeInteger,
  ratio: (value) => typeof value === 'string' && /^\d+(\.\d{1,6})?$/.test(value),
  word: (value) => typeof value === 'string' && /^[A-Za-z]+$/.test(value),
  queue: (value) => typeof value === 'string' && /^[a-z]+(:.+)?$/.test(value),
};

// Not Object.hasOwn: proofs are checked on old phones too.
const isName = (name: string): name is Name => Object.prototype.hasOwnProperty.call(HAPPENINGS, name);

/** Is this a happening? */
export function isHappening(value: unknown): value is Happening {
  if (!Array.isArray(value)) return false;
  const [name, ...values] = value as unknown[];
  if (typeof name !== 'string' || !isName(name)) return false;
  const kinds: readonly Kind[] = HAPPENINGS[name];
  return values.length === kinds.length && kinds.every((kind, index) => IS_KIND[kind](values[index]));
}

const PAID: Readonly<Record<PayoutKind, 'paidOut' | 'accelerated' | 'shared'>> = {
  line: 'paidOut',
  resume: 'paidOut',
  unionPayout: 'paidOut',
  merge: 'paidOut',
  windDown: 'paidOut',
  windDownShare: 'shared',
  directAcceleration: 'accelerated',
  indirectAcceleration: 'accelerated',
};

/** An event of the settlement as the proof tells it; null when it does not concern the line or its pool. */
export function happeningOf(event: QueueEvent, positionOf: (entry: EntryId) => number): Happening | null {
  switch (event.type) {
    case 'joined':
      return ['joined', event.position, event.entitledFen, event.ratio];
    case 'contributed':
    case 'withdrawn':
      return [event.type, event.amountFen];
    case 'paidOut':
      return [PAID[event.kind], positionOf(event.entry), event.amountFen];
    case 'takenBack':
      return ['takenBack', positionOf(event.entry), event.amountFen];
    case 'completed':
      return ['completed', positionOf(event.entry)];
    case 'entitled':
      return ['entitled', positionOf(event.entry), event.entitledFen, event.ratio];
    case 'left':
      return event.state === 'done' ? null : ['left', positionOf(event.entry), event.state];
    case 'reset':
      return ['reset', event.upToPosition, event.count, event.remainingFen];
    case 'paused':
    case 'resumed':
      return [event.type, event.what];
    case 'tookOver':
      return ['tookOver', event.queue, event.count, event.remainingFen, event.amountFen];
    case 'merged':
      return ['merged', event.firstPosition, event.count];
    case 'woundDown':
      return ['woundDown', event.mode];
    case 'reopened':
      return ['reopened'];
    case 'swept':
      return ['swept', event.amountFen];
    case 'notJoined':
    case 'reward':
      return null;
  }
}
