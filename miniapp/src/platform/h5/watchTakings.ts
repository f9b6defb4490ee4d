import { createEventReader } from '@paifan/shared/client/eventStream';
import { deskHeaders, session } from '@/api/client';

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Says when it is time to look for new payments at a desk: each time its stream tells of one, and whenever the stream begins anew,
 * for what came meanwhile. `EventSource` cannot be used: it sends no token.
 * @returns how to stop
 */
export function watchTakings(merchant: string, look: () => void): () => void {
  const leaving = new AbortController();
  void listen(merchant, look, leaving.signal);
  return () => leaving.abort();
}

async function listen(merchant: string, look: () => void, signal: AbortSignal): Promise<void> {
  let pause = PAUSE_MS;
  let isFirst = true;
  while (!signal.aborted) {
    try {
      const stream = await openStream(merchant, signal);
      pause = PAUSE_MS;
      if (!isFirst) look();
      isFirst = false;
      const read = createEventReader();
      for await (const piece of piecesOf(stream)) if (read(piece).length > 0) look();
    } catch {
      // Whatever broke the connection: it is made again.
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function openStream(merchant: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const ask = (token: string): Promise<Response> =>
    fetch(`${API_BASE}/api/desk/takings/stream`, {
      signal,
      headers: { Authorization: `Bearer ${token}`, ...deskHeaders(merchant) },
    });
  const token = await session.token();
  const first = await ask(token);
  const answer = first.status === 401 ? await ask(await session.renewAfter(token)) : first;
  if (!answer.ok || answer.body === null) throw new Error(`the stream answered ${answer.status}`);
  return answer.body;
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
