import { createHash } from 'node:crypto';
import { codeOfStep, stepAt } from '../../src/operators/totp';
import { addOrResetOperator } from '../../src/usecases/operators/manageOperators';
import { createClient } from '../support/client';
import { operatorWith, PASSWORD, signedIn, type TestOperator } from '../support/operators';
import { startTestShop, type TestShop } from '../support/shop';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());

const signIn = (login: string, password: string, code?: string) =>
  shop.anyone.call('POST /api/admin/session', { body: { login, password, code } });
const failToSignIn = (login: string, password: string, code?: string) =>
  shop.anyone.fail('POST /api/admin/session', { body: { login, password, code } });
const rowOf = (login: string) => shop.db.operators.findOne({ where: { login }, rejectOnEmpty: true });

const REFUSED = { status: 401, code: 'login_refused' };
const ENDED = { status: 401, code: 'session_expired' };

describe('signing in', () => {
  test('gives a token of which only the hash is kept, and who it is', async () => {
    const { login, id } = await operatorWith(shop, 'finance');
    const session = await signIn(` ${login.toUpperCase()} `, PASSWORD);
    expect(session).toMatchObject({
      operator: { id, login, role: 'finance', totp: false, mustChangePassword: false },
      expiresAt: new Date(shop.clock.now().getTime() + 12 * HOUR).toISOString(),
    });
    expect(session.operator.permissions).toContain('money.approve');
    const kept = JSON.stringify(await shop.snapshot());
    expect(kept).not.toContain(session.token);
    const tokenHash = createHash('sha256').update(session.token).digest();
    expect(await shop.db.operatorSessions.count({ where: { tokenHash } })).toBe(1);
    expect(await createClient(shop.url, session.token).call('GET /api/admin/me')).toEqual(session.operator);
  });

  test.each<[string, () => Promise<[login: string, password: string]>]>([
    ['a wrong password', async () => [(await operatorWith(shop, 'owner')).login, 'not the password']],
    ['a login that nobody has', () => Promise.resolve(['nobody-at-all', PASSWORD])],
    ['what is no login', () => Promise.resolve(["' OR 1=1 --", PASSWORD])],
    ['an account that is disabled', async () => [await disabledLogin(), PASSWORD]],
    ['an account of the demo', async () => [await demoLogin(), PASSWORD]],
  ])('%s is refused with one and the same error', async (_, prepare) => {
    expect(await failToSignIn(...(await prepare()))).toEqual(REFUSED);
  });

  async function disabledLogin(): Promise<string> {
    const { login, id } = await operatorWith(shop, 'service');
    await shop.db.operators.update({ disabledAt: shop.clock.now() }, { where: { id } });
    return login;
  }

  async function demoLogin(): Promise<string> {
    const { login, id } = await operatorWith(shop, 'owner');
    await shop.db.operators.update({ demo: true }, { where: { id } });
    return login;
  }

  test('a session of the demo ends when the shop is none', async () => {
    const operator = await operatorWith(shop, 'owner');
    await shop.db.operators.update({ demo: true }, { where: { id: operator.id } });
    expect(await operator.fail('GET /api/admin/me')).toEqual(ENDED);
  });
});

describe('guessing', () => {
  test('after five failures an account is locked for 15 minutes, for the right password too', async () => {
    const { login } = await operatorWith(shop, 'service');
    for (let guess = 0; guess < 5; guess += 1) expect(await failToSignIn(login, 'a guess')).toEqual(REFUSED);
    expect(await failToSignIn(login, PASSWORD)).toEqual(REFUSED);
    shop.clock.advance(15 * MINUTE - 1);
    expect(await failToSignIn(login, PASSWORD)).toEqual(REFUSED);
    shop.clock.advance(1);
    expect((await signIn(login, PASSWORD)).operator.login).toBe(login);
  });

  test('a lock that has ended allows five more', async () => {
    const { login } = await operatorWith(shop, 'service');
    for (let guess = 0; guess < 5; guess += 1) await failToSignIn(login, 'a guess');
    shop.clock.advance(15 * MINUTE);
    for (let guess = 0; guess < 4; guess += 1) await failToSignIn(login, 'a guess');
    await signIn(login, PASSWORD);
    expect(await rowOf(login)).toMatchObject({ failedAttempts: 0, lockedUntil: null });
  });

  test('many guesses at once are no more than five', async () => {
    const { login } = await operatorWith(shop, 'service');
    await Promise.all(Array.from({ length: 12 }, (_, index) => failToSignIn(login, `guess ${index}`)));
    expect(await rowOf(login)).toMatchObject({ failedAttempts: 5, lockedUntil: expect.any(Date) });
  });

  test('a borrowed session may not guess the password either', async () => {
    const operator = await operatorWith(shop, 'service');
    const guess = { body: { password: 'a guess', newPassword: 'another password for tests' } };
    for (let count = 0; count < 5; count += 1) {
      expect(await operator.fail('POST /api/admin/me/password', guess)).toEqual({
        status: 403,
        code: 'password_refused',
      });
    }
    expect(await failToSignIn(operator.login, PASSWORD)).toEqual(REFUSED);
  });

  test('one address may ask so often in a minute', async () => {
    const own = await startTestShop({ config: { http: { signInsPerMinute: 3 } } });
    const ask = () =>
      own.anyone.fail('POST /api/admin/session', { body: { login: 'nobody', password: 'nothing' } });
    for (let count = 0; count < 3; count += 1) expect((await ask()).code).toBe('login_refused');
    expect(await ask()).toEqual({ status: 429, code: 'too_many_requests' });
    await own.stop();
  });
});

describe('a one-time password', () => {
  test('opens the own account only, until it is changed', async () => {
    const owner = await operatorWith(shop, 'owner');
    const { operator, password } = await owner.call('POST /api/admin/operators', {
      body: { login: 'Fresh', name: '新人', role: 'auditor' },
    });
    expect(operator).toMatchObject({
      login: 'fresh',
      mustChangePassword: true,
      enabled: true,
      locked: false,
    });
    const first = await signIn('fresh', password);
    expect(first.operator).toMatchObject({ mustChangePassword: true, permissions: ['account.own'] });
    const fresh = createClient(shop.url, first.token);
    expect(await fresh.fail('GET /api/admin/audit')).toEqual({ status: 403, code: 'password_change_needed' });

    const same = { body: { password, newPassword: password } };
    expect(await fresh.fail('POST /api/admin/me/password', same)).toEqual({
      status: 409,
      code: 'password_unchanged',
    });
    const short = await fresh.fail('POST /api/admin/me/password', {
      body: { password, newPassword: 'elevenchars' },
    });
    expect(short).toMatchObject({ status: 400, details: [{ path: 'body.newPassword' }] });
    const own = await fresh.call('POST /api/admin/me/password', {
      body: { password, newPassword: 'a password of my own' },
    });

    expect(await fresh.fail('GET /api/admin/me')).toEqual(ENDED);
    const changed = createClient(shop.url, own.token);
    expect((await changed.call('GET /api/admin/operators')).items[0]).toMatchObject({ login: 'fresh' });
    expect(await failToSignIn('fresh', password)).toEqual(REFUSED);
    expect((await signIn('fresh', 'a password of my own')).operator.mustChangePassword).toBe(false);
  });

  test('is good for 72 hours', async () => {
    const { password } = await addOrResetOperator(shop.context, { login: 'slow', role: 'owner' });
    shop.clock.advance(72 * HOUR);
    expect(await failToSignIn('slow', password)).toEqual(REFUSED);
  });

  test('at the machine: adds an operator, then resets and promotes who has the login', async () => {
    const added = await addOrResetOperator(shop.context, { login: 'boss', role: 'service' });
    expect(added).toMatchObject({ isNew: true, operator: { role: 'service' } });
    await shop.db.operators.update({ disabledAt: shop.clock.now() }, { where: { login: 'boss' } });
    const reset = await addOrResetOperator(shop.context, { login: 'boss', role: 'owner' });
    expect(reset).toMatchObject({ isNew: false, operator: { role: 'owner', disabledAt: null } });
    expect(await failToSignIn('boss', added.password)).toEqual(REFUSED);
    expect((await signIn('boss', reset.password)).operator.role).toBe('owner');
    const auditor = await operatorWith(shop, 'auditor');
    const { items } = await auditor.call('GET /api/admin/audit', {
      query: { subject: `operator:${reset.operator.id}` },
    });
    expect(items).toMatchObject([
      { action: 'operator.reset', operator: null, before: { enabled: false }, after: { enabled: true } },
      { action: 'operator.created', operator: null },
    ]);
  });
});

describe('a session', () => {
  test('ends after 12 hours', async () => {
    const operator = await operatorWith(shop, 'auditor');
    shop.clock.advance(12 * HOUR - 1);
    expect((await operator.call('GET /api/admin/me')).id).toBe(operator.id);
    shop.clock.advance(1);
    expect(await operator.fail('GET /api/admin/me')).toEqual(ENDED);
  });

  test('ends by itself when it signs out; others of the same operator go on', async () => {
    const operator = await operatorWith(shop, 'auditor');
    const other = await signedIn(shop, operator.id);
    await operator.call('DELETE /api/admin/session');
    expect(await operator.fail('GET /api/admin/me')).toEqual(ENDED);
    expect((await other.call('GET /api/admin/me')).id).toBe(operator.id);
  });

  test.each<[what: string, how: (owner: TestOperator, other: TestOperator) => Promise<unknown>]>([
    [
      'the password is changed',
      (_, other) =>
        other.call('POST /api/admin/me/password', {
          body: { password: PASSWORD, newPassword: 'another password for tests' },
        }),
    ],
    [
      'the operator is disabled',
      (owner, { id }) =>
        owner.call('PUT /api/admin/operators/:id', {
          params: { id },
          body: { name: '停用', role: 'service', enabled: false },
        }),
    ],
    [
      'the operator is reset',
      (owner, { id }) => owner.call('POST /api/admin/operators/:id/reset', { params: { id } }),
    ],
  ])('and every other one ends when %s', async (_, how) => {
    const other = await operatorWith(shop, 'service');
    const second = await signedIn(shop, other.id);
    await how(await operatorWith(shop, 'owner'), other);
    for (const session of [other, second]) expect(await session.fail('GET /api/admin/me')).toEqual(ENDED);
  });

  test('goes by the role of today', async () => {
    const owner = await operatorWith(shop, 'owner');
    const other = await operatorWith(shop, 'service');
    expect((await other.fail('GET /api/admin/audit')).code).toBe('forbidden');
    const body = { name: '升任', role: 'auditor', enabled: true } as const;
    await owner.call('PUT /api/admin/operators/:id', { params: { id: other.id }, body });
    expect((await other.call('GET /api/admin/audit')).items).not.toEqual([]);
  });
});

describe('the second factor', () => {
  async function withTotp() {
    const operator = await operatorWith(shop, 'service');
    const { secret, uri } = await operator.call('POST /api/admin/me/totp', { body: { password: PASSWORD } });
    const code = (offset = 0): string => codeOfStep(fromBase32(secret), stepAt(shop.clock.now()) + offset);
    await operator.call('POST /api/admin/me/totp/confirm', { body: { code: code() } });
    shop.clock.advance(MINUTE);
    return { operator, secret, uri, code };
  }

  test('is asked for at the next sign-in, and its secret is kept in no row as it is', async () => {
    const { operator, secret, uri, code } = await withTotp();
    expect(uri).toContain(`secret=${secret}&`);
    const kept = JSON.stringify(await shop.db.operators.findAll());
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(fromBase32(secret).toString('base64url'));
    expect(await failToSignIn(operator.login, PASSWORD)).toEqual({ status: 401, code: 'totp_needed' });
    expect((await signIn(operator.login, PASSWORD, code())).operator.totp).toBe(true);
  });

  test('each code is good once, also for two sign-ins at the same moment', async () => {
    const { operator, code } = await withTotp();
    const both = await Promise.all(
      [1, 2].map(() =>
        shop.anyone.send('POST /api/admin/session', {
          body: { login: operator.login, password: PASSWORD, code: code() },
        }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(await failToSignIn(operator.login, PASSWORD, code())).toEqual(REFUSED);
    expect((await signIn(operator.login, PASSWORD, code(1))).operator.id).toBe(operator.id);
  });

  test('wrong codes lock as wrong passwords do; being asked for one does not', async () => {
    const { operator, code } = await withTotp();
    for (let count = 0; count < 6; count += 1) await failToSignIn(operator.login, PASSWORD);
    expect((await rowOf(operator.login)).failedAttempts).toBe(0);
    for (let count = 0; count < 5; count += 1) {
      expect(await failToSignIn(operator.login, PASSWORD, code(5))).toEqual(REFUSED);
    }
    expect(await failToSignIn(operator.login, PASSWORD, code())).toEqual(REFUSED);
  });

  test('begins with its first code only', async () => {
    const operator = await operatorWith(shop, 'service');
    const confirm = (code: string) => operator.fail('POST /api/admin/me/totp/confirm', { body: { code } });
    expect(await confirm('000000')).toEqual({ status: 409, code: 'totp_state' });
    await operator.call('POST /api/admin/me/totp', { body: { password: PASSWORD } });
    expect(await confirm('000000')).toEqual({ status: 403, code: 'password_refused' });
    expect((await signIn(operator.login, PASSWORD)).operator.totp).toBe(false);
  });

  test('is switched off with the password, and cannot be asked for twice', async () => {
    const { operator } = await withTotp();
    const state = { status: 409, code: 'totp_state' };
    expect(await operator.fail('POST /api/admin/me/totp', { body: { password: PASSWORD } })).toEqual(state);
    expect(
      (await operator.fail('POST /api/admin/me/totp/off', { body: { password: 'a guess' } })).status,
    ).toBe(403);
    await operator.call('POST /api/admin/me/totp/off', { body: { password: PASSWORD } });
    expect((await signIn(operator.login, PASSWORD)).operator.totp).toBe(false);
    expect(await operator.fail('POST /api/admin/me/totp/off', { body: { password: PASSWORD } })).toEqual(
      state,
    );
  });

  test('goes with a reset, for a lost phone', async () => {
    const { operator } = await withTotp();
    const owner = await operatorWith(shop, 'owner');
    const reset = await owner.call('POST /api/admin/operators/:id/reset', { params: { id: operator.id } });
    expect(reset.operator.totp).toBe(false);
    expect((await signIn(operator.login, reset.password)).operator.mustChangePassword).toBe(true);
  });
});

describe('the last owner', () => {
  let own: TestShop;
  beforeAll(async () => {
    own = await startTestShop();
  });
  afterAll(() => own.stop());
  const change = (
    by: TestOperator,
    { id }: TestOperator,
    body: { role: 'owner' | 'service'; enabled: boolean },
  ) => by.send('PUT /api/admin/operators/:id', { params: { id }, body: { name: '店主', ...body } });

  test.each([{ role: 'service', enabled: true } as const, { role: 'owner', enabled: false } as const])(
    'can become no %p',
    async (body) => {
      await own.db.operators.update({ role: 'auditor' }, { where: { role: 'owner' } });
      const owner = await operatorWith(own, 'owner');
      const disabled = await operatorWith(own, 'owner');
      await own.db.operators.update({ disabledAt: own.clock.now() }, { where: { id: disabled.id } });
      expect(await change(owner, owner, body)).toMatchObject({ status: 409, body: { code: 'last_owner' } });
      expect(await change(owner, owner, { role: 'owner', enabled: true })).toMatchObject({ status: 200 });
    },
  );

  test('two owners who demote each other at once leave one', async () => {
    await own.db.operators.update({ role: 'auditor' }, { where: { role: 'owner' } });
    const [one, other] = [await operatorWith(own, 'owner'), await operatorWith(own, 'owner')];
    await Promise.all([
      change(one, other, { role: 'service', enabled: true }),
      change(other, one, { role: 'service', enabled: true }),
    ]);
    expect(await own.db.operators.count({ where: { role: 'owner', disabledAt: null } })).toBe(1);
  });

  test('an operator who is not there', async () => {
    const owner = await operatorWith(own, 'owner');
    const params = { id: '999999999' as TestOperator['id'] };
    expect(await owner.fail('POST /api/admin/operators/:id/reset', { params })).toEqual({
      status: 404,
      code: 'operator_not_found',
    });
  });
});

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As an authenticator app reads a secret. */
function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
