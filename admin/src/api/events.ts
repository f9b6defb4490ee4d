import { useEffect, useRef, useState } from 'react';
import { createEventReader } from '@paifan/shared/client/eventStream';
import type { Contract, EventOf } from '@paifan/shared/contract/contract';
import { pathOf, queryOf } from '@paifan/shared/client/path';
import { refused, type CallOf, type ConsoleRoute } from './client';
import { readSession } from './session';

/** Routes that answer with server-sent events. */
type StreamRoute = {
  [K in ConsoleRoute]: Contract[K] extends { response: 'event-stream' } ? K : never;
}[ConsoleRoute];

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Listens to a route for as long as the page is open, and comes back whenever the connection breaks, from the last event that it was told.
 * `EventSource` cannot be used: it sends no token.
 * @returns whether it is connected now
 */
export function useEvents<K extends StreamRoute>(
  route: K,
  call: CallOf<K>,
  onEvent: (event: EventOf<K>) => void,
): boolean {
  const [isConnected, setConnected] = useState(false);
  const latest = useRef(onEvent);
  latest.current = onEvent;
  const { params, query } = call as { params?: Record<string, string>; query?: Record<string, string> };
  const path = pathOf(route.split(' ')[1] ?? '', params) + queryOf(query);
  useEffect(() => {
    const leaving = new AbortController();
    void listen(path, leaving.signal, setConnected, (data) => latest.current(JSON.parse(data) as EventOf<K>));
    return () => leaving.abort();
  }, [path]);
  return isConnected;
}

/**
 * Keeps a stream open until it is left. A session that has ended meanwhile is over here, too, as with every request.
 * @param setConnected told true when it is connected, also anew, and false when it is lost. A stream that the server ends in good order
 * is no loss unless it cannot be opened again.
 */
export async function listen(
  path: string,
  leaving: AbortSignal,
  setConnected: (is: boolean) => void,
  onData: (data: string) => void,
): Promise<void> {
  let lastId: string | null = null;
  let pause = PAUSE_MS;
  while (!leaving.aborted) {
    const silence = silenceOf(leaving);
    try {
      const token: string | undefined = readSession()?.token;
      const answer: Response = await fetch(path, {
        signal: silence.signal,
        headers: {
          Authorization: `Bearer ${token ?? ''}`,
          ...(lastId === null ? {} : { 'Last-Event-ID': lastId }),
        },
      });
      if (!answer.ok || answer.body === null)
        throw refused(answer.status, await answer.json().catch(() => null), token);
      setConnected(true);
      pause = PAUSE_MS;
      const read = createEventReader();
      for await (const piece of piecesOf(answer.body)) {
        silence.wasBroken();
        for (const { id, data } of read(piece)) {
          lastId = id;
          onData(data);
        }
      }
    } catch {
      // Whatever broke the connection: it is made again. What was missed comes with it.
      if (leaving.aborted) return;
      setConnected(false);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    } finally {
      silence.end();
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** The server gives a sign of life every 15 seconds: a connection that is silent for longer is dead, though nobody says so. */
const LONGEST_SILENCE_MS = 40_000;

function silenceOf(leaving: AbortSignal) {
  const dead = new AbortController();
  const begin = () => setTimeout(() => dead.abort(), LONGEST_SILENCE_MS);
  let timer = begin();
  return {
    signal: AbortSignal.any([leaving, dead.signal]),
    end: () => clearTimeout(timer),
    wasBroken: () => {
      clearTimeout(timer);
      timer = begin();
    },
  };
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}
