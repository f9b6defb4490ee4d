import { failureOf, networkFailure, type Failure } from '@paifan/shared/client/failure';
import { randomKey } from '@paifan/shared/client/idempotency';
import { pathOf, queryOf, type QueryValues } from '@paifan/shared/client/path';
import type {
  BodyInputOf,
  Contract,
  ParamsOf,
  QueryInputOf,
  ResponseOf,
  RouteKey,
} from '@paifan/shared/contract/contract';
import { endSession, readSession } from './session';

/** What the consoles may call: their own routes, and what anybody may read. */
export type ConsoleRoute = {
  [K in RouteKey]: Contract[K] extends { auth: 'operator' | 'staff' | 'public' } ? K : never;
}[RouteKey];

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

type ArgumentsOf<K extends RouteKey> = object extends CallOf<K> ? [call?: CallOf<K>] : [call: CallOf<K>];

interface LooseCall {
  params?: Record<string, string>;
  query?: QueryValues;
  body?: unknown;
  idempotencyKey?: string;
}

const TIMEOUT_MS = 30_000;
const ENDED: readonly Failure['code'][] = ['unauthenticated', 'session_expired'];

/**
 * Calls a route of the API as whoever is signed in. A session that has ended is over here, too: the page asks to sign in again.
 * @throws Failure with the API's own message
 */
export const request = <K extends ConsoleRoute>(
  route: K,
  ...[call]: ArgumentsOf<K>
): Promise<ResponseOf<K>> => send(route, call ?? ({} as CallOf<K>));

/** The same, where the parts of the call come from elsewhere. */
export async function send<K extends ConsoleRoute>(route: K, call: CallOf<K>): Promise<ResponseOf<K>> {
  const { params, query, body, idempotencyKey } = call as LooseCall;
  const [method = 'GET', template = ''] = route.split(' ');
  const session = readSession();
  const answer = await fetch(pathOf(template, params) + queryOf(query), {
    method,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      ...(session ? { Authorization: `Bearer ${session.token}` } : {}),
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
      ...(method === 'GET' || body instanceof FormData ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: body instanceof FormData ? body : JSON.stringify(body ?? {}) }),
  }).catch(() => {
    throw networkFailure();
  });
  if (!answer.ok) throw refused(answer.status, await answer.json().catch(() => null), session?.token);
  return (await read(answer)) as ResponseOf<K>;
}

/**
 * What a refusal says. A session that has ended is over here, too.
 * @param token that was refused: one that was replaced meanwhile says nothing of the session that is kept now
 */
export function refused(status: number, body: unknown, token: string | undefined): Failure {
  const failure = failureOf(status, body);
  if (token !== undefined && ENDED.includes(failure.code) && readSession()?.token === token) endSession();
  return failure;
}

async function read(answer: Response): Promise<unknown> {
  if (answer.status === 204) return undefined;
  if (answer.headers.get('content-type')?.includes('json')) return answer.json();
  return new Uint8Array(await answer.arrayBuffer());
}

/** Routes that take a file. */
export type UploadRoute = {
  [K in ConsoleRoute]: Contract[K] extends { upload: string } ? K : never;
}[ConsoleRoute];

/** Sends a file to a route that takes one. @throws Failure with the API's own message */
export function upload<K extends UploadRoute>(
  route: K,
  file: File,
  parts: Pick<CallOf<K>, Extract<keyof CallOf<K>, 'params' | 'query'>>,
): Promise<ResponseOf<K>> {
  const body = new FormData();
  body.append('file', file);
  const call = { ...parts, body, idempotencyKey: randomKey() };
  return (send as (route: K, call: unknown) => Promise<ResponseOf<K>>)(route, call);
}

/** Brings a file that needs a session to the person's disk. */
export async function download(path: string, name: string): Promise<void> {
  const session = readSession();
  const answer = await fetch(path, {
    headers: session ? { Authorization: `Bearer ${session.token}` } : {},
  }).catch(() => {
    throw networkFailure();
  });
  if (!answer.ok) throw refused(answer.status, await answer.json().catch(() => null), session?.token);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
