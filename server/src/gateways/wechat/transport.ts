import type { IPayRequest, Output } from 'wechatpay-node-v3/dist/define';
import { z } from 'zod';
import type { Clock } from '../../clock';
import type { Logger } from '../../log';
import { checkPlatformSignature, type PlatformKeys, type SignatureCheck } from './platformSignature';

/** The host that the client library writes into every URL. The signature is made over the path alone. */
export const LIBRARY_HOST = 'https://api.mch.weixin.qq.com';

/** What came back for one request: an answer with the check of its signature, or none. */
export type Answer =
  | {
      kind: 'answer';
      status: number;
      headers: Record<string, string>;
      body: Buffer;
      requestId: string | undefined;
      signature: SignatureCheck;
    }
  | { kind: 'none'; reason: 'timeout' | 'network'; detail: string };

export interface TransportOptions {
  baseUrl: string;
  timeoutMs: number;
  /** the keys known at this moment */
  keys: () => PlatformKeys;
  /** asks WeChat Pay to sign its answers with this public key instead of a certificate */
  publicKeyId: string | undefined;
  clock: Clock;
  logger: Logger;
}

/** Carries an `Answer` through the client library, whose own result type is not typed. */
class CarriedAnswer {
  constructor(readonly answer: Answer) {}
}

/** The answer that the transport gave to the client library. */
export function answerOf(output: Output): Answer {
  const carried: unknown = output.data;
  if (!(carried instanceof CarriedAnswer)) throw new Error('this result did not come through our transport');
  return carried.answer;
}

/**
 * The HTTP client behind wechatpay-node-v3, which signs and builds the requests: base URL, timeout, and the check of
 * every answer's signature, errors included. It never throws for what the network or WeChat does.
 */
export function createTransport(options: TransportOptions): IPayRequest {
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    headers: object,
    body?: string,
  ): Promise<Output> => {
    const answer = await exchange(options, method, url, headers, body);
    log(options.logger, method, url, answer);
    return { status: answer.kind === 'answer' ? answer.status : 0, data: new CarriedAnswer(answer) };
  };
  return {
    get: (url, headers) => send('GET', url, headers),
    // The same serialization that the library signs. Its types know no request without a body: an empty object stands for it.
    post: (url, params, headers) =>
      send('POST', url, headers, Object.keys(params).length === 0 ? undefined : JSON.stringify(params)),
    upload: () => Promise.reject(new Error('uploading pictures to WeChat Pay is not supported')),
  };
}

async function exchange(
  options: TransportOptions,
  method: string,
  url: string,
  headers: object,
  body: string | undefined,
): Promise<Answer> {
  const requestHeaders = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  // A request with an encrypted name says itself whose key that was.
  if (options.publicKeyId && !requestHeaders.has('Wechatpay-Serial'))
    requestHeaders.set('Wechatpay-Serial', options.publicKeyId);
  try {
    const response = await fetch(options.baseUrl + pathOf(url), {
      method,
      headers: requestHeaders,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const answerHeaders = Object.fromEntries(response.headers);
    return {
      kind: 'answer',
      status: response.status,
      headers: answerHeaders,
      body: bytes,
      requestId: response.headers.get('request-id') ?? undefined,
      signature: checkPlatformSignature(answerHeaders, bytes, options.keys(), options.clock.now()),
    };
  } catch (error) {
    return noAnswer(error);
  }
}

const fetchErrorSchema = z.object({
  name: z.string(),
  message: z.string(),
  cause: z.object({ message: z.string() }).optional().catch(undefined),
});

/** Tells a timeout from a broken connection, by what `fetch` threw. */
export function noAnswer(error: unknown): Extract<Answer, { kind: 'none' }> {
  const { name, message, cause } = fetchErrorSchema.parse(error);
  if (name === 'TimeoutError') return { kind: 'none', reason: 'timeout', detail: message };
  return { kind: 'none', reason: 'network', detail: cause ? `${message}: ${cause.message}` : message };
}

function pathOf(url: string): string {
  return url.startsWith(LIBRARY_HOST) ? url.slice(LIBRARY_HOST.length) : url;
}

function log(logger: Logger, method: string, url: string, answer: Answer): void {
  const path = pathOf(url);
  if (answer.kind === 'none') {
    logger.warn({ method, path, reason: answer.reason, detail: answer.detail }, 'WeChat Pay did not answer');
    return;
  }
  const { status, requestId, signature } = answer;
  const line = { method, path, status, requestId };
  // A probe is WeChat's test of us: no alarm.
  if (signature.ok || signature.reason === 'probe') {
    logger.info({ ...line, signature: signature.ok ? 'ok' : 'probe' }, 'WeChat Pay answered');
  } else {
    logger.warn(
      { ...line, signature: signature.reason, detail: signature.detail },
      'unverified answer of WeChat Pay',
    );
  }
}
