import type { MerchantId } from '@paifan/shared/ids/ids';
import { createClient } from '../support/client';
import { addMerchant, staffWith, type TestStaff } from '../support/merchants';
import { startTestShop, type Person, type TestShop } from '../support/shop';

const DAY = 86_400_000;

let shop: TestShop;
let merchantId: MerchantId;
let owner: TestStaff;
beforeAll(async () => {
  shop = await startTestShop();
});
beforeEach(async () => {
  merchantId = await addMerchant(shop);
  owner = await staffWith(shop, merchantId, 'owner');
});
afterAll(() => shop.stop());

let counter = 0;
const fresh = (): string => `person-${(counter += 1)}`;
const key = () => ({ 'Idempotency-Key': `key-${fresh()}` });

async function invite(role: 'owner' | 'manager' | 'clerk' = 'clerk', headers = key()) {
  return owner.call('POST /api/desk/staff-invitations', { body: { name: '小李', role }, headers });
}

const GONE = { status: 404, code: 'staff_invitation_not_found' };
const at = (person: Person, merchant: MerchantId) => ({ headers: { 'X-Merchant-Id': merchant }, person });

describe('by a code', () => {
  test('a member comes to the desk with the role of the invitation', async () => {
    const person = await shop.signIn(fresh());
    expect(await person.fail('GET /api/desk/me')).toEqual({ status: 403, code: 'forbidden' });
    const { id, code, scene } = await invite('manager');
    expect(scene).toBe(`w_${code}`);
    const picture = () => owner.send('GET /api/desk/staff-invitations/:id/code.png', { params: { id } });
    expect(
      Buffer.from((await picture()).body as Uint8Array)
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(await person.call('POST /api/me/desks', { body: { code: code.toLowerCase() } })).toEqual({
      ...{ merchantId, kind: 'store', name: '老街餐饮', role: 'manager' },
    });
    expect(await person.call('GET /api/desk/me')).toMatchObject({ staff: { name: '小李', role: 'manager' } });
    expect(await owner.call('GET /api/desk/staff-invitations')).toEqual({ items: [], next: null });
    // Whoever was invited has come.
    expect((await picture()).status).toBe(404);
  });

  test('it is good for one person, who may ask twice', async () => {
    const { code } = await invite();
    const people = await Promise.all([1, 2, 3, 4].map(() => shop.signIn(fresh())));
    const answers = await Promise.all(
      people.map((person) => person.send('POST /api/me/desks', { body: { code } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404]);
    const winner = people[answers.findIndex(({ status }) => status === 200)];
    expect(await winner?.call('POST /api/me/desks', { body: { code } })).toMatchObject({ merchantId });
    expect(await shop.db.staff.count({ where: { merchantId } })).toBe(2);
  });

  test('one person does not come twice by two codes', async () => {
    const codes = [(await invite()).code, (await invite()).code];
    const person = await shop.signIn(fresh());
    const answers = await Promise.all(
      codes.map((code) => person.send('POST /api/me/desks', { body: { code } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await shop.db.staff.count({ where: { memberId: person.id } })).toBe(1);
  });

  test('it is good for 24 hours, and until it is taken back', async () => {
    const person = await shop.signIn(fresh());
    const old = await invite();
    shop.clock.advance(DAY);
    expect(await person.fail('POST /api/me/desks', { body: { code: old.code } })).toEqual(GONE);
    owner = await staffWith(shop, merchantId, 'owner');
    const revoked = await invite();
    for (let twice = 0; twice < 2; twice += 1)
      await owner.call('DELETE /api/desk/staff-invitations/:id', { params: { id: revoked.id } });
    expect(await person.fail('POST /api/me/desks', { body: { code: revoked.code } })).toEqual(GONE);
    expect(await person.fail('POST /api/me/desks', { body: { code: 'NOSUCHCODE' } })).toEqual(GONE);
  });

  test('asked for twice with one key there is one code', async () => {
    const headers = key();
    expect((await invite('clerk', headers)).code).toBe((await invite('clerk', headers)).code);
    const other = owner.fail('POST /api/desk/staff-invitations', {
      ...{ body: { name: '小王', role: 'clerk' }, headers },
    });
    expect(await other).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  test('who works at several desks names one of them', async () => {
    const person = await shop.signIn(fresh());
    await person.call('POST /api/me/desks', { body: { code: (await invite('clerk')).code } });
    const second = await addMerchant(shop, { kind: 'supplier', name: '山货供应' });
    const boss = await staffWith(shop, second, 'owner');
    const { code } = await boss.call('POST /api/desk/staff-invitations', {
      ...{ body: { name: '兼职', role: 'manager' }, headers: key() },
    });
    await person.call('POST /api/me/desks', { body: { code } });
    expect(await person.call('GET /api/me/desks')).toMatchObject({
      items: [
        { merchantId, role: 'clerk', suspended: false },
        { merchantId: second, kind: 'supplier', name: '山货供应', role: 'manager' },
      ],
    });
    const { headers } = at(person, second);
    expect(await person.call('GET /api/desk/me', { headers })).toMatchObject({
      staff: { merchantId: second, role: 'manager' },
    });
    expect(await person.call('GET /api/desk/me')).toMatchObject({ staff: { merchantId } });
    const third = at(person, await addMerchant(shop)).headers;
    expect(await person.fail('GET /api/desk/me', { headers: third })).toMatchObject({ code: 'forbidden' });
  });
});

describe('by a login', () => {
  test('with a one-time password nothing is open but its change', async () => {
    const login = fresh();
    const { staff, password } = await owner.call('POST /api/desk/staff', {
      body: { login, name: '小陈', role: 'manager' },
    });
    expect(staff).toMatchObject({ login, role: 'manager', mustChangePassword: true, isMember: false });
    const session = await shop.anyone.call('POST /api/desk/session', { body: { login, password } });
    const first = createClient(shop.url, session.token);
    expect(session.staff).toMatchObject({ permissions: ['desk.own'], mustChangePassword: true });
    expect(await first.fail('GET /api/desk/staff')).toEqual({ status: 403, code: 'password_change_needed' });
    const { staff: changed } = await first.call('POST /api/desk/me/password', {
      body: { password, newPassword: 'a password of my own' },
    });
    expect(changed.mustChangePassword).toBe(false);
  });

  test('logins are one of a kind, and texts are checked', async () => {
    const login = fresh();
    await owner.call('POST /api/desk/staff', { body: { login, name: '小陈', role: 'clerk' } });
    expect(
      await owner.fail('POST /api/desk/staff', { body: { login, name: '小陈', role: 'clerk' } }),
    ).toEqual({ status: 409, code: 'login_taken' });
    expect(
      await owner.fail('POST /api/desk/staff', { body: { login: fresh(), name: '稳赚', role: 'clerk' } }),
    ).toMatchObject({ code: 'forbidden_phrase' });
  });

  test('a member at the desk gets one; a new one ends what was open', async () => {
    const person = await shop.signIn(fresh());
    await person.call('POST /api/me/desks', { body: { code: (await invite()).code } });
    const { items } = await owner.call('GET /api/desk/staff');
    const id = items[0]?.id ?? owner.id;
    const login = fresh();
    const given = await owner.call('POST /api/desk/staff/:id/login', { params: { id }, body: { login } });
    const { token } = await shop.anyone.call('POST /api/desk/session', {
      body: { login, password: given.password },
    });
    await owner.call('POST /api/desk/staff/:id/login', { params: { id }, body: { login } });
    expect(await createClient(shop.url, token).fail('GET /api/desk/me')).toMatchObject({
      code: 'session_expired',
    });
    // A password that is to be changed is the console's affair: in the mini-program the member is known.
    expect(await person.call('GET /api/desk/me')).toMatchObject({ staff: { mustChangePassword: false } });
  });
});

describe('changing', () => {
  const change = (id: string, body: { role: 'owner' | 'manager' | 'clerk'; enabled: boolean }) =>
    owner.send('PUT /api/desk/staff/:id', {
      params: { id: id as TestStaff['id'] },
      body: { name: '改名', ...body },
    });

  test('a role counts at once; who is disabled is signed out, and comes back with an invitation', async () => {
    const person = await shop.signIn(fresh());
    await person.call('POST /api/me/desks', { body: { code: (await invite('clerk')).code } });
    const { items } = await owner.call('GET /api/desk/staff');
    const id = items[0]?.id ?? '';
    await change(id, { role: 'manager', enabled: true });
    expect(await person.call('GET /api/desk/me')).toMatchObject({ staff: { name: '改名', role: 'manager' } });
    await change(id, { role: 'manager', enabled: false });
    expect(await person.fail('GET /api/desk/me')).toMatchObject({ code: 'forbidden' });
    expect(await person.call('GET /api/me/desks')).toEqual({ items: [] });
    await person.call('POST /api/me/desks', { body: { code: (await invite('clerk')).code } });
    expect(await person.call('GET /api/desk/me')).toMatchObject({ staff: { id, role: 'clerk' } });
  });

  test('the last owner stays one, also when two demote each other at once', async () => {
    expect((await change(owner.id, { role: 'manager', enabled: true })).body).toMatchObject({
      code: 'last_desk_owner',
    });
    expect((await change(owner.id, { role: 'owner', enabled: false })).body).toMatchObject({
      code: 'last_desk_owner',
    });
    const second = await staffWith(shop, merchantId, 'owner');
    const demote = (by: TestStaff, id: TestStaff['id']) =>
      by.send('PUT /api/desk/staff/:id', {
        ...{ params: { id }, body: { name: '改名', role: 'clerk', enabled: true } },
      });
    const answers = await Promise.all([demote(owner, second.id), demote(second, owner.id)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await shop.db.staff.count({ where: { merchantId, role: 'owner' } })).toBe(1);
  });

  test('another merchant’s staff and codes are as if they were not there', async () => {
    const stranger = await staffWith(shop, await addMerchant(shop), 'owner');
    const { id } = await invite();
    const before = await shop.snapshot();
    expect((await change(stranger.id, { role: 'clerk', enabled: false })).body).toMatchObject({
      code: 'staff_not_found',
    });
    expect(
      await owner.fail('POST /api/desk/staff/:id/login', {
        ...{ params: { id: stranger.id }, body: { login: fresh() } },
      }),
    ).toEqual({ status: 404, code: 'staff_not_found' });
    expect(await stranger.fail('DELETE /api/desk/staff-invitations/:id', { params: { id } })).toEqual(GONE);
    expect((await stranger.call('GET /api/desk/staff')).items.map((row) => row.id)).toEqual([stranger.id]);
    expect(await shop.snapshot()).toEqual(before);
  });

  test('clerks and managers manage nobody', async () => {
    for (const role of ['manager', 'clerk'] as const) {
      const staff = await staffWith(shop, merchantId, role);
      expect(await staff.fail('GET /api/desk/staff')).toEqual({ status: 403, code: 'forbidden' });
      expect(
        await staff.fail('POST /api/desk/staff', { body: { login: fresh(), name: '某', role: 'owner' } }),
      ).toEqual({ status: 403, code: 'forbidden' });
    }
  });
});
