import { randomUUID } from 'node:crypto';
import type { ProductId, SkuId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { addStoreProduct } from '../support/checkout';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());

let count = 0;
const somebody = (): Promise<Person> => {
  count += 1;
  return shop.signIn(`somebody-${count}`);
};

const skuOf = async (productId: ProductId): Promise<SkuId> =>
  (await shop.db.skus.findOne({ where: { productId }, rejectOnEmpty: true })).id;
const add = (person: Person, skuId: SkuId, quantity = 1, key: string = randomUUID()) =>
  person.call('POST /api/cart/items', { body: { skuId, quantity }, headers: { 'Idempotency-Key': key } });
const itemsOf = async (person: Person) =>
  (await person.call('GET /api/cart')).groups.flatMap(({ items }) => items);

describe('a cart', () => {
  test('gathers pieces of one SKU in one item, which is checked', async () => {
    const ann = await somebody();
    const tea = await skuOf(await shop.addProduct());
    await add(ann, tea, 2);
    await add(ann, tea, 3);
    expect(await itemsOf(ann)).toMatchObject([
      { skuId: tea, quantity: 5, checked: true, priceFen: 10_000, problem: null },
    ]);
  });

  test('does not add again when the request is repeated, one after the other or all at once', async () => {
    const ann = await somebody();
    const tea = await skuOf(await shop.addProduct());
    const key = randomUUID();
    await Promise.all(Array.from({ length: 5 }, () => add(ann, tea, 2, key)));
    await add(ann, tea, 2, key);
    expect(await itemsOf(ann)).toMatchObject([{ quantity: 2 }]);
  });

  test('groups items by who sells them', async () => {
    const ann = await somebody();
    const store = await shop.addStore();
    const [tea, bowl] = [
      await skuOf(await shop.addProduct()),
      await skuOf(await addStoreProduct(shop, store)),
    ];
    await add(ann, tea);
    shop.clock.advance(1_000);
    const cart = await add(ann, bowl);
    expect(cart).toMatchObject({
      groups: [
        { storeId: store, storeName: '老街面馆', items: [{ skuId: bowl }] },
        { storeId: null, storeName: null, items: [{ skuId: tea }] },
      ],
      count: 2,
    });
  });

  test('says what has become of an item: its price, its stock, its sale', async () => {
    const ann = await somebody();
    const product = await shop.addProduct({ stock: 5 });
    const tea = await skuOf(product);
    await add(ann, tea, 3);
    const change = (row: object) => shop.db.skus.update(row, { where: { id: tea } });
    await change({ priceFen: fen(9_000) });
    expect(await itemsOf(ann)).toMatchObject([{ priceFen: 9_000, addedPriceFen: 10_000, problem: null }]);
    await change({ stock: 2 });
    expect(await itemsOf(ann)).toMatchObject([{ stock: 2, problem: 'tooFew' }]);
    await change({ stock: 0 });
    expect(await itemsOf(ann)).toMatchObject([{ problem: 'outOfStock' }]);
    await shop.db.products.update({ onSale: false }, { where: { id: product } });
    expect(await itemsOf(ann)).toMatchObject([{ problem: 'offSale' }]);
  });

  test('is changed item by item, and is checked as a whole', async () => {
    const ann = await somebody();
    const [tea, cup] = [await skuOf(await shop.addProduct()), await skuOf(await shop.addProduct())];
    await add(ann, tea);
    await add(ann, cup);
    await ann.call('PUT /api/cart/items/:skuId', {
      ...{ params: { skuId: tea }, body: { quantity: 7, checked: false } },
    });
    const checked = async () =>
      Object.fromEntries((await itemsOf(ann)).map((item) => [item.skuId, item.checked]));
    expect(await checked()).toEqual({ [tea]: false, [cup]: true });
    await ann.call('PUT /api/cart/checked', { body: { skuIds: [tea] } });
    expect(await checked()).toEqual({ [tea]: true, [cup]: false });
    await ann.call('PUT /api/cart/checked', { body: { skuIds: [] } });
    expect(await checked()).toEqual({ [tea]: false, [cup]: false });
    await ann.call('DELETE /api/cart/items/:skuId', { params: { skuId: tea } });
    await ann.call('DELETE /api/cart/items/:skuId', { params: { skuId: tea } });
    expect((await itemsOf(ann)).map(({ skuId }) => skuId)).toEqual([cup]);
  });

  test('is one’s own', async () => {
    const [ann, bob] = [await somebody(), await somebody()];
    const tea = await skuOf(await shop.addProduct());
    await add(ann, tea);
    const params = { skuId: tea };
    expect(
      await bob.fail('PUT /api/cart/items/:skuId', { params, body: { quantity: 9, checked: true } }),
    ).toEqual({ status: 404, code: 'cart_item_not_found' });
    await bob.call('DELETE /api/cart/items/:skuId', { params });
    await bob.call('PUT /api/cart/checked', { body: { skuIds: [] } });
    expect(await itemsOf(bob)).toEqual([]);
    expect(await itemsOf(ann)).toMatchObject([{ quantity: 1, checked: true }]);
  });

  test('holds a hundred SKUs at most, however many are added at once', async () => {
    const ann = await somebody();
    const product = await shop.addProduct();
    const skus = await shop.db.skus.bulkCreate(
      Array.from({ length: 102 }, (_, index) => ({
        ...{ productId: product, name: `第 ${index} 款`, priceFen: fen(100), stock: 1 },
      })),
    );
    const ids = (await shop.db.skus.findAll({ where: { productId: product } })).map(({ id }) => id);
    expect(ids.length).toBe(skus.length + 1);
    for (const id of ids.slice(0, 97)) await add(ann, id);
    const answers = await Promise.all(
      ids.slice(97).map((skuId) => ann.send('POST /api/cart/items', { body: { skuId, quantity: 1 } })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect((await ann.call('GET /api/cart')).count).toBe(100);
  });

  test('loses what is ordered from it, and nothing else', async () => {
    const ann = await somebody();
    const [tea, cup] = [await shop.addProduct(), await shop.addProduct()];
    await add(ann, await skuOf(tea));
    await add(ann, await skuOf(cup));
    const order = async (fromCart: boolean) => {
      const basket = mall(tea);
      const quote = await ann.call('POST /api/orders/quote', { body: basket });
      const { totalFen: expectedTotalFen, entitledFen: expectedEntitledFen } = quote;
      await ann.call('POST /api/orders', {
        body: { basket, expectedTotalFen, expectedEntitledFen, fromCart },
      });
    };
    await order(false);
    expect(await itemsOf(ann)).toHaveLength(2);
    await order(true);
    expect((await itemsOf(ann)).map(({ productId }) => productId)).toEqual([cup]);
  });

  test.each<[string, () => Promise<SkuId>, string]>([
    ['is not there', () => Promise.resolve('999999' as SkuId), 'product_not_found'],
    ['is off sale', async () => skuOf(await shop.addProduct({ onSale: false })), 'product_off_sale'],
  ])('a SKU that %s is not put there', async (_, sku, code) => {
    const ann = await somebody();
    const body = { skuId: await sku(), quantity: 1 };
    expect(await ann.fail('POST /api/cart/items', { body })).toMatchObject({ code });
  });
});
