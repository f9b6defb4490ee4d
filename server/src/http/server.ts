import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ApiError } from '@paifan/shared/errors/errors';

/** Requests in hand get this long to end when the server stops. */
const PATIENCE_MS = 8_000;

/** A listening port. Until somebody serves it answers 503, so that a port in use shows before anything else is begun. */
export interface WebServer {
  readonly port: number;
  /** Where this machine reaches it, without a slash at the end. */
  readonly url: string;
  serve(listener: RequestListener): void;
  /** Aborted when it begins to close, so that answers without an end of their own come to one. */
  readonly closing: AbortSignal;
  /** Takes no more requests, and ends those in hand. */
  close(): Promise<void>;
}

/** A request that has not come whole by then is given up: its largest body is small. */
const SLOWEST_REQUEST_MS = 60_000;
/** The other side gets this long to read why it was refused. */
const LAST_WORD_MS = 1_000;

const starting: RequestListener = (_, response) => {
  response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '1' });
  response.end(JSON.stringify({ code: 'unavailable', message: '服务正在启动，请稍后再试' }));
};

/** What is no HTTP, or comes too slowly, never reaches a listener; it is answered like every failure. */
function refuseMalformed(_: Error, socket: Duplex): void {
  // In the middle of an answer nothing can be said any more.
  if (!socket.writable || (socket instanceof Socket && socket.bytesWritten > 0)) {
    socket.destroy();
    return;
  }
  const refusal = new ApiError('bad_request');
  const text = JSON.stringify(refusal.toBody());
  socket.end(
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
  // Who speaks no HTTP may not hang up either.
  setTimeout(() => socket.destroy(), LAST_WORD_MS).unref();
}

/**
 * @param at.port 0 for any free one
 * @param at.host null for all addresses
 * @throws EADDRINUSE, EACCES
 */
export async function listen(at: { port: number; host: string | null }): Promise<WebServer> {
  let listener = starting;
  const server = createServer({ requestTimeout: SLOWEST_REQUEST_MS }, (request, response) =>
    listener(request, response),
  );
  server.on('clientError', refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host ?? undefined, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const closing = new AbortController();
  return {
    port,
    url: localUrl(at.host, port),
    serve: (next) => {
      listener = next;
    },
    closing: closing.signal,
    close: () => {
      closing.abort();
      return close(server);
    },
  };
}

const EVERYWHERE: ReadonlySet<string | null> = new Set([null, '0.0.0.0', '::']);

/** The address under which this machine reaches a server that listens on `host`. */
export function localUrl(host: string | null, port: number): string {
  const name = host === null || EVERYWHERE.has(host) ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

async function close(server: Server): Promise<void> {
  const impatience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(impatience);
}
