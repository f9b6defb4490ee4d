import { get } from 'node:http';

/** Asks as a browser does that takes nothing but gzip; the length is what goes over the network. */
export const gzipped = (url: URL): Promise<{ encoding: string; bytes: number }> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () => resolve({ encoding: answer.headers['content-encoding'] ?? 'none', bytes }));
    }).on('error', reject);
  });
