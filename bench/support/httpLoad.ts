import { connect } from 'node:net';
import { ClearError } from '../../scripts/terminal';

/** What came of a load of requests. */
export interface LoadResult {
  readonly perSecond: number;
  /** Of each request, from its first byte sent to the last one received, in ms. */
  readonly latencies: readonly number[];
}

/**
 * Sends requests that are bytes already over so many connections, each kept open, the next request when the answer is there. Bare
 * sockets, so that the load leaves the machine to who is measured.
 * @throws ClearError when an answer is not 200
 */
export async function sendAll(
  port: number,
  requests: readonly Buffer[],
  connections: number,
): Promise<LoadResult> {
  const left = requests.values();
  const latencies: number[] = [];
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, () => oneConnection(port, left, latencies)));
  return { perSecond: (requests.length * 1000) / (performance.now() - begun), latencies };
}

function oneConnection(port: number, left: IterableIterator<Buffer>, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    let answer = '';
    const next = (): void => {
      const { value, done } = left.next();
      if (done === true) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(value);
    };
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (!isComplete(answer)) return;
      latencies.push(performance.now() - sentAt);
      if (!answer.startsWith('HTTP/1.1 200')) {
        socket.destroy();
        reject(new ClearError(`A notification was answered with ${answer.slice(0, 300)}`));
        return;
      }
      answer = '';
      next();
    });
  });
}

/** Is the whole answer there? */
function isComplete(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head));
  return length === null ? answer.endsWith('0\r\n\r\n') : answer.length >= head + 4 + Number(length[1]);
}

/** A request as it goes over the wire. */
export const requestBytes = (
  target: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Buffer =>
  Buffer.concat([
    Buffer.from(
      [
        `POST ${target} HTTP/1.1`,
        'Host: 127.0.0.1',
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        `Content-Length: ${body.length}`,
        '\r\n',
      ].join('\r\n'),
    ),
    body,
  ]);
