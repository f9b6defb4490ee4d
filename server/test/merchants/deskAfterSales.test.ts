import type { MerchantId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { asking, expectCleanBooks, payBack, request } from '../support/afterSale';
import { addMerchant, addMerchantWithStore, staffWith, type TestStaff } from '../support/merchants';
import { cashier, mall, startTestShop, type Basket, type Person, type TestShop } from '../support/shop';

/* Requests for money or goods back, at the desk of whose lines they are about. */

let shop: TestShop;
let buyer: Person;
let merchantId: MerchantId;
let storeId: StoreId;
let productId: ProductId;
let manager: TestStaff;
beforeAll(async () => {
  shop = await startTestShop();
  await shop.publish({ extractionRatio: ratio('0.1') });
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
  productId = await shop.addProduct({ title: '自制辣酱' });
  await shop.db.products.update({ merchantId, storeId, source: 'store' }, { where: { id: productId } });
  manager = await staffWith(shop, merchantId, 'manager');
  buyer = await shop.signIn('buyer');
});
afterAll(async () => {
  await expectCleanBooks(shop);
  await shop.stop();
});

const online = (quantity = 1): Basket => ({
  ...{ kind: 'store', storeId, delivery: 'express' },
  items: [{ productId, quantity }],
});
const read = (no: string, by: TestStaff = manager) =>
  by.call('GET /api/desk/after-sales/:no', { params: { no } });
const FORBIDDEN = { status: 403, code: 'forbidden' };

test('a store sees the requests about its own lines, of orders online and at its cashier', async () => {
  const order = await shop.buy(buyer, online());
  const paid = await shop.buy(buyer, cashier(storeId, 5_000));
  const ofOthers = await shop.buy(buyer, mall(await shop.addProduct()));
  const first = await request(buyer, order.no, asking(1_000));
  const second = await request(buyer, paid.no, asking(2_000));
  await request(buyer, ofOthers.no, asking(100));
  const { items } = await manager.call('GET /api/desk/after-sales', { query: {} });
  expect(items).toMatchObject([
    { no: second.no, amountFen: 2_000, storeName: '老街面馆', state: 'requested' },
    { no: first.no, title: '自制辣酱', amountFen: 1_000, buyerName: '微**' },
  ]);
  expect(await manager.call('GET /api/desk/waiting')).toEqual({ toSend: 1, afterSales: 2 });
  const page = await manager.call('GET /api/desk/after-sales', { query: { limit: '1', state: 'requested' } });
  expect(page.items).toEqual(items.slice(0, 1));
  const next = { limit: '1', state: 'requested' as const, cursor: page.next ?? '' };
  expect((await manager.call('GET /api/desk/after-sales', { query: next })).items).toEqual(items.slice(1));
  expect((await manager.call('GET /api/desk/after-sales', { query: { state: 'refunded' } })).items).toEqual(
    [],
  );
});

test('a merchant with two stores asks for one of them; another merchant’s is not there', async () => {
  const both = await manager.call('GET /api/desk/after-sales', { query: {} });
  const second = await shop.addStore();
  await shop.db.stores.update({ merchantId }, { where: { id: second } });
  const paid = await shop.buy(buyer, cashier(second, 3_000));
  const { no } = await request(buyer, paid.no, asking(500));
  const of = async (query: { storeId?: StoreId; state?: 'requested'; limit?: string; cursor?: string }) =>
    manager.call('GET /api/desk/after-sales', { query });
  expect((await of({ storeId: second })).items.map((each) => each.no)).toEqual([no]);
  expect((await of({ storeId: second, state: 'requested' })).items).toHaveLength(1);
  const first = await of({ storeId, limit: '1' });
  expect(first.items).toEqual(both.items.slice(0, 1));
  expect((await of({ storeId, cursor: first.next ?? '' })).items).toEqual(both.items.slice(1));
  const { storeId: foreign } = await addMerchantWithStore(shop);
  expect(await manager.fail('GET /api/desk/after-sales', { query: { storeId: foreign } })).toMatchObject({
    code: 'store_not_found',
  });
});

test('before a store agrees it sees what the refund does, and then that is what happens', async () => {
  const order = await shop.buy(buyer, cashier(storeId, 10_000));
  await shop.buy(buyer, cashier(storeId, 20_000));
  const { no } = await request(buyer, order.no, asking(4_000));
  const preview = await manager.call('GET /api/desk/after-sales/:no/preview', { params: { no } });
  expect(preview).toMatchObject({
    ...{ amountFen: 4_000, back: { wechatFen: 4_000, cashFen: 0 } },
    entry: { before: { entitledFen: 10_000 }, after: { entitledFen: 6_000 } },
    // The store gets 70 % of what is paid.
    payableChangeFen: -2_800,
  });
  expect(preview).not.toHaveProperty('cashBeforeFen');
  const agreed = await manager.call('POST /api/desk/after-sales/:no/approve', { params: { no }, body: {} });
  expect(agreed.state).toBe('refunding');
  await payBack(shop);
  expect(await read(no)).toMatchObject({
    state: 'refunded',
    may: { approve: false, reject: false, receive: false, refund: false },
    events: [
      { state: 'requested', by: 'member' },
      { state: 'approved', by: 'merchant' },
      { state: 'refunding', by: 'merchant' },
      { state: 'refunded', by: 'system' },
    ],
  });
  const seen = await buyer.call('GET /api/orders/:no', { params: { no: order.no } });
  expect(seen.lines[0]?.entry).toMatchObject({ entitledFen: preview.entry?.after.entitledFen });
  expect(await manager.fail('GET /api/desk/after-sales/:no/preview', { params: { no } })).toMatchObject({
    code: 'after_sale_state',
  });
});

test('goods come back: where to, that they are here, and the money', async () => {
  const order = await shop.buy(buyer, online(2));
  await manager.call('POST /api/desk/orders/:no/parcels', {
    params: { no: order.no },
    body: { parcels: [{ kind: 'express', carrier: 'SF', number: 'SF100000009' }] },
  });
  const asked = asking(5_000, { kind: 'returnRefund', quantity: 1 });
  const { no } = await request(buyer, order.no, asked);
  const params = { no };
  const nowhere = manager.fail('POST /api/desk/after-sales/:no/approve', { params, body: {} });
  expect(await nowhere).toMatchObject({ status: 400, code: 'bad_request' });
  const answer = '寄到老街 8 号';
  await manager.call('POST /api/desk/after-sales/:no/approve', { params, body: { answer } });
  await buyer.call('POST /api/after-sales/:no/return', {
    ...{ params, body: { carrier: 'ZTO', number: '780012345678' } },
  });
  expect((await read(no)).returnParcel).toMatchObject({ number: '780012345678' });
  const stock = async () => (await shop.db.skus.findOne({ where: { productId } }))?.stock ?? 0;
  const before = await stock();
  await manager.call('POST /api/desk/after-sales/:no/received', { params, body: { restock: true } });
  expect(await stock()).toBe(before + 1);
  expect((await read(no)).may).toMatchObject({ refund: true, receive: false });
  await manager.call('POST /api/desk/after-sales/:no/refund', { params });
  await payBack(shop);
  expect(await read(no)).toMatchObject({ state: 'refunded', answer });
});

test('a request is refused with a reason that its member reads; two who decide at once decide once', async () => {
  const order = await shop.buy(buyer, online());
  const { no } = await request(buyer, order.no, asking(1_000));
  const params = { no };
  expect(
    await manager.fail('POST /api/desk/after-sales/:no/reject', { params, body: { answer: '稳赚不赔' } }),
  ).toMatchObject({ code: 'forbidden_phrase' });
  const answers = await Promise.all([
    manager.send('POST /api/desk/after-sales/:no/reject', { params, body: { answer: '已过保质期' } }),
    manager.send('POST /api/desk/after-sales/:no/reject', { params, body: { answer: '已过保质期' } }),
    manager.send('POST /api/desk/after-sales/:no/approve', { params, body: {} }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  await payBack(shop);
});

test('a clerk reads and decides nothing', async () => {
  const clerk = await staffWith(shop, merchantId, 'clerk');
  const { no } = await request(buyer, (await shop.buy(buyer, online())).no, asking(1_000));
  const params = { no };
  expect((await read(no, clerk)).no).toBe(no);
  expect(await clerk.fail('POST /api/desk/after-sales/:no/approve', { params, body: {} })).toEqual(FORBIDDEN);
  expect(await clerk.fail('GET /api/desk/after-sales/:no/preview', { params })).toEqual(FORBIDDEN);
});

test('a supplier says that its goods came back; what they were sold for is not its to give back, nor to know', async () => {
  const supplierId = await addMerchant(shop, { kind: 'supplier' });
  const supplier = await staffWith(shop, supplierId, 'owner');
  const own = await shop.addProduct({ title: '高山绿茶', costFen: fen(4_000) });
  await shop.db.products.update({ merchantId: supplierId, source: 'supplier' }, { where: { id: own } });
  const order = await shop.buy(buyer, mall(own, 2));
  await supplier.call('POST /api/desk/orders/:no/parcels', {
    params: { no: order.no },
    body: { parcels: [{ kind: 'sameCity' }] },
  });
  const { no } = await request(buyer, order.no, asking(1_000, { kind: 'returnRefund', quantity: 1 }));
  const params = { no };
  expect(await read(no, supplier)).toMatchObject({
    ...{ title: '高山绿茶', amountFen: null, storeName: null },
    may: { approve: false, reject: false, receive: false, refund: false },
  });
  expect(await supplier.fail('POST /api/desk/after-sales/:no/approve', { params, body: {} })).toMatchObject(
    FORBIDDEN,
  );
  expect(await supplier.fail('GET /api/desk/after-sales/:no/preview', { params })).toMatchObject(FORBIDDEN);
  await shop.db.afterSales.update({ state: 'returning' }, { where: { no } });
  await supplier.call('POST /api/desk/after-sales/:no/received', { params, body: { restock: false } });
  expect((await read(no, supplier)).state).toBe('received');
  expect(await supplier.fail('POST /api/desk/after-sales/:no/refund', { params })).toMatchObject(FORBIDDEN);
});
