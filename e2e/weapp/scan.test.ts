import { randomUUID } from 'node:crypto';
import type { CashierCodeId, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { operatorWith, type TestOperator } from '../../server/test/support/operators';
import { WEAPP_DIST } from '../places';
import { openStockedShop, type TestShop } from '../support/shop';
import { readBundle } from './harness/bundle';
import { textOf } from './harness/wxml';
import { openPhone, readText, waitForPage, type Phone } from './phone';

const CASHIER = 'packages/store/cashier/index';
const ORDER = 'packages/orders/detail/index';

let shop: TestShop;
let operator: TestOperator;
/** The demo's stores by name. */
const stores = new Map<string, StoreId>();
const phones: Phone[] = [];

function phoneOf(openid: string, more?: Parameters<typeof openPhone>[2]): Phone {
  const phone = openPhone(shop, openid, more);
  phones.push(phone);
  return phone;
}

const storeNamed = (name: string): StoreId => stores.get(name) ?? ('0' as StoreId);

/** Hangs up a code at a store's cashier. */
const hangCode = (name: string, label: string) =>
  operator.call('POST /api/admin/stores/:id/cashier-codes', {
    params: { id: storeNamed(name) },
    body: { label },
    headers: { 'Idempotency-Key': randomUUID() },
  });

const revoke = (id: CashierCodeId) =>
  operator.call('POST /api/admin/cashier-codes/:id/revoke', { params: { id } });

const toasts = (phone: Phone): unknown[] =>
  phone.calls.filter(({ name }) => name === 'showToast').map(({ options }) => options['title']);

const storesShown = (phone: Phone): string[] =>
  phone.all('t-store-name').map(({ element }) => textOf(element));

const callsOf = (phone: Phone, name: string) => phone.calls.filter((call) => call.name === name);

/** Waits until there is something on the screen that waits for nothing. */
const shows = (phone: Phone): Promise<boolean> =>
  phone.until(() => phone.text() !== '' && phone.all('t-loading').length === 0, 'something to read');

async function type(phone: Phone, ...keys: string[]): Promise<void> {
  for (const key of keys) await phone.tap(`t-key-${key}`);
}

beforeAll(async () => {
  shop = await openStockedShop();
  operator = await operatorWith(shop, 'owner');
  for (const { id, name } of (await shop.anyone.call('GET /api/stores')).items) stores.set(name, id);
  await operator.call('PUT /api/admin/stores/:id/cashier-discount', {
    params: { id: storeNamed('清风理发店') },
    body: {
      cashierDiscount: {
        minFen: fen(5_000),
        repeats: true,
        discount: { type: 'amountOff', offFen: fen(500) },
      },
    },
  });
});

afterEach(() => {
  const complaints = phones.flatMap((phone) => phone.complaints);
  for (const phone of phones.splice(0)) phone.end();
  expect(complaints).toEqual([]);
});

afterAll(() => shop?.stop());

describe('a code', () => {
  test('of a cashier, scanned in the program: the amount, what is taken off it, the payment, the place in line', async () => {
    const { scene } = await hangCode('清风理发店', '前台');
    const phone = phoneOf('scan-guest');
    phone.around.codes = [{ path: `${CASHIER}?scene=${scene}` }];
    await phone.tap('t-scan');
    await waitForPage(phone, CASHIER);
    expect(await readText(phone, 't-store-name')).toBe('清风理发店');
    expect(await readText(phone, 't-cashier-label')).toBe('前台');
    expect(await readText(phone, 't-cashier-discount')).toContain('每满 50.00 元减 5.00 元');
    await type(phone, '1', '2', '0');
    await phone.tap('t-cashier-next');
    expect(await readText(phone, 't-discount')).toBe('¥10.00');
    expect(await readText(phone, 't-total')).toBe('¥110.00');
    expect(await readText(phone, 't-entitled')).toBe('¥132.00');
    await phone.tap('t-pay');
    await waitForPage(phone, 'packages/shop/result/index');
    expect(await readText(phone, 't-place')).toBe('1');
    expect(await readText(phone, 't-paid-amount')).toBe('¥110.00');
  });

  test.each([
    ['stores', 'pages/stores/index'],
    ['me', 'pages/me/index'],
  ])('can be scanned from %s too, also one that is no mini-program code', async (_, tab) => {
    const { scene } = await hangCode('半日书店', '柜台');
    const phone = phoneOf('scan-roamer');
    await phone.switchTab(tab);
    phone.around.codes = [{ result: `https://shop.test/?scene=${scene}` }];
    await phone.tap('t-scan');
    await waitForPage(phone, CASHIER);
    expect(await readText(phone, 't-store-name')).toBe('半日书店');
  });

  test('the camera closed again changes nothing, and nobody is told anything', async () => {
    const phone = phoneOf('scan-undecided');
    phone.around.codes = [null];
    await phone.tap('t-scan');
    await phone.tap('t-scan');
    expect(callsOf(phone, 'scanCode')).toHaveLength(2);
    expect(phone.page().route).toBe('pages/home/index');
    expect(toasts(phone)).toEqual([]);
  });

  test.each([
    ['a foreign code', { result: 'https://example.test/menu' }, '这不是本店的码'],
    ['a code of nothing', { path: `${CASHIER}?scene=c_NOSUCHCODE` }, '无法识别该小程序码'],
  ])('%s is told, and the page stays', async (_, code, said) => {
    const phone = phoneOf('scan-stranger');
    phone.around.codes = [code];
    await phone.tap('t-scan');
    await phone.until(() => toasts(phone).includes(said), `«${said}»`);
    expect(phone.page().route).toBe('pages/home/index');
  });

  test('of a member, scanned by who has never signed in, binds them', async () => {
    const inviter = await shop.signIn('scan-inviter');
    const phone = phoneOf('scan-newcomer');
    phone.around.codes = [{ path: `pages/home/index?scene=${inviter.inviteCode}` }];
    await phone.tap('t-scan');
    await phone.until(
      () => toasts(phone).some((said) => String(said).includes('邀请你来逛逛')),
      'the greeting',
    );
    await phone.switchTab('pages/me/index');
    await readText(phone, 't-nickname');
    const newcomer = await shop.db.members.findOne({ where: { openid: 'scan-newcomer' } });
    expect(newcomer?.inviterId).toBe(inviter.id);
  });

  test('that was revoked leads to the stores, whose cashiers are open', async () => {
    const { id, scene } = await hangCode('巷口面馆', '1 号桌');
    await revoke(id);
    const phone = phoneOf('scan-late');
    phone.around.codes = [{ path: `${CASHIER}?scene=${scene}` }];
    await phone.tap('t-scan');
    await waitForPage(phone, CASHIER);
    await phone.until(() => phone.all('t-store-card').length === 3, 'the stores');
    expect(phone.text()).toContain('该收款码已停用');
    const at = storesShown(phone).indexOf('巷口面馆');
    await phone.tap('t-store-card', at);
    await phone.tap('t-cashier');
    await phone.until(() => phone.all('t-key-5').length === 1, 'the keypad');
    expect(await readText(phone, 't-store-name')).toBe('巷口面馆');
  });
});

describe('the program opened by a code or an address', () => {
  test('cold by a cashier’s code: nobody signs in before there is something to pay', async () => {
    const { scene } = await hangCode('巷口面馆', '2 号桌');
    const phone = phoneOf('scan-cold', { way: { path: CASHIER, query: { scene } } });
    expect(await readText(phone, 't-cashier-label')).toBe('2 号桌');
    await type(phone, '1', '8');
    expect(callsOf(phone, 'login')).toEqual([]);
    await phone.tap('t-cashier-next');
    expect(await readText(phone, 't-total')).toBe('¥18.00');
    await phone.tap('t-pay');
    await waitForPage(phone, 'packages/shop/result/index');
    expect(await readText(phone, 't-place')).toMatch(/^\d+$/);
  });

  test('warm by another cashier’s code', async () => {
    const { scene } = await hangCode('半日书店', '门口');
    const phone = phoneOf('scan-warm');
    await shows(phone);
    await phone.switchTab('pages/line/index');
    await shows(phone);
    await phone.comeBack({ path: CASHIER, query: { scene } });
    expect(await readText(phone, 't-cashier-label')).toBe('门口');
    expect(phone.pages().map(({ route }) => route)).toEqual([CASHIER]);
  });

  test.each<[string, () => Promise<string>, string]>([
    ['a cashier', async () => (await hangCode('半日书店', '里间')).scene, CASHIER],
    ['a store', async () => `s_${storeNamed('半日书店')}`, 'packages/store/detail/index'],
    [
      'a product',
      async () => `p_${await shop.addProduct({ categoryId: 'pantry' })}`,
      'packages/shop/product/index',
    ],
  ])('on the home page by the code of %s', async (_, scene, route) => {
    const phone = phoneOf('scan-home', { scene: await scene() });
    await waitForPage(phone, route);
    expect(phone.pages().map((page) => page.route)).toEqual(['pages/home/index', route]);
  });

  test.each(['c_NOSUCHCODE', '别处的码'])(
    'on the home page by «%s»: it says so and is there',
    async (scene) => {
      const phone = phoneOf('scan-lost', { scene });
      expect(await readText(phone, 't-scene-notice')).toContain('可以先逛逛');
      await phone.until(() => phone.all('t-product-card').length > 0, 'the products');
    },
  );

  test('cold by the address of an order, with nobody signed in', async () => {
    const buyer = await shop.signIn('scan-buyer');
    const { no } = await shop.place(buyer, {
      kind: 'cashier',
      storeId: storeNamed('巷口面馆'),
      amountFen: fen(1_200),
    });
    const phone = phoneOf('scan-buyer', { way: { path: ORDER, query: { no } } });
    expect(await readText(phone, 't-order-state')).toBe('待付款');
    expect(await readText(phone, 't-order-no')).toContain(no);
    expect(callsOf(phone, 'login')).toHaveLength(1);
  });

  test.each(readBundle(WEAPP_DIST).pages)('cold at %s', async (path) => {
    const phone = phoneOf('scan-anywhere', {
      way: { path, query: { id: '1', no: 'NOSUCHORDER', line: '0' } },
    });
    await shows(phone);
  });
});

describe('stores by distance', () => {
  const AT_THE_BARBER = { latitude: 30.2529, longitude: 120.1658 };

  async function openStores(openid: string): Promise<Phone> {
    const phone = phoneOf(openid);
    await phone.switchTab('pages/stores/index');
    await phone.until(() => phone.all('t-store-card').length === 3, 'three stores');
    return phone;
  }

  test('are asked for by a tap alone', async () => {
    const phone = await openStores('scan-walker');
    phone.around.whereabouts = AT_THE_BARBER;
    expect(callsOf(phone, 'getLocation')).toEqual([]);
    await phone.tap('t-sort-near');
    await phone.until(() => storesShown(phone)[0] === '清风理发店', 'the nearest store first');
    expect(await readText(phone, 't-distance')).toBe('10 m');
    await phone.tap('t-store-card', 0);
    await waitForPage(phone, 'packages/store/detail/index');
    await phone.tap('t-show-place');
    expect(callsOf(phone, 'openLocation')[0]?.options).toMatchObject({
      ...AT_THE_BARBER,
      name: '清风理发店',
    });
  });

  test('refused: the newest first, how to allow it after all, and then the nearest', async () => {
    const phone = await openStores('scan-private');
    const newestFirst = storesShown(phone);
    Object.assign(phone.around, { whereabouts: AT_THE_BARBER, mayLocate: false });
    await phone.tap('t-sort-near');
    await readText(phone, 't-location-refused');
    expect(storesShown(phone)).toEqual(newestFirst);
    await phone.tap('t-allow-location');
    await phone.until(() => storesShown(phone)[0] === '清风理发店', 'the nearest store first');
    expect(phone.all('t-location-refused')).toEqual([]);
  });

  test('where the phone cannot find out, it says so and sorts as before', async () => {
    const phone = await openStores('scan-cellar');
    await phone.tap('t-sort-near');
    expect(await readText(phone, 't-location-failed')).toContain('取不到位置');
    expect(storesShown(phone)).toHaveLength(3);
  });
});

describe('share cards', () => {
  interface ShareCard {
    title: string;
    path: string;
    promise?: Promise<ShareCard>;
  }
  async function share(phone: Phone): Promise<ShareCard> {
    const card = phone.page().tell('onShareAppMessage', { from: 'menu' }) as ShareCard;
    return card.promise ?? card;
  }
  const wayOf = (path: string) => {
    const { pathname, searchParams } = new URL(path, 'mini:///');
    return { path: pathname.slice(1), query: Object.fromEntries(searchParams) };
  };
  const inviterOf = async (openid: string) =>
    (await shop.db.members.findOne({ where: { openid } }))?.inviterId ?? null;

  test.each([
    ['home', 'pages/home/index', {}],
    ['product', 'packages/shop/product/index', { id: 'product' }],
    ['store', 'packages/store/detail/index', { id: 'store' }],
    ['invite', 'packages/me/invite/index', {}],
  ])('of %s brings the one who comes by it to who sent it', async (name, path, query) => {
    const ids: Record<string, string> = {
      product: (await shop.anyone.call('GET /api/products')).items[0]?.id ?? '',
      store: storeNamed('半日书店'),
    };
    const real = Object.fromEntries(Object.entries(query).map(([key, value]) => [key, ids[value] ?? '']));
    const sender = phoneOf(`sender-${name}`, { way: { path, query: real } });
    await shows(sender);
    const card = await share(sender);
    const sent = await shop.db.members.findOne({ where: { openid: `sender-${name}` } });
    expect(card.title).not.toBe('');
    expect(card.path).toContain(`scene=${sent?.inviteCode}`);

    const receiver = phoneOf(`receiver-${name}`, { way: wayOf(card.path) });
    const deadline = Date.now() + 10_000;
    while ((await inviterOf(`receiver-${name}`)) === null && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await inviterOf(`receiver-${name}`)).toBe(sent?.id);
    expect(receiver.page().route).toBe(wayOf(card.path).path);
  });

  test('without a network a card goes without a code', async () => {
    const phone = phoneOf('sender-offline');
    await phone.until(() => phone.all('t-product-card').length > 0, 'the products');
    phone.network.offline = true;
    expect(await share(phone)).toMatchObject({ path: '/pages/home/index' });
  });

  test('who comes warm by a card is bound too', async () => {
    const sender = await shop.signIn('sender-warm');
    const phone = phoneOf('receiver-warm');
    await phone.until(() => phone.all('t-product-card').length > 0, 'the products');
    await phone.comeBack({ path: 'pages/home/index', query: { scene: sender.inviteCode } });
    await phone.switchTab('pages/me/index');
    await readText(phone, 't-nickname');
    expect(await inviterOf('receiver-warm')).toBe(sender.id);
  });
});
