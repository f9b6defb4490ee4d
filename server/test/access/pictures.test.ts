import { randomUUID } from 'node:crypto';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { execute } from '../../src/db/query';
import { asking, askFor } from '../support/afterSale';
import { create, newProduct } from '../support/catalogue';
import { addMerchantWithStore, staffWith } from '../support/merchants';
import { operatorWith } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

/* Who writes what others read names pictures of their own, or those that stood there before. */

let shop: TestShop;
let ann: Person;
let bob: Person;
beforeAll(async () => {
  shop = await startTestShop();
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob');
});
afterAll(() => shop.stop());

/** The path of a picture that somebody uploaded. */
async function upload(kind: 'member' | 'staff' | 'operator' | 'form', id: string): Promise<string> {
  const name = `ab/${randomUUID().replaceAll('-', '')}.png`;
  await execute(
    shop.db,
    'INSERT INTO uploads (name, owner_kind, owner_id, bytes, width, height, created_at) VALUES (?, ?, ?, 1, 1, 1, ?)',
    [name, kind, id, shop.clock.now()],
  );
  return `/uploads/${name}`;
}
const NOT_OWN = { status: 409, code: 'picture_not_found' };

test('a profile shows an own upload; it is kept by who has it, and refused to others', async () => {
  const avatar = await upload('member', ann.id);
  const body = { nickname: '安', avatar };
  expect(await bob.fail('PUT /api/me/profile', { body })).toMatchObject(NOT_OWN);
  await ann.call('PUT /api/me/profile', { body });
  await execute(shop.db, "DELETE FROM uploads WHERE owner_kind = 'member'", []);
  await ann.call('PUT /api/me/profile', { body: { ...body, nickname: '安安' } });
  for (const other of ['/uploads/ab/nothing.png', '/elsewhere/a.png'])
    expect(await ann.fail('PUT /api/me/profile', { body: { ...body, avatar: other } })).toMatchObject(
      NOT_OWN,
    );
});

test('a review, an addition and a request for after-sale name own uploads', async () => {
  const { no } = await shop.buy(bob, mall(await shop.addProduct()));
  const [own, foreign] = [await upload('member', bob.id), await upload('member', ann.id)];
  const asked = (picture: string) => askFor(no, asking(100, { pictures: [picture] }));
  expect(await bob.fail('POST /api/orders/:no/after-sales', asked(foreign))).toMatchObject(NOT_OWN);
  await bob.call('POST /api/orders/:no/after-sales', asked(own));
  const { no: other } = await shop.buy(bob, mall(await shop.addProduct()));
  await bob.call('POST /api/orders/:no/receipt', { params: { no: other } });
  const review = (picture: string) => ({
    params: { no: other, line: 0 },
    body: { stars: 5 as const, text: '茶香清正', pictures: [own, picture] },
  });
  expect(await bob.fail('PUT /api/orders/:no/lines/:line/review', review(foreign))).toMatchObject(NOT_OWN);
  const { id } = await bob.call('PUT /api/orders/:no/lines/:line/review', review(own));
  const addition = (picture: string) => ({
    params: { id },
    body: { text: '三泡有余香', pictures: [picture] },
  });
  expect(await bob.fail('PUT /api/me/reviews/:id/addition', addition(foreign))).toMatchObject(NOT_OWN);
  await bob.call('PUT /api/me/reviews/:id/addition', addition(own));
});

test('a product names what operators uploaded; of a store, what its desk did', async () => {
  const catalogue = await operatorWith(shop, 'catalogue');
  const colleague = await operatorWith(shop, 'catalogue');
  const licence = await upload('member', ann.id);
  const draft = (picture: string) => newProduct({ pictures: [picture] });
  expect(
    await catalogue.fail('POST /api/admin/products', {
      body: draft(licence),
      headers: { 'Idempotency-Key': randomUUID() },
    }),
  ).toMatchObject(NOT_OWN);
  await create(catalogue, draft(await upload('operator', colleague.id)));

  const { merchantId, storeId } = await addMerchantWithStore(shop);
  const other = await addMerchantWithStore(shop);
  const staff = await staffWith(shop, merchantId, 'owner');
  const stranger = await staffWith(shop, other.merchantId, 'owner');
  const front = (picture: string): BodyInputOf<'PUT /api/desk/stores/:id'> => ({
    ...{ openingHours: '全天', weeklyHours: null, phone: '', picture, pictures: [], notice: '' },
  });
  const params = { id: storeId };
  const theirs = await upload('staff', stranger.id);
  expect(await staff.fail('PUT /api/desk/stores/:id', { params, body: front(theirs) })).toMatchObject(
    NOT_OWN,
  );
  const mate = await staffWith(shop, merchantId, 'clerk');
  await staff.call('PUT /api/desk/stores/:id', { params, body: front(await upload('staff', mate.id)) });
});

test('an application names what its applicant uploaded; the open form what came with it', async () => {
  const draft = (licence: string, phone: string): BodyInputOf<'POST /api/applications'> => ({
    ...{ kind: 'store', name: '街角的店', trade: '餐饮', contactName: '李小江', phone },
    ...{ district: '上城区', address: '街角 3 号', place: null, pictures: [], licences: [licence] },
    commissionRatio: '0.2',
  });
  const apply = (body: BodyInputOf<'POST /api/applications'>) => ({
    body,
    headers: { 'Idempotency-Key': randomUUID() },
  });
  const [own, ofForm] = [await upload('member', ann.id), await upload('form', '0')];
  expect(await bob.fail('POST /api/applications', apply(draft(own, '13800000001')))).toMatchObject(NOT_OWN);
  expect(await shop.anyone.fail('POST /api/applications', apply(draft(own, '13800000002')))).toMatchObject(
    NOT_OWN,
  );
  await ann.call('POST /api/applications', apply(draft(own, '13800000003')));
  await shop.anyone.call('POST /api/applications', apply(draft(ofForm, '13800000004')));
});
