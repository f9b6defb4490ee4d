import Taro from '@tarojs/taro';
import { takeEarlyAnswer } from '@platform/earlyAnswer';
import type {
  BodyInputOf,
  Contract,
  ParamsOf,
  QueryInputOf,
  ResponseOf,
  RouteKey,
} from '@paifan/shared/contract/contract';
import { failureOf, networkFailure } from '@paifan/shared/client/failure';
import { pathOf, queryOf, type QueryValues } from '@paifan/shared/client/path';

const TIMEOUT_MS = 15_000;

/** A part of a call: absent when the route has none, optional when nothing in it is required. */
type Given<Name extends string, Value> = [Value] extends [undefined]
  ? unknown
  : object extends Value
    ? { [N in Name]?: Value }
    : { [N in Name]: Value };

/** What a call of a route must bring: exactly the parts that its contract names. */
export type CallOf<K extends RouteKey> = Given<'params', ParamsOf<K>> &
  Given<'query', QueryInputOf<K>> &
  Given<'body', BodyInputOf<K>> &
  (Contract[K] extends { idempotent: true } ? { idempotencyKey: string } : unknown);

interface LooseCall {
  params?: Record<string, string | number>;
  query?: QueryValues;
  body?: unknown;
  idempotencyKey?: string;
}

/**
 * Sends one request as it is: no session, no repetition.
 * @param more headers beside those that every request has
 * @throws Failure when there is no answer, or one outside 2xx.
 */
export async function send<K extends RouteKey>(
  route: K,
  call: CallOf<K>,
  token: string | null,
  more: Readonly<Record<string, string>> = {},
): Promise<ResponseOf<K>> {
  const { params, query, body, idempotencyKey } = call as LooseCall;
  const [method, template] = route.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string];
  const isPicture = template.endsWith('.png');
  const header: Record<string, string> = { ...more };
  if (token !== null) header['Authorization'] = `Bearer ${token}`;
  if (idempotencyKey !== undefined) header['Idempotency-Key'] = idempotencyKey;
  if (method !== 'GET') header['Content-Type'] = 'application/json';

  const path = pathOf(template, params) + queryOf(query);
  const early = method === 'GET' && token === null ? await takeEarlyAnswer(path) : null;
  const answer =
    early ??
    (await Taro.request({
      url: API_BASE + path,
      method,
      header,
      timeout: TIMEOUT_MS,
      responseType: isPicture ? 'arraybuffer' : 'text',
      ...(method === 'GET' ? {} : { data: JSON.stringify(body ?? {}) }),
    }).catch(() => {
      throw networkFailure();
    }));
  if (answer.statusCode < 200 || answer.statusCode >= 300) throw failureOf(answer.statusCode, answer.data);
  return (isPicture ? new Uint8Array(answer.data as ArrayBuffer) : answer.data) as ResponseOf<K>;
}
