import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { readBalance } from '../../src/db/ledgerReads';
import { retryRefund } from '../../src/usecases/afterSale/refundAfterSale';
import { reviewAfterSale } from '../../src/usecases/afterSale/reviewAfterSale';
import { asking, CLERK, expectCleanBooks, payBack, refund, request } from '../support/afterSale';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

const MINUTE = 60_000;

let shop: TestShop;
let buyer: Person;
beforeAll(async () => {
  shop = await startTestShop();
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());
afterEach(async () => {
  shop.simulator.behave();
  await shop.settle();
  await expectCleanBooks(shop);
});

/** An order of which WeChat is to give 4,000 back; the number of its request. */
async function agreed(): Promise<{ no: string; asked: string }> {
  const { no } = await shop.buy(buyer, mall(await shop.addProduct()));
  const { no: asked } = await request(buyer, no, asking(4_000));
  await reviewAfterSale(shop.context, CLERK, asked, { agrees: true });
  return { no, asked };
}

const askWeChat = () => shop.shop.scheduler.runJob('refundPayments');
const stateOf = async (no: string) =>
  (await buyer.call('GET /api/after-sales/:no', { params: { no } })).state;
const refundsOf = (no: string) =>
  [...shop.simulator.box.state.refunds.values()].filter((one) => one.outTradeNo === no);
const refundedFen = async (no: string) =>
  (await buyer.call('GET /api/orders/:no/after-sales', { params: { no } })).lines[0]?.refundedFen;

async function notify(outRefundNo: string): Promise<number> {
  const { headers, body } = shop.simulator.refundNotificationFor(outRefundNo);
  return (await fetch(`${shop.url}/pay/wechat/notify`, { method: 'POST', headers, body })).status;
}

describe('the refund of an after-sale', () => {
  test('whose notification is lost is found by query', async () => {
    const { no, asked } = await agreed();
    shop.simulator.misbehave({ on: 'notification', fault: 'lose' });
    await askWeChat();
    await shop.deliver();
    expect(await stateOf(asked)).toBe('refunding');
    shop.clock.advance(MINUTE);
    await askWeChat();
    expect(await stateOf(asked)).toBe('refunded');
    expect(await refundedFen(no)).toBe(4_000);
  });

  test('counts once, however often and from however many sides it is told', async () => {
    const { no, asked } = await agreed();
    const before = await readBalance(shop.db, 'wechat');
    await askWeChat();
    shop.simulator.misbehave({ on: 'notification', fault: 'lose' });
    await shop.deliver();
    shop.simulator.behave();
    shop.clock.advance(MINUTE);
    const told = await Promise.all([...Array.from({ length: 6 }, () => notify(`${no}R1`)), askWeChat()]);
    expect(told.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(await notify(`${no}R1`)).toBe(200);
    await shop.settle();
    expect(await stateOf(asked)).toBe('refunded');
    expect(await refundedFen(no)).toBe(4_000);
    expect(await readBalance(shop.db, 'wechat')).toBe(before + 4_000);
    const [tasks] = await shop.db.sequelize.query(
      `SELECT t.cause FROM settlement_tasks t JOIN orders o ON o.id = t.order_id WHERE o.no = '${no}' AND t.kind = 'refunded'`,
    );
    expect(tasks).toEqual([{ cause: `${no}R1` }]);
  });

  test('is asked for with the same number until WeChat answers, and happens once', async () => {
    const { no, asked } = await agreed();
    shop.simulator.misbehave({
      on: 'api',
      path: '/v3/refund',
      fault: 'disconnect',
      carriedOut: true,
      times: 1,
    });
    await askWeChat();
    shop.simulator.misbehave({
      on: 'api',
      path: '/v3/refund',
      fault: 'error',
      status: 403,
      code: 'NOT_ENOUGH',
      times: 1,
    });
    shop.clock.advance(MINUTE);
    await askWeChat();
    expect(await shop.db.refunds.findOne({ where: { outRefundNo: `${no}R1` } })).toMatchObject({
      state: 'wanted',
      attempts: 2,
      error: 'NOT_ENOUGH',
    });
    shop.clock.advance(2 * MINUTE);
    await payBack(shop);
    expect(await stateOf(asked)).toBe('refunded');
    expect(refundsOf(no)).toHaveLength(1);
  });

  test('that WeChat closed is asked for anew with another number, when the shop wants it', async () => {
    const { no, asked } = await agreed();
    shop.simulator.misbehave({ on: 'refund', fault: 'CLOSED', times: 1 });
    await payBack(shop);
    expect(await stateOf(asked)).toBe('failed');
    expect(await refundedFen(no)).toBe(0);
    // What failed is still held: it may be paid yet.
    expect((await buyer.call('GET /api/orders/:no/after-sales', { params: { no } })).lines[0]).toMatchObject({
      leftFen: 6_000,
    });
    await retryRefund(shop.context, CLERK, asked);
    expect(await stateOf(asked)).toBe('refunding');
    expect(await notify(`${no}R1`)).toBe(200);
    expect(await stateOf(asked)).toBe('refunding');
    await payBack(shop);
    expect(await stateOf(asked)).toBe('refunded');
    expect(refundsOf(no).map(({ outRefundNo, state }) => [outRefundNo, state])).toEqual([
      [`${no}R1`, 'CLOSED'],
      [`${no}R2`, 'SUCCESS'],
    ]);
    await expect(retryRefund(shop.context, CLERK, asked)).rejects.toMatchObject({ code: 'after_sale_state' });
  });

  test('that is abnormal succeeds when it is put right at WeChat, told or asked', async () => {
    for (const how of ['told', 'asked'] as const) {
      const { no, asked } = await agreed();
      shop.simulator.misbehave({ on: 'refund', fault: 'ABNORMAL', times: 1 });
      await payBack(shop);
      expect(await stateOf(asked)).toBe('failed');
      await retryRefund(shop.context, CLERK, asked);
      await payBack(shop);
      expect(await stateOf(asked)).toBe('failed');
      const [one] = refundsOf(no);
      if (!one) throw new Error('no refund');
      one.state = 'SUCCESS';
      if (how === 'told') expect(await notify(`${no}R1`)).toBe(200);
      else {
        await retryRefund(shop.context, CLERK, asked);
        await askWeChat();
      }
      expect(await stateOf(asked)).toBe('refunded');
      expect(await refundedFen(no)).toBe(4_000);
      expect(refundsOf(no)).toHaveLength(1);
    }
  });

  test('of which WeChat tells another amount changes nothing', async () => {
    const { no, asked } = await agreed();
    await askWeChat();
    const [one] = refundsOf(no);
    if (!one) throw new Error('no refund');
    one.refundFen = 4_001;
    one.state = 'SUCCESS';
    expect(await notify(`${no}R1`)).toBe(422);
    expect(await stateOf(asked)).toBe('refunding');
    one.refundFen = 4_000;
    expect(await notify(`${no}R1`)).toBe(200);
    expect(await stateOf(asked)).toBe('refunded');
  });
});

test('spend tiers count what was paid and not refunded, and nothing of a refunded order', async () => {
  const rebate = { spendTiers: [{ days: 30, minFen: fen(15_000), ratio: ratio('1.5') }] };
  const productId = await shop.addProduct({ rebate });
  const person = await shop.signIn('spender');
  const ratioNow = async () =>
    (await person.call('POST /api/orders/quote', { body: mall(productId) })).lines[0]?.terms.entitlementRatio;
  const buy = async () => {
    const { no } = await shop.buy(person, mall(productId));
    await person.call('POST /api/orders/:no/receipt', { params: { no } });
    return no;
  };
  const first = await buy();
  const second = await buy();
  shop.clock.advance(1_000);
  expect(await ratioNow()).toBe('1.5');
  await refund(shop, person, first, asking(5_000));
  expect(await ratioNow()).toBe('1.5');
  await refund(shop, person, first, asking(1));
  expect(await ratioNow()).toBe('1');
  await buy();
  shop.clock.advance(1_000);
  expect(await ratioNow()).toBe('1.5');
  await refund(shop, person, second, asking(10_000));
  expect(await ratioNow()).toBe('1');
});
