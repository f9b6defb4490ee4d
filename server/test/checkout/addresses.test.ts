import { randomUUID } from 'node:crypto';
import { HOME, mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());

let count = 0;
/** Somebody with no address. */
async function newcomer(): Promise<Person> {
  count += 1;
  const person = await shop.signIn(`newcomer-${count}`);
  await shop.db.addresses.destroy({ where: { memberId: person.id } });
  return person;
}

const OFFICE = { ...HOME, name: '陈安', phone: '0571-88888888', detail: '河坊街 2 号' };

const list = async (person: Person) => (await person.call('GET /api/me/addresses')).items;

describe('addresses of a member', () => {
  test('the first one is the default, another one only if it says so', async () => {
    const ann = await newcomer();
    const first = await ann.call('POST /api/me/addresses', { body: HOME });
    const second = await ann.call('POST /api/me/addresses', { body: OFFICE });
    const third = await ann.call('POST /api/me/addresses', { body: { ...OFFICE, isDefault: true } });
    expect([first.isDefault, second.isDefault, third.isDefault]).toEqual([true, false, true]);
    expect((await list(ann)).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [third.id, true],
      [second.id, false],
      [first.id, false],
    ]);
  });

  test('a change keeps the default where it is unless another one becomes it', async () => {
    const ann = await newcomer();
    const home = await ann.call('POST /api/me/addresses', { body: HOME });
    const office = await ann.call('POST /api/me/addresses', { body: OFFICE });
    const change = (id: typeof home.id, body: typeof HOME & { isDefault?: boolean }) =>
      ann.call('PUT /api/me/addresses/:id', { params: { id }, body });
    expect(await change(home.id, { ...HOME, name: '陈小安' })).toMatchObject({
      name: '陈小安',
      isDefault: true,
    });
    await change(office.id, { ...OFFICE, isDefault: true });
    expect((await list(ann)).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [office.id, true],
      [home.id, false],
    ]);
  });

  test('after the default one is taken away the newest takes its place; taking away twice changes nothing', async () => {
    const ann = await newcomer();
    const home = await ann.call('POST /api/me/addresses', { body: HOME });
    await ann.call('POST /api/me/addresses', { body: OFFICE });
    const newest = await ann.call('POST /api/me/addresses', { body: OFFICE });
    const away = () => ann.send('DELETE /api/me/addresses/:id', { params: { id: home.id } });
    expect((await away()).status).toBe(204);
    expect((await away()).status).toBe(204);
    expect((await list(ann))[0]).toMatchObject({ id: newest.id, isDefault: true });
  });

  test('one request asked for many times at once adds one address', async () => {
    const ann = await newcomer();
    const headers = { 'Idempotency-Key': randomUUID() };
    const added = await Promise.all(
      Array.from({ length: 5 }, () => ann.call('POST /api/me/addresses', { body: HOME, headers })),
    );
    expect(new Set(added.map(({ id }) => id)).size).toBe(1);
    expect(await list(ann)).toHaveLength(1);
    expect(await ann.fail('POST /api/me/addresses', { body: OFFICE, headers })).toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  test('there are never more than twenty, nor two defaults, however many are added at once', async () => {
    const ann = await newcomer();
    const answers = await Promise.all(
      Array.from({ length: 24 }, () =>
        ann.send('POST /api/me/addresses', { body: { ...HOME, isDefault: true } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4);
    const held = await list(ann);
    expect(held).toHaveLength(20);
    expect(held.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  test('somebody else’s is as if it were not there', async () => {
    const ann = await newcomer();
    const bob = await newcomer();
    const { id } = await ann.call('POST /api/me/addresses', { body: HOME });
    const answer = await bob.fail('PUT /api/me/addresses/:id', { params: { id }, body: OFFICE });
    expect(answer).toEqual({ status: 404, code: 'address_not_found' });
    await bob.call('DELETE /api/me/addresses/:id', { params: { id } });
    expect(await list(ann)).toHaveLength(1);
    expect(await list(bob)).toEqual([]);
    const tea = await shop.addProduct();
    const basket = { ...mall(tea), addressId: id };
    expect(await bob.fail('POST /api/orders/quote', { body: basket })).toMatchObject({
      status: 404,
      code: 'address_not_found',
    });
  });

  test.each([
    ['a short number', { phone: '12345' }],
    ['letters in a number', { phone: '1390000000a' }],
    ['a region of five digits', { regionCode: '33010' }],
    ['nobody', { name: ' ' }],
    ['no street', { detail: '' }],
  ])('%s is refused', async (_, wrong) => {
    const ann = await newcomer();
    expect(await ann.fail('POST /api/me/addresses', { body: { ...HOME, ...wrong } })).toMatchObject({
      status: 400,
    });
  });
});

describe('an order that is sent', () => {
  test('needs an address; the quote says so before', async () => {
    const ann = await newcomer();
    const basket = mall(await shop.addProduct());
    const quote = await ann.call('POST /api/orders/quote', { body: basket });
    expect(quote).toMatchObject({ delivery: 'express', address: null, addressNeeded: true, freightFen: 0 });
    const body = { basket, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen };
    expect(await ann.fail('POST /api/orders', { body })).toEqual({ status: 409, code: 'address_needed' });
  });

  test('goes to the address that is named, else to the default one, and keeps it as it was', async () => {
    const ann = await newcomer();
    const tea = await shop.addProduct();
    const home = await ann.call('POST /api/me/addresses', { body: HOME });
    const office = await ann.call('POST /api/me/addresses', { body: OFFICE });
    const toHome = await shop.place(ann, mall(tea));
    const toOffice = await shop.place(ann, { ...mall(tea), addressId: office.id });
    await ann.call('PUT /api/me/addresses/:id', { params: { id: home.id }, body: { ...HOME, name: '搬家' } });
    await ann.call('DELETE /api/me/addresses/:id', { params: { id: office.id } });
    const kept = async (no: string) => (await ann.call('GET /api/orders/:no', { params: { no } })).address;
    expect(await kept(toHome.no)).toEqual(HOME);
    expect(await kept(toOffice.no)).toEqual(OFFICE);
  });

  test('has what its buyer wrote to the seller', async () => {
    const ann = await shop.signIn('writer');
    const basket = mall(await shop.addProduct());
    const quote = await ann.call('POST /api/orders/quote', { body: basket });
    const { no } = await ann.call('POST /api/orders', {
      body: {
        ...{ basket, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen },
        note: '请放门口 ',
      },
    });
    expect(await ann.call('GET /api/orders/:no', { params: { no } })).toMatchObject({ note: '请放门口' });
  });
});
