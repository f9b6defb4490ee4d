import { randomUUID } from 'node:crypto';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { readTable } from '../../src/tables/readTable';
import { startShopWithFiles } from '../support/exports';
import { addMerchant, addMerchantWithStore, staffWith, type TestStaff } from '../support/merchants';
import { operatorWith } from '../support/operators';
import { book, closeDay } from '../support/payables';
import { cashier, mall, type Person, type TestShop } from '../support/shop';

/* Exports and imports of a merchant's desk: of its own things, and of nobody else's. */

type LongJob = ResponseOf<'GET /api/desk/long-jobs/:id'>;

let shop: TestShop;
let stop: () => Promise<void>;
let buyer: Person;
let merchantId: MerchantId;
let storeId: StoreId;
let manager: TestStaff;
let supplierId: MerchantId;
let supplier: TestStaff;
beforeAll(async () => {
  ({ shop, stop } = await startShopWithFiles());
  buyer = await shop.signIn('buyer');
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
  manager = await staffWith(shop, merchantId, 'manager');
  supplierId = await addMerchant(shop, { kind: 'supplier', name: '临安茶厂' });
  supplier = await staffWith(shop, supplierId, 'owner');
});
afterAll(() => stop());

const headers = () => ({ 'Idempotency-Key': randomUUID() });
const MARCH = { format: 'csv' as const, from: '2026-01-01', to: '2026-12-31' };

async function ended(by: TestStaff, { id }: LongJob): Promise<LongJob> {
  await shop.shop.scheduler.runJob('runLongJobs');
  return by.call('GET /api/desk/long-jobs/:id', { params: { id } });
}

async function tableOf(by: TestStaff, job: LongJob): Promise<string[][]> {
  const { state, id } = await ended(by, job);
  expect(state).toBe('done');
  const { url } = await by.call('POST /api/desk/long-jobs/:id/link', { params: { id } });
  const file = await fetch(`${shop.url}${url}`);
  return (await readTable(Buffer.from(await file.arrayBuffer()))).map((row) => [...row]);
}

/** @param of the store whose products they are; absent at a supplier's desk */
async function check(by: TestStaff, rows: readonly string[][], of?: StoreId): Promise<LongJob> {
  const form = new FormData();
  form.append('file', new Blob([rows.map((row) => row.join(',')).join('\n')]), 'products.csv');
  const response = await fetch(
    `${shop.url}/api/desk/imports/products/checks${of === undefined ? '' : `?storeId=${of}`}`,
    { method: 'POST', headers: { Authorization: `Bearer ${by.token}`, ...headers() }, body: form },
  );
  const job: unknown = await response.json();
  return response.ok ? ended(by, job as LongJob) : (job as LongJob);
}
async function importNow(by: TestStaff, checkId: LongJob['id']): Promise<LongJob> {
  const asked = await by.call('POST /api/desk/imports/products', { body: { checkId }, headers: headers() });
  return ended(by, asked);
}

const TITLES = ['商品编码', '商品名称', '分类', '价格（元）', '成本（元）', '库存', '商品上架', '图片'];
const row = (code: string, title: string, price: string, stock = '10'): string[] => [
  ...[code, title, '好物', price, '20', stock, '是', '/pictures/a.svg'],
];

describe('a store', () => {
  test('imports products of its own; the check changes nothing, and a bad row is told', async () => {
    const bad = await check(manager, [TITLES, row('A', '辣酱', 'x')], storeId);
    expect(bad).toMatchObject({ kind: 'deskCheckProducts', problemCount: 1, problems: [{ row: 2 }] });
    // Another seller's code is another product.
    const other = await shop.addProduct();
    await shop.db.products.update({ code: 'A' }, { where: { id: other } });
    const before = await shop.db.products.count();
    const found = await check(manager, [TITLES, row('A', '辣酱', '28'), row('B', '豆瓣', '18')], storeId);
    expect(found).toMatchObject({ state: 'done', problemCount: 0, doneCount: 2 });
    expect(await shop.db.products.count()).toBe(before);
    expect(await importNow(manager, found.id)).toMatchObject({ state: 'done', doneCount: 2 });
    const { items } = await manager.call('GET /api/desk/products', { query: {} });
    expect(items.map(({ code, title, source, storeId: of }) => [code, title, source, of])).toEqual([
      ['B', '豆瓣', 'store', storeId],
      ['A', '辣酱', 'store', storeId],
    ]);
    const again = await check(manager, [TITLES, row('A', '老坛辣酱', '30', '7')], storeId);
    await importNow(manager, again.id);
    const changed = await manager.call('GET /api/desk/products', { query: { search: '老坛' } });
    expect(changed.items).toMatchObject([{ code: 'A', priceFen: 3_000, stock: 7 }]);
    expect(await shop.db.products.findByPk(other)).toMatchObject({ code: 'A', merchantId: null });
  });

  test('a table is for one of its own stores', async () => {
    const { storeId: foreign } = await addMerchantWithStore(shop);
    const rows = [TITLES, row('C', '酱', '9')];
    expect(await check(manager, rows, foreign)).toMatchObject({ code: 'store_not_found' });
    expect(await check(manager, rows)).toMatchObject({ code: 'forbidden' });
  });

  test('exports its lines, online and at the cashier, and its products as the import reads them', async () => {
    const product = await shop.db.products.findOne({ where: { storeId, code: 'B' }, rejectOnEmpty: true });
    await shop.buy(buyer, cashier(storeId, 5_000));
    await shop.buy(buyer, {
      ...{ kind: 'store', storeId, delivery: 'pickup' },
      items: [{ productId: product.id, quantity: 2 }],
    });
    await shop.buy(buyer, mall(await shop.addProduct()));
    const asked = await manager.call('POST /api/desk/exports/orders', { body: MARCH, headers: headers() });
    const [titles = [], ...rows] = await tableOf(manager, asked);
    expect(titles).toContain('实付');
    expect(rows.map((cells) => cells[titles.indexOf('实付')])).toEqual(['50.00', '36.00']);
    const products = await manager.call('POST /api/desk/exports/products', {
      ...{ body: { format: 'csv', storeId }, headers: headers() },
    });
    const table = await tableOf(manager, products);
    expect(table.map(([code]) => code)).toEqual(['商品编码', 'B', 'A']);
    const back = await check(manager, table, storeId);
    expect(back).toMatchObject({ problemCount: 0, doneCount: 2 });
  });
});

describe('a supplier', () => {
  const proposals = () => supplier.call('GET /api/desk/proposals', { query: {} });

  test('its rows become proposals, submitted; the same table again replaces them', async () => {
    const first = await check(supplier, [TITLES, row('T1', '高山绿茶', '88'), row('T2', '白茶', '128')]);
    expect((await proposals()).items).toEqual([]);
    await importNow(supplier, first.id);
    expect((await proposals()).items.map(({ title, state }) => [title, state])).toEqual([
      ['白茶', 'submitted'],
      ['高山绿茶', 'submitted'],
    ]);
    const second = await check(supplier, [TITLES, row('T1', '高山绿茶（春）', '88')]);
    await importNow(supplier, second.id);
    const { items } = await proposals();
    expect(items.map(({ title }) => title)).toEqual(['白茶', '高山绿茶（春）']);
    expect(await shop.db.products.count({ where: { merchantId: supplierId } })).toBe(0);
  });

  test('of what sells already the stock counts at once, and only a change is proposed', async () => {
    const operator = await operatorWith(shop, 'owner');
    const proposal = (await proposals()).items.find(({ title }) => title === '白茶');
    await operator.call('POST /api/admin/proposals/:id/approve', {
      params: { id: proposal?.id ?? ('0' as never) },
      body: { version: proposal?.version ?? 0, overruled: ['product:new'] },
    });
    const open = (await proposals()).items.length;
    const product = await shop.db.products.findOne({ where: { code: 'T2' }, rejectOnEmpty: true });
    const same = await check(supplier, [TITLES, row('T2', '白茶', '128', '3')]);
    await importNow(supplier, same.id);
    expect(await shop.db.skus.findOne({ where: { productId: product.id } })).toMatchObject({ stock: 3 });
    expect((await proposals()).items).toHaveLength(open);
    const dearer = await check(supplier, [TITLES, row('T2', '白茶', '138', '3')]);
    await importNow(supplier, dearer.id);
    expect((await proposals()).items[0]).toMatchObject({ productId: product.id, state: 'submitted' });
    expect(await shop.db.products.findByPk(product.id)).toMatchObject({ priceFen: 12_800 });
  });

  test('exports its lines with the supply price, and not what they were sold for', async () => {
    const product = await shop.addProduct({ title: '岩茶', costFen: fen(4_000) });
    await shop.db.products.update({ merchantId: supplierId, source: 'supplier' }, { where: { id: product } });
    await shop.buy(buyer, mall(product, 2));
    const asked = await supplier.call('POST /api/desk/exports/orders', { body: MARCH, headers: headers() });
    const [titles = [], ...rows] = await tableOf(supplier, asked);
    expect(titles).not.toContain('实付');
    expect(rows.map((cells) => cells[titles.indexOf('供应价')])).toEqual(['80.00']);
  });
});

test('a template is downloaded; a job is listed, and stopped before it begins', async () => {
  const template = await manager.send('GET /api/desk/imports/products/template', {
    query: { format: 'csv' },
  });
  expect(template.status).toBe(200);
  const { id } = await manager.call('POST /api/desk/exports/products', {
    ...{ body: { format: 'xlsx' }, headers: headers() },
  });
  const cancelled = await manager.call('POST /api/desk/long-jobs/:id/cancel', { params: { id } });
  expect(cancelled.state).toBe('cancelled');
  const { items } = await manager.call('GET /api/desk/long-jobs', { query: { kind: 'deskExportProducts' } });
  expect(items[0]).toMatchObject({ id, state: 'cancelled', kindText: '导出商品' });
});

test('who may not change products does not take what an import holds', async () => {
  const clerk = await staffWith(shop, merchantId, 'clerk');
  const job = await check(manager, [TITLES, row('Z', '醋', '9')], storeId);
  const params = { id: job.id };
  expect(await clerk.fail('POST /api/desk/long-jobs/:id/cancel', { params })).toEqual({
    ...{ status: 403, code: 'forbidden' },
  });
});

test('closed days are exported by line: a store’s own, a supplier’s without what is not its affair, all of them to operators', async () => {
  await book(shop);
  await closeDay(shop);
  // Sessions ended with the day.
  const [owner, seller] = [
    await staffWith(shop, merchantId, 'owner'),
    await staffWith(shop, supplierId, 'owner'),
  ];
  const asked = await owner.call('POST /api/desk/exports/statements', { body: MARCH, headers: headers() });
  const [titles = [], ...rows] = await tableOf(owner, asked);
  const cell = (cells: readonly string[], title: string) => cells[titles.indexOf(title)];
  expect(
    rows.map((cells) => ['类型', '金额', '平台抽成', '应收'].map((title) => cell(cells, title))),
  ).toEqual([['销售', '50.00', '15.00', '35.00']]);
  const [ofSupplier = []] = await tableOf(
    seller,
    await seller.call('POST /api/desk/exports/statements', { body: MARCH, headers: headers() }),
  );
  expect(ofSupplier).not.toContain('平台抽成');
  const clerk = await staffWith(shop, merchantId, 'clerk');
  expect(await clerk.fail('POST /api/desk/exports/statements', { body: MARCH })).toMatchObject({
    code: 'forbidden',
  });

  const finance = await operatorWith(shop, 'finance');
  const { id } = await finance.call('POST /api/admin/exports/statements', {
    ...{ body: { ...MARCH, merchantId }, headers: headers() },
  });
  await shop.shop.scheduler.runJob('runLongJobs');
  const done = await finance.call('GET /api/admin/long-jobs/:id', { params: { id } });
  expect(done).toMatchObject({ state: 'done', doneCount: 1, kindText: '导出商家日结' });
});
