import { createHash } from 'node:crypto';
import type { MerchantId } from '@paifan/shared/ids/ids';
import { createClient } from '../support/client';
import {
  addMerchant,
  addMerchantWithStore,
  DESK_PASSWORD,
  staffSignedIn,
  staffWith,
} from '../support/merchants';
import { startTestShop, type TestShop } from '../support/shop';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let shop: TestShop;
let merchantId: MerchantId;
beforeAll(async () => {
  shop = await startTestShop();
  merchantId = await addMerchant(shop);
});
afterAll(() => shop.stop());

const signIn = (login: string, password: string) =>
  shop.anyone.call('POST /api/desk/session', { body: { login, password } });
const failToSignIn = (login: string, password: string) =>
  shop.anyone.fail('POST /api/desk/session', { body: { login, password } });

const REFUSED = { status: 401, code: 'login_refused' };
const ENDED = { status: 401, code: 'session_expired' };

describe('signing in at a desk', () => {
  test('gives a token of which only the hash is kept, and who it is', async () => {
    const { login, id } = await staffWith(shop, merchantId, 'clerk');
    const session = await signIn(` ${login.toUpperCase()} `, DESK_PASSWORD);
    expect(session).toMatchObject({
      staff: { id, role: 'clerk', merchantId, merchantKind: 'store', mustChangePassword: false },
      expiresAt: new Date(shop.clock.now().getTime() + 12 * HOUR).toISOString(),
    });
    expect(session.staff.permissions).toContain('desk.pickup');
    expect(session.staff.permissions).not.toContain('desk.staff.manage');
    const kept = JSON.stringify(await shop.snapshot());
    expect(kept).not.toContain(session.token);
    expect(kept).toContain(JSON.stringify(createHash('sha256').update(session.token).digest()).slice(1, -1));
  });

  test('the desk tells who asks, and its own stores', async () => {
    const { merchantId: own, storeId } = await addMerchantWithStore(shop);
    await shop.addStore({ name: '别家' });
    const owner = await staffWith(shop, own, 'owner');
    expect(await owner.call('GET /api/desk/me')).toMatchObject({
      staff: { id: owner.id, role: 'owner' },
      merchant: { id: own, kind: 'store', suspended: false, suspendReason: null },
      stores: [{ id: storeId, name: '老街面馆' }],
    });
  });

  test.each<[string, () => Promise<[login: string, password: string]>]>([
    [
      'a wrong password',
      async () => [(await staffWith(shop, merchantId, 'owner')).login, 'not the password'],
    ],
    ['a login that nobody has', () => Promise.resolve(['nobody-at-all', DESK_PASSWORD])],
    ['what is no login', () => Promise.resolve(["' OR 1=1 --", DESK_PASSWORD])],
    ['somebody who is disabled', async () => [await disabledLogin(), DESK_PASSWORD]],
    ['a one-time password that is too old', async () => oldOneTime()],
  ])('%s is refused with one and the same error', async (_, prepare) => {
    expect(await failToSignIn(...(await prepare()))).toEqual(REFUSED);
  });

  async function disabledLogin(): Promise<string> {
    const { login, id } = await staffWith(shop, merchantId, 'clerk');
    await shop.db.staff.update({ disabledAt: shop.clock.now() }, { where: { id } });
    return login;
  }

  async function oldOneTime(): Promise<[string, string]> {
    const { login, id } = await staffWith(shop, merchantId, 'clerk');
    await shop.db.staff.update({ oneTimeUntil: shop.clock.now() }, { where: { id } });
    return [login, DESK_PASSWORD];
  }

  test('after five failures a login is locked for 15 minutes, for the right password too', async () => {
    const { login } = await staffWith(shop, merchantId, 'clerk');
    for (let guess = 0; guess < 5; guess += 1) expect(await failToSignIn(login, 'a guess')).toEqual(REFUSED);
    expect(await failToSignIn(login, DESK_PASSWORD)).toEqual(REFUSED);
    shop.clock.advance(15 * MINUTE);
    expect((await signIn(login, DESK_PASSWORD)).staff.role).toBe('clerk');
  });

  test('many guesses at once are no more than five', async () => {
    const { login } = await staffWith(shop, merchantId, 'clerk');
    await Promise.all(Array.from({ length: 8 }, (_, index) => failToSignIn(login, `guess ${index}`)));
    expect(await shop.db.staff.findOne({ where: { login } })).toMatchObject({ failedAttempts: 5 });
  });
});

describe('a session', () => {
  test('ends by signing out, after 12 hours, and with the account', async () => {
    const clerk = await staffWith(shop, merchantId, 'clerk');
    const second = await staffSignedIn(shop, clerk.id);
    await clerk.call('DELETE /api/desk/session');
    expect(await clerk.fail('GET /api/desk/me')).toEqual(ENDED);
    await second.call('GET /api/desk/me');
    shop.clock.advance(12 * HOUR);
    expect(await second.fail('GET /api/desk/me')).toEqual(ENDED);
    const third = await staffSignedIn(shop, clerk.id);
    await shop.db.staff.update({ disabledAt: shop.clock.now() }, { where: { id: clerk.id } });
    expect(await third.fail('GET /api/desk/me')).toEqual(ENDED);
  });

  test('is no member’s and no operator’s', async () => {
    const owner = await staffWith(shop, merchantId, 'owner');
    expect(await owner.fail('GET /api/me')).toMatchObject({ status: 401 });
    expect(await owner.fail('GET /api/admin/me')).toMatchObject({ status: 401 });
  });
});

describe('the own password', () => {
  const NEW = 'another desk password';

  test('is changed by who knows it; every session ends, and a new one begins', async () => {
    const clerk = await staffWith(shop, merchantId, 'clerk');
    const { token } = await clerk.call('POST /api/desk/me/password', {
      body: { password: DESK_PASSWORD, newPassword: NEW },
    });
    expect(await clerk.fail('GET /api/desk/me')).toEqual(ENDED);
    await createClient(shop.url, token).call('GET /api/desk/me');
    expect(await failToSignIn(clerk.login, DESK_PASSWORD)).toEqual(REFUSED);
    await signIn(clerk.login, NEW);
  });

  test('must be known, and another one than before', async () => {
    const clerk = await staffWith(shop, merchantId, 'clerk');
    expect(
      await clerk.fail('POST /api/desk/me/password', { body: { password: 'a guess', newPassword: NEW } }),
    ).toEqual({ status: 403, code: 'password_refused' });
    expect(
      await clerk.fail('POST /api/desk/me/password', {
        body: { password: DESK_PASSWORD, newPassword: DESK_PASSWORD },
      }),
    ).toEqual({ status: 409, code: 'password_unchanged' });
    await clerk.call('GET /api/desk/me');
  });

  test('a member at a desk has none until there is a login', async () => {
    const person = await shop.signIn('password-less');
    await shop.db.staff.create({
      ...{ merchantId, memberId: person.id, name: '店员', role: 'owner', createdAt: shop.clock.now() },
    });
    expect(
      await person.fail('POST /api/desk/me/password', {
        body: { password: DESK_PASSWORD, newPassword: NEW },
      }),
    ).toEqual({ status: 409, code: 'staff_login_missing' });
  });
});
