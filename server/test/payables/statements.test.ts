import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { closeDays } from '../../src/usecases/statements/closeDays';
import { asking, expectCleanBooks, refund } from '../support/afterSale';
import { addMerchant, addMerchantWithStore, staffWith } from '../support/merchants';
import { operatorWith } from '../support/operators';
import { closeDay } from '../support/payables';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let ann: Person;
let bob: Person;
let merchantId: MerchantId;
let storeId: StoreId;
beforeAll(async () => {
  shop = await startTestShop();
  await shop.publish({ referral: { directRatio: ratio('0.05'), indirectRatio: ratio('0'), freezeDays: 7 } });
});
beforeEach(async () => {
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob', ann.inviteCode);
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
});
afterEach(() => expectCleanBooks(shop));
afterAll(() => shop.stop());

/** The desk's statements, newest first; sessions end with the days that go by. */
async function statements(merchant: MerchantId = merchantId) {
  const desk = await staffWith(shop, merchant, 'manager');
  return (await desk.call('GET /api/desk/statements')).items;
}
/** A moment before midnight, so many milliseconds. */
const beforeMidnight = (milliseconds: number) => {
  const day = Math.floor((shop.clock.now().getTime() + 8 * 3_600_000) / 86_400_000) + 1;
  shop.clock.set(new Date(day * 86_400_000 - 8 * 3_600_000 - milliseconds));
};

test('a day shows sales, refunds, commission, what the sales gave to the line, the rewards for them, and what is payable', async () => {
  await shop.buy(ann, cashier(storeId, 10_000));
  const second = await shop.buy(bob, cashier(storeId, 20_000));
  await shop.shop.scheduler.runJob('bookPayables');
  await refund(shop, bob, second.no, asking(5_000));
  await closeDay(shop);
  const [statement] = await statements();
  const desk = await staffWith(shop, merchantId, 'manager');
  const takings = await desk.call('GET /api/desk/takings', { query: { to: statement?.day ?? '' } });
  const contributedFen = takings.items.reduce((sum, taking) => sum + taking.contributedFen, 0);
  expect(statement).toMatchObject({
    ...{
      lines: 2,
      saleFen: 30_000,
      refundedFen: 5_000,
      commissionFen: 7_500,
      freightFen: 0,
      payableFen: 17_500,
    },
    ...{ rewardedFen: 750, contributedFen, paid: false, payoutId: null },
  });
  expect(contributedFen).toBeGreaterThan(0);
});

test('by store, and by line', async () => {
  const other = await shop.addStore({ name: '分店', commissionRatio: ratio('0.1') });
  await shop.db.stores.update({ merchantId }, { where: { id: other } });
  await shop.buy(ann, cashier(storeId, 10_000));
  const last = await shop.buy(ann, cashier(other, 1_000));
  await closeDay(shop);
  const desk = await staffWith(shop, merchantId, 'owner');
  const [{ id } = { id: '' as never }] = await statements();
  const { statement, stores } = await desk.call('GET /api/desk/statements/:id', { params: { id } });
  expect(statement).toMatchObject({ lines: 2, payableFen: 7_900 });
  expect(stores).toMatchObject([
    { storeId, storeName: '老街面馆', lines: 1, saleFen: 10_000, commissionFen: 3_000, payableFen: 7_000 },
    { storeId: other, storeName: '分店', lines: 1, saleFen: 1_000, commissionFen: 100, payableFen: 900 },
  ]);
  const page = await desk.call('GET /api/desk/statements/:id/lines', {
    params: { id },
    query: { limit: '1' },
  });
  expect(page.items).toMatchObject([
    { orderNo: last.no, line: 0, kind: 'sale', storeId: other, saleFen: 1_000, payableFen: 900 },
  ]);
  const rest = await desk.call('GET /api/desk/statements/:id/lines', {
    ...{ params: { id }, query: { limit: '1', cursor: page.next ?? '' } },
  });
  expect(rest).toMatchObject({ items: [{ saleFen: 10_000 }], next: null });
});

test('operators read the statements of all merchants, by merchant and by day', async () => {
  await shop.buy(ann, cashier(storeId, 10_000));
  await closeDay(shop);
  const auditor = await operatorWith(shop, 'auditor');
  const list = await auditor.call('GET /api/admin/statements', { query: { merchantId } });
  expect(list.items).toMatchObject([{ merchant: { id: merchantId, name: '老街餐饮' }, payableFen: 7_000 }]);
  const [{ id, day } = { id: '' as never, day: '' }] = list.items;
  const ofDay = await auditor.call('GET /api/admin/statements', { query: { day } });
  expect(ofDay.items.map((item) => item.id)).toContain(id);
  expect(await auditor.call('GET /api/admin/statements/:id', { params: { id } })).toMatchObject({
    ...{ statement: { merchant: { id: merchantId } }, stores: [{ storeId }] },
  });
  expect((await auditor.call('GET /api/admin/statements/:id/lines', { params: { id } })).items).toHaveLength(
    1,
  );
});

test('a day ends at midnight in Shanghai; what completed just before it is on its statement', async () => {
  beforeMidnight(1);
  await shop.buy(ann, cashier(storeId, 1_000));
  shop.clock.advance(1);
  await shop.buy(ann, cashier(storeId, 2_000));
  // Nothing is closed before 00:30.
  shop.clock.advance(30 * 60_000 - 1);
  await shop.shop.scheduler.runJob('closeDays');
  expect(await statements()).toEqual([]);
  shop.clock.advance(1);
  await shop.shop.scheduler.runJob('closeDays');
  expect(await statements()).toMatchObject([{ saleFen: 1_000 }]);
  await closeDay(shop);
  expect(await statements()).toMatchObject([{ saleFen: 2_000 }, { saleFen: 1_000 }]);
});

test('a refund stands on the day on which the money went back, which may owe less than nothing', async () => {
  const { no } = await shop.buy(ann, cashier(storeId, 10_000));
  await closeDay(shop);
  ann = await shop.signIn('ann');
  await refund(shop, ann, no, asking(10_000));
  await closeDay(shop);
  expect(await statements()).toMatchObject([
    {
      lines: 0,
      saleFen: 0,
      refundedFen: 10_000,
      commissionFen: -3_000,
      payableFen: -7_000,
      contributedFen: 0,
    },
    { lines: 1, saleFen: 10_000, refundedFen: 0, payableFen: 7_000 },
  ]);
});

test('a supplier’s statement has supply prices and no stores', async () => {
  const supplier = await addMerchant(shop, { kind: 'supplier' });
  const productId = await shop.addProduct({ priceFen: fen(1_000), costFen: fen(600) });
  await shop.db.products.update({ merchantId: supplier, source: 'supplier' }, { where: { id: productId } });
  const { no } = await shop.buy(ann, mall(productId, 2));
  await ann.call('POST /api/orders/:no/receipt', { params: { no } });
  await shop.settle();
  await closeDay(shop);
  const [statement] = await statements(supplier);
  expect(statement).toMatchObject({ lines: 1, saleFen: 1_200, commissionFen: 0, payableFen: 1_200 });
  const desk = await staffWith(shop, supplier, 'owner');
  const { stores } = await desk.call('GET /api/desk/statements/:id', {
    params: { id: statement?.id ?? ('' as never) },
  });
  expect(stores).toEqual([]);
});

test('days are closed once, however many close them, and days on which nothing ran are made up for', async () => {
  for (const amount of [1_000, 2_000, 3_000]) {
    ann = await shop.signIn('ann');
    await shop.buy(ann, cashier(storeId, amount));
    shop.clock.advance(86_400_000);
  }
  await Promise.all([1, 2, 3].map(() => closeDays(shop.context)));
  const closed = await statements();
  expect(closed.map(({ saleFen }) => saleFen)).toEqual([3_000, 2_000, 1_000]);
  await closeDays(shop.context);
  expect(await statements()).toEqual(closed);
});

test('a clerk sees none of it', async () => {
  const clerk = await staffWith(shop, merchantId, 'clerk');
  for (const key of ['GET /api/desk/statements', 'GET /api/desk/payables', 'GET /api/desk/payouts'] as const)
    expect(await clerk.fail(key)).toEqual({ status: 403, code: 'forbidden' });
});
