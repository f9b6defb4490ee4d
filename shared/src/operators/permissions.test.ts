import type { Route } from '../contract/route';
import { PERMISSIONS, permissionsOf, ROLE_NAMES, ROLES, type Permission } from './permissions';

const everything = Object.keys(PERMISSIONS) as Permission[];
const writes = everything.filter((name) => !name.endsWith('.read') && name !== 'account.own');

test('an owner may do everything', () => expect([...permissionsOf('owner')]).toEqual(everything));

test('an auditor reads everything and writes nothing', () => {
  const may = permissionsOf('auditor');
  expect(everything.filter((name) => name.endsWith('.read') && !may.has(name))).toEqual([]);
  expect(writes.filter((name) => may.has(name))).toEqual([]);
});

test.each(ROLE_NAMES)('%s has the own account, and no permission twice', (role) => {
  expect(permissionsOf(role).has('account.own')).toBe(true);
  expect(permissionsOf(role).size).toBe(ROLES[role].permissions.length);
});

test('only an owner manages operators and publishes settings', () => {
  const others = ROLE_NAMES.filter((role) => role !== 'owner');
  for (const permission of ['operators.manage', 'settings.publish'] as const)
    expect(others.filter((role) => permissionsOf(role).has(permission))).toEqual([]);
});

/** Whether a route of this kind compiles. */
type Compiles<Auth> = Auth & { summary: ''; tag: ''; response: 'empty' } extends Route ? true : false;

test('the compiler refuses an operator route without a permission, and any other with one', () => {
  const allowed: Compiles<{ auth: 'operator'; permission: 'audit.read' }> = true;
  const memberPlain: Compiles<{ auth: 'member' }> = true;
  const operatorPlain: Compiles<{ auth: 'operator' }> = false;
  const memberWith: Compiles<{ auth: 'member'; permission: 'audit.read' }> = false;
  expect([allowed, memberPlain, operatorPlain, memberWith]).toEqual([true, true, false, false]);
});
