import { ApiError } from '@paifan/shared/errors/errors';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { LIVE_TOPICS, type LiveTopic } from '@paifan/shared/operators/live';
import type { Permission } from '@paifan/shared/operators/permissions';
import type { ShopContext } from '../context';
import { openSessionsThatMay } from '../operators/sessions';
import { LONGEST_STREAM_MS, SIGN_OF_LIFE_MS, pause } from '../streams';
import { readChains, readMarks, type Marks } from './liveMarks';

/*
 * Which figures of the console changed, as they do. Servers side by side do not tell each other: each looks into the database once a
 * second, in few statements for all who listen there, and only while somebody does. The same look sees whose session has ended.
 */

const LOOK_MS = 1_000;
const MOST_LISTENERS = 200;
/** Who is told of more lines than this is told of all. */
const MOST_QUEUES = 50;
const NEEDED: Permission = 'reports.read';

/** What changed since the last time. */
export interface Changed {
  readonly topics: readonly LiveTopic[];
  /** The lines that moved; null: many. */
  readonly queues: readonly QueueKey[] | null;
}

/** Tells what changed; null: nothing for a while. */
export interface LiveFeed {
  /**
   * What changes after this has answered is told. Ends with the operator's session.
   * @param signal ends it
   * @throws ApiError too_many_requests when more listen than one server can serve
   */
  follow(sessionId: string, signal: AbortSignal): Promise<AsyncIterable<Changed | null>>;
}

export function createLiveFeed({ db, clock, logger }: ShopContext): LiveFeed {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | null = null;
  let seen: Promise<Seen> | null = null;
  let isLooking = false;

  const see = async (): Promise<Seen> => ({ marks: await readMarks(db), chains: await readChains(db) });

  async function look(): Promise<void> {
    if (isLooking || seen === null) return;
    isLooking = true;
    try {
      const open = await openSessionsThatMay(db, clock.now(), sessionsOf(listeners), NEEDED);
      for (const listener of listeners) if (!open.has(listener.sessionId)) listener.end();
      const before = await seen;
      const marks = await readMarks(db);
      const topics = LIVE_TOPICS.filter((topic) => marks[topic] !== before.marks[topic]);
      const chains = topics.includes('queues') ? await readChains(db) : before.chains;
      // Everybody may have gone meanwhile; whoever comes then sees for itself where everything stands.
      if (seen !== null) seen = Promise.resolve({ marks, chains });
      const queues = moved(before.chains, chains);
      if (topics.length > 0) for (const listener of listeners) listener.hear(topics, queues);
    } catch (error) {
      logger.warn({ err: error }, 'what changed could not be read; it is in a moment');
    } finally {
      isLooking = false;
    }
  }

  function leave(listener: Listener): void {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    if (timer !== null) clearInterval(timer);
    [timer, seen] = [null, null];
  }

  async function follow(sessionId: string, signal: AbortSignal): Promise<AsyncIterable<Changed | null>> {
    if (listeners.size >= MOST_LISTENERS) throw new ApiError('too_many_requests');
    const listener = createListener(sessionId);
    const isOver = AbortSignal.any([signal, listener.over]);
    listeners.add(listener);
    isOver.addEventListener('abort', () => leave(listener), { once: true });
    timer ??= setInterval(() => void look(), LOOK_MS).unref();
    try {
      await (seen ??= see());
    } catch (error) {
      leave(listener);
      throw error;
    }
    if (isOver.aborted) leave(listener);
    return tell(listener, isOver, () => leave(listener));
  }

  return { follow };
}

interface Seen {
  readonly marks: Marks;
  readonly chains: ReadonlyMap<QueueKey, number>;
}

const sessionsOf = (listeners: Iterable<Listener>): string[] => [
  ...new Set([...listeners].map(({ sessionId }) => sessionId)),
];

const moved = (before: Seen['chains'], after: Seen['chains']): QueueKey[] =>
  [...after].flatMap(([key, seq]) => (before.get(key) === seq ? [] : [key]));

/** What one listener was not told yet. */
interface Listener {
  readonly sessionId: string;
  readonly over: AbortSignal;
  hear(topics: readonly LiveTopic[], queues: readonly QueueKey[]): void;
  /** Takes what there is to tell; null: nothing. */
  take(): Changed | null;
  end(): void;
  /** Called when there is something new. */
  wake: () => void;
}

function createListener(sessionId: string): Listener {
  const ending = new AbortController();
  const topics = new Set<LiveTopic>();
  const queues = new Set<QueueKey>();
  const listener: Listener = {
    sessionId,
    over: ending.signal,
    hear(newTopics, newQueues) {
      for (const topic of newTopics) topics.add(topic);
      for (const key of newQueues) queues.add(key);
      listener.wake();
    },
    take() {
      if (topics.size === 0) return null;
      const changed = { topics: [...topics], queues: queues.size > MOST_QUEUES ? null : [...queues] };
      topics.clear();
      queues.clear();
      return changed;
    },
    end: () => ending.abort(),
    wake: () => undefined,
  };
  return listener;
}

async function* tell(
  listener: Listener,
  signal: AbortSignal,
  leave: () => void,
): AsyncGenerator<Changed | null> {
  try {
    const end = Date.now() + LONGEST_STREAM_MS;
    while (!signal.aborted && Date.now() < end) {
      for (let news = listener.take(); news !== null; news = listener.take()) yield news;
      const isWoken = await pause(SIGN_OF_LIFE_MS, signal, (wake) => {
        listener.wake = wake;
      });
      if (!isWoken) yield null;
    }
  } finally {
    leave();
  }
}
