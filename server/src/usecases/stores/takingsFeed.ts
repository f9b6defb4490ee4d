import type { StoreId } from '@paifan/shared/ids/ids';
import { ApiError } from '@paifan/shared/errors/errors';
import type { ShopContext } from '../context';
import { LONGEST_STREAM_MS, SIGN_OF_LIFE_MS, pause } from '../streams';
import { takingsSince, type Taking } from './takings';

/*
 * Takings as they come. Servers side by side do not tell each other of payments: each looks into the database once a second, in one
 * statement for all who listen there, and only while somebody does. A payment may become known minutes after it was made (its
 * notification was late), so every look covers the last quarter of an hour, and each listener remembers what it was told.
 */

const LOOK_MS = 1_000;
const WINDOW_MS = 15 * 60_000;
/** Who comes back is told a little more than what came after the last event: what became known late stood before it. */
const OVERLAP_MS = 2 * 60_000;
const MOST_AT_ONCE = 500;
const MOST_LISTENERS = 500;

/** Tells takings, oldest first; null: nothing for a while. */
export interface TakingsFeed {
  /**
   * @param lastEventId of the last taking that the client was told of: it is told what came since, some of it twice; null: from
   * now on
   * @param signal ends it
   * @throws ApiError too_many_requests when more listen than one server can serve
   */
  follow(
    stores: readonly StoreId[],
    lastEventId: string | null,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Taking | null>>;
}

/** Names a taking for `Last-Event-ID`. */
export const takingEventId = ({ paidAt, id }: Taking): string => `${paidAt.getTime()}-${id}`;

const EVENT_ID = /^(\d{1,15})-[1-9]\d{0,18}$/;

interface Listener {
  readonly stores: ReadonlySet<StoreId>;
  hear(takings: readonly Taking[]): void;
}

export function createTakingsFeed({ db, clock, logger }: ShopContext): TakingsFeed {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;

  const windowStart = (): Date => new Date(clock.now().getTime() - WINDOW_MS);

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      const stores = new Set([...listeners].flatMap((listener) => [...listener.stores]));
      const takings = await takingsSince(db, [...stores], windowStart(), MOST_AT_ONCE);
      for (const listener of listeners)
        listener.hear(takings.filter(({ storeId }) => listener.stores.has(storeId)));
    } catch (error) {
      logger.warn({ err: error }, 'takings could not be read; they are in a moment');
    } finally {
      isLooking = false;
    }
  }

  function join(listener: Listener): void {
    listeners.add(listener);
    timer ??= setInterval(() => void look(), LOOK_MS).unref();
  }

  function leave(listener: Listener): void {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  }

  /** What is known already is the beginning; from then on nothing is missed. */
  async function follow(
    stores: readonly StoreId[],
    lastEventId: string | null,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Taking | null>> {
    if (listeners.size >= MOST_LISTENERS) throw new ApiError('too_many_requests');
    const ears = createEars();
    const since = sinceOf(lastEventId);
    const known = await takingsSince(db, stores, since ?? windowStart(), MOST_AT_ONCE);
    if (since === null) ears.ignore(known);
    else ears.hear(known, windowStart());
    const listener: Listener = {
      stores: new Set(stores),
      hear: (takings) => ears.hear(takings, windowStart()),
    };
    join(listener);
    signal.addEventListener('abort', () => leave(listener), { once: true });
    if (signal.aborted) leave(listener);
    return tell(ears, signal, () => leave(listener));
  }

  return { follow };
}

/** What one listener was told, and what it waits to be told. */
interface Ears {
  ignore(takings: readonly Taking[]): void;
  /** @param start what is older is not looked at any more */
  hear(takings: readonly Taking[], start: Date): void;
  readonly waiting: Taking[];
  /** Called when there is something new. */
  wake: () => void;
}

function createEars(): Ears {
  const told = new Map<string, number>();
  const ignore = (takings: readonly Taking[]): void =>
    takings.forEach(({ id, paidAt }) => told.set(id, paidAt.getTime()));
  const ears: Ears = {
    waiting: [],
    wake: () => undefined,
    ignore,
    hear(takings, start) {
      const fresh = takings.filter(({ id }) => !told.has(id)).reverse();
      ignore(fresh);
      for (const [id, paidAt] of told) if (paidAt < start.getTime()) told.delete(id);
      ears.waiting.push(...fresh);
      if (fresh.length > 0) ears.wake();
    },
  };
  return ears;
}

async function* tell(ears: Ears, signal: AbortSignal, leave: () => void): AsyncGenerator<Taking | null> {
  try {
    const end = Date.now() + LONGEST_STREAM_MS;
    while (!signal.aborted && Date.now() < end) {
      while (ears.waiting.length > 0) yield ears.waiting.shift() ?? null;
      const isWoken = await pause(SIGN_OF_LIFE_MS, signal, (wake) => {
        ears.wake = wake;
      });
      if (!isWoken) yield null;
    }
  } finally {
    leave();
  }
}

function sinceOf(lastEventId: string | null): Date | null {
  const [, ms] = EVENT_ID.exec(lastEventId ?? '') ?? [];
  return ms === undefined ? null : new Date(Number(ms) - OVERLAP_MS);
}
