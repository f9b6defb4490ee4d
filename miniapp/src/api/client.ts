import Taro from '@tarojs/taro';
import { platform } from '@platform/platform';
import type { Contract, ResponseOf, RouteKey } from '@paifan/shared/contract/contract';
import { Failure } from '@paifan/shared/client/failure';
import { send, type CallOf } from './http';
import { createSessionKeeper, type StoredSession } from './session';

const SESSION_KEY = 'session';

type WithAuth<Auth> = { [K in RouteKey]: Contract[K] extends { auth: Auth } ? K : never }[RouteKey];

/** Routes that want to know which member asks. */
export type OwnRoute = WithAuth<'member'>;
/** Routes of a merchant's desk. */
export type DeskRoute = WithAuth<'staff'>;
/** Routes that anybody may call: they do not wait for a session. */
export type PublicRoute = WithAuth<'public'>;

const isStoredSession = (value: unknown): value is StoredSession =>
  typeof value === 'object' && value !== null && 'token' in value && 'expiresAt' in value;

export const session = createSessionKeeper(
  {
    read: () => {
      const stored: unknown = Taro.getStorageSync(SESSION_KEY);
      return isStoredSession(stored) ? stored : null;
    },
    write: (stored) => Taro.setStorageSync(SESSION_KEY, stored),
  },
  () => platform.signIn(),
  () => Date.now(),
);

const isSessionRefused = (thrown: unknown): boolean =>
  thrown instanceof Failure && (thrown.code === 'unauthenticated' || thrown.code === 'session_expired');

/** A call may be left out when its route needs nothing. */
type ArgumentsOf<K extends RouteKey> = object extends CallOf<K> ? [call?: CallOf<K>] : [call: CallOf<K>];

/**
 * Calls a route of the API as the member. A refused session is renewed once and the request repeated.
 * @throws Failure with the API's own message.
 */
export async function request<K extends OwnRoute>(
  route: K,
  ...[call]: ArgumentsOf<K>
): Promise<ResponseOf<K>> {
  return renewing(route, call ?? ({} as CallOf<K>), await session.token());
}

/**
 * Calls a route that anybody may call, at once; as the member where a session is there.
 * @throws Failure with the API's own message.
 */
export const requestPublic = <K extends PublicRoute>(
  route: K,
  ...[call]: ArgumentsOf<K>
): Promise<ResponseOf<K>> => renewing(route, call ?? ({} as CallOf<K>), session.peek());

/**
 * Calls a route of a merchant's desk as the member who works there.
 * @param merchant whose desk it is: somebody may work at several; empty: the only one
 * @throws Failure with the API's own message.
 */
export async function requestAtDesk<K extends DeskRoute>(
  merchant: string,
  route: K,
  ...[call]: ArgumentsOf<K>
): Promise<ResponseOf<K>> {
  return renewing(route, call ?? ({} as CallOf<K>), await session.token(), deskHeaders(merchant));
}

/** What names the desk in a request. */
export const deskHeaders = (merchant: string): Record<string, string> =>
  merchant === '' ? {} : { 'X-Merchant-Id': merchant };

async function renewing<K extends RouteKey>(
  route: K,
  call: CallOf<K>,
  token: string | null,
  more: Readonly<Record<string, string>> = {},
): Promise<ResponseOf<K>> {
  try {
    return await send(route, call, token, more);
  } catch (thrown) {
    if (token === null || !isSessionRefused(thrown)) throw thrown;
    return send(route, call, await session.renewAfter(token), more);
  }
}
