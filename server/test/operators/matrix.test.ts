import { contract, type RouteKey } from '@paifan/shared/contract/contract';
import type { Route } from '@paifan/shared/contract/route';
import { permissionsOf, ROLE_NAMES } from '@paifan/shared/operators/permissions';
import { operatorWith, type TestOperator } from '../support/operators';
import { startTestShop, type Person, type TestShop } from '../support/shop';

/* Who may call which route of the console: the contract's permissions and the table of roles, held against the running shop. */

let shop: TestShop;
let member: Person;
const operators = new Map<string, TestOperator>();

beforeAll(async () => {
  shop = await startTestShop();
  member = await shop.signIn('member');
  for (const role of ROLE_NAMES) operators.set(role, await operatorWith(shop, role));
});
afterAll(() => shop.stop());

const routes = Object.entries<Route>(contract).flatMap(([key, route]) =>
  route.auth === 'operator' ? [{ key: key as RouteKey, permission: route.permission }] : [],
);
const memberRoutes = Object.entries<Route>(contract).flatMap(([key, { auth }]) =>
  auth === 'member' ? [key as RouteKey] : [],
);

/** Asks with path parameters that name nothing, and a body that is none: what may be asked is answered otherwise. */
async function ask(key: RouteKey, token?: string): Promise<{ status: number; code: unknown }> {
  const [method, template = ''] = key.split(' ');
  const response = await fetch(`${shop.url}${template.replace(/:\w+/g, '999999999')}`, {
    method,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  const body: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.status, code: typeof body === 'object' && body && Reflect.get(body, 'code') };
}

describe.each(routes)('$key needs $permission', ({ key, permission }) => {
  test('nobody and members are told to sign in', async () => {
    for (const token of [undefined, member.token, 'op_none', `op_${'x'.repeat(43)}`])
      expect(await ask(key, token)).toEqual({ status: 401, code: 'unauthenticated' });
  });

  test.each(ROLE_NAMES)('%s', async (role) => {
    const operator = operators.get(role);
    if (operator === undefined) throw new Error(`no ${role}`);
    // Signing out must not end the session that the other routes are asked with.
    const isSignOut = key === 'DELETE /api/admin/session';
    const asking = isSignOut ? await operatorWith(shop, role) : operator;
    const answer = await ask(key, asking.token);
    if (permissionsOf(role).has(permission)) expect([401, 403]).not.toContain(answer.status);
    else expect(answer).toEqual({ status: 403, code: 'forbidden' });
  });
});

test('an operator is no member', async () => {
  const token = operators.get('owner')?.token;
  for (const key of memberRoutes) {
    expect(await ask(key, token)).toEqual({ status: 401, code: 'unauthenticated' });
  }
});
