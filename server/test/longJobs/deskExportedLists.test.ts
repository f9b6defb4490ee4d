import { randomUUID } from 'node:crypto';
import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { manualClock } from '../../src/clock';
import { asking, request } from '../support/afterSale';
import { atStore } from '../support/checkout';
import { startShopWithFiles, tableAt, type Table } from '../support/exports';
import { addMerchant, addMerchantWithStore, staffWith, type TestStaff } from '../support/merchants';
import { operatorWith } from '../support/operators';
import { ACCOUNT, askFor, aStatement } from '../support/payables';
import { cashier, mall, type Person, type TestShop } from '../support/shop';

/* What the lists of a desk export: a store's, a supplier's, and of each its own rows alone. */

const DAY = { from: '2026-03-02', to: '2026-03-02' } as const;
const YESTERDAY = { from: '2026-03-01', to: '2026-03-01' } as const;

let shop: TestShop;
let stop: () => Promise<void>;
let buyer: Person;
let merchantId: MerchantId;
let storeId: StoreId;
let owner: TestStaff;
let other: TestStaff;
let othersStore: StoreId;
let supplier: TestStaff;
let ofSupplier: MerchantId;

beforeAll(async () => {
  ({ shop, stop } = await startShopWithFiles({ clock: manualClock(new Date('2026-03-02T02:00:00Z')) }));
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
  owner = await staffWith(shop, merchantId, 'owner');
  const neighbour = await addMerchantWithStore(shop);
  othersStore = neighbour.storeId;
  other = await staffWith(shop, neighbour.merchantId, 'owner');
  ofSupplier = await addMerchant(shop, { kind: 'supplier', name: '临安茶厂' });
  supplier = await staffWith(shop, ofSupplier, 'owner');
  buyer = await shop.signIn('buyer');
});
afterAll(() => stop());

type Export =
  `POST /api/desk/exports/${'to-send' | 'after-sales' | 'takings' | 'payouts' | 'reviews' | 'proposals' | 'stores' | 'staff'}`;

/** Asks for an export and reads the table by its titles. */
async function exported(by: TestStaff, route: Export, asked: object = {}): Promise<Table> {
  const headers = { 'Idempotency-Key': randomUUID() };
  const { id } = await by.call(route, { headers, body: { format: 'csv', ...DAY, ...asked } });
  await shop.shop.scheduler.runJob('runLongJobs');
  expect(await by.call('GET /api/desk/long-jobs/:id', { params: { id } })).toMatchObject({ error: null });
  const { url } = await by.call('POST /api/desk/long-jobs/:id/link', { params: { id } });
  return tableAt(shop, url);
}

test('a store’s requests for money back stand by state, store and day, and not who asked', async () => {
  const paid = await shop.buy(buyer, cashier(storeId, 5_000));
  const { no } = await request(buyer, paid.no, asking(3_000));
  const second = await shop.addStore();
  await shop.db.stores.update({ merchantId, name: '新街面馆' }, { where: { id: second } });
  const there = await request(buyer, (await shop.buy(buyer, cashier(second, 900))).no, asking(400));
  const rows = await exported(owner, 'POST /api/desk/exports/after-sales');
  expect(rows).toMatchObject([
    { 售后单号: there.no, 门店: '新街面馆', 金额: '4.00' },
    { 售后单号: no, 订单号: paid.no, 状态: '待审核', 门店: '老街面馆', 金额: '30.00', 原因: '不想要了' },
  ]);
  expect(rows[0]).not.toHaveProperty('会员编号');
  const only = await exported(owner, 'POST /api/desk/exports/after-sales', { storeId: second });
  expect(only).toEqual(rows.slice(0, 1));
  for (const asked of [{ state: 'refunded' }, YESTERDAY])
    expect(await exported(owner, 'POST /api/desk/exports/after-sales', asked)).toEqual([]);
  expect(await exported(other, 'POST /api/desk/exports/after-sales')).toEqual([]);
});

test('what was paid at the stores stands a row a payment, as the list of the day has it', async () => {
  const { items } = await owner.call('GET /api/desk/takings', { query: DAY });
  const rows = await exported(owner, 'POST /api/desk/exports/takings');
  expect(rows.map((row) => row['订单号'])).toEqual(items.map(({ orderNo }) => orderNo));
  expect(rows).toMatchObject([
    { 类型: '收银台', 门店: '新街面馆', 金额: '9.00' },
    { 类型: '收银台', 门店: '老街面馆', 金额: '50.00', 已退: '0.00' },
  ]);
  expect(await exported(owner, 'POST /api/desk/exports/takings', { storeId })).toEqual(rows.slice(1));
  expect(await exported(owner, 'POST /api/desk/exports/takings', YESTERDAY)).toEqual([]);
  expect(await exported(other, 'POST /api/desk/exports/takings')).toEqual([]);
  const foreign = { body: { format: 'csv' as const, ...DAY, storeId } };
  const headers = { 'Idempotency-Key': randomUUID() };
  expect(await other.fail('POST /api/desk/exports/takings', { ...foreign, headers })).toMatchObject({
    code: 'store_not_found',
  });
});

test('payouts stand with the end of the own account, and without who of the platform decided', async () => {
  const { day } = await aStatement(shop, merchantId);
  const finance = await operatorWith(shop, 'finance');
  const { no } = await finance.call('POST /api/admin/merchant-payouts', askFor(merchantId, day, 7_000));
  const [row, ...more] = await exported(owner, 'POST /api/desk/exports/payouts');
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    ...{ 结算单号: no, 状态: '待复核', 金额: '70.00', 日结天数: '1', 首日: day, 末日: day },
    ...{ 收款方: ACCOUNT.bankName, 账号尾号: ACCOUNT.number.slice(-4) },
  });
  expect(row).not.toHaveProperty('申请人');
  expect(await exported(other, 'POST /api/desk/exports/payouts')).toEqual([]);
});

test('a supplier’s requests stand without amounts; reviews stand with the answers', async () => {
  const tea = await shop.addProduct({ title: '高山绿茶' });
  await shop.db.products.update({ merchantId: ofSupplier, source: 'supplier' }, { where: { id: tea } });
  const { no } = await request(buyer, (await shop.buy(buyer, mall(tea))).no, asking(100));
  const [row] = await exported(supplier, 'POST /api/desk/exports/after-sales');
  expect(row).toMatchObject({ 售后单号: no, 商品: '高山绿茶' });
  expect(row).not.toHaveProperty('金额');

  const kept = await shop.buy(buyer, mall(tea));
  const { terms } = await buyer.call('GET /api/terms');
  if (terms) await buyer.call('POST /api/me/terms/:id/accept', { params: { id: terms.id } });
  await buyer.call('POST /api/orders/:no/receipt', { params: { no: kept.no } });
  const { id } = await buyer.call('PUT /api/orders/:no/lines/:line/review', {
    ...{ params: { no: kept.no, line: 0 }, body: { stars: 5, text: '清香' } },
  });
  await supplier.call('PUT /api/desk/reviews/:id/answer', { params: { id }, body: { text: '谢谢' } });
  expect(await exported(supplier, 'POST /api/desk/exports/reviews')).toMatchObject([
    { 商品: '高山绿茶', 评价: '清香', 回复: '谢谢' },
  ]);
  for (const [answered, rows] of [
    [true, 1],
    [false, 0],
  ] as const)
    expect(await exported(supplier, 'POST /api/desk/exports/reviews', { answered })).toHaveLength(rows);
  expect(await exported(supplier, 'POST /api/desk/exports/reviews', YESTERDAY)).toEqual([]);
});

test('what waits to be sent stands with its address and a place for the number, until it was sent', async () => {
  const sauce = await shop.addProduct({ title: '自制辣酱' });
  await shop.db.products.update({ merchantId, storeId, source: 'store' }, { where: { id: sauce } });
  const [first, second] = [
    await shop.buy(buyer, atStore(storeId, sauce, 'express', 2)),
    await shop.buy(buyer, atStore(storeId, sauce, 'express')),
  ];
  await shop.buy(buyer, atStore(storeId, sauce));
  const clerk = await staffWith(shop, merchantId, 'clerk');
  const rows = await exported(clerk, 'POST /api/desk/exports/to-send', { storeId });
  expect(rows).toMatchObject([
    { 订单号: first.no, 快递公司: '', 快递单号: '', 电话: '13900000000', 商品: '自制辣酱 × 2', 件数: '2' },
    { 订单号: second.no, 件数: '1' },
  ]);
  await clerk.call('POST /api/desk/orders/ship', {
    body: { dryRun: false, rows: [{ orderNo: first.no, carrier: 'SF', number: 'SF70001' }] },
  });
  expect(await exported(clerk, 'POST /api/desk/exports/to-send')).toEqual(rows.slice(1));
  expect(await exported(other, 'POST /api/desk/exports/to-send')).toEqual([]);
});

test('proposals, stores and staff stand whole, newest first', async () => {
  const draft = { merchantId: ofSupplier, draft: {}, createdAt: shop.clock.now() };
  await shop.db.proposals.bulkCreate([
    { ...draft, title: '白茶', state: 'draft' },
    { ...draft, title: '红茶', state: 'rejected', reason: '图片不清楚', submittedAt: shop.clock.now() },
  ]);
  const proposals = (by: TestStaff, asked: object = {}) =>
    exported(by, 'POST /api/desk/exports/proposals', asked);
  expect(await proposals(supplier)).toMatchObject([
    { 商品: '红茶', 平台的说明: '图片不清楚' },
    { 商品: '白茶', 申请: '新商品', 状态: '草稿' },
  ]);
  expect(await proposals(supplier, { state: 'rejected' })).toMatchObject([{ 商品: '红茶' }]);
  expect(await exported(owner, 'POST /api/desk/exports/stores')).toMatchObject([
    { 门店: '新街面馆' },
    { 门店: '老街面馆' },
  ]);
  expect((await exported(owner, 'POST /api/desk/exports/staff')).at(-1)).toMatchObject({
    ...{ 姓名: '测试 owner', 角色: '负责人', 登录名: owner.login, 小程序: '否', 状态: '可用' },
  });
});

test.each([
  ['reviews', () => supplier, '商品', () => []],
  ['proposals', () => supplier, '商品', () => []],
  ['stores', () => owner, '门店编号', () => [String(othersStore)]],
  ['staff', () => owner, '登录名', () => [other.login]],
] as const)(
  'of %s a merchant gets its own, and not one of another',
  async (name, holder, title, ownOfOther) => {
    const titles = async (by: TestStaff) =>
      (await exported(by, `POST /api/desk/exports/${name}`)).map((row) => row[title]);
    const own = ownOfOther();
    expect(await titles(holder())).not.toEqual([]);
    expect(await titles(other)).toEqual(own);
    for (const each of own) expect(await titles(holder())).not.toContain(each);
  },
);

test('they are for who may read what they hold', async () => {
  const clerk = await staffWith(shop, merchantId, 'clerk');
  const headers = { 'Idempotency-Key': randomUUID() };
  const refused = { status: 403, code: 'forbidden' };
  expect(
    await clerk.fail('POST /api/desk/exports/payouts', { headers, body: { format: 'csv', ...DAY } }),
  ).toEqual(refused);
  expect(await clerk.fail('POST /api/desk/exports/staff', { headers, body: { format: 'csv' } })).toEqual(
    refused,
  );
});
