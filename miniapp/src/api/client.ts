import Taro from '@tarojs/taro';
import { platform } from '@platform/platform';
import type { Contract, ResponseOf, RouteKey } from '@paifan/shared/contract/contract';
import { Failure } from '@paifan/shared/client/failure';
import { send, type CallOf } from './http';
import { createSessionKeeper, type StoredSession } from './session';

const SESSION_KEY = 'session';

/** What the mini-program may call: the console's routes are none of its own. */
type OwnRoute = Exclude<RouteKey, `${string} /api/admin/${string}`>;
type PublicRoute = { [K in OwnRoute]: Contract[K] extends { auth: 'public' } ? K : never }[OwnRoute];

/** The routes that need no session: they do not wait for one. The compiler holds this table to the contract. */
const PUBLIC_ROUTES: Record<PublicRoute, true> = {
  'POST /api/session': true,
  'GET /api/demo/members': true,
  'POST /api/demo/session': true,
  'GET /api/features': true,
  'GET /api/categories': true,
  'GET /api/products': true,
  'GET /api/products/:id': true,
  'GET /api/stores': true,
  'GET /api/stores/:id': true,
  'GET /api/proof/seals': true,
  'GET /api/proof/seals/:day': true,
};

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
 * Calls a route of the API, as the member where the route wants to know who asks. A refused session is renewed
 * once and the request repeated.
 * @throws Failure with the API's own message.
 */
export async function request<K extends RouteKey>(
  route: K,
  ...[call]: ArgumentsOf<K>
): Promise<ResponseOf<K>> {
  const given = call ?? ({} as CallOf<K>);
  const token = route in PUBLIC_ROUTES ? session.peek() : await session.token();
  try {
    return await send(route, given, token);
  } catch (thrown) {
    if (token === null || !isSessionRefused(thrown)) throw thrown;
    return send(route, given, await session.renewAfter(token));
  }
}
