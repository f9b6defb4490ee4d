import type { MerchantId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { asking } from '../support/afterSale';
import { addMerchant, addMerchantWithStore, staffWith, type TestStaff } from '../support/merchants';
import { cashier, mall, startTestShop, type Basket, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let buyer: Person;
let merchantId: MerchantId;
let storeId: StoreId;
let productId: ProductId;
let clerk: TestStaff;
let otherClerk: TestStaff;
beforeAll(async () => {
  shop = await startTestShop();
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
  productId = await ofStore(storeId, merchantId);
  clerk = await staffWith(shop, merchantId, 'clerk');
  otherClerk = await staffWith(shop, (await addMerchantWithStore(shop)).merchantId, 'clerk');
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());

async function ofStore(ownStore: StoreId, owner: MerchantId): Promise<ProductId> {
  const id = await shop.addProduct({ title: '自制辣酱' });
  await shop.db.products.update({ merchantId: owner, storeId: ownStore }, { where: { id } });
  return id;
}

const online = (quantity = 1, delivery: 'express' | 'pickup' = 'express'): Basket => ({
  ...{ kind: 'store', storeId, delivery },
  items: [{ productId, quantity }],
});
const list = (by: TestStaff, query = {}) => by.call('GET /api/desk/orders', { query });
const read = (by: TestStaff, no: string) => by.call('GET /api/desk/orders/:no', { params: { no } });
const express = (number: string, lines?: { line: number; quantity: number }[]) => ({
  ...{ kind: 'express' as const, carrier: 'SF' as const, number },
  ...(lines === undefined ? {} : { lines }),
});
type Parcel = ReturnType<typeof express> | { kind: 'sameCity' };
const ship = (by: TestStaff, no: string, ...parcels: Parcel[]) =>
  by.send('POST /api/desk/orders/:no/parcels', { params: { no }, body: { parcels } });

describe('a store', () => {
  test('sees its paid online orders, newest first, and neither what its cashier took nor what was not paid', async () => {
    const first = await shop.buy(buyer, online(2));
    await shop.buy(buyer, cashier(storeId, 5_000));
    const second = await shop.buy(buyer, online(1, 'pickup'));
    await shop.place(buyer, online());
    const { items } = await list(clerk);
    expect(items).toMatchObject([
      { no: second.no, delivery: 'pickup', pieces: 1, leftPieces: 1 },
      {
        ...{
          no: first.no,
          kind: 'store',
          state: 'paid',
          storeId,
          storeName: '老街面馆',
          delivery: 'express',
        },
        ...{ title: '自制辣酱', pieces: 2, leftPieces: 2, amountFen: 20_000 },
      },
    ]);
    expect(await list(otherClerk)).toEqual({ items: [], next: null });
  });

  test('pages, and finds one order, one state and one of its stores', async () => {
    const { items } = await list(clerk);
    const page = await list(clerk, { limit: '1' });
    expect(page.items).toEqual(items.slice(0, 1));
    expect((await list(clerk, { limit: '1', cursor: page.next })).items).toEqual(items.slice(1, 2));
    expect((await list(clerk, { no: items[1]?.no })).items).toEqual(items.slice(1, 2));
    expect((await list(clerk, { state: 'completed' })).items).toEqual([]);
    expect((await list(clerk, { storeId })).items).toEqual(items);
    expect(await otherClerk.fail('GET /api/desk/orders', { query: { storeId } })).toMatchObject({
      ...{ status: 404, code: 'store_not_found' },
    });
  });

  test('sends in parts; the same number again sends nothing more, and the order is shipped with its last piece', async () => {
    const { no } = await shop.buy(buyer, online(3));
    expect((await ship(clerk, no, express('SF100000001', [{ line: 0, quantity: 1 }]))).body).toMatchObject({
      ...{ state: 'paid', leftPieces: 2, mayShip: true },
      lines: [{ line: 0, quantity: 3, shippedPieces: 1, unsentPieces: 2 }],
    });
    await ship(clerk, no, express('SF100000001', [{ line: 0, quantity: 1 }]));
    expect((await read(clerk, no)).leftPieces).toBe(2);
    expect((await ship(clerk, no, express('SF100000002'))).body).toMatchObject({
      ...{ state: 'shipped', leftPieces: 0, mayShip: false },
      parcels: [{ number: 'SF100000001' }, { number: 'SF100000002', lines: [{ line: 0, quantity: 2 }] }],
    });
    expect(await buyer.call('GET /api/orders/:no', { params: { no } })).toMatchObject({ state: 'shipped' });
    expect(await shop.db.parcels.count({ where: { shippedBy: `merchant:${merchantId}` } })).toBe(2);
  });

  test('sends once without a number, however many ask at once', async () => {
    const { no } = await shop.buy(buyer, online(2));
    const answers = await Promise.all([1, 2, 3].map(() => ship(clerk, no, { kind: 'sameCity' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await read(clerk, no)).parcels).toMatchObject([{ kind: 'sameCity', lines: [{ quantity: 2 }] }]);
  });

  test('hands over by the code what is picked up', async () => {
    const { no } = await shop.buy(buyer, online(1, 'pickup'));
    expect(await read(clerk, no)).toMatchObject({ mayShip: false, address: null, addressMasked: false });
    expect(await ship(clerk, no, express('SF100000003'))).toMatchObject({
      ...{ status: 409, body: { code: 'order_state', message: '自提订单请核销提货码' } },
    });
  });

  test('keeps back what its buyer asks the money for', async () => {
    const { no } = await shop.buy(buyer, online(2));
    await buyer.call('POST /api/orders/:no/after-sales', {
      params: { no },
      body: { ...asking(10_000), quantity: 1 },
      headers: { 'Idempotency-Key': 'desk-held-back' },
    });
    expect((await read(clerk, no)).lines).toMatchObject([{ unsentPieces: 1, heldBackPieces: 1 }]);
    expect((await ship(clerk, no, express('SF100000004', [{ line: 0, quantity: 2 }]))).status).toBe(409);
    expect((await ship(clerk, no, express('SF100000005'))).body).toMatchObject({ state: 'paid' });
  });
});

test('the address is whole for who ships, until the order is completed', async () => {
  const { no } = await shop.buy(buyer, online());
  const whole = { name: '陈安', phone: '13900000000' };
  const { address, addressMasked, buyerName } = await read(clerk, no);
  expect({ address, addressMasked }).toMatchObject({ address: whole, addressMasked: false });
  expect(buyerName).toMatch(/^.\*+$/);
  await shop.db.orders.update({ state: 'completed' }, { where: { no } });
  expect(await read(clerk, no)).toMatchObject({
    ...{ addressMasked: true, mayShip: false },
    address: { name: '陈*', phone: '139****0000', detail: '***' },
  });
});

describe('suppliers', () => {
  let tea: TestStaff;
  let rice: TestStaff;
  let orderNo: string;
  beforeAll(async () => {
    tea = await staffWith(shop, await addMerchant(shop, { kind: 'supplier', name: '茶厂' }), 'clerk');
    rice = await staffWith(shop, await addMerchant(shop, { kind: 'supplier', name: '米厂' }), 'manager');
    const goods = await Promise.all([
      supplied(tea.merchantId, '龙井'),
      supplied(tea.merchantId, '红茶'),
      supplied(rice.merchantId, '大米'),
      shop.addProduct({ title: '自营' }),
    ]);
    const items = goods.map((id) => ({ productId: id, quantity: 2 }));
    ({ no: orderNo } = await shop.buy(buyer, { kind: 'mall', items }));
  });

  async function supplied(supplier: MerchantId, title: string): Promise<ProductId> {
    const id = await shop.addProduct({ title, costFen: fen(4_000) });
    await shop.db.products.update({ merchantId: supplier, source: 'supplier' }, { where: { id } });
    return id;
  }

  test('see their own lines of an order, at the supply price', async () => {
    await shop.buy(buyer, mall(await shop.addProduct()));
    expect((await list(tea)).items).toMatchObject([
      {
        no: orderNo,
        kind: 'mall',
        storeName: null,
        title: '龙井',
        pieces: 4,
        leftPieces: 4,
        amountFen: 16_000,
      },
    ]);
    expect((await list(rice, { state: 'paid' })).items).toMatchObject([{ no: orderNo, amountFen: 8_000 }]);
    expect((await read(tea, orderNo)).lines.map(({ title }) => title)).toEqual(['龙井', '红茶']);
    expect((await list(rice, { state: 'completed' })).items).toEqual([]);
  });

  test('send their own lines alone, and the order is shipped when everybody has', async () => {
    const [riceLine] = (await read(rice, orderNo)).lines;
    if (riceLine === undefined) throw new Error('there is rice in the order');
    expect(
      await ship(tea, orderNo, express('SF200000001', [{ line: riceLine.line, quantity: 1 }])),
    ).toMatchObject({ status: 404, body: { code: 'order_line_not_found' } });
    expect((await ship(tea, orderNo, express('SF200000002'))).body).toMatchObject({
      ...{ state: 'paid', leftPieces: 0, mayShip: false },
    });
    expect(await ship(tea, orderNo, express('SF200000003'))).toMatchObject({
      ...{ status: 409, body: { code: 'shipment_exceeds' } },
    });
    expect(await read(rice, orderNo)).toMatchObject({ leftPieces: 2, parcels: [], mayShip: true });
    expect((await ship(rice, orderNo, express('SF200000004'))).status).toBe(200);
    expect((await read(tea, orderNo)).state).toBe('paid');
  });

  test('send many orders by a list: their own lines alone, and nothing while a row is wrong', async () => {
    const greens = await supplied(tea.merchantId, '绿茶');
    const grains = await supplied(rice.merchantId, '小米');
    const items = [greens, grains].map((productId) => ({ productId, quantity: 1 }));
    const both = await shop.buy(buyer, { kind: 'mall', items });
    const alone = await shop.buy(buyer, mall(greens));
    const foreign = await shop.buy(buyer, mall(grains));
    const row = (of: { readonly no: string }, number: string) => ({
      ...{ orderNo: of.no, carrier: 'SF' as const, number },
    });
    const send = (dryRun: boolean, ...rows: ReturnType<typeof row>[]) =>
      tea.call('POST /api/desk/orders/ship', { body: { dryRun, rows } });
    const right = [row(both, 'SF300000001'), row(alone, 'SF300000002')];
    expect(await send(false, ...right, row(foreign, 'SF300000003'))).toMatchObject({
      shipped: false,
      rows: [{ ok: true }, { ok: true }, { row: 3, ok: false, code: 'order_not_found' }],
    });
    expect(await send(true, ...right)).toMatchObject({ shipped: false, rows: [{ ok: true }, { ok: true }] });
    expect(await read(tea, both.no)).toMatchObject({ leftPieces: 1, parcels: [] });
    expect(await tea.call('GET /api/desk/waiting')).toEqual({ toSend: 2, afterSales: 0 });
    for (let time = 0; time < 2; time += 1) expect((await send(false, ...right)).shipped).toBe(true);
    expect(await read(tea, both.no)).toMatchObject({ state: 'paid', leftPieces: 0, parcels: [{}] });
    expect(await read(rice, both.no)).toMatchObject({ leftPieces: 1, parcels: [] });
    expect(await read(tea, alone.no)).toMatchObject({ state: 'shipped' });
    expect(await tea.call('GET /api/desk/waiting')).toEqual({ toSend: 0, afterSales: 0 });
    expect(await rice.call('GET /api/desk/waiting')).toMatchObject({ toSend: 2 });
  });

  test('are no store: its orders are not there for them, nor theirs for it', async () => {
    const { no } = await shop.buy(buyer, online());
    for (const [by, number] of [
      [tea, no],
      [clerk, orderNo],
    ] as const)
      expect(await by.fail('GET /api/desk/orders/:no', { params: { no: number } })).toMatchObject({
        ...{ status: 404, code: 'order_not_found' },
      });
  });
});

test('a desk reads which freight templates there are', async () => {
  await shop.db.freightTemplates.create({
    ...{ name: '全国统一', chargeBy: 'piece', regions: [], createdAt: shop.clock.now() },
    elsewhere: { first: 1, firstFen: fen(800), additional: 1, additionalFen: fen(200) },
  });
  expect((await clerk.call('GET /api/desk/freight-templates')).items).toMatchObject([{ name: '全国统一' }]);
});
