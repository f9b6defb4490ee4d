import type { Instant } from '../../time/shanghai';
import { isHappening, type Happening } from './happenings';

/** What one event of a chain says: what happened in a queue with one settled task, in order. */
export interface ChainBody {
  /** Its number in the queue's chain, from 1, without a gap. */
  readonly seq: number;
  /** When it happened in the shop. */
  readonly at: Instant;
  /** The kind of the task; `begun` for the first event of a queue that is older than its chain. */
  readonly task: string;
  readonly happenings: readonly Happening[];
}

/** The text that is hashed: JSON without spaces, `[seq, at, task, …happenings]`. */
export const bodyText = ({ seq, at, task, happenings }: ChainBody): string =>
  JSON.stringify([seq, at, task, ...happenings]);

/** Reads a text of `bodyText`. @throws Error naming what is wrong with it. */
export function readBody(text: string): ChainBody {
  const parts: unknown = JSON.parse(text);
  if (!Array.isArray(parts)) throw new Error('a body is a list');
  const [seq, at, task, ...happenings] = parts as unknown[];
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1)
    throw new Error('a body begins with its number');
  if (typeof at !== 'number' || !Number.isSafeInteger(at)) throw new Error('a body says when');
  if (typeof task !== 'string') throw new Error('a body says what was settled');
  const known = happenings.filter(isHappening);
  if (known.length < happenings.length) throw new Error('a body tells something unknown');
  return { seq, at, task, happenings: known };
}

/** The position that a happening is about; null when it is about the queue as a whole. */
export function positionIn(happening: Happening): number | null {
  switch (happening[0]) {
    case 'joined':
    case 'paidOut':
    case 'accelerated':
    case 'shared':
    case 'takenBack':
    case 'completed':
    case 'entitled':
    case 'left':
      return happening[1];
    case 'before':
    case 'completedFirst':
    case 'contributed':
    case 'withdrawn':
    case 'reset':
    case 'paused':
    case 'resumed':
    case 'refused':
    case 'tookOver':
    case 'merged':
    case 'wentOver':
    case 'takenBackElsewhere':
    case 'forwarded':
    case 'woundDown':
    case 'reopened':
    case 'swept':
      return null;
  }
}
