import { openStockedShop, type TestShop } from '../support/shop';
import { callsOf, chooseProduct, phonesOf, readText, toasts, waitForPage, type Phone } from './phone';

const CALM = '网络不太通畅，请稍后再试';

let shop: TestShop;
const phoneOf = phonesOf(() => shop);

beforeAll(async () => {
  shop = await openStockedShop();
});
afterEach(() => shop.simulator.behave());
afterAll(() => shop?.stop());

const ordersOf = async (openid: string) => {
  const member = await shop.db.members.findOne({ where: { openid }, rejectOnEmpty: true });
  return shop.db.orders.findAll({ where: { memberId: member.id } });
};
const said = (phone: Phone, text: string) =>
  phone.until(() => toasts(phone).some((toast) => toast.includes(text)), `«${text}»`);
const requests = (phone: Phone, method: string, end: string) =>
  callsOf(phone, 'request')
    .map(({ options }) => options)
    .filter(({ method: asked, url }) => asked === method && String(url).endsWith(end));
const keyOf = ({ header }: Record<string, unknown>): unknown =>
  Reflect.get(Object(header), 'Idempotency-Key');

test('when WeChat cannot log in the page says so, and works when it can again', async () => {
  const phone = phoneOf('weapp-no-login');
  phone.person.logsIn = false;
  await phone.switchTab('pages/me/index');
  expect(await readText(phone, 't-error-message')).toBe(CALM);
  phone.person.logsIn = true;
  await phone.tap('t-retry');
  expect(await readText(phone, 't-nickname')).toContain('微信用户');
});

describe('an order is placed once', () => {
  test.each(['lost', 'unreached'] as const)(
    'though the answer to the first request did not come (%s): the second goes under the same key',
    async (fault) => {
      const phone = phoneOf(`weapp-order-${fault}`);
      await chooseProduct(phone, '青瓷茶杯');
      await readText(phone, 't-entitled');
      phone.network.mishaps.push({ method: 'POST', path: '/api/orders', fault });
      await phone.tap('t-pay');
      await said(phone, CALM);
      await phone.tap('t-pay');
      await waitForPage(phone, 'packages/shop/result/index');
      const placed = requests(phone, 'POST', '/api/orders');
      expect(placed).toHaveLength(2);
      expect(keyOf(placed[0] ?? {})).toBe(keyOf(placed[1] ?? {}));
      expect(await ordersOf(`weapp-order-${fault}`)).toHaveLength(1);
    },
  );

  test('though the network is slow and the button is tapped again and again', async () => {
    const phone = phoneOf('weapp-slow');
    phone.network.slowMs = 300;
    await chooseProduct(phone, '青瓷茶杯');
    await readText(phone, 't-entitled');
    await phone.tap('t-pay');
    for (const again of phone.all('t-pay'))
      expect(String(again.element.attr['class'])).toContain('tap--disabled');
    await waitForPage(phone, 'packages/shop/result/index');
    expect(requests(phone, 'POST', '/api/orders')).toHaveLength(1);
    expect(callsOf(phone, 'requestPayment')).toHaveLength(1);
  });
});

describe('a payment', () => {
  test('that fails leaves the order to be paid later', async () => {
    const phone = phoneOf('weapp-declined');
    phone.person.decide = 'fail';
    await chooseProduct(phone, '青瓷茶杯');
    await phone.tap('t-pay');
    await waitForPage(phone, 'packages/orders/detail/index');
    await said(phone, '支付没有完成');
    expect(await readText(phone, 't-order-state')).toBe('待付款');
  });

  test('that was made although the phone says it failed is found by asking WeChat', async () => {
    const phone = phoneOf('weapp-unheard');
    phone.person.decide = 'unheard';
    await chooseProduct(phone, '青瓷茶杯');
    await phone.tap('t-pay');
    await waitForPage(phone, 'packages/shop/result/index');
    expect(await readText(phone, 't-place')).toMatch(/^\d+$/);
  });

  test('that is answered late is waited for, once', async () => {
    const phone = phoneOf('weapp-thinking');
    phone.person.payingMs = 600;
    shop.simulator.misbehave({ on: 'notification', fault: 'late', delayMs: 3_600_000 });
    await chooseProduct(phone, '青瓷茶杯');
    await phone.tap('t-pay');
    await waitForPage(phone, 'packages/shop/result/index');
    expect(await readText(phone, 't-place')).toMatch(/^\d+$/);
    expect(callsOf(phone, 'requestPayment')).toHaveLength(1);
  });

  test('whose check got no answer still shows what came of it', async () => {
    const phone = phoneOf('weapp-unchecked');
    phone.network.mishaps.push({ method: 'POST', path: '/payment/check', fault: 'unreached' });
    await chooseProduct(phone, '青瓷茶杯');
    await phone.tap('t-pay');
    await waitForPage(phone, 'packages/shop/result/index');
    expect(await readText(phone, 't-place')).toMatch(/^\d+$/);
  });
});

test('a session that expires on the way is renewed once, and what was begun goes on', async () => {
  const phone = phoneOf('weapp-long-gone');
  await chooseProduct(phone, '青瓷茶杯');
  expect(callsOf(phone, 'login')).toHaveLength(1);
  shop.clock.advance(40 * 24 * 3_600_000);
  await phone.tap('t-pay');
  await waitForPage(phone, 'packages/shop/result/index');
  await readText(phone, 't-place');
  await phone.tap('t-to-line');
  await waitForPage(phone, 'pages/line/index');
  expect(await readText(phone, 't-entry-title')).toBe('青瓷茶杯');
  expect(callsOf(phone, 'login')).toHaveLength(2);
});

describe('without a network', () => {
  test('every page says so, keeps what it has, and asks anew when the network returns', async () => {
    const phone = phoneOf('weapp-lift');
    await phone.switchTab('pages/me/index');
    const name = await readText(phone, 't-nickname');
    expect(phone.all('t-offline')).toEqual([]);

    phone.network.offline = true;
    expect(await readText(phone, 't-offline')).toBe('当前无网络，显示的是上次的内容');
    expect(await readText(phone, 't-nickname')).toBe(name);
    await phone.switchTab('pages/line/index');
    await readText(phone, 't-offline');
    await readText(phone, 't-error-message');

    phone.network.offline = false;
    await phone.until(() => phone.all('t-empty').length > 0, 'the line, asked for by itself');
    expect(phone.all('t-offline')).toEqual([]);
    expect(phone.all('t-error')).toEqual([]);
  });

  test('from the start, it says so too', async () => {
    const storage = new Map<string, unknown>();
    const phone = phoneOf('weapp-plane', { storage, offline: true });
    await readText(phone, 't-offline');
    phone.network.offline = false;
    await phone.until(() => phone.all('t-product-card').length === 12, 'twelve products');
    expect(phone.all('t-offline')).toEqual([]);
  });
});
