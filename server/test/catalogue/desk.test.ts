import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import { addMerchant, addMerchantWithStore, staffWith, type TestStaff } from '../support/merchants';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type TestShop } from '../support/shop';
import { changeOf, content, newKey, sku, type FullProduct } from '../support/catalogue';

type Proposal = ResponseOf<'POST /api/desk/proposals'>;
type NewProposal = BodyInputOf<'POST /api/desk/proposals'>;

let shop: TestShop;
let operator: TestOperator;
let supplier: TestStaff;
let otherSupplier: TestStaff;
let store: TestStaff & { storeId: string };
let otherStore: TestStaff;
beforeAll(async () => {
  shop = await startTestShop();
  operator = await operatorWith(shop, 'catalogue');
  supplier = await staffWith(shop, await addMerchant(shop, { kind: 'supplier' }), 'manager');
  otherSupplier = await staffWith(shop, await addMerchant(shop, { kind: 'supplier' }), 'owner');
  const { merchantId, storeId } = await addMerchantWithStore(shop);
  store = { ...(await staffWith(shop, merchantId, 'owner')), storeId };
  otherStore = await staffWith(shop, (await addMerchantWithStore(shop)).merchantId, 'owner');
});
afterAll(() => shop.stop());

const add = (changes: Parameters<typeof content>[0] = {}, desk: TestStaff = store): Promise<FullProduct> =>
  desk.call('POST /api/desk/products', {
    body: { ...content(changes), storeId: store.storeId as never },
    headers: newKey(),
  });

describe('a store', () => {
  test('sells its own products online at its own price', async () => {
    const product = await add({ title: '自制辣酱' });
    const { storeId, merchantId } = store;
    expect(product).toMatchObject({ source: 'store', storeId, merchantId, priceFen: 10_000 });
    const body = changeOf(product, {
      skus: [{ ...sku([], { priceFen: fen(8_800) }), id: product.skus[0]?.id, stock: undefined }],
    });
    const params = { id: product.id };
    expect(await store.call('PUT /api/desk/products/:id', { params, body })).toMatchObject({
      priceFen: 8_800,
    });
    expect((await store.call('GET /api/desk/products')).items.map(({ title }) => title)).toEqual([
      '自制辣酱',
    ]);
  });

  test('cannot decide about its rebate', async () => {
    const body = { ...content(), storeId: store.storeId as never, rebate: { extractionRatio: '0.9' } };
    const product = await store.call('POST /api/desk/products', { body, headers: newKey() });
    expect(product.rebate).toEqual({});
  });

  test('puts what it sells on sale and off, and changes its stock', async () => {
    const { id, skus } = await add();
    const switched = (onSale: boolean) =>
      store.call('PUT /api/desk/products/on-sale', { body: { ids: [id], onSale } });
    expect([await switched(false), await switched(true), await switched(true)]).toEqual([
      { changed: 1 },
      { changed: 1 },
      { changed: 0 },
    ]);
    const params = { id, skuId: skus[0]?.id as never };
    const headers = newKey();
    expect(
      await store.call('POST /api/desk/products/:id/skus/:skuId/stock', {
        ...{ params, headers, body: { stock: { by: -4 } } },
      }),
    ).toEqual({ stock: 6 });
  });

  test('makes no proposals', async () => {
    const body = { ...content(), productId: null };
    expect(await store.fail('POST /api/desk/proposals', { body, headers: newKey() })).toMatchObject({
      code: 'forbidden',
    });
  });

  test('finds nothing of another store’s', async () => {
    const product = await add();
    const params = { id: product.id };
    const before = await shop.snapshot();
    for (const refused of [
      await otherStore.fail('GET /api/desk/products/:id', { params }),
      await otherStore.fail('PUT /api/desk/products/:id', { params, body: changeOf(product) }),
      await otherStore.fail('PUT /api/desk/products/on-sale', { body: { ids: [product.id], onSale: false } }),
    ])
      expect(refused).toMatchObject({ status: 404, code: 'product_not_found' });
    expect(
      await otherStore.fail('POST /api/desk/products/:id/skus/:skuId/stock', {
        params: { id: product.id, skuId: product.skus[0]?.id as never },
        body: { stock: { by: 1 } },
        headers: newKey(),
      }),
    ).toMatchObject({ status: 404, code: 'sku_not_found' });
    expect(
      await otherStore.fail('POST /api/desk/products', {
        body: { ...content(), storeId: store.storeId as never },
        headers: newKey(),
      }),
    ).toMatchObject({ status: 404, code: 'store_not_found' });
    expect(await shop.snapshot()).toEqual(before);
    expect((await otherStore.call('GET /api/desk/products')).items).toEqual([]);
  });

  test('has a clerk who reads and does not write', async () => {
    const clerk = await staffWith(shop, store.merchantId, 'clerk');
    expect((await clerk.call('GET /api/desk/products')).items).not.toEqual([]);
    expect(
      await clerk.fail('PUT /api/desk/products/on-sale', { body: { ids: ['1' as never], onSale: false } }),
    ).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

const propose = (changes: Partial<NewProposal> = {}, desk: TestStaff = supplier): Promise<Proposal> =>
  desk.call('POST /api/desk/proposals', {
    body: { ...content(), productId: null, ...changes },
    headers: newKey(),
  });
const submit = ({ id }: Proposal, desk: TestStaff = supplier): Promise<Proposal> =>
  desk.call('POST /api/desk/proposals/:id/submit', { params: { id } });
const approve = (
  { id, version }: Proposal,
  more: Partial<BodyInputOf<'POST /api/admin/proposals/:id/approve'>> = {},
) => operator.send('POST /api/admin/proposals/:id/approve', { params: { id }, body: { version, ...more } });

describe('a supplier', () => {
  test('sells what an operator approved, and is named by the orders of it', async () => {
    const draft = await propose({ title: '新会陈皮' });
    expect(draft).toMatchObject({ state: 'draft', productId: null, version: 1 });
    expect(await operator.fail('GET /api/admin/proposals/:id', { params: { id: draft.id } })).toMatchObject({
      code: 'proposal_not_found',
    });
    const submitted = await submit(draft);
    expect((await operator.call('GET /api/admin/proposals')).items.map(({ id }) => id)).toContain(draft.id);
    expect(await shop.db.products.count({ where: { title: '新会陈皮' } })).toBe(0);
    const approved = await approve(submitted);
    expect(approved).toMatchObject({ status: 200, body: { state: 'approved' } });
    expect(await approve(submitted)).toEqual({ ...approved, headers: expect.anything() as never });
    const { productId } = approved.body as Proposal;
    if (productId === null) throw new Error('an approved proposal has its product');
    expect(await shop.anyone.call('GET /api/products/:id', { params: { id: productId } })).toMatchObject({
      source: 'supplier',
      priceFen: 10_000,
    });
    const order = await shop.buy(await shop.signIn('of-a-supplier'), mall(productId));
    const { id: orderId } = await shop.db.orders.findOne({ where: { no: order.no }, rejectOnEmpty: true });
    expect(await shop.db.orderLines.findOne({ where: { orderId } })).toMatchObject({
      merchantId: supplier.merchantId,
      costFen: 5_000,
    });
  });

  test('goes on selling as before while a change waits, and its stock goes on', async () => {
    const { productId: id } = (await approve(await submit(await propose()))).body as Proposal;
    if (id === null) throw new Error('an approved proposal has its product');
    const product = await supplier.call('GET /api/desk/products/:id', { params: { id } });
    const { version: productVersion, ...same } = changeOf(product, { title: '改了名字' });
    const proposal = await propose({ ...same, productId: id });
    expect(
      await supplier.fail('POST /api/desk/proposals', {
        body: { ...same, productId: id },
        headers: newKey(),
      }),
    ).toMatchObject({ code: 'proposal_state' });
    const submitted = await submit(proposal);
    await supplier.call('POST /api/desk/products/:id/skus/:skuId/stock', {
      params: { id, skuId: product.skus[0]?.id as never },
      body: { stock: { by: 5 } },
      headers: newKey(),
    });
    expect((await shop.anyone.call('GET /api/products/:id', { params: { id } })).title).toBe('明前龙井');
    expect(
      await operator.call('GET /api/admin/proposals/:id', { params: { id: submitted.id } }),
    ).toMatchObject({ proposal: { title: '改了名字' }, product: { title: '明前龙井' } });
    expect(await approve(submitted)).toMatchObject({ status: 409, body: { code: 'product_changed' } });
    expect((await approve(submitted, { productVersion })).status).toBe(200);
    expect(await shop.anyone.call('GET /api/products/:id', { params: { id } })).toMatchObject({
      title: '改了名字',
      stock: 15,
    });
  });

  test('is told why something was rejected, and can change it and try again', async () => {
    const boss = await shop.signIn('supplier-boss');
    const { id: ownerId } = await staffWith(shop, supplier.merchantId, 'owner');
    await shop.db.staff.update({ memberId: boss.id }, { where: { id: ownerId } });
    const { id, version } = await submit(await propose());
    const body = { version, reason: '图片不清晰' };
    const params = { id };
    await operator.call('POST /api/admin/proposals/:id/reject', { params, body });
    const rejected = await supplier.call('GET /api/desk/proposals/:id', { params });
    expect(rejected).toMatchObject({ state: 'rejected', reason: '图片不清晰' });
    const again = await supplier.call('PUT /api/desk/proposals/:id', {
      params,
      body: { ...content({ title: '更清晰' }), version: rejected.version },
    });
    expect(again).toMatchObject({ state: 'draft', title: '更清晰' });
    expect((await approve(await submit(again))).status).toBe(200);
    await shop.settle();
    const { items } = await boss.call('GET /api/me/messages');
    expect(items.map(({ kind, title }) => [kind, title])).toEqual([
      ['proposalApproved', '商品申请已通过'],
      ['proposalRejected', '商品申请未通过'],
    ]);
    expect(items[1]?.body).toContain('图片不清晰');
  });

  test('can take a proposal back and discard it', async () => {
    const { id } = await submit(await propose());
    const params = { id };
    expect(await supplier.fail('DELETE /api/desk/proposals/:id', { params })).toMatchObject({
      code: 'proposal_state',
    });
    await supplier.call('POST /api/desk/proposals/:id/take-back', { params });
    await supplier.call('DELETE /api/desk/proposals/:id', { params });
    expect(await supplier.fail('GET /api/desk/proposals/:id', { params })).toMatchObject({ status: 404 });
  });

  test('is judged by the margin guard when it is approved', async () => {
    const submitted = await submit(await propose({ skus: [sku([], { costFen: fen(9_900) })] }));
    expect(await approve(submitted)).toMatchObject({
      status: 409,
      body: { code: 'margin_exceeded', details: { findings: [{ name: 'product:new' }] } },
    });
    expect((await approve(submitted, { overruled: ['product:new'] })).status).toBe(200);
  });

  test('takes its products off sale, and puts none on', async () => {
    const { productId: id } = (await approve(await submit(await propose()))).body as Proposal;
    const ids = [id as never];
    expect(await supplier.call('PUT /api/desk/products/on-sale', { body: { ids, onSale: false } })).toEqual({
      changed: 1,
    });
    for (const refused of [
      await supplier.fail('PUT /api/desk/products/on-sale', { body: { ids, onSale: true } }),
      await supplier.fail('POST /api/desk/products', {
        body: { ...content(), storeId: store.storeId as never },
        headers: newKey(),
      }),
    ])
      expect(refused).toMatchObject({ status: 403, code: 'forbidden' });
  });

  test('finds nothing of another supplier’s', async () => {
    const proposal = await submit(await propose());
    const params = { id: proposal.id };
    const body = { ...content(), version: proposal.version };
    for (const refused of [
      await otherSupplier.fail('GET /api/desk/proposals/:id', { params }),
      await otherSupplier.fail('PUT /api/desk/proposals/:id', { params, body }),
      await otherSupplier.fail('POST /api/desk/proposals/:id/submit', { params }),
      await otherSupplier.fail('POST /api/desk/proposals/:id/take-back', { params }),
      await otherSupplier.fail('DELETE /api/desk/proposals/:id', { params }),
    ])
      expect(refused).toMatchObject({ status: 404, code: 'proposal_not_found' });
    const { productId } = (await approve(proposal)).body as Proposal;
    expect(
      await otherSupplier.fail('POST /api/desk/proposals', {
        body: { ...content(), productId },
        headers: newKey(),
      }),
    ).toMatchObject({ status: 404, code: 'product_not_found' });
    expect((await otherSupplier.call('GET /api/desk/proposals')).items).toEqual([]);
  });

  test('whose proposal two operators approve at once has one product', async () => {
    const submitted = await submit(await propose({ title: '同时审核' }));
    const answers = await Promise.all([approve(submitted), approve(submitted)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await shop.db.products.count({ where: { title: '同时审核' } })).toBe(1);
  });
});
