import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { ok, type Outcome } from './outcome';
import { readAnswer } from './readAnswer';
import type { SigningClient } from './signingClient';
import { answerOf, noAnswer } from './transport';
import type { WeChatConfig } from './wechatConfig';

/** What WeChat Pay answers for a day on which nothing was traded. */
export const NO_BILL = 'NO_STATEMENT_EXIST';

const announcedSchema = z.object({
  hash_type: z.literal('SHA1'),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z.url(),
});

/** A bill on disk, verified against the digest that WeChat Pay signed. */
export interface DownloadedBill {
  readonly sha1: string;
}

/**
 * Downloads the trade bill of a day (type ALL) into a file, unzipped. It is streamed, so its length does not matter. The file itself
 * is not signed: it counts only if its SHA-1 is the one in the signed answer.
 * @param day `YYYY-MM-DD`; the bill is ready at 10:00 of the next day, and kept for three months
 * @returns refused NO_STATEMENT_EXIST for a day without trade
 */
export async function downloadTradeBill(
  client: SigningClient,
  config: WeChatConfig,
  day: string,
  file: string,
): Promise<Outcome<DownloadedBill>> {
  const path = `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL&tar_type=GZIP`;
  const announced = readAnswer(answerOf(await client.request('GET', path)), announcedSchema);
  if (announced.kind !== 'ok') return announced;
  const { hash_value: sha1, download_url: url } = announced.value;
  const found = await download(client, config, url, file);
  if (found.kind !== 'ok' || found.value === sha1.toLowerCase())
    return found.kind === 'ok' ? ok({ sha1 }) : found;
  return { kind: 'unknown', reason: 'unverified', detail: `the bill's SHA-1 is ${found.value}, not ${sha1}` };
}

/** The digest of what came. */
async function download(
  client: SigningClient,
  { payBaseUrl, timeoutMs }: WeChatConfig,
  url: string,
  file: string,
): Promise<Outcome<string>> {
  // The address comes from a signed answer; all the same the merchant's signature goes to WeChat Pay alone.
  const { pathname, search } = new URL(url);
  try {
    const response = await fetch(payBaseUrl + pathname + search, {
      headers: client.headersFor('GET', pathname + search),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs * 10),
    });
    if (!response.ok || response.body === null)
      return { kind: 'unknown', reason: 'busy', detail: `HTTP ${response.status} for a bill` };
    const hash = createHash('sha1');
    const hashing = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(
      Readable.from(response.body),
      createGunzip(),
      hashing,
      createWriteStream(file, { mode: 0o600 }),
    );
    return ok(hash.digest('hex'));
  } catch (error) {
    const { reason, detail } = noAnswer(error);
    return { kind: 'unknown', reason, detail };
  }
}

/** The lines of a bill on disk, without the byte order mark. */
export async function* billLines(file: string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let isFirst = true;
  for await (const line of lines) {
    yield isFirst ? line.replace(/^\uFEFF/, '') : line;
    isFirst = false;
  }
}
