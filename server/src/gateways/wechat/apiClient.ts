import { z } from 'zod';
import type { Logger } from '../../log';
import { ok, type Outcome } from './outcome';
import { parseJson } from './readAnswer';
import { noAnswer } from './transport';

/** What the mini-program API (api.weixin.qq.com) answers: bytes, JSON or a picture. */
export interface ApiClient {
  get(path: string, query: Record<string, string>): Promise<Outcome<ApiBody>>;
  post(path: string, query: Record<string, string>, body: unknown): Promise<Outcome<ApiBody>>;
}

export interface ApiBody {
  bytes: Buffer;
  contentType: string;
}

const errorSchema = z.object({ errcode: z.int(), errmsg: z.string().default('') });

/** WeChat's "system busy, try again later". */
const BUSY = -1;

/**
 * HTTP client of the mini-program API. An answer with an errcode other than 0 is a refusal with that number as code.
 * Neither queries (they carry the secret or the token) nor bodies are logged.
 */
export function createApiClient(options: { baseUrl: string; timeoutMs: number; logger: Logger }): ApiClient {
  const exchange = async (path: string, query: Record<string, string>, init: RequestInit) => {
    const outcome = await request(options, path, query, init);
    const { kind } = outcome;
    if (kind === 'ok') options.logger.debug({ path }, 'the mini-program API answered');
    else if (kind === 'refused')
      options.logger.info({ path, code: outcome.code }, 'the mini-program API refused');
    else options.logger.warn({ path, reason: outcome.reason }, 'the mini-program API gave no usable answer');
    return outcome;
  };
  return {
    get: (path, query) => exchange(path, query, { method: 'GET' }),
    post: (path, query, body) =>
      exchange(path, query, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}

async function request(
  { baseUrl, timeoutMs }: { baseUrl: string; timeoutMs: number },
  path: string,
  query: Record<string, string>,
  init: RequestInit,
): Promise<Outcome<ApiBody>> {
  try {
    const url = `${baseUrl}${path}?${new URLSearchParams(query)}`;
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) return { kind: 'unknown', reason: 'busy', detail: `HTTP ${response.status}` };
    const error = errorSchema.safeParse(parseJson(bytes).value);
    if (!error.success || error.data.errcode === 0) {
      return ok({ bytes, contentType: response.headers.get('content-type') ?? '' });
    }
    const { errcode, errmsg } = error.data;
    if (errcode === BUSY) return { kind: 'unknown', reason: 'busy', detail: errmsg, code: String(errcode) };
    return { kind: 'refused', status: response.status, code: String(errcode), message: errmsg };
  } catch (error) {
    const { reason, detail } = noAnswer(error);
    return { kind: 'unknown', reason, detail };
  }
}

/** Parses the JSON body of an answer; what does not fit is unknown. */
export function parseBody<T>(outcome: Outcome<ApiBody>, schema: z.ZodType<T>): Outcome<T> {
  if (outcome.kind !== 'ok') return outcome;
  const parsed = schema.safeParse(parseJson(outcome.value.bytes).value);
  if (parsed.success) return ok(parsed.data);
  return { kind: 'unknown', reason: 'malformed', detail: z.prettifyError(parsed.error) };
}
