import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let owner: TestOperator;
let member: Person;
beforeAll(async () => {
  shop = await startTestShop();
  owner = await operatorWith(shop, 'owner');
  member = await shop.signIn('reader');
});
afterAll(() => shop.stop());

const publish = (title: string, latestId: string | null) =>
  owner.call('POST /api/admin/terms', { body: { title, body: '第一条', latestId } });
const accept = (id: string) => member.call('POST /api/me/terms/:id/accept', { params: { id } });

test('a shop without terms asks for nothing', async () => {
  expect(await shop.anyone.call('GET /api/terms')).toEqual({ terms: null, accepted: false });
  await shop.place(member, mall(await shop.addProduct()));
});

test('with terms the next order needs their acceptance, and each new version once more', async () => {
  const product = await shop.addProduct();
  const first = await publish('协议一', null);
  expect(await member.call('GET /api/terms')).toEqual({ terms: first, accepted: false });
  const quote = await member.call('POST /api/orders/quote', { body: mall(product) });
  const order = {
    body: {
      basket: mall(product),
      expectedTotalFen: quote.totalFen,
      expectedEntitledFen: quote.entitledFen,
    },
  };
  const before = await shop.snapshot();
  expect(await member.fail('POST /api/orders', order)).toEqual({
    status: 409,
    code: 'terms_needed',
    details: { termsId: first.id },
  });
  expect(await shop.snapshot()).toEqual(before);
  await accept(first.id);
  await accept(first.id);
  expect((await member.call('GET /api/terms')).accepted).toBe(true);
  expect((await shop.anyone.call('GET /api/terms')).accepted).toBe(false);
  await shop.place(member, mall(product));

  const second = await publish('协议二', first.id);
  expect(await member.fail('POST /api/orders', order)).toMatchObject({ code: 'terms_needed' });
  expect(await member.fail('POST /api/me/terms/:id/accept', { params: { id: first.id } })).toEqual({
    status: 409,
    code: 'terms_outdated',
  });
  await accept(second.id);
  await shop.place(member, mall(product));
});

test('terms that are not there cannot be accepted', async () => {
  expect(await member.fail('POST /api/me/terms/:id/accept', { params: { id: '9999' } })).toEqual({
    status: 404,
    code: 'terms_not_found',
  });
});

test('every version stays, newest first, beside a text to begin with', async () => {
  const { items, template } = await owner.call('GET /api/admin/terms');
  expect(items.map(({ title }) => title)).toEqual(['协议二', '协议一']);
  expect(template.body).toContain('奖励只来自之后实际成交的订单');
});

test('who publishes without having seen the newest version is told so', async () => {
  const body = { title: '协议三', body: '第一条', latestId: null };
  expect(await owner.fail('POST /api/admin/terms', { body })).toMatchObject({
    status: 409,
    code: 'terms_outdated',
  });
});

test('terms that promise what nobody may promise are refused', async () => {
  const body = { title: '协议', body: '消费多少返多少，30 天回本', latestId: '2' };
  expect(await owner.fail('POST /api/admin/terms', { body })).toMatchObject({
    status: 422,
    code: 'forbidden_phrase',
    details: { problems: [{ field: 'body', phrase: '消费多少返多少' }, { phrase: '以日期承诺' }] },
  });
});
