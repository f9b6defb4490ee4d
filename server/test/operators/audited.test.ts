import { contract, type Contract, type RouteKey } from '@paifan/shared/contract/contract';
import { defaultSettings } from '@paifan/shared/settings/platformSettings';
import type { Route } from '@paifan/shared/contract/route';
import { codeOfStep, newTotpSecret, stepAt } from '../../src/operators/totp';
import { publishSettings } from '../../src/usecases/settings';
import { sealSecret } from '../../src/operators/sealing';
import type { Call } from '../support/client';
import { operatorWith, PASSWORD, type TestOperator } from '../support/operators';
import { startTestShop, type TestShop } from '../support/shop';

/*
 * Every write of an operator leaves one entry in the audit log. The table below has an example of each; a new route of the
 * console that writes does not compile here until it has one, or a reason.
 */

type OperatorKey = { [K in RouteKey]: Contract[K]['auth'] extends 'operator' ? K : never }[RouteKey];
type WriteKey = Exclude<OperatorKey, `GET ${string}`>;

/** What is no write, and why. */
const NOT_AUDITED = {
  'DELETE /api/admin/session': 'the session itself says when it ended, and nothing else changes',
  'POST /api/admin/settings/check': 'judges a draft, and changes nothing',
} as const satisfies Partial<Record<WriteKey, string>>;

type AuditedKey = Exclude<WriteKey, keyof typeof NOT_AUDITED>;

/** Prepares what the call needs, and gives the call. */
type Example<K extends RouteKey> = (actor: TestOperator) => Promise<Call<K>> | Call<K>;

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());

const sealed = (id: string, secret: Buffer): string =>
  sealSecret(shop.context.sealingKey, `operator:${id}`, secret);

const EXAMPLES: { readonly [K in AuditedKey]: Example<K> } = {
  'POST /api/admin/me/password': () => ({
    body: { password: PASSWORD, newPassword: 'another password for tests' },
  }),
  'POST /api/admin/me/totp': () => ({ body: { password: PASSWORD } }),
  'POST /api/admin/me/totp/confirm': async ({ id }) => {
    const secret = newTotpSecret();
    await shop.db.operators.update({ totpPending: sealed(id, secret) }, { where: { id } });
    return { body: { code: codeOfStep(secret, stepAt(shop.clock.now())) } };
  },
  'POST /api/admin/me/totp/off': async ({ id }) => {
    await shop.db.operators.update({ totpSecret: sealed(id, newTotpSecret()) }, { where: { id } });
    return { body: { password: PASSWORD } };
  },
  'POST /api/admin/operators': () => ({ body: { login: 'newcomer', name: '新人', role: 'service' } }),
  'PUT /api/admin/operators/:id': async () => ({
    params: { id: (await operatorWith(shop, 'service')).id },
    body: { name: '改名', role: 'finance', enabled: false },
  }),
  'POST /api/admin/operators/:id/reset': async () => ({
    params: { id: (await operatorWith(shop, 'service')).id },
  }),
  'POST /api/admin/settings/versions': async (actor) => ({
    body: { settings: { ...defaultSettings(), autoConfirmDays: 9 }, ...(await reason(actor)) },
  }),
  'POST /api/admin/settings/versions/:id/rollback': async (actor) => ({
    params: { id: '1' },
    body: await reason(actor),
  }),
  'POST /api/admin/settings/versions/:id/cancel': async () => {
    const inForceFrom = new Date(shop.clock.now().getTime() + 3_600_000);
    const settings = { ...defaultSettings(), autoConfirmDays: 8 };
    const id = await publishSettings(shop.context, {
      settings,
      note: '以后',
      publishedBy: 'test',
      inForceFrom,
    });
    return { params: { id } };
  },
};

async function reason(actor: TestOperator): Promise<{ note: string; latestVersion: string }> {
  return { note: '理由', latestVersion: (await actor.call('GET /api/admin/settings')).latestVersion };
}

async function perform<K extends AuditedKey>(key: K): Promise<void> {
  const actor = await operatorWith(shop, 'owner');
  const call = await EXAMPLES[key](actor);
  const [before] = await entries();
  await actor.call(key, call);
  const [latest, second] = await entries();
  expect(latest).toMatchObject({ operator: { id: actor.id, login: actor.login } });
  expect(latest?.subject).toMatch(/^\w+:[\w:/-]+$/);
  expect(second?.id).toBe(before?.id);
  const text = JSON.stringify([latest?.before, latest?.after]);
  expect(text).not.toMatch(/password_?hash|scrypt|token|secret|新人|改名/i);
}

async function entries() {
  const auditor = await operatorWith(shop, 'auditor');
  return (await auditor.call('GET /api/admin/audit', { query: { limit: '2' } })).items;
}

test.each(Object.keys(EXAMPLES) as AuditedKey[])('%s leaves one entry, with who did it', (key) =>
  perform(key),
);

test('every other route of the console reads only, or says why it leaves none', () => {
  const writes = Object.entries<Route>(contract)
    .filter(([key, { auth }]) => auth === 'operator' && !key.startsWith('GET '))
    .map(([key]) => key);
  expect(writes.sort()).toEqual([...Object.keys(EXAMPLES), ...Object.keys(NOT_AUDITED)].sort());
});

test('a write that is refused leaves none', async () => {
  const owner = await operatorWith(shop, 'owner');
  const before = await entries();
  const body = { login: owner.login, name: '同名', role: 'service' } as const;
  expect(await owner.fail('POST /api/admin/operators', { body })).toEqual({
    status: 409,
    code: 'login_taken',
  });
  expect(await entries()).toEqual(before);
});

test('the log is read by who, what and which, page by page', async () => {
  const owner = await operatorWith(shop, 'owner');
  const { operator } = await owner.call('POST /api/admin/operators', {
    body: { login: 'followed', name: '被关注', role: 'service' },
  });
  await owner.call('PUT /api/admin/operators/:id', {
    params: { id: operator.id },
    body: { name: '被关注', role: 'catalogue', enabled: true },
  });
  const subject = `operator:${operator.id}`;
  const first = await owner.call('GET /api/admin/audit', { query: { subject, limit: '1' } });
  expect(first.items).toMatchObject([
    {
      action: 'operator.changed',
      text: '修改操作员',
      before: { login: 'followed', role: 'service', enabled: true },
      after: { login: 'followed', role: 'catalogue', enabled: true },
    },
  ]);
  const rest = await owner.call('GET /api/admin/audit', { query: { subject, cursor: first.next ?? '' } });
  expect(rest).toMatchObject({ items: [{ action: 'operator.created', before: null }], next: null });
  const mine = await owner.call('GET /api/admin/audit', {
    query: { operatorId: owner.id, action: 'operator.created' },
  });
  expect(mine.items.map((entry) => entry.subject)).toEqual([subject]);
  expect((await owner.call('GET /api/admin/audit', { query: { cursor: "1' OR 1" } })).items).not.toEqual([]);
});
