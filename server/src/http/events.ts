import { Readable } from 'node:stream';
import type { Context } from 'koa';
import type { Listening, StreamEvent } from './handlers';

/** How soon a client comes back when its connection breaks. */
const RETRY_MS = 1_000;

/** How somebody listens: from where on, and until the client goes away or the server stops. */
export function listeningOf(ctx: Context, closing: AbortSignal): Listening {
  const gone = new AbortController();
  ctx.res.once('close', () => gone.abort());
  return { lastEventId: ctx.get('last-event-id') || null, signal: AbortSignal.any([gone.signal, closing]) };
}

/** Answers with server-sent events as they come. Proxies are told to pass each on at once. */
export function sendEvents(ctx: Context, events: AsyncIterable<StreamEvent<unknown>>): void {
  ctx.type = 'text/event-stream';
  ctx.set('Cache-Control', 'no-store, no-transform');
  ctx.set('X-Accel-Buffering', 'no');
  // What is compressed waits until there is enough of it.
  ctx.compress = false;
  ctx.body = Readable.from(textOf(events), { objectMode: false });
}

async function* textOf(events: AsyncIterable<StreamEvent<unknown>>): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`;
  for await (const event of events) {
    yield event === null ? ':\n\n' : `id: ${event.id}\ndata: ${JSON.stringify(event.data)}\n\n`;
  }
}
