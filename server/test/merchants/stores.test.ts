import type { CashierDiscount } from '@paifan/shared/checkout/discount';
import type { StoreId } from '@paifan/shared/ids/ids';
import { distanceMetres, type Place } from '@paifan/shared/merchants/place';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { addMerchant, addMerchantWithStore, staffWith } from '../support/merchants';
import { operatorWith, type TestOperator } from '../support/operators';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let owner: TestOperator;
let buyer: Person;
beforeAll(async () => {
  shop = await startTestShop();
  owner = await operatorWith(shop, 'owner');
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());

const HERE: Place = { latitudeE6: 30_250_000, longitudeE6: 120_160_000 };
const asked = ({ latitudeE6, longitudeE6 }: Place) => ({
  latitudeE6: String(latitudeE6),
  longitudeE6: String(longitudeE6),
});

describe('the nearest first', () => {
  let near: TestShop;
  const places = new Map<StoreId, Place | null>();
  beforeAll(async () => {
    near = await startTestShop();
    const where: (Place | null)[] = [
      { latitudeE6: 30_250_000, longitudeE6: 120_160_000 },
      { latitudeE6: 30_250_000, longitudeE6: 120_160_000 },
      { latitudeE6: 30_270_000, longitudeE6: 120_160_000 },
      { latitudeE6: 30_277_100, longitudeE6: 120_160_000 },
      { latitudeE6: 30_900_000, longitudeE6: 120_900_000 },
      { latitudeE6: -33_000_000, longitudeE6: 151_000_000 },
      { latitudeE6: 0, longitudeE6: -179_990_000 },
      { latitudeE6: 89_999_000, longitudeE6: -60_000_000 },
      null,
      null,
    ];
    for (const place of where) {
      const id = await near.addStore();
      await near.db.stores.update(place ?? {}, { where: { id } });
      places.set(id, place);
    }
  });
  afterAll(() => near.stop());

  async function everyPage(from: Place, limit: string) {
    const items = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = { ...asked(from), limit, ...(cursor === '' ? {} : { cursor }) };
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(query);
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }
  const pageOf = (query: Record<string, string>) => near.anyone.call('GET /api/stores', { query });

  test.each<[string, Place]>([
    ['from the town', HERE],
    ['from the other side of the 180th meridian', { latitudeE6: 0, longitudeE6: 179_990_000 }],
    ['from the north pole', { latitudeE6: 90_000_000, longitudeE6: 0 }],
    ['from far away', { latitudeE6: 51_500_000, longitudeE6: 0 }],
  ])('%s, in pages of any size', async (_, from) => {
    const metres = (place: Place | null | undefined) =>
      place ? distanceMetres(from, place) : Number.MAX_SAFE_INTEGER;
    const expected = [...places.keys()].sort(
      (a, b) => metres(places.get(a)) - metres(places.get(b)) || Number(a) - Number(b),
    );
    for (const limit of ['1', '3', '50']) {
      const items = await everyPage(from, limit);
      expect(items.map(({ id }) => id)).toEqual(expected);
      for (const { id, distanceMetres: told } of items) {
        const place = places.get(id);
        expect(told).toBe(place ? distanceMetres(from, place) : null);
      }
    }
  });

  test('without a place the newest come first, and no distance is told', async () => {
    const { items } = await near.anyone.call('GET /api/stores');
    expect(items.map(({ id }) => Number(id))).toEqual([...places.keys()].map(Number).sort((a, b) => b - a));
    expect(items.every((item) => item.distanceMetres === null)).toBe(true);
  });

  test('half a place is none', async () => {
    expect(await near.anyone.fail('GET /api/stores', { query: { latitudeE6: '1' } })).toMatchObject({
      status: 400,
    });
  });

  test('by name or trade, with nothing in the text that the database reads', async () => {
    const id = await near.addStore({ name: '100%_书店' });
    await near.db.stores.update({ trade: '书店' }, { where: { id } });
    const found = async (query: Record<string, string>) => (await pageOf(query)).items.map((item) => item.id);
    expect(await found({ search: '%_书' })).toEqual([id]);
    expect(await found({ trade: '书店' })).toEqual([id]);
    expect(await found({ ...asked(HERE), search: '书店' })).toEqual([id]);
    expect(await found({ search: '__' })).toEqual([]);
    await near.db.stores.destroy({ where: { id } });
  });
});

describe('a store’s page', () => {
  const front = {
    openingHours: '',
    weeklyHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '18:00' })),
    phone: '0571-87654321',
    picture: '/pictures/a.png',
    pictures: ['/pictures/b.png'],
    notice: '周三有新面',
  };

  test('its people change hours, phone, pictures and notice; everybody sees whether it is open', async () => {
    const { merchantId, storeId } = await addMerchantWithStore(shop);
    const manager = await staffWith(shop, merchantId, 'manager');
    const params = { id: storeId };
    // A number is typed in groups, and kept without them.
    await manager.call('PUT /api/desk/stores/:id', { params, body: { ...front, phone: '0571-8765 4321' } });
    const page = await shop.anyone.call('GET /api/stores/:id', { params });
    expect(page).toMatchObject({
      ...front,
      ...{ openingHours: '周一至周五 09:00–18:00', openNow: true, selling: true, name: '老街面馆' },
    });
    shop.clock.set(new Date('2026-03-02T10:00:00Z'));
    expect((await shop.anyone.call('GET /api/stores/:id', { params })).openNow).toBe(false);
    await manager.call('PUT /api/desk/stores/:id', {
      params,
      body: { ...front, weeklyHours: null, openingHours: '看天气' },
    });
    expect(await shop.anyone.call('GET /api/stores/:id', { params })).toMatchObject({
      ...{ openingHours: '看天气', openNow: null },
    });
  });

  const off = (offFen: number) => ({ type: 'amountOff' as const, offFen: fen(offFen) });
  test.each<[string, CashierDiscount | null, string | null]>([
    ['nothing', null, null],
    [
      'an amount once',
      { minFen: fen(10_000), repeats: false, discount: off(1_000) },
      '满 100.00 元减 10.00 元',
    ],
    [
      'an amount each time',
      { minFen: fen(5_000), repeats: true, discount: off(500) },
      '每满 50.00 元减 5.00 元',
    ],
    [
      'a share',
      { minFen: fen(0), repeats: false, discount: { type: 'shareOff', ratio: ratio('0.05'), capFen: null } },
      '减 5%',
    ],
  ])('tells that its cashier takes off %s', async (_, cashierDiscount, text) => {
    const id = await shop.addStore();
    const params = { id };
    await owner.call('PUT /api/admin/stores/:id/cashier-discount', { params, body: { cashierDiscount } });
    const page = await shop.anyone.call('GET /api/stores/:id', { params });
    expect(page.cashierDiscountText).toBe(text);
  });

  test('promises are refused, and so is what is no time', async () => {
    const { merchantId, storeId: id } = await addMerchantWithStore(shop);
    const manager = await staffWith(shop, merchantId, 'manager');
    const change = (changes: object) =>
      manager.fail('PUT /api/desk/stores/:id', { params: { id }, body: { ...front, ...changes } });
    expect(await change({ notice: '消费全返' })).toMatchObject({ code: 'forbidden_phrase' });
    expect(await change({ weeklyHours: [{ weekday: 1, from: '18:00', to: '09:00' }] })).toMatchObject({
      status: 400,
    });
  });

  test('another merchant’s store is as if it were not there, and a clerk changes nothing', async () => {
    const { merchantId, storeId: id } = await addMerchantWithStore(shop);
    const stranger = await staffWith(shop, await addMerchant(shop), 'owner');
    const NONE = { status: 404, code: 'store_not_found' };
    const params = { id };
    const before = await shop.snapshot();
    expect(await stranger.fail('GET /api/desk/stores/:id', { params })).toEqual(NONE);
    expect(await stranger.fail('PUT /api/desk/stores/:id', { params, body: front })).toEqual(NONE);
    expect(await stranger.fail('GET /api/desk/stores/:id/cashier-codes', { params })).toEqual(NONE);
    expect(await stranger.call('GET /api/desk/stores')).toEqual({ items: [], next: null });
    expect(await shop.snapshot()).toEqual(before);
    const clerk = await staffWith(shop, merchantId, 'clerk');
    expect(await clerk.fail('PUT /api/desk/stores/:id', { params, body: front })).toMatchObject({
      status: 403,
    });
  });
});

describe('cashier codes', () => {
  const key = () => ({ 'Idempotency-Key': `code-${(counter += 1)}-key` });
  let counter = 0;

  test('a code opens its store’s cashier until it is revoked or renewed', async () => {
    const { merchantId, storeId: id } = await addMerchantWithStore(shop);
    const manager = await staffWith(shop, merchantId, 'manager');
    const headers = key();
    const make = () =>
      manager.call('POST /api/desk/stores/:id/cashier-codes', {
        ...{ params: { id }, body: { label: '1 号桌' }, headers },
      });
    const first = await make();
    expect((await make()).id).toBe(first.id);
    expect(first.scene).toMatch(/^c_[0-9A-Z]{10}$/);
    const open = (scene: string) => shop.anyone.send('GET /api/scenes/:scene', { params: { scene } });
    expect((await open(first.scene)).body).toEqual({
      ...{ kind: 'cashier', storeId: id, storeName: '老街面馆', label: '1 号桌' },
    });
    const png = await manager.call('GET /api/desk/cashier-codes/:id/code.png', { params: { id: first.id } });
    expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');

    const renew = () => manager.call('POST /api/desk/cashier-codes/:id/renew', { params: { id: first.id } });
    const renewals = await Promise.all([renew(), renew(), renew()]);
    expect(new Set(renewals.map((code) => code.id)).size).toBe(1);
    const [second] = renewals;
    expect(second).toMatchObject({ label: '1 号桌', replacesId: first.id, revokedAt: null });
    expect(await open(first.scene)).toMatchObject({ status: 410, body: { code: 'cashier_code_revoked' } });
    expect((await open(second.scene)).status).toBe(200);
    for (let twice = 0; twice < 2; twice += 1)
      await manager.call('POST /api/desk/cashier-codes/:id/revoke', { params: { id: second.id } });
    expect((await open(second.scene)).status).toBe(410);
    expect(
      await manager.fail('GET /api/desk/cashier-codes/:id/code.png', { params: { id: second.id } }),
    ).toEqual({ status: 410, code: 'cashier_code_revoked' });
    const { items } = await manager.call('GET /api/desk/stores/:id/cashier-codes', { params: { id } });
    expect(items.map((code) => code.id)).toEqual([second.id, first.id]);
  });

  test('operators handle the codes of every store', async () => {
    const id = await shop.addStore();
    const code = await owner.call('POST /api/admin/stores/:id/cashier-codes', {
      ...{ params: { id }, body: { label: '收银台' }, headers: key() },
    });
    const params = { id: code.id };
    await owner.call('GET /api/admin/cashier-codes/:id/code.png', { params });
    const renewed = await owner.call('POST /api/admin/cashier-codes/:id/renew', { params });
    await owner.call('POST /api/admin/cashier-codes/:id/revoke', { params: { id: renewed.id } });
    const { items } = await owner.call('GET /api/admin/stores/:id/cashier-codes', { params: { id } });
    expect(items.map(({ revokedAt }) => revokedAt === null)).toEqual([false, false]);
  });

  test('another merchant’s code is as if it were not there', async () => {
    const { merchantId, storeId: id } = await addMerchantWithStore(shop);
    const manager = await staffWith(shop, merchantId, 'manager');
    const code = await manager.call('POST /api/desk/stores/:id/cashier-codes', {
      ...{ params: { id }, body: { label: '1' }, headers: key() },
    });
    const stranger = await staffWith(shop, await addMerchant(shop), 'owner');
    const params = { id: code.id };
    const NONE = { status: 404, code: 'cashier_code_not_found' };
    const before = await shop.snapshot();
    expect(await stranger.fail('POST /api/desk/cashier-codes/:id/revoke', { params })).toEqual(NONE);
    expect(await stranger.fail('POST /api/desk/cashier-codes/:id/renew', { params })).toEqual(NONE);
    expect(await stranger.fail('GET /api/desk/cashier-codes/:id/code.png', { params })).toEqual(NONE);
    expect(await shop.snapshot()).toEqual(before);
  });

  test.each<[string, () => string | Promise<string>, object]>([
    ['a member', () => buyer.inviteCode, { kind: 'invite', inviterName: '微**' }],
    ['a recruiter', () => `r.${buyer.inviteCode}`, { kind: 'merchantInvite', inviterName: '微**' }],
    ['a product', async () => `p_${await shop.addProduct()}`, { kind: 'product' }],
    ['a store', async () => `s_${await shop.addStore()}`, { kind: 'store' }],
  ])('the scene of %s', async (_, scene, opened) => {
    const params = { scene: await scene() };
    expect(await shop.anyone.call('GET /api/scenes/:scene', { params })).toMatchObject(opened);
  });

  test.each(['p_999999999', 's_999999999', 'c_NOSUCHCODE', 'ZZZZZZZZ', 'anything'])(
    '%s opens nothing',
    async (scene) => {
      expect(await shop.anyone.fail('GET /api/scenes/:scene', { params: { scene } })).toEqual({
        ...{ status: 404, code: 'scene_not_found' },
      });
    },
  );
});

describe('who may sell', () => {
  const LATER = '2026-04-01';

  test.each<[string, object]>([
    ['is suspended', { suspendedAt: new Date('2026-03-01T00:00:00Z') }],
    ['has no contract yet', { contractFrom: LATER }],
    ['has a contract that ended yesterday', { contractUntil: '2026-03-01' }],
  ])('a merchant that %s takes no orders and is in no list', async (_, state) => {
    const { merchantId, storeId } = await addMerchantWithStore(shop);
    await shop.db.merchants.update(state, { where: { id: merchantId } });
    expect(await buyer.fail('POST /api/orders/quote', { body: cashier(storeId, 5_000) })).toMatchObject({
      status: 409,
      code: 'store_not_selling',
    });
    const params = { id: storeId };
    expect((await shop.anyone.call('GET /api/stores/:id', { params })).selling).toBe(false);
    const { items } = await shop.anyone.call('GET /api/stores', { query: { limit: '50' } });
    expect(items.map(({ id }) => id)).not.toContain(storeId);
    const nearest = await shop.anyone.call('GET /api/stores', { query: { limit: '50', ...asked(HERE) } });
    expect(nearest.items.map(({ id }) => id)).not.toContain(storeId);
  });

  test('the last day of a contract counts, in Shanghai', async () => {
    const { merchantId, storeId } = await addMerchantWithStore(shop);
    await shop.db.merchants.update(
      { contractFrom: '2026-03-04', contractUntil: '2026-03-04' },
      { where: { id: merchantId } },
    );
    const quote = () => buyer.send('POST /api/orders/quote', { body: cashier(storeId, 5_000) });
    for (const [at, status] of [
      ['2026-03-03T15:59:59Z', 409],
      ['2026-03-03T16:00:00Z', 200],
      ['2026-03-04T15:59:59Z', 200],
      ['2026-03-04T16:00:00Z', 409],
    ] as const) {
      shop.clock.set(new Date(at));
      expect((await quote()).status).toBe(status);
    }
    // The day has gone by, and with it the operator's session.
    owner = await operatorWith(shop, 'owner');
  });

  test('a suspended supplier’s products are not sold', async () => {
    const merchantId = await addMerchant(shop, { kind: 'supplier' });
    const productId = await shop.addProduct();
    await shop.db.products.update({ merchantId }, { where: { id: productId } });
    const basket = mall(productId);
    await buyer.call('POST /api/orders/quote', { body: basket });
    const params = { id: merchantId };
    const suspended = await owner.call('POST /api/admin/merchants/:id/suspend', {
      ...{ params, body: { reason: '资质到期' } },
    });
    expect(suspended).toMatchObject({ suspended: true, suspendReason: '资质到期' });
    expect(await buyer.fail('POST /api/orders/quote', { body: basket })).toMatchObject({
      ...{ status: 409, code: 'product_off_sale', details: { productId } },
    });
    await owner.call('POST /api/admin/merchants/:id/resume', { params });
    await buyer.call('POST /api/orders/quote', { body: basket });
  });
});

describe('commission and rules', () => {
  const contract = (id: string, changes: object = {}) => ({
    params: { id: id as never },
    body: {
      ...{ name: '老街餐饮', contactName: '王掌柜', commissionRatio: '0.3' },
      ...{ contractFrom: null, contractUntil: null, subMchid: null, ...changes },
    },
  });

  test('a new commission is that of every store; an order keeps the one of its placing', async () => {
    await shop.publish({ extractionRatio: ratio('0.1') });
    const { merchantId, storeId } = await addMerchantWithStore(shop);
    const { no } = await shop.place(buyer, cashier(storeId, 10_000));
    await owner.call('PUT /api/admin/merchants/:id', contract(merchantId, { commissionRatio: '0.2' }));
    expect(await shop.db.stores.findByPk(storeId)).toMatchObject({ commissionRatio: '0.2' });
    expect(await shop.db.orders.findOne({ where: { no } })).toMatchObject({ commissionRatio: '0.3' });
    const later = await shop.place(buyer, cashier(storeId, 10_000));
    expect(await shop.db.orders.findOne({ where: { no: later.no } })).toMatchObject({
      commissionRatio: '0.2',
    });
  });

  test('what would give more than it earns is refused unless it is overruled by name', async () => {
    await shop.publish({ extractionRatio: ratio('0.1') });
    const { merchantId, storeId } = await addMerchantWithStore(shop);
    const lower = { commissionRatio: '0.05' };
    const refusal = await owner.fail('PUT /api/admin/merchants/:id', contract(merchantId, lower));
    expect(refusal).toMatchObject({
      ...{ status: 409, code: 'margin_exceeded' },
      details: { findings: [{ name: `store:${storeId}` }, { name: `cashier:${storeId}` }] },
    });
    expect(await shop.db.stores.findByPk(storeId)).toMatchObject({ commissionRatio: '0.3' });
    const overruled = [`store:${storeId}`, `cashier:${storeId}`];
    await owner.call('PUT /api/admin/merchants/:id', contract(merchantId, { ...lower, overruled }));

    const params = { id: await shop.addStore({ commissionRatio: ratio('0.2') }) };
    const rules = { rebate: {}, cashier: { extractionRatio: '0.5' } };
    expect(await owner.fail('PUT /api/admin/stores/:id/rules', { params, body: rules })).toMatchObject({
      ...{ code: 'margin_exceeded', details: { findings: [{ name: `cashier:${params.id}` }] } },
    });
    const fitting = { ...rules, commissionRatio: '0.506' };
    expect(await owner.call('PUT /api/admin/stores/:id/rules', { params, body: fitting })).toMatchObject({
      ...{ commissionRatio: '0.506', cashier: { extractionRatio: '0.5' } },
    });
    const wrong = { ...rules, cashier: { extraction: '0.5' } };
    expect(
      await owner.fail('PUT /api/admin/stores/:id/rules', { params, body: wrong as never }),
    ).toMatchObject({ status: 400 });
  });

  test('the commission of a merchant’s store is its contract’s', async () => {
    const { storeId: id } = await addMerchantWithStore(shop);
    const body = { rebate: {}, cashier: {}, commissionRatio: '0.4' };
    expect(await owner.fail('PUT /api/admin/stores/:id/rules', { params: { id }, body })).toEqual({
      ...{ status: 409, code: 'commission_by_contract' },
    });
  });

  test('a further store has the merchant’s commission and recruiter; opened twice with one key it is one', async () => {
    const merchantId = await addMerchant(shop, { recruiterId: buyer.id });
    const body = {
      ...{ name: '二店', trade: '餐饮', address: '新街 2 号', district: '上城区', place: HERE },
      ...{ openingHours: '全天', weeklyHours: null, phone: '', picture: '/pictures/c.png', pictures: [] },
      ...{ notice: '', merchantId, commissionRatio: null },
    };
    const headers = { 'Idempotency-Key': 'a-second-store' };
    const stores = await Promise.all(
      [1, 2, 3].map(() => owner.call('POST /api/admin/stores', { body, headers })),
    );
    expect(new Set(stores.map(({ id }) => id)).size).toBe(1);
    expect(stores[0]).toMatchObject({
      merchantId,
      recruiterId: buyer.id,
      commissionRatio: '0.3',
      place: HERE,
    });
    const { items } = await owner.call('GET /api/admin/stores', { query: { merchantId } });
    expect(items).toEqual([stores[0]]);
    expect(
      await owner.call('GET /api/admin/stores/:id', { params: { id: items[0]?.id ?? ('0' as never) } }),
    ).toEqual(items[0]);
    const id = stores[0]?.id ?? ('0' as never);
    const { merchantId: _merchant, commissionRatio: _commission, ...page } = body;
    expect(
      await owner.call('PUT /api/admin/stores/:id', { params: { id }, body: { ...page, name: '三店' } }),
    ).toMatchObject({ id, name: '三店' });
  });

  test('merchants are found by how their names begin', async () => {
    const id = await addMerchant(shop, { name: '银杏书局' });
    const boss = await staffWith(shop, id, 'owner');
    const staff = await owner.call('GET /api/admin/merchants/:id/staff', { params: { id } });
    expect(staff.items.map((row) => row.id)).toEqual([boss.id]);
    const { items } = await owner.call('GET /api/admin/merchants', { query: { name: '银杏' } });
    expect(items.map((merchant) => merchant.id)).toEqual([id]);
    expect((await owner.call('GET /api/admin/merchants', { query: { name: '%' } })).items).toEqual([]);
  });
});
