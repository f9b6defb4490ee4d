import { randomUUID } from 'node:crypto';
import { fen } from '@paifan/shared/money/fen';
import { runChecks } from '../../src/db/checks';
import { readBalance } from '../../src/db/ledgerReads';
import { reviewAfterSale } from '../../src/usecases/afterSale/reviewAfterSale';
import { aRefusedShipping } from '../support/backOffice';
import { asking, CLERK, refund, request } from '../support/afterSale';
import { operatorWith, signedIn, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let shop: TestShop;
let buyer: Person;
let finance: TestOperator;
beforeAll(async () => {
  shop = await startTestShop({ config: { session: { days: 365 } } });
  buyer = await shop.signIn('buyer');
  finance = await operatorWith(shop, 'finance');
});
afterAll(() => shop.stop());
afterEach(async () => {
  shop.simulator.behave();
  expect(await runChecks(shop.db)).toEqual([]);
});

/** Signed in anew: days go by. */
const again = () => signedIn(shop, finance.id);
const stuck = async () => (await (await again()).call('GET /api/admin/refunds/stuck')).items;
const retry = async (no: string) =>
  (await again()).call('POST /api/admin/refunds/:no/retry', { params: { no } });
const counted = async () => {
  const owner = await operatorWith(shop, 'owner');
  const { needsPerson } = await owner.call('GET /api/admin/solvency', { query: { days: '30' } });
  expect((await owner.call('GET /api/admin/system')).stuckRefunds).toBe(needsPerson.stuckRefunds);
  return needsPerson.stuckRefunds;
};

/** Asks WeChat, and lets it tell. */
async function askWeChat(afterMs = MINUTE): Promise<void> {
  shop.clock.advance(afterMs);
  await shop.shop.scheduler.runJob('refundPayments');
  await shop.deliver();
  await shop.settle();
}

/** The number of an order of one product and 8.00 freight, whose goods are refunded, and whose freight goes back. */
async function freightGoesBack(): Promise<string> {
  const template = await shop.db.freightTemplates.create({
    ...{
      name: `运费 ${randomUUID().slice(0, 8)}`,
      chargeBy: 'piece',
      regions: [],
      freeFromFen: null,
      freeFromPieces: null,
    },
    elsewhere: { first: 1, firstFen: fen(800), additional: 1, additionalFen: fen(0) },
    createdAt: shop.clock.now(),
  });
  const productId = await shop.addProduct({ priceFen: fen(5_000) });
  await shop.db.products.update({ freightTemplateId: template.id }, { where: { id: productId } });
  const { no } = await shop.buy(buyer, mall(productId));
  const { no: asked } = await request(buyer, no, asking(5_000));
  await reviewAfterSale(shop.context, CLERK, asked, { agrees: true });
  return no;
}

test('freight that WeChat closes is asked for with another number, and is listed until it is back', async () => {
  const before = await readBalance(shop.db, 'wechat');
  const no = await freightGoesBack();
  await askWeChat();
  expect(await stuck()).toEqual([]);
  // The goods are back; now the freight.
  shop.simulator.misbehave({ on: 'refund', fault: 'CLOSED', times: 1 });
  await askWeChat();
  expect(await stuck()).toMatchObject([
    { no: `${no}R3`, orderNo: no, reason: 'freight', state: 'wanted', amountFen: 800, afterSaleNo: null },
  ]);
  expect(await counted()).toBe(1);
  await askWeChat(2 * MINUTE);
  expect(await stuck()).toEqual([]);
  expect(await counted()).toBe(0);
  expect(await readBalance(shop.db, 'wechat')).toBe(before);
});

test('what WeChat closes again and again stays listed, and goes on when somebody wants it', async () => {
  const no = await freightGoesBack();
  await askWeChat();
  shop.simulator.misbehave({ on: 'refund', fault: 'CLOSED' });
  for (let number = 2; number <= 14; number += 1) await askWeChat(7 * HOUR);
  const [last] = await stuck();
  expect(last).toMatchObject({ no: `${no}R13`, state: 'closed', nextTryAt: null });
  shop.simulator.behave();
  await retry(`${no}R13`);
  expect(
    await (await again()).fail('POST /api/admin/refunds/:no/retry', { params: { no: `${no}R13` } }),
  ).toMatchObject({
    code: 'refund_not_found',
  });
  expect(await stuck()).toMatchObject([{ no: `${no}R14`, state: 'wanted' }]);
  await askWeChat();
  expect(await stuck()).toEqual([]);
});

test('an after-sale that WeChat closed waits for the shop, in this list too', async () => {
  const { no } = await shop.buy(buyer, mall(await shop.addProduct()));
  shop.simulator.misbehave({ on: 'refund', fault: 'CLOSED', times: 1 });
  const failed = await refund(shop, buyer, no, asking(1_000));
  expect(failed.state).toBe('failed');
  expect(await stuck()).toMatchObject([{ no: `${no}R1`, afterSaleNo: failed.no, state: 'closed' }]);
  await askWeChat(24 * HOUR);
  expect(await stuck()).toHaveLength(1);
  await retry(`${no}R1`);
  expect(await stuck()).toMatchObject([{ no: `${no}R2`, state: 'wanted' }]);
  await askWeChat();
  expect(await stuck()).toEqual([]);
  const { state } = await buyer.call('GET /api/after-sales/:no', { params: { no: failed.no } });
  expect(state).toBe('refunded');
});

test('an abnormal one is asked about by itself, and at once when somebody wants it', async () => {
  const { no } = await shop.buy(buyer, mall(await shop.addProduct()));
  shop.simulator.misbehave({ on: 'refund', fault: 'ABNORMAL', times: 1 });
  const failed = await refund(shop, buyer, no, asking(1_000));
  expect(await stuck()).toMatchObject([{ state: 'abnormal' }]);
  await retry(`${no}R1`);
  await askWeChat();
  expect(await stuck()).toMatchObject([{ no: `${no}R1`, state: 'abnormal' }]);
  const one = shop.simulator.box.state.refunds.get(`${no}R1`);
  if (!one) throw new Error('no refund');
  one.state = 'SUCCESS';
  await askWeChat(6 * HOUR);
  expect(await stuck()).toEqual([]);
  const { state } = await buyer.call('GET /api/after-sales/:no', { params: { no: failed.no } });
  expect(state).toBe('refunded');
});

test('one that WeChat goes on refusing is listed with what it says, until the account has money', async () => {
  const { no } = await shop.buy(buyer, mall(await shop.addProduct()));
  const { no: asked } = await request(buyer, no, asking(1_000));
  await reviewAfterSale(shop.context, CLERK, asked, { agrees: true });
  const refused = { on: 'api', path: '/v3/refund', fault: 'error', status: 403, code: 'NOT_ENOUGH' } as const;
  shop.simulator.misbehave(refused);
  for (const hours of [0, 1, 1]) await askWeChat(hours * HOUR);
  expect(await stuck()).toEqual([]);
  await askWeChat(HOUR);
  expect(await stuck()).toMatchObject([{ no: `${no}R1`, state: 'wanted', error: 'NOT_ENOUGH', attempts: 4 }]);
  shop.simulator.behave();
  await retry(`${no}R1`);
  await askWeChat();
  expect(await stuck()).toEqual([]);
});

test('shipping that WeChat refused is told again when somebody wants it', async () => {
  const clerk = await operatorWith(shop, 'service');
  const no = await aRefusedShipping(shop);
  const call = { params: { no } };
  const answered = await clerk.call('POST /api/admin/orders/:no/shipping-upload/retry', call);
  expect(answered.shippingUpload).toEqual({ state: 'wanted', error: null });
  await clerk.call('POST /api/admin/orders/:no/shipping-upload/retry', call);
  const other = await shop.buy(buyer, mall(await shop.addProduct()));
  expect(
    await clerk.fail('POST /api/admin/orders/:no/shipping-upload/retry', { params: { no: other.no } }),
  ).toEqual({ status: 409, code: 'shipping_upload_state' });
  expect(
    await clerk.fail('POST /api/admin/orders/:no/shipping-upload/retry', { params: { no: 'NOTHING1' } }),
  ).toMatchObject({ code: 'order_not_found' });
});
