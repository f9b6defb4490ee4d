import net from 'node:net';
import { ClearError } from './terminal';

/** Can this process listen on the port? Without a host: on all addresses. */
export async function portIsFree(port: number, host?: string): Promise<boolean> {
  return (await tryPort(port, host)) === undefined;
}

/** The first port from `first` on that is free on 127.0.0.1. */
export async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + 1_000; port++) {
    if (await portIsFree(port, '127.0.0.1')) return port;
  }
  throw new ClearError(`No free port from ${first} to ${first + 999} on 127.0.0.1.`);
}

/** Why the shop cannot listen there: the system's error code, or undefined when it can. */
export function tryPort(port: number, host?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
