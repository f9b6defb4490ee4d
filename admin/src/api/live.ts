import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EventOf } from '@paifan/shared/contract/contract';
import type { QueueKey } from '@paifan/shared/ids/ids';
import type { ConsoleRoute } from './client';
import { listen } from './events';
import { useMay } from './whoAmI';

/** What a page shows live: figures of today, what needs a person, all lines, or one. */
export type LiveTopic = Change['topics'][number] | `queue:${QueueKey}`;

/** `absent`: the role may not listen; the page asks by the clock. */
export type LiveState = 'connecting' | 'on' | 'lost' | 'absent';

type Change = EventOf<'GET /api/admin/live'>;

/** What is read anew for a topic. */
const READS: Readonly<Record<Change['topics'][number] | 'queue', readonly ConsoleRoute[]>> = {
  today: ['GET /api/admin/solvency'],
  needsPerson: ['GET /api/admin/solvency'],
  queues: ['GET /api/admin/solvency', 'GET /api/admin/queues'],
  queue: ['GET /api/admin/queues/:key', 'GET /api/admin/queues/:key/entries'],
};

/** A busy shop changes every second; what is shown is read anew at most so often. */
const PACE_MS = 2_000;

/**
 * Lets what a page shows of these topics be read anew as soon as it changes, and when the connection is back after a loss.
 * @returns how it stands with the connection, for `LiveMark`
 */
export function useLive(topics: readonly LiveTopic[]): LiveState {
  const may = useMay('reports.read');
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const names = topics.join(' ');
  useEffect(() => {
    if (!may) return undefined;
    const wanted = names.split(' ') as LiveTopic[];
    const refresh = paced((stale: ReadonlySet<LiveTopic>) =>
      queries.invalidateQueries({
        predicate: ({ queryKey }) => [...stale].some((topic) => shows(topic, queryKey)),
      }),
    );
    let wasLost = false;
    const leave = join({
      // What changed before this moment was told to nobody. A page that has just been opened has just read it, too: nothing is missed yet that
      // a busy shop would show sooner.
      connected: (is) => {
        setState(is ? 'on' : 'lost');
        if (!is) wasLost = true;
        else if (wasLost) refresh(wanted);
        else refresh.later(wanted);
      },
      heard: (change) => refresh(wanted.filter((topic) => concerns(topic, change))),
    });
    return () => {
      leave();
      refresh.stop();
    };
  }, [may, names, queries]);
  return may ? state : 'absent';
}

const QUEUE = 'queue:';

function concerns(topic: LiveTopic, { topics, queues }: Change): boolean {
  if (!topic.startsWith(QUEUE)) return topics.some((changed) => changed === topic);
  return topics.includes('queues') && (queues === null || queues.some((key) => `${QUEUE}${key}` === topic));
}

/** Whether a query shows what a topic is about. */
function shows(topic: LiveTopic, [route, call]: QueryKey): boolean {
  const routes: readonly unknown[] = READS[topic.startsWith(QUEUE) ? 'queue' : (topic as keyof typeof READS)];
  if (!routes.includes(route)) return false;
  return (
    !topic.startsWith(QUEUE) ||
    JSON.stringify(call).includes(`"key":${JSON.stringify(topic.slice(QUEUE.length))}`)
  );
}

/** Gathers topics, and hands them on at once, but at most once in a while. */
function paced(run: (topics: ReadonlySet<LiveTopic>) => unknown) {
  let gathered = new Set<LiveTopic>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const waiting = new Set<ReturnType<typeof setTimeout>>();
  function handOn(): void {
    timer = null;
    if (gathered.size === 0) return;
    const topics = gathered;
    gathered = new Set();
    timer = setTimeout(handOn, PACE_MS);
    void run(topics);
  }
  const add = (topics: readonly LiveTopic[]): void => {
    for (const topic of topics) gathered.add(topic);
    if (timer === null) handOn();
  };
  const later = (topics: readonly LiveTopic[]): void => {
    waiting.add(setTimeout(() => add(topics), PACE_MS));
  };
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    waiting.forEach(clearTimeout);
  };
  return Object.assign(add, { later, stop });
}

interface Listener {
  connected(is: boolean): void;
  heard(change: Change): void;
}

/** Browsers keep few connections to one server: all that is live on a page shares one. */
const listeners = new Set<Listener>();
let connection: { readonly leaving: AbortController; state: boolean | null } | null = null;

function join(listener: Listener): () => void {
  listeners.add(listener);
  if (connection === null) connect();
  else if (connection.state !== null) listener.connected(connection.state);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    connection?.leaving.abort();
    connection = null;
  };
}

function connect(): void {
  const mine: NonNullable<typeof connection> = { leaving: new AbortController(), state: null };
  connection = mine;
  void listen(
    '/api/admin/live',
    mine.leaving.signal,
    (is) => {
      mine.state = is;
      for (const listener of listeners) listener.connected(is);
    },
    (data) => {
      const change = JSON.parse(data) as Change;
      for (const listener of listeners) listener.heard(change);
    },
  );
}
