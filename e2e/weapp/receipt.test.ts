import { manualClock } from '../../server/src/clock';
import { shipOrder } from '../../server/src/usecases/shipping/shipOrder';
import { CLERK } from '../../server/test/support/afterSale';
import { mall, startTestShop, type Person, type TestShop } from '../../server/test/support/shop';
import { callsOf, phonesOf, readText, toasts, type Phone } from './phone';

let shop: TestShop;
let buyer: Person;
let no: string;
let orders = 0;
const phoneOf = phonesOf(() => shop);

beforeAll(async () => {
  shop = await startTestShop({ clock: manualClock(new Date()) });
  buyer = await shop.signIn('weapp-receiver');
});
afterAll(() => shop?.stop());

/** An order that was sent, and of which WeChat was told. */
beforeEach(async () => {
  ({ no } = await shop.buy(buyer, mall(await shop.addProduct())));
  const parcel = { kind: 'express', carrier: 'SF', number: `SF${70_000_000 + (orders += 1)}` } as const;
  await shipOrder(shop.context, CLERK, no, [{ ...parcel, content: 'rest' }]);
  shop.clock.advance(120_000);
  await shop.shop.scheduler.runJob('uploadShippings');
});

async function openOrder(more?: Parameters<typeof phoneOf>[1]): Promise<Phone> {
  const phone = phoneOf(buyer.openid, more);
  await phone.open(`/packages/orders/detail/index?no=${no}`);
  expect(await readText(phone, 't-order-state')).toBe('已发货');
  return phone;
}
const stateOf = async () => (await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true })).state;
const inWeChat = () => shop.simulator.box.state.shipments.get(no)?.confirmedAt;
const opened = (phone: Phone) => callsOf(phone, 'openBusinessView').map(({ options }) => options);
const said = (phone: Phone, text: string) =>
  phone.until(() => toasts(phone).some((toast) => toast.includes(text)), `«${text}»`);

describe('receipt of an order is confirmed in WeChat’s own component', () => {
  test('which gets the numbers of the payment, and says on the way back that it was done', async () => {
    const phone = await openOrder();
    await phone.tap('t-receipt');
    await said(phone, '已确认收货');
    await phone.until(() => phone.text().includes('已完成'), 'the completed order');
    expect(await stateOf()).toBe('completed');
    expect(inWeChat()).toBeDefined();
    const order = shop.simulator.box.state.orders.get(no);
    expect(opened(phone)).toMatchObject([
      {
        businessType: 'weappOrderConfirm',
        extraData: {
          merchant_id: shop.context.wechat.mchid,
          merchant_trade_no: no,
          transaction_id: order?.transactionId,
        },
      },
    ]);
  });

  test('and left again without harm', async () => {
    const phone = await openOrder();
    phone.person.confirmsReceipt = 'cancel';
    await phone.tap('t-receipt');
    await said(phone, '还没有确认');
    expect(await stateOf()).toBe('shipped');
    phone.person.confirmsReceipt = 'confirm';
    await phone.tap('t-receipt');
    await said(phone, '已确认收货');
    expect(opened(phone)).toHaveLength(2);
  });

  test('and stays to be confirmed when WeChat fails', async () => {
    const phone = await openOrder();
    phone.person.confirmsReceipt = 'fail';
    await phone.tap('t-receipt');
    await said(phone, '微信没有完成确认');
    expect(await stateOf()).toBe('shipped');
  });

  test('once: what the shop was not told, because the way to it broke off, it learns from WeChat', async () => {
    const phone = await openOrder();
    phone.network.mishaps.push({ method: 'POST', path: `${no}/receipt`, fault: 'unreached' });
    await phone.tap('t-receipt');
    await said(phone, '网络不太通畅');
    expect(inWeChat()).toBeDefined();
    expect(await stateOf()).toBe('shipped');

    await phone.tap('t-receipt');
    await said(phone, '已确认收货');
    expect(opened(phone)).toHaveLength(1);
    expect(await stateOf()).toBe('completed');
  });

  test('or in the shop’s own way, where WeChat has no such component', async () => {
    const phone = await openOrder({ lacks: ['openBusinessView'] });
    phone.person.agrees = false;
    await phone.tap('t-receipt');
    await phone.until(() => callsOf(phone, 'showModal').length === 1, 'the question');
    expect(await stateOf()).toBe('shipped');
    phone.person.agrees = true;
    await phone.tap('t-receipt');
    await said(phone, '已确认收货');
    expect(await stateOf()).toBe('completed');
  });
});
