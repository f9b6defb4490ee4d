import { fen } from '@paifan/shared/money/fen';
import { indexProducts } from '../../src/usecases/catalogue/terms';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type TestShop } from '../support/shop';
import { change, create, found, newProduct, sku } from '../support/catalogue';

let shop: TestShop;
let operator: TestOperator;
beforeAll(async () => {
  shop = await startTestShop();
  operator = await operatorWith(shop, 'catalogue');
  await create(operator, newProduct({ title: '西湖龙井 250 g', summary: '明前新茶', code: 'LJ-250' }));
  await create(operator, newProduct({ title: '祁门红茶', summary: '配龙井同享' }));
  await create(
    operator,
    newProduct({ title: 'iPhone 保护壳', summary: '硅胶', skus: [sku([], { code: 'IP15' })] }),
  );
  await create(operator, newProduct({ title: '下架的龙井', onSale: false }));
});
afterAll(() => shop.stop());

const search = (text: string, query: Record<string, string> = {}) =>
  found(shop.anyone, { search: text, ...query });

describe('a search', () => {
  test.each<[string, string, string[]]>([
    ['two characters, in the title first', '龙井', ['西湖龙井 250 g', '祁门红茶']],
    ['one character', '祁', ['祁门红茶']],
    ['one character in the middle', '门', ['祁门红茶']],
    ['all words, with and without a space', '龙井250g', ['西湖龙井 250 g']],
    ['words that stand apart', '新茶 西湖', ['西湖龙井 250 g']],
    ['words of which one is missing', '龙井 咖啡', []],
    ['the beginning of a word in letters', 'iph', ['iPhone 保护壳']],
    ['the code of a product', 'lj-250', ['西湖龙井 250 g']],
    ['the code of a SKU', 'IP15', ['iPhone 保护壳']],
    ['the name of the category', '好物', ['iPhone 保护壳', '祁门红茶', '西湖龙井 250 g']],
    ['a part of a figure', '25', []],
    ['nothing but signs', '%_', []],
  ])('for %s', async (_, text, titles) => expect(await search(text)).toEqual(titles));

  test('comes in another order when it is asked for', async () => {
    expect(await search('龙井', { sort: 'newest' })).toEqual(['祁门红茶', '西湖龙井 250 g']);
  });

  test('follows every change: of the product, and of its category', async () => {
    const product = await create(operator, newProduct({ title: '碧螺春' }));
    await change(operator, product, { title: '太平猴魁' });
    expect([await search('碧螺'), await search('猴魁')]).toEqual([[], ['太平猴魁']]);
    const { id } = await operator.call('POST /api/admin/categories', { body: { name: '绿茶' } });
    await create(operator, newProduct({ title: '绿茶饼', categoryId: id }));
    await create(operator, newProduct({ title: '毛尖', categoryId: id }));
    expect(await search('绿茶')).toEqual(['绿茶饼', '毛尖']);
    await operator.call('PUT /api/admin/categories/:id', { params: { id }, body: { name: '黄茶' } });
    expect([await search('绿茶'), await search('黄茶')]).toEqual([['绿茶饼'], ['毛尖', '绿茶饼']]);
  });

  test('finds what came into the database beside the shop once its words are taken', async () => {
    const id = await shop.addProduct({ title: '凤凰单丛' });
    await shop.db.sequelize.query(`UPDATE products SET terms_version = 0 WHERE id = ${id}`);
    await shop.db.sequelize.query(`DELETE FROM product_terms WHERE product_id = ${id}`);
    expect(await search('单丛')).toEqual([]);
    expect(await indexProducts(shop.context)).toBe(1);
    expect(await indexProducts(shop.context)).toBe(0);
    expect(await search('单丛')).toEqual(['凤凰单丛']);
  });
});

describe('a list of the mall', () => {
  const PRICES = [3_000, 1_000, 2_000, 1_000];

  test.each([
    ['newest', [3, 2, 1, 0]],
    ['priceUp', [1, 3, 2, 0]],
    ['priceDown', [0, 2, 3, 1]],
    ['sold', [2, 3, 1, 0]],
  ] as const)('sorted by %s is the same page by page', async (sort, order) => {
    const category = `sorted-${sort}`;
    await shop.db.categories.create({ id: category, name: category, sort: 9 });
    const ids: string[] = [];
    for (const [index, price] of PRICES.entries())
      ids.push(await shop.addProduct({ title: `${index}`, priceFen: fen(price), categoryId: category }));
    const buyer = await shop.signIn(`buyer-${sort}`);
    await shop.buy(buyer, mall(ids[2] as never, 2));
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const query = { category, sort, limit: '1', ...(cursor === '' ? {} : { cursor }) };
      const { items, next } = await shop.anyone.call('GET /api/products', { query });
      seen.push(...items.map(({ id }) => id));
      if (next === null) break;
      cursor = next;
    }
    expect(seen).toEqual(order.map((index) => ids[index]));
  });

  test('shows nothing of a merchant who is suspended', async () => {
    const merchant = await shop.db.merchants.create({
      ...{ kind: 'supplier', name: '停业的供应商', contactName: '李' },
      ...{ commissionRatio: '0' as never, createdAt: shop.clock.now() },
    });
    await create(operator, newProduct({ title: '停业的商品', source: 'supplier', merchantId: merchant.id }));
    expect(await search('停业')).toEqual(['停业的商品']);
    await merchant.update({ suspendedAt: shop.clock.now() });
    expect(await search('停业')).toEqual([]);
  });

  test('of a store has its online products only, and the mall has none of them', async () => {
    const storeId = await shop.addStore();
    await create(operator, newProduct({ title: '店内腊肉', source: 'store', storeId }));
    expect(await found(shop.anyone, { storeId })).toEqual(['店内腊肉']);
    expect(await search('腊肉')).toEqual([]);
    const [product] = (await shop.anyone.call('GET /api/products', { query: { storeId } })).items;
    if (product === undefined) throw new Error('the store sells something');
    expect(await shop.anyone.call('GET /api/products/:id', { params: { id: product.id } })).toMatchObject({
      storeId,
      storeName: '老街面馆',
      terms: { queueKey: `store:${storeId}` },
    });
  });
});
