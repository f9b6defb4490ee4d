import { openStockedShop, type TestShop } from '../support/shop';
import { chooseProduct, openPhone, readText, waitForPage, type Phone } from './phone';

let shop: TestShop;
const phones: Phone[] = [];

function phoneOf(openid: string, more?: Parameters<typeof openPhone>[2]): Phone {
  const phone = openPhone(shop, openid, more);
  phones.push(phone);
  return phone;
}

const memberOf = (openid: string) => shop.db.members.findOne({ where: { openid } });

beforeAll(async () => {
  shop = await openStockedShop();
});

afterEach(() => {
  const complaints = phones.flatMap((phone) => phone.complaints);
  for (const phone of phones.splice(0)) phone.end();
  expect(complaints).toEqual([]);
});

afterAll(() => shop?.stop());

describe('the WeChat bundle, outside WeChat, against the real server', () => {
  test('opens on the mall and shows what is sold, before anybody has signed in', async () => {
    const phone = phoneOf('weapp-visitor');
    await phone.until(() => phone.all('t-product-card').length === 12, 'twelve products');
    expect(phone.page().route).toBe('pages/home/index');
    expect(phone.text()).toContain('龙井茶 100 g');
    expect(phone.text()).toContain('本单可得权益 ¥128.00');
    expect(phone.calls.map(({ name }) => name)).not.toContain('login');
  });

  test('signs in by itself, once, when a page needs to know who it is', async () => {
    const phone = phoneOf('weapp-newcomer');
    await phone.switchTab('pages/me/index');
    expect(await readText(phone, 't-nickname')).toContain('微信用户');
    await phone.switchTab('pages/line/index');
    await phone.until(() => phone.all('t-empty').length > 0, 'the explanation of an empty line');
    expect(phone.calls.filter(({ name }) => name === 'login')).toHaveLength(1);
    expect(await memberOf('weapp-newcomer')).not.toBeNull();
  });

  test('who scans a code is invited by the one whose code it is', async () => {
    const inviter = await shop.signIn('weapp-inviter');
    const phone = phoneOf('weapp-invited', { scene: inviter.inviteCode });
    await phone.switchTab('pages/me/index');
    await readText(phone, 't-nickname');
    expect((await memberOf('weapp-invited'))?.inviterId).toBe(inviter.id);
  });

  test('home → product → confirm → pay → place in line → queue; the next buyer pays the first', async () => {
    const first = phoneOf('weapp-first');
    await chooseProduct(first, '青瓷茶杯');
    expect(await readText(first, 't-entitled')).toBe('¥96.80');
    expect(await readText(first, 't-ratio')).toBe('110%');
    expect(await readText(first, 't-rule')).not.toBe('');
    await first.tap('t-pay');
    await waitForPage(first, 'packages/shop/result/index');
    expect(await readText(first, 't-place')).toBe('1');
    expect(await readText(first, 't-entitled')).toBe('¥96.80');

    const payment = first.calls.find(({ name }) => name === 'requestPayment');
    expect(payment?.options).toMatchObject({
      signType: 'RSA',
      package: expect.stringMatching(/^prepay_id=/),
    });

    await first.tap('t-to-line');
    await waitForPage(first, 'pages/line/index');
    expect(await readText(first, 't-entry-title')).toBe('青瓷茶杯');
    expect(await readText(first, 't-entry-rewarded')).toBe('¥0.00');

    const second = phoneOf('weapp-second');
    await chooseProduct(second, '土蜂蜜 500 g');
    await second.tap('t-pay');
    await waitForPage(second, 'packages/shop/result/index');
    expect(await readText(second, 't-place')).toBe('2');
    expect(await readText(second, 't-ahead')).toBe('¥83.20');

    first.page().tell('onPullDownRefresh');
    await first.until(() => first.text().includes('¥13.60'), 'a fifth of 68.00');
    await first.tap('t-entry');
    await waitForPage(first, 'packages/line/history/index');
    expect(await readText(first, 't-payout-amount')).toBe('+¥13.60');
    expect(await readText(first, 't-payout-order')).toMatch(/^[0-9A-Z]{6,32}$/);
    expect(first.setData.largestBytes).toBeLessThan(256 * 1024);
  });

  test('a cancelled payment leaves the order to be paid later', async () => {
    const phone = phoneOf('weapp-hesitant');
    phone.person.decide = 'cancel';
    await chooseProduct(phone, '手工挂面 900 g');
    await phone.tap('t-pay');
    await waitForPage(phone, 'packages/orders/detail/index');
    expect(await readText(phone, 't-order-state')).toBe('待付款');

    phone.person.decide = 'pay';
    await phone.tap('t-pay');
    await waitForPage(phone, 'packages/shop/result/index');
    expect(await readText(phone, 't-place')).toMatch(/^\d+$/);
  });

  test('a payment at a counter: the amount is typed, quoted and paid', async () => {
    const phone = phoneOf('weapp-guest');
    await phone.switchTab('pages/stores/index');
    await phone.until(() => phone.all('t-store-card').length === 3, 'three stores');
    await phone.tap('t-store-card', 0);
    await waitForPage(phone, 'packages/store/detail/index');
    await phone.tap('t-cashier');
    await waitForPage(phone, 'packages/store/cashier/index');
    for (const key of ['2', '6', 'point', '5']) await phone.tap(`t-key-${key}`);
    expect(await readText(phone, 't-typed')).toBe('26.5');
    await phone.tap('t-cashier-next');
    expect(await readText(phone, 't-total')).toBe('¥26.50');
    await phone.tap('t-pay');
    await waitForPage(phone, 'packages/shop/result/index');
    expect(await readText(phone, 't-place')).toBe('1');
  });

  test('an expired session is renewed without a word', async () => {
    const before = phoneOf('weapp-returning');
    await before.switchTab('pages/me/index');
    await readText(before, 't-nickname');

    shop.clock.advance(40 * 24 * 60 * 60_000);
    const after = phoneOf('weapp-returning', { storage: new Map(before.storage) });
    await after.switchTab('pages/me/index');
    expect(await readText(after, 't-nickname')).toContain('微信用户');
    expect(after.calls.filter(({ name }) => name === 'login')).toHaveLength(1);
    expect(after.storage.get('session')).not.toEqual(before.storage.get('session'));
  });

  test('without a network it says so, and loads by itself when there is one again', async () => {
    const phone = phoneOf('weapp-tunnel');
    phone.network.offline = true;
    await phone.switchTab('pages/me/index');
    expect(await readText(phone, 't-error-message')).not.toBe('');
    phone.network.offline = false;
    expect(await readText(phone, 't-nickname')).toContain('微信用户');
  });
});
