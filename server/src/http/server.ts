import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Requests in hand get this long to end when the server stops. */
const PATIENCE_MS = 8_000;

/** A listening port. Until somebody serves it answers 503, so that a port in use shows before anything else is begun. */
export interface WebServer {
  readonly port: number;
  /** Where this machine reaches it, without a slash at the end. */
  readonly url: string;
  serve(listener: RequestListener): void;
  /** Takes no more requests, and ends those in hand. */
  close(): Promise<void>;
}

const starting: RequestListener = (_, response) => {
  response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '1' });
  response.end(JSON.stringify({ code: 'unavailable', message: '服务正在启动，请稍后再试' }));
};

/**
 * @param at.port 0 for any free one
 * @param at.host null for all addresses
 * @throws EADDRINUSE, EACCES
 */
export async function listen(at: { port: number; host: string | null }): Promise<WebServer> {
  let listener = starting;
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host ?? undefined, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: localUrl(at.host, port),
    serve: (next) => {
      listener = next;
    },
    close: () => close(server),
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
