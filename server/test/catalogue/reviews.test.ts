import type { ProductId } from '@paifan/shared/ids/ids';
import { addMerchantWithStore, staffWith } from '../support/merchants';
import { operatorWith, type TestOperator } from '../support/operators';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let operator: TestOperator;
let people = 0;
beforeAll(async () => {
  shop = await startTestShop({ config: { http: { signInsPerMinute: 1_000 } } });
  operator = await operatorWith(shop, 'catalogue');
});
afterAll(() => shop.stop());

async function someone(): Promise<Person> {
  const person = await shop.signIn(`reviewer-${(people += 1)}`);
  await shop.db.members.update({ nickname: '李小明' }, { where: { id: person.id } });
  return person;
}

/** Buys a product and receives it. */
async function received(person: Person, product: ProductId): Promise<string> {
  const { no } = await shop.buy(person, mall(product));
  await person.call('POST /api/orders/:no/receipt', { params: { no } });
  return no;
}

const words = (stars = 5, text = '茶香清正') => ({
  stars: stars as never,
  text,
  pictures: ['/pictures/a.png'],
});
const review = (person: Person, no: string, body = words(), line = 0) =>
  person.send('PUT /api/orders/:no/lines/:line/review', { params: { no: no as never, line }, body });
const seenOf = (id: ProductId, query: Record<string, string> = {}) =>
  shop.anyone.call('GET /api/products/:id/reviews', { params: { id }, query });

describe('a review', () => {
  test('is read by everybody under a masked name, and counts', async () => {
    const person = await someone();
    const product = await shop.addProduct();
    const no = await received(person, product);
    expect(await person.call('GET /api/orders/:no/reviews', { params: { no: no as never } })).toMatchObject({
      reviewable: true,
      lines: [{ line: 0, productId: product, review: null }],
    });
    expect(await review(person, no, words(4))).toMatchObject({
      status: 200,
      body: { stars: 4, orderNo: no },
    });
    const { items, rating } = await seenOf(product);
    expect(items).toMatchObject([
      { name: '李**', stars: 4, text: '茶香清正', pictures: ['/pictures/a.png'], added: null, answer: null },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/小明|avatar|orderNo/);
    expect(rating).toEqual({ count: 1, average: '4.0', byStars: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 0 } });
    expect(await shop.anyone.call('GET /api/products/:id', { params: { id: product } })).toMatchObject({
      rating: { count: 1 },
      reviews: [{ stars: 4 }],
    });
    expect((await person.call('GET /api/me/reviews')).items).toMatchObject([{ orderNo: no, hidden: false }]);
  });

  test('is written once a line; the same again is the same, something else is refused', async () => {
    const person = await someone();
    const product = await shop.addProduct();
    const no = await received(person, product);
    const answers = await Promise.all([1, 2, 3, 4].map(() => review(person, no)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await seenOf(product)).rating.count).toBe(1);
    expect(await review(person, no, words(1))).toMatchObject({
      status: 409,
      body: { code: 'review_exists' },
    });
  });

  test.each<[string, (person: Person) => Promise<[no: string, line: number]>, number, string]>([
    [
      'before the order is completed',
      async (person) => [(await shop.buy(person, mall(await shop.addProduct()))).no, 0],
      409,
      'review_too_early',
    ],
    [
      'of a line that is not there',
      async (person) => [await received(person, await shop.addProduct()), 7],
      404,
      'order_line_not_found',
    ],
    [
      'of a payment at a cashier',
      async (person) => [(await shop.buy(person, cashier(await shop.addStore(), 1_000))).no, 0],
      404,
      'order_line_not_found',
    ],
    [
      'of somebody else’s order',
      async () => [await received(await someone(), await shop.addProduct()), 0],
      404,
      'order_not_found',
    ],
  ])('%s is refused', async (_, prepare, status, code) => {
    const person = await someone();
    const [no, line] = await prepare(person);
    expect(await review(person, no, words(), line)).toMatchObject({ status, body: { code } });
  });

  test('says no forbidden phrase', async () => {
    const person = await someone();
    const no = await received(person, await shop.addProduct());
    expect(await review(person, no, words(5, '稳赚不赔'))).toMatchObject({
      status: 422,
      body: { code: 'forbidden_phrase' },
    });
  });

  test('can be added to once, by its writer', async () => {
    const person = await someone();
    const product = await shop.addProduct();
    await review(person, await received(person, product));
    const [written] = (await person.call('GET /api/me/reviews')).items;
    if (written === undefined) throw new Error('there is a review');
    const add = (by: Person, text: string) =>
      by.send('PUT /api/me/reviews/:id/addition', { params: { id: written.id }, body: { text } });
    expect(await add(await someone(), '别人')).toMatchObject({
      status: 404,
      body: { code: 'review_not_found' },
    });
    expect((await add(person, '喝了一个月')).status).toBe(200);
    expect((await add(person, '喝了一个月')).status).toBe(200);
    expect(await add(person, '又一次')).toMatchObject({ status: 409, body: { code: 'review_exists' } });
    expect((await seenOf(product)).items).toMatchObject([{ added: { text: '喝了一个月' } }]);
  });

  test('that an operator hides is gone for all but its writer, and does not count; shown again, it does', async () => {
    const person = await someone();
    const product = await shop.addProduct();
    await review(person, await received(person, product), words(1));
    const [{ id } = { id: '' as never }] = (
      await operator.call('GET /api/admin/reviews', { query: { productId: product } })
    ).items;
    const set = (body: { hidden: true; reason: string } | { hidden: false }) =>
      operator.call('PUT /api/admin/reviews/:id/visibility', { params: { id }, body });
    await Promise.all([1, 2, 3].map(() => set({ hidden: true, reason: '含有广告' })));
    expect(await seenOf(product)).toMatchObject({ items: [], rating: { count: 0, average: null } });
    expect((await person.call('GET /api/me/reviews')).items).toMatchObject([{ hidden: true }]);
    expect(
      (await operator.call('GET /api/admin/reviews', { query: { hidden: 'true' } })).items,
    ).toMatchObject([{ id, hiddenReason: '含有广告' }]);
    await Promise.all([1, 2].map(() => set({ hidden: false })));
    expect((await seenOf(product)).rating.count).toBe(1);
  });

  test('is answered by the shop, or by the merchant of the product and no other', async () => {
    const { merchantId } = await addMerchantWithStore(shop);
    const product = await shop.addProduct();
    await shop.db.products.update({ merchantId }, { where: { id: product } });
    const person = await someone();
    await review(person, await received(person, product));
    const desk = await staffWith(shop, merchantId, 'owner');
    const other = await staffWith(shop, (await addMerchantWithStore(shop)).merchantId, 'owner');
    const [{ id } = { id: '' as never }] = (await desk.call('GET /api/desk/reviews')).items;
    const call = { params: { id }, body: { text: '谢谢您' } };
    expect(await other.fail('PUT /api/desk/reviews/:id/answer', call)).toMatchObject({
      status: 404,
      code: 'review_not_found',
    });
    expect((await other.call('GET /api/desk/reviews')).items).toEqual([]);
    const waiting = async (answered: 'true' | 'false') =>
      (await desk.call('GET /api/desk/reviews', { query: { answered } })).items.map((each) => each.id);
    expect([await waiting('false'), await waiting('true')]).toEqual([[id], []]);
    await desk.call('PUT /api/desk/reviews/:id/answer', call);
    expect([await waiting('false'), await waiting('true')]).toEqual([[], [id]]);
    expect((await seenOf(product)).items).toMatchObject([{ answer: { text: '谢谢您' } }]);
    await operator.call('PUT /api/admin/reviews/:id/answer', { ...call, body: { text: '感谢支持' } });
    expect((await seenOf(product)).items).toMatchObject([{ answer: { text: '感谢支持' } }]);
  });
});

test('reviews that many write at once all count, and are listed by their stars', async () => {
  const product = await shop.addProduct();
  const orders = [];
  for (const stars of [5, 5, 4, 1, 5, 3]) {
    const person = await someone();
    orders.push({ person, stars, no: await received(person, product) });
  }
  await Promise.all(orders.map(({ person, no, stars }) => review(person, no, words(stars))));
  const { rating, items, next } = await seenOf(product, { stars: '5', limit: '2' });
  expect(rating).toEqual({ count: 6, average: '3.8', byStars: { 1: 1, 2: 0, 3: 1, 4: 1, 5: 3 } });
  expect(items.map(({ stars }) => stars)).toEqual([5, 5]);
  expect((await seenOf(product, { stars: '5', cursor: next ?? '' })).items).toHaveLength(1);
});

describe('favourites', () => {
  const put = (person: Person, productId: ProductId) =>
    person.send('PUT /api/me/favourites/:productId', { params: { productId } });

  test('are kept once each, last first, and stay when they go off sale', async () => {
    const person = await someone();
    const [one, two] = [await shop.addProduct({ title: '甲' }), await shop.addProduct({ title: '乙' })];
    expect((await Promise.all([1, 2, 3].map(() => put(person, one)))).map(({ status }) => status)).toEqual([
      204, 204, 204,
    ]);
    shop.clock.advance(1_000);
    await put(person, two);
    await operator.call('PUT /api/admin/products/on-sale', { body: { ids: [one], onSale: false } });
    const first = await person.call('GET /api/me/favourites', { query: { limit: '1' } });
    expect(first.items).toMatchObject([{ id: two, onSale: true }]);
    const rest = await person.call('GET /api/me/favourites', { query: { cursor: first.next ?? '' } });
    expect(rest).toMatchObject({ items: [{ id: one, onSale: false }], next: null });
    const seen = await person.call('GET /api/products/:id', { params: { id: two } });
    expect(seen.favourite).toBe(true);
    await person.call('DELETE /api/me/favourites/:productId', { params: { productId: two } });
    await person.call('DELETE /api/me/favourites/:productId', { params: { productId: two } });
    expect((await person.call('GET /api/me/favourites')).items).toMatchObject([{ id: one }]);
    expect((await (await someone()).call('GET /api/me/favourites')).items).toEqual([]);
  });

  test('are of products that are there', async () => {
    expect(await put(await someone(), '999999' as ProductId)).toMatchObject({
      status: 404,
      body: { code: 'product_not_found' },
    });
  });
});
