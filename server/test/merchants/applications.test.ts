import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { merchantScene } from '@paifan/shared/members/scenes';
import { createClient } from '../support/client';
import { operatorWith, type TestOperator } from '../support/operators';
import { startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let reviewer: TestOperator;
let applicant: Person;
beforeAll(async () => {
  shop = await startTestShop();
  reviewer = await operatorWith(shop, 'owner');
});
beforeEach(async () => {
  applicant = await shop.signIn(fresh());
});
afterAll(() => shop.stop());

let counter = 0;
const fresh = (): string => `person-${(counter += 1)}`;
const key = () => ({ 'Idempotency-Key': `key-${fresh()}` });

type Draft = BodyInputOf<'POST /api/applications'>;

/** Each with a number of its own, unless it is told. */
const draft = (changes: Partial<Draft> = {}): Draft => ({
  kind: 'store',
  name: '江边小馆',
  trade: '餐饮',
  contactName: '李小江',
  phone: `138${String((counter += 1)).padStart(8, '0')}`,
  district: '上城区',
  address: '江边路 1 号',
  place: { latitudeE6: 30_250_000, longitudeE6: 120_160_000 },
  pictures: ['/pictures/front.png', '/pictures/inside.png'],
  licences: ['/pictures/licence.png'],
  commissionRatio: '0.2',
  ...changes,
});

const submit = async (changes: Partial<Draft> = {}, by = applicant) =>
  (await by.call('POST /api/applications', { body: draft(changes), headers: key() })).application;

const OPEN = { contractFrom: null, contractUntil: null };
/** The default extraction takes more than the commissions of these tests earn. */
const OVERRULED = { overruled: ['store:new', 'cashier:new'] };
const approve = (no: string, commissionRatio: string, more: { login?: string } = {}) =>
  reviewer.call('POST /api/admin/applications/:no/approve', {
    ...{ params: { no }, body: { commissionRatio, ...OPEN, ...OVERRULED, ...more } },
  });
const reads = (no: string, by = applicant) =>
  by.call('POST /api/applications/:no/read', { params: { no }, body: {} });
const messages = async () => {
  await shop.settle();
  return (await applicant.call('GET /api/me/messages')).items.map(({ title }) => title);
};

describe('applying', () => {
  test('the phone number is kept sealed and shown masked; operators who review read it', async () => {
    const phone = '13912345678';
    const { no, state } = await submit({ phone });
    expect(state).toBe('submitted');
    expect(await reads(no)).toMatchObject({ phone: '139****5678', proposedRatio: '0.2', offeredRatio: null });
    expect(JSON.stringify(await shop.snapshot())).not.toContain(phone);
    const { items } = await reviewer.call('GET /api/admin/applications', { query: { state: 'submitted' } });
    expect(items[0]).toMatchObject({ no, phone: '139****5678' });
    expect(await reviewer.call('GET /api/admin/applications/:no', { params: { no } })).toMatchObject({
      phone,
      memberId: applicant.id,
    });
  });

  test('asked for twice with one key there is one application, also at once', async () => {
    const body = draft();
    const headers = key();
    const answers = await Promise.all(
      [1, 2, 3].map(() => applicant.call('POST /api/applications', { body, headers })),
    );
    expect(new Set(answers.map(({ application }) => application.no)).size).toBe(1);
    expect(
      await applicant.fail('POST /api/applications', { body: { ...body, name: '别的' }, headers }),
    ).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  test('one phone number has three open ones at most', async () => {
    const phone = '13700000001';
    for (let count = 0; count < 3; count += 1) await submit({ phone });
    expect(
      await applicant.fail('POST /api/applications', { body: draft({ phone }), headers: key() }),
    ).toMatchObject({ status: 409, code: 'applications_open' });
  });

  test.each<[string, Partial<Draft>, string]>([
    ['a name that promises', { name: '稳赚小馆' }, 'forbidden_phrase'],
    ['a commission above the whole', { commissionRatio: '1.01' }, 'bad_request'],
    ['what is no phone number', { phone: '12345' }, 'bad_request'],
    ['a picture elsewhere', { pictures: ['https://example.com/a.png'] }, 'bad_request'],
    [
      'a day that ends before it begins',
      { weeklyHours: [{ weekday: 1, from: '18:00', to: '09:00' }] },
      'bad_request',
    ],
    ['a place beside the earth', { place: { latitudeE6: 90_000_001, longitudeE6: 0 } }, 'bad_request'],
  ])('%s is refused', async (_, changes, code) => {
    expect(
      await applicant.fail('POST /api/applications', { body: draft(changes), headers: key() }),
    ).toMatchObject({ code });
  });

  test('by the code of a member it has a recruiter; nobody recruits oneself', async () => {
    const recruiter = await shop.signIn(fresh());
    const scene = merchantScene(recruiter.inviteCode);
    const { no } = await submit({ scene });
    expect(await reviewer.call('GET /api/admin/applications/:no', { params: { no } })).toMatchObject({
      recruiterId: recruiter.id,
    });
    const own = await submit({ scene: merchantScene(applicant.inviteCode) });
    expect(await reviewer.call('GET /api/admin/applications/:no', { params: { no: own.no } })).toMatchObject({
      recruiterId: null,
    });
  });

  test('what belongs to somebody else is as if it were not there', async () => {
    const { no } = await submit();
    const other = await shop.signIn(fresh());
    const params = { no };
    const before = await shop.snapshot();
    const NONE = { status: 404, code: 'application_not_found' };
    for (const body of [{}, { key: 'x'.repeat(43) }]) {
      expect(await other.fail('POST /api/applications/:no/read', { params, body })).toEqual(NONE);
      expect(await other.fail('POST /api/applications/:no/withdraw', { params, body })).toEqual(NONE);
      expect(
        await other.fail('PUT /api/applications/:no', { params, body: { ...draft(), ...body } }),
      ).toEqual(NONE);
      expect(
        await other.fail('POST /api/applications/:no/accept', {
          ...{ params, body: { commissionRatio: '0.3', ...body } },
        }),
      ).toEqual(NONE);
    }
    expect(await shop.anyone.fail('POST /api/applications/:no/read', { params, body: {} })).toEqual({
      ...{ status: 401, code: 'unauthenticated' },
    });
    expect(await other.call('GET /api/me/applications')).toEqual({ items: [], next: null });
    expect(await shop.snapshot()).toEqual(before);
  });
});

describe('opening hours', () => {
  const weeklyHours = [6, 7].map((weekday) => ({ weekday, from: '10:00', to: '24:00' }));
  const pageOf = async (no: string) => {
    const { storeId } = await approve(no, '0.2');
    return shop.anyone.call('GET /api/stores/:id', { params: { id: storeId ?? ('0' as never) } });
  };

  test('are told, corrected, read by operators, and stand on the page of the store from the beginning', async () => {
    const { no } = await submit({ weeklyHours: weeklyHours.slice(1) });
    const params = { no };
    expect((await reads(no)).weeklyHours).toEqual(weeklyHours.slice(1));
    await applicant.call('PUT /api/applications/:no', { params, body: draft({ weeklyHours }) });
    const read = await reviewer.call('GET /api/admin/applications/:no', { params });
    expect(read.weeklyHours).toEqual(weeklyHours);
    expect(await pageOf(no)).toMatchObject({ weeklyHours, openingHours: '周六、周日 10:00–24:00' });
  });

  test('that nobody told are not known, neither from a program of before nor of a supplier', async () => {
    const { no, weeklyHours: untold } = await submit();
    expect(untold).toBeNull();
    expect(await pageOf(no)).toMatchObject({ weeklyHours: null, openingHours: '', openNow: null });
    expect((await submit({ kind: 'supplier', weeklyHours })).weeklyHours).toBeNull();
  });
});

describe('negotiating the commission', () => {
  test('the shop offers, the applicant accepts, and that very ratio is approved', async () => {
    const { no } = await submit({ commissionRatio: '0.1' });
    const params = { no };
    await reviewer.call('POST /api/admin/applications/:no/offer', {
      ...{ params, body: { commissionRatio: '0.25', note: '同街区门店的标准' } },
    });
    expect(await reads(no)).toMatchObject({
      ...{ state: 'negotiating', offeredRatio: '0.25', accepted: false, reason: '同街区门店的标准' },
    });
    const early = { commissionRatio: '0.25', ...OPEN, ...OVERRULED };
    expect(
      await reviewer.fail('POST /api/admin/applications/:no/approve', { params, body: early }),
    ).toMatchObject({ status: 409, code: 'commission_not_agreed', details: { agreedRatio: '0.1' } });
    expect(
      await applicant.fail('POST /api/applications/:no/accept', { params, body: { commissionRatio: '0.2' } }),
    ).toMatchObject({ status: 409, code: 'application_state' });
    for (let twice = 0; twice < 2; twice += 1)
      await applicant.call('POST /api/applications/:no/accept', {
        ...{ params, body: { commissionRatio: '0.250' } },
      });
    expect(await reads(no)).toMatchObject({ state: 'submitted', accepted: true });
    const { merchantId } = await approve(no, '0.25');
    expect(await shop.db.merchants.findByPk(merchantId)).toMatchObject({ commissionRatio: '0.25' });
    expect(await messages()).toEqual(['入驻申请已通过', '入驻申请待您确认']);
  });

  test('handing it in again takes an accepted offer off the table', async () => {
    const { no } = await submit({ commissionRatio: '0.1' });
    const params = { no };
    const body = { commissionRatio: '0.25', note: null };
    await reviewer.call('POST /api/admin/applications/:no/offer', { params, body });
    await applicant.call('POST /api/applications/:no/accept', { params, body: { commissionRatio: '0.25' } });
    const again = { params, body: draft({ commissionRatio: '0.12' }) };
    expect(await applicant.call('PUT /api/applications/:no', again)).toMatchObject({
      ...{ state: 'submitted', proposedRatio: '0.12', offeredRatio: null, accepted: false },
    });
  });

  test('a supplier is paid the supply price: there is nothing to offer', async () => {
    const { no, proposedRatio } = await submit({ kind: 'supplier', commissionRatio: '0.5' });
    expect(proposedRatio).toBe('0');
    expect(
      await reviewer.fail('POST /api/admin/applications/:no/offer', {
        ...{ params: { no }, body: { commissionRatio: '0.25', note: null } },
      }),
    ).toMatchObject({ code: 'application_state' });
  });
});

describe('the review', () => {
  test('a rejected one says why, and may be corrected', async () => {
    const { no } = await submit();
    const params = { no };
    await reviewer.call('POST /api/admin/applications/:no/reject', {
      params,
      body: { reason: '照片不清楚' },
    });
    expect(await reads(no)).toMatchObject({ state: 'rejected', reason: '照片不清楚' });
    expect(await messages()).toEqual(['入驻申请未通过']);
    const again = { params, body: draft() };
    expect(await applicant.call('PUT /api/applications/:no', again)).toMatchObject({
      ...{ state: 'submitted', reason: null },
    });
  });

  test('a withdrawn one stays so', async () => {
    const { no } = await submit();
    const params = { no };
    for (let twice = 0; twice < 2; twice += 1)
      await applicant.call('POST /api/applications/:no/withdraw', { params, body: {} });
    expect(await applicant.fail('PUT /api/applications/:no', { params, body: draft() })).toMatchObject({
      code: 'application_state',
    });
    expect(
      await reviewer.fail('POST /api/admin/applications/:no/reject', { params, body: { reason: '晚了' } }),
    ).toMatchObject({ status: 409, code: 'application_state' });
  });

  test('an approved store is open, with its owner at the desk and its recruiter', async () => {
    const recruiter = await shop.signIn(fresh());
    const { no } = await submit({ scene: merchantScene(recruiter.inviteCode), name: '新开的店' });
    const { merchantId, storeId, login } = await approve(no, '0.2');
    expect(login).toBeNull();
    const store = await shop.anyone.call('GET /api/stores/:id', {
      params: { id: storeId ?? ('0' as never) },
    });
    expect(store).toMatchObject({
      ...{
        name: '新开的店',
        trade: '餐饮',
        picture: '/pictures/front.png',
        pictures: ['/pictures/inside.png'],
      },
      place: { latitudeE6: 30_250_000, longitudeE6: 120_160_000 },
      // Whoever applied did not mean to show the own number to everybody.
      phone: '',
    });
    expect(await shop.db.stores.findByPk(storeId ?? '')).toMatchObject({
      ...{ recruiterId: recruiter.id, merchantId, commissionRatio: '0.2' },
    });
    expect(await applicant.call('GET /api/desk/me')).toMatchObject({
      ...{ staff: { role: 'owner', merchantId }, stores: [{ id: storeId }] },
    });
    expect(await reads(no)).toMatchObject({ state: 'approved', merchantId });
    const phone = (await reviewer.call('GET /api/admin/merchants/:id', { params: { id: merchantId } }))
      .contactPhone;
    expect(phone).toMatch(/^138\d{8}$/);
    const auditor = await operatorWith(shop, 'auditor');
    expect(await auditor.call('GET /api/admin/merchants/:id', { params: { id: merchantId } })).toMatchObject({
      contactPhone: expect.stringContaining('****'),
    });
  });

  test('approved twice at once there is one merchant', async () => {
    const { no } = await submit();
    const body = { commissionRatio: '0.2', ...OPEN, ...OVERRULED };
    const merchants = await shop.db.merchants.count();
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        reviewer.send('POST /api/admin/applications/:no/approve', { params: { no }, body }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await shop.db.merchants.count()).toBe(merchants + 1);
  });

  test('a store that would give more than it earns is overruled by name or not opened', async () => {
    const { no } = await submit({ commissionRatio: '0.01' });
    const body = { commissionRatio: '0.01', ...OPEN };
    const before = await shop.snapshot();
    const refusal = await reviewer.fail('POST /api/admin/applications/:no/approve', { params: { no }, body });
    expect(refusal).toMatchObject({
      ...{ status: 409, code: 'margin_exceeded' },
      details: { findings: [{ name: 'store:new' }, { name: 'cashier:new' }] },
    });
    expect(await shop.snapshot()).toEqual(before);
  });

  test('a contract does not end before it begins', async () => {
    const { no } = await submit();
    const body = { commissionRatio: '0.2', contractFrom: '2026-05-02', contractUntil: '2026-05-01' };
    expect(
      await reviewer.fail('POST /api/admin/applications/:no/approve', { params: { no }, body }),
    ).toMatchObject({ status: 400, code: 'bad_request' });
  });
});

describe('the console’s form, without signing in', () => {
  test('is opened later by its key only, and its owner gets a login', async () => {
    const headers = key();
    const body = draft({ kind: 'supplier', name: '山货供应' });
    const { application, key: opened } = await shop.anyone.call('POST /api/applications', { body, headers });
    const again = await shop.anyone.call('POST /api/applications', { body, headers });
    expect(again).toEqual({ application, key: opened });
    const params = { no: application.no };
    expect(
      await shop.anyone.call('POST /api/applications/:no/read', { params, body: { key: opened ?? '' } }),
    ).toEqual(application);
    expect(
      await shop.anyone.fail('POST /api/applications/:no/read', { params, body: { key: 'a'.repeat(43) } }),
    ).toEqual({ status: 404, code: 'application_not_found' });
    expect(await applicant.fail('POST /api/applications/:no/read', { params, body: {} })).toEqual({
      ...{ status: 404, code: 'application_not_found' },
    });

    const approval = { commissionRatio: '0', ...OPEN };
    expect(
      await reviewer.fail('POST /api/admin/applications/:no/approve', { params, body: approval }),
    ).toMatchObject({ status: 400, details: [{ path: 'body.login' }] });
    const name = fresh();
    const { login, storeId, merchantId } = await approve(application.no, '0', { login: name });
    expect(storeId).toBeNull();
    const session = await shop.anyone.call('POST /api/desk/session', {
      body: { login: name, password: login?.password ?? '' },
    });
    expect(session.staff).toMatchObject({ merchantId, merchantKind: 'supplier', mustChangePassword: true });
    expect(await createClient(shop.url, session.token).fail('GET /api/desk/stores')).toMatchObject({
      code: 'password_change_needed',
    });
  });
});
