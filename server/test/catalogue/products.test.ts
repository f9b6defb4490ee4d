import { fen } from '@paifan/shared/money/fen';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';
import { change, changeOf, create, newKey, newProduct, sku, type NewProduct } from '../support/catalogue';

let shop: TestShop;
let operator: TestOperator;
let buyer: Person;
beforeAll(async () => {
  shop = await startTestShop({ config: { http: { signInsPerMinute: 1_000 } } });
  operator = await operatorWith(shop, 'catalogue');
  buyer = await shop.signIn('catalogue-buyer');
});
afterAll(() => shop.stop());

const COLOURS = (): NewProduct =>
  newProduct({
    specNames: ['颜色', '尺码'],
    skus: [
      sku(['红', 'L'], { priceFen: fen(12_000) }),
      sku(['红', 'XL'], { priceFen: fen(11_000), onSale: false }),
      sku(['蓝', 'L'], { priceFen: fen(13_000), code: 'BL-L' }),
    ],
  });

describe('a new product', () => {
  test('is in the mall with its SKUs, its pictures and the lowest price on sale', async () => {
    const product = await create(operator, {
      ...COLOURS(),
      pictures: ['/pictures/a.png', '/pictures/b.png'],
    });
    expect(product).toMatchObject({
      priceFen: 12_000,
      stock: 20,
      version: 1,
      pictures: ['/pictures/a.png', '/pictures/b.png'],
    });
    const seen = await shop.anyone.call('GET /api/products/:id', { params: { id: product.id } });
    expect(seen).toMatchObject({
      onSale: true,
      specNames: ['颜色', '尺码'],
      pictures: ['/pictures/a.png', '/pictures/b.png'],
      skus: [
        { name: '红 / L', choices: ['红', 'L'], stock: 10 },
        { name: '蓝 / L', priceFen: 13_000 },
      ],
      rating: { count: 0, average: null },
      terms: { rebateOn: true, entitledFen: seen.rebate?.entitledFen },
      favourite: false,
    });
  });

  test('is made once, however often the same request comes, also at the same moment', async () => {
    const body = newProduct({ title: '只有一件' });
    const headers = newKey();
    const made = await Promise.all(
      [1, 2, 3].map(() => operator.call('POST /api/admin/products', { body, headers })),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await shop.db.products.count({ where: { title: '只有一件' } })).toBe(1);
    expect(
      await operator.fail('POST /api/admin/products', { body: { ...body, summary: '另一件' }, headers }),
    ).toMatchObject({ code: 'idempotency_key_reused' });
  });

  test('follows setting 2: its rebate is on or off', async () => {
    expect((await create(operator)).rebate).toEqual({});
    await shop.publish({ newProductsEnabled: false });
    expect(await create(operator)).toMatchObject({ rebate: { enabled: false }, rebateOn: false });
    await shop.publish({});
  });

  test.each<[string, () => Partial<NewProduct>, string]>([
    ['a category that is not there', () => ({ categoryId: 'nothing' }), 'category_not_found'],
    [
      'a freight template that is not there',
      () => ({ freightTemplateId: '99' as never }),
      'freight_template_not_found',
    ],
    ['a forbidden phrase', () => ({ detail: '消费多少返多少' }), 'forbidden_phrase'],
    [
      'a forbidden phrase in a choice',
      () => ({ specNames: ['款式'], skus: [sku(['稳赚款'])] }),
      'forbidden_phrase',
    ],
    ['two SKUs alike', () => ({ specNames: ['颜色'], skus: [sku(['红']), sku(['红'])] }), 'product_invalid'],
    ['nothing to sell', () => ({ skus: [sku([], { onSale: false })] }), 'product_invalid'],
    ['no SKU', () => ({ skus: [] }), 'bad_request'],
    ['ten pictures', () => ({ pictures: Array(10).fill('/pictures/a.png') }), 'bad_request'],
    ['HTML for an address of a picture', () => ({ pictures: ['<img>'] }), 'bad_request'],
    ['rules that contradict themselves', () => ({ rebate: { extractionRatio: '1.5' } }), 'bad_request'],
    ['a store, and the mall for a source', () => ({ storeId: '1' as never }), 'product_invalid'],
    [
      'a supplier who is not there',
      () => ({ source: 'supplier', merchantId: '99' as never }),
      'merchant_not_found',
    ],
  ])('with %s is refused, and nothing is kept', async (_, changes, code) => {
    const before = await shop.snapshot();
    expect(
      await operator.fail('POST /api/admin/products', { body: newProduct(changes()), headers: newKey() }),
    ).toMatchObject({ code });
    expect(await shop.snapshot()).toEqual(before);
  });

  test('has a code that no other product of its seller has', async () => {
    await create(operator, newProduct({ code: 'TEA-1' }));
    const body = newProduct({ code: 'TEA-1' });
    expect(await operator.fail('POST /api/admin/products', { body, headers: newKey() })).toMatchObject({
      status: 409,
      code: 'product_code_taken',
    });
  });
});

describe('the margin guard', () => {
  const poor = () => newProduct({ skus: [sku([], { costFen: fen(9_900) })] });

  test('lists a product that gives more than it earns, and lets it pass by name', async () => {
    const refused = await operator.fail('POST /api/admin/products', { body: poor(), headers: newKey() });
    expect(refused).toMatchObject({
      code: 'margin_exceeded',
      details: { findings: [{ name: 'product:new', margin: '0.01' }] },
    });
    const product = await create(operator, { ...poor(), overruled: ['product:new'] });
    // What does not touch price, cost or rules is not judged again.
    const renamed = await change(operator, product, { title: '薄利' });
    const dearer = changeOf(renamed, { rebate: { extractionRatio: '0.2' } });
    expect(
      await operator.fail('PUT /api/admin/products/:id', { params: { id: product.id }, body: dearer }),
    ).toMatchObject({ details: { findings: [{ name: `product:${product.id}` }] } });
    const body = { ...dearer, overruled: [`product:${product.id}`] };
    await operator.call('PUT /api/admin/products/:id', { params: { id: product.id }, body });
  });

  test('stops the one click for all products, until it is overruled', async () => {
    const product = await create(operator, {
      ...poor(),
      overruled: [],
      rebate: { enabled: false },
      skus: [sku([], { costFen: fen(9_900) })],
    });
    const before = await operator.call('GET /api/admin/products/rebate-off');
    expect(before.off).toBeGreaterThanOrEqual(1);
    expect(before.mall).toBeGreaterThan(before.off);
    const refused = await operator.fail('POST /api/admin/products/enable-rebate', { body: {} });
    expect(refused).toMatchObject({
      code: 'margin_exceeded',
      details: { findings: [{ name: `product:${product.id}` }] },
    });
    const findings = (refused.details as { findings: { name: string }[] }).findings;
    const body = { overruled: findings.map(({ name }) => name) };
    const { changed } = await operator.call('POST /api/admin/products/enable-rebate', { body });
    expect(changed).toBe(before.off);
    expect(await operator.call('GET /api/admin/products/rebate-off')).toEqual({ ...before, off: 0 });
    expect(await operator.call('POST /api/admin/products/enable-rebate', { body })).toEqual({ changed: 0 });
    const { items } = await operator.call('GET /api/admin/products', { query: { limit: '50' } });
    expect(items.every(({ rebateOn }) => rebateOn)).toBe(true);
  });
});

describe('a change', () => {
  test('keeps the SKUs that it names, and removes the others without forgetting what was sold', async () => {
    const product = await create(operator, COLOURS());
    const [red, , blue] = product.skus;
    if (!red || !blue) throw new Error('the product has three SKUs');
    const basket = { kind: 'mall' as const, items: [{ productId: product.id, skuId: red.id, quantity: 1 }] };
    const order = await shop.buy(buyer, basket);
    const changed = await change(operator, product, {
      specNames: ['颜色', '尺码'],
      skus: [
        { ...sku(['蓝', 'M']), id: blue.id, stock: undefined, priceFen: fen(9_000) },
        sku(['红', 'L'], { stock: { set: 3 } }),
      ],
    });
    expect(changed.skus).toMatchObject([
      { id: blue.id, name: '蓝 / M', stock: 10 },
      { name: '红 / L', stock: 3 },
    ]);
    expect(changed).toMatchObject({ priceFen: 9_000, version: 2 });
    expect(await buyer.fail('POST /api/orders/quote', { body: basket })).toMatchObject({
      code: 'product_off_sale',
    });
    const [line] = (await buyer.call('GET /api/orders/:no', { params: { no: order.no } })).lines;
    expect(line).toMatchObject({ skuId: red.id, skuName: '红 / L' });
  });

  test('can swap the names of two SKUs', async () => {
    const product = await create(
      operator,
      newProduct({ specNames: ['颜色'], skus: [sku(['红']), sku(['蓝'])] }),
    );
    const [red, blue] = product.skus;
    const swapped = await change(operator, product, {
      skus: [
        { ...sku(['蓝']), id: red?.id, stock: undefined },
        { ...sku(['红']), id: blue?.id, stock: undefined },
      ],
    });
    expect(swapped.skus).toMatchObject([
      { id: red?.id, name: '蓝' },
      { id: blue?.id, name: '红' },
    ]);
  });

  test('by two editors at once is made by one; the other is told', async () => {
    const product = await create(operator);
    const answers = await Promise.all(
      ['甲', '乙'].map((title) =>
        operator.send('PUT /api/admin/products/:id', {
          params: { id: product.id },
          body: changeOf(product, { title }),
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'product_changed',
      details: { version: 2 },
    });
  });

  test('names a SKU of another product: refused', async () => {
    const [one, other] = [await create(operator), await create(operator)];
    const body = changeOf(one, { skus: [{ ...sku([]), id: other.skus[0]?.id, stock: undefined }] });
    expect(
      await operator.fail('PUT /api/admin/products/:id', { params: { id: one.id }, body }),
    ).toMatchObject({
      status: 404,
      code: 'sku_not_found',
    });
  });
});

describe('stock', () => {
  const edit = (product: { id: string; skus: { id: string }[] }, stock: object, headers = newKey()) =>
    operator.send('POST /api/admin/products/:id/skus/:skuId/stock', {
      params: { id: product.id as never, skuId: product.skus[0]?.id as never },
      body: { stock: stock as never },
      headers,
    });

  test('is changed by a difference once, however often the request comes', async () => {
    const product = await create(operator);
    const headers = newKey();
    const answers = await Promise.all([1, 2, 3].map(() => edit(product, { by: 5 }, headers)));
    expect(answers.map(({ body }) => body)).toEqual([{ stock: 15 }, { stock: 15 }, { stock: 15 }]);
    expect(await shop.stockOf(product.id)).toBe(15);
  });

  test.each([
    ['fewer than there are', { by: -11 }],
    ['another number than was seen', { set: 5, expectedStock: 9 }],
    ['a number, without what was seen', { set: 5 }],
  ])('%s: refused with what there is', async (_, stock) => {
    const product = await create(operator);
    expect(await edit(product, stock)).toMatchObject({
      status: 409,
      body: { code: 'stock_changed', details: { stock: 10 } },
    });
  });

  test('adds up while orders are placed and somebody changes it and saves the product', async () => {
    const product = await create(operator, newProduct({ skus: [sku([], { stock: { set: 20 } })] }));
    const [first] = product.skus;
    const { totalFen: expectedTotalFen, entitledFen: expectedEntitledFen } = await buyer.call(
      'POST /api/orders/quote',
      { body: mall(product.id) },
    );
    const order = () =>
      buyer.send('POST /api/orders', {
        body: { basket: mall(product.id), expectedTotalFen, expectedEntitledFen },
      });
    const save = changeOf(product, {
      title: '同时',
      skus: [{ ...sku([]), id: first?.id, stock: { by: 7 } }],
    });
    const [orders, edits, saved] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, order)),
      Promise.all([{ by: 3 }, { by: -2 }].map((stock) => edit(product, stock))),
      operator.send('PUT /api/admin/products/:id', { params: { id: product.id }, body: save }),
    ]);
    expect([...edits, saved].map(({ status }) => status)).toEqual([200, 200, 200]);
    const placed = orders.filter(({ status }) => status === 200).length;
    expect(placed).toBeGreaterThan(0);
    expect(await shop.stockOf(product.id)).toBe(20 + 3 - 2 + 7 - placed);
  });
});

describe('on and off sale', () => {
  const switchSale = (ids: string[], onSale: boolean, confirmWaiting = false) =>
    operator.send('PUT /api/admin/products/on-sale', { body: { ids: ids as never, onSale, confirmWaiting } });

  test('several at once, all or none; what is off sale is still readable', async () => {
    const [one, other] = [await create(operator), await create(operator)];
    expect(await switchSale([one.id, '999999'], false)).toMatchObject({
      status: 404,
      body: { details: { ids: ['999999'] } },
    });
    expect(await switchSale([one.id, other.id], false)).toMatchObject({ body: { changed: 2 } });
    expect(await switchSale([one.id, other.id], false)).toMatchObject({ body: { changed: 0 } });
    expect(await shop.anyone.call('GET /api/products/:id', { params: { id: one.id } })).toMatchObject({
      onSale: false,
      inStock: false,
    });
  });

  test('what was never on sale nobody outside sees', async () => {
    const { id } = await create(operator, newProduct({ onSale: false }));
    expect(await shop.anyone.fail('GET /api/products/:id', { params: { id } })).toMatchObject({
      code: 'product_not_found',
    });
    expect((await switchSale([id], true)).status).toBe(200);
    expect(await shop.anyone.call('GET /api/products/:id', { params: { id } })).toMatchObject({
      onSale: true,
    });
  });

  test('warns when somebody waits in the product’s own queue', async () => {
    await shop.publish({ mallSharesQueue: false });
    const product = await create(operator);
    const { lines } = await shop.buy(buyer, mall(product.id));
    const entries = { title: product.title, entries: 1, remainingFen: lines[0]?.terms.entitledFen };
    expect(await operator.call('GET /api/admin/products/:id', { params: { id: product.id } })).toMatchObject({
      waiting: { queueKey: `product:${product.id}`, ...entries },
    });
    const off = changeOf(product, { onSale: false });
    for (const refused of [
      await switchSale([product.id], false),
      await operator.send('PUT /api/admin/products/:id', { params: { id: product.id }, body: off }),
    ])
      expect(refused).toMatchObject({ body: { code: 'entries_waiting', details: { waiting: [entries] } } });
    expect(await switchSale([product.id], false, true)).toMatchObject({ body: { changed: 1 } });
    await shop.publish({});
  });
});

describe('the list of all products', () => {
  test('is narrowed by what an operator looks for', async () => {
    const low = await create(
      operator,
      newProduct({ title: '紫砂壶', code: 'ZS-9', skus: [sku([], { stock: { set: 2 } })] }),
    );
    const list = async (query: Record<string, string>) =>
      (await operator.call('GET /api/admin/products', { query })).items.map(({ id }) => id);
    expect(await list({ search: '紫砂' })).toEqual([low.id]);
    expect(await list({ search: 'zs-9' })).toEqual([low.id]);
    expect(await list({ search: '…' })).toEqual([]);
    expect(await list({ stockUpTo: '2', search: '砂壶' })).toEqual([low.id]);
    expect(await list({ stockUpTo: '1', search: '砂壶' })).toEqual([]);
    expect(await list({ source: 'supplyChain' })).toEqual([]);
    expect(await list({ onSale: 'true', category: 'goods', limit: '1' })).toEqual([low.id]);
    const [first, second] = [
      await operator.call('GET /api/admin/products', { query: { limit: '2' } }),
      await operator.call('GET /api/admin/products', { query: { limit: '3' } }),
    ];
    const next = await operator.call('GET /api/admin/products', {
      query: { limit: '1', cursor: first.next ?? '' },
    });
    expect(next.items[0]?.id).toBe(second.items[2]?.id);
  });
});

describe('categories', () => {
  test('are added, sorted, renamed and taken away', async () => {
    const tea = await operator.call('POST /api/admin/categories', { body: { name: '茶饮' } });
    const cups = await operator.call('POST /api/admin/categories', { body: { name: '器物' } });
    const ids = [cups.id, tea.id, 'goods'];
    const { items } = await operator.call('PUT /api/admin/categories/order', { body: { ids } });
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect((await shop.anyone.call('GET /api/categories')).items.map(({ id }) => id)).toEqual(ids);
    const id = tea.id;
    expect(
      await operator.fail('PUT /api/admin/categories/:id', { params: { id }, body: { name: '器物' } }),
    ).toMatchObject({ code: 'category_taken' });
    await create(operator, newProduct({ title: '红茶', categoryId: id }));
    expect(await operator.fail('DELETE /api/admin/categories/:id', { params: { id } })).toMatchObject({
      code: 'category_in_use',
    });
    await operator.call('DELETE /api/admin/categories/:id', { params: { id: cups.id } });
    expect(await operator.fail('PUT /api/admin/categories/order', { body: { ids } })).toMatchObject({
      code: 'category_not_found',
    });
  });
});
