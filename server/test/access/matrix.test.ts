import { contract, type RouteKey } from '@paifan/shared/contract/contract';
import type { Route, RouteAuth } from '@paifan/shared/contract/route';
import type { MerchantId } from '@paifan/shared/ids/ids';
import { STAFF_ROLE_NAMES, staffPermissionsOf, type StaffRole } from '@paifan/shared/merchants/permissions';
import { permissionsOf, ROLE_NAMES } from '@paifan/shared/operators/permissions';
import { addMerchantWithStore, addMerchant, staffSignedIn, staffWith } from '../support/merchants';
import { operatorWith, signedIn } from '../support/operators';
import { startTestShop, type Person, type TestShop } from '../support/shop';

/*
 * Who may call which route: every route of the contract, for nobody, for a member, for everybody at a merchant's desk and for every
 * role in the console. What the contract and the tables of roles say is held against the running shop.
 */

let shop: TestShop;
let member: Person;
/** Somebody with a role: the token, and that of one more session. */
interface Caller {
  readonly token: string;
  readonly again: () => Promise<string>;
}
const operators = new Map<string, Caller>();
/** At the desk of a store, and at that of a supplier. */
const desks = new Map<string, readonly Caller[]>();

beforeAll(async () => {
  shop = await startTestShop();
  member = await shop.signIn('member');
  for (const role of ROLE_NAMES) {
    const { id, token } = await operatorWith(shop, role);
    operators.set(role, { token, again: async () => (await signedIn(shop, id)).token });
  }
  const merchants = [
    (await addMerchantWithStore(shop)).merchantId,
    await addMerchant(shop, { kind: 'supplier' }),
  ];
  for (const role of STAFF_ROLE_NAMES)
    desks.set(role, await Promise.all(merchants.map((merchantId) => callerAt(merchantId, role))));
}, 60_000);
afterAll(() => shop.stop());

async function callerAt(merchantId: MerchantId, role: StaffRole): Promise<Caller> {
  const { id, token } = await staffWith(shop, merchantId, role);
  return { token, again: async () => (await staffSignedIn(shop, id)).token };
}
const tokensOf = (callers: readonly Caller[] = []): string[] => callers.map(({ token }) => token);

const routes = Object.entries<Route>(contract).map(([key, route]) => ({ key: key as RouteKey, ...route }));
const withAuth = (auth: RouteAuth): RouteKey[] =>
  routes.flatMap((route) => (route.auth === auth ? [route.key] : []));
const deskRoutes = routes.flatMap(({ key, ...route }) =>
  route.auth === 'staff' ? [{ key, permission: route.permission }] : [],
);
const consoleRoutes = routes.flatMap(({ key, ...route }) =>
  route.auth === 'operator' ? [{ key, permission: route.permission }] : [],
);

interface Answered {
  readonly status: number;
  readonly code: unknown;
}

/** Asks with path parameters that name nothing, and a body that is none: what may be asked is answered otherwise than refused. */
async function ask(key: RouteKey, token?: string): Promise<Answered> {
  const [method, template = ''] = key.split(' ');
  const ending = new AbortController();
  const response = await fetch(`${shop.url}${template.replace(/:\w+/g, '999999999')}`, {
    method,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    signal: ending.signal,
  });
  const { status, headers } = response;
  const isJson = headers.get('content-type')?.includes('json') === true;
  const body: unknown = isJson ? await response.json() : null;
  // A stream would go on for ever.
  if (!isJson) ending.abort();
  return { status, code: typeof body === 'object' && body ? Reflect.get(body, 'code') : null };
}

const REFUSED = [401, 403];
const UNAUTHENTICATED = { status: 401, code: 'unauthenticated' };
const FORBIDDEN = { status: 403, code: 'forbidden' };

test('every route says who may call it, and a route of the console or of a desk by which permission', () => {
  for (const { key, auth, permission } of routes) {
    const isConsole = key.includes(' /api/admin/') && auth !== 'public';
    const isDesk = key.includes(' /api/desk/') && auth !== 'public';
    expect([key, auth === 'operator']).toEqual([key, isConsole]);
    expect([key, auth === 'staff']).toEqual([key, isDesk]);
    expect([key, permission !== undefined]).toEqual([key, isConsole || isDesk]);
  }
});

describe.each(withAuth('public'))('%s is for everybody', (key) => {
  test('whoever asks', async () => {
    // A sign-in without anything to sign in with is refused for that.
    for (const token of [undefined, 'op_none', member.token])
      expect([400, 401, 404, 405, 409, 415, 422, 200, 204]).toContain((await ask(key, token)).status);
  });
});

describe.each(withAuth('member'))('%s is for members', (key) => {
  test('nobody, operators and desks are told to sign in', async () => {
    for (const token of [
      undefined,
      'not-a-token',
      operators.get('owner')?.token,
      ...tokensOf(desks.get('owner')),
    ])
      expect(await ask(key, token)).toEqual(UNAUTHENTICATED);
  });
  test('a member is let in', async () => {
    expect(REFUSED).not.toContain((await ask(key, member.token)).status);
  });
});

describe.each(deskRoutes)('$key needs $permission at a desk', ({ key, permission }) => {
  test('nobody and operators are told to sign in; a member who works nowhere may not', async () => {
    for (const token of [undefined, 'st_none', `st_${'x'.repeat(43)}`, operators.get('owner')?.token])
      expect(await ask(key, token)).toEqual(UNAUTHENTICATED);
    expect(await ask(key, member.token)).toEqual(FORBIDDEN);
  });

  test.each(STAFF_ROLE_NAMES)('%s', async (role) => {
    const answers = await Promise.all((desks.get(role) ?? []).map((caller) => askAs(key, caller)));
    expect(answers).toHaveLength(2);
    // Some routes are a store's, some a supplier's: whose they are may use them.
    if (staffPermissionsOf(role).has(permission))
      expect(answers.some(({ status }) => !REFUSED.includes(status))).toBe(true);
    else expect(answers).toEqual([FORBIDDEN, FORBIDDEN]);
  });
});

describe.each(consoleRoutes)('$key needs $permission in the console', ({ key, permission }) => {
  test('nobody, members and desks are told to sign in', async () => {
    const desk = tokensOf(desks.get('owner'));
    for (const token of [undefined, member.token, 'op_none', `op_${'x'.repeat(43)}`, ...desk])
      expect(await ask(key, token)).toEqual(UNAUTHENTICATED);
  });

  test.each(ROLE_NAMES)('%s', async (role) => {
    const caller = operators.get(role);
    if (caller === undefined) throw new Error(`no ${role}`);
    const answer = await askAs(key, caller);
    if (permissionsOf(role).has(permission)) expect(REFUSED).not.toContain(answer.status);
    else expect(answer).toEqual(FORBIDDEN);
  });
});

describe.each(withAuth('wechat'))('%s is for WeChat', (key) => {
  test('nobody else is let in, whatever token comes along', async () => {
    for (const token of [undefined, member.token, operators.get('owner')?.token])
      expect((await ask(key, token)).code).toMatch(/^notification_/);
  });
});

/** Signing out must not end the session that the other routes are asked with: it gets one of its own. */
const askAs = async (key: RouteKey, caller: Caller): Promise<Answered> =>
  ask(key, /^DELETE .*\/session$/.test(key) ? await caller.again() : caller.token);
