import { randomUUID } from 'node:crypto';
import type { BodyInputOf, Contract, RouteKey } from '@paifan/shared/contract/contract';
import type { ErrorCode } from '@paifan/shared/errors/errors';
import { asking } from '../support/afterSale';
import { content } from '../support/catalogue';
import type { Call, Client } from '../support/client';
import { addMerchantWithStore, addMerchant, staffWith } from '../support/merchants';
import { startTestShop, type Person, type TestShop } from '../support/shop';
import { ADDRESS, deskThings, memberThings, type DeskThings, type MemberThings } from './world';

/*
 * What belongs to somebody is, to everybody else, as if it were not there, and nothing happens to it. Every route of members
 * and of desks that names a thing in its address has a row here, or a reason why the thing is nobody's own: a new route does not compile
 * until it has.
 */

type NamedBy<Auth extends string> = {
  [K in RouteKey]: Contract[K]['auth'] extends Auth ? (K extends `${string}/:${string}` ? K : never) : never;
}[RouteKey];

/** What is answered to whom it does not belong to, and how it is asked for. */
type Row<K extends RouteKey, Things> =
  { readonly code: ErrorCode; readonly call: (things: Things) => Call<K> } | { readonly nobodysOwn: string };
type Rows<K extends RouteKey, Things> = { readonly [Key in K]: Row<Key, Things> };

const order = {
  code: 'order_not_found' as const,
  call: ({ orderNo: no }: MemberThings) => ({ params: { no } }),
};
const entry = {
  code: 'entry_not_found' as const,
  call: ({ entryId: id }: MemberThings) => ({ params: { id } }),
};
const withdrawal = {
  code: 'withdrawal_not_found' as const,
  call: ({ withdrawalId: id }: MemberThings) => ({ params: { id } }),
};
const giftOrder = {
  code: 'gift_order_not_found' as const,
  call: ({ giftOrderId: id }: MemberThings) => ({ params: { id } }),
};
const afterSale = {
  code: 'after_sale_not_found' as const,
  call: ({ afterSaleNo: no }: MemberThings) => ({ params: { no } }),
};

const MEMBERS: Rows<NamedBy<'member'>, MemberThings> = {
  'GET /api/orders/:no': order,
  'POST /api/orders/:no/payment': order,
  'POST /api/orders/:no/payment/check': order,
  'POST /api/orders/:no/close': order,
  'POST /api/orders/:no/receipt/prepare': order,
  'POST /api/orders/:no/receipt': order,
  'GET /api/orders/:no/pickup-code.png': order,
  'GET /api/orders/:no/parcels': order,
  'GET /api/orders/:no/after-sales': order,
  'GET /api/orders/:no/reviews': order,
  'GET /api/orders/:no/refund-preview': {
    code: 'order_not_found',
    call: ({ orderNo: no }) => ({ params: { no }, query: { line: '0', amountFen: '100' } }),
  },
  'POST /api/orders/:no/after-sales': {
    code: 'order_not_found',
    call: ({ orderNo: no }) => ({ params: { no }, body: asking(100) }),
  },
  'PUT /api/orders/:no/lines/:line/review': {
    code: 'order_not_found',
    call: ({ receivedNo: no }) => ({ params: { no, line: 0 }, body: { stars: 1, text: '差' } }),
  },
  'GET /api/after-sales/:no': afterSale,
  'POST /api/after-sales/:no/cancel': afterSale,
  'POST /api/after-sales/:no/return': {
    code: 'after_sale_not_found',
    call: ({ afterSaleNo: no }) => ({ params: { no }, body: { carrier: 'SF', number: 'SF12345678' } }),
  },
  'GET /api/queue/entries/:id': entry,
  'GET /api/queue/entries/:id/neighbours': entry,
  'GET /api/queue/entries/:id/proof': entry,
  'GET /api/queue/entries/:id/proof/events': entry,
  'GET /api/queue/entries/:id/exchange': entry,
  'POST /api/queue/entries/:id/draw': {
    code: 'entry_not_found',
    call: ({ entryId: id }) => ({ params: { id }, body: { nonce: 'f'.repeat(16) } }),
  },
  'POST /api/queue/entries/:id/exchange': {
    code: 'entry_not_found',
    call: ({ entryId: id }) => ({ params: { id }, body: { asset: 'points', expectedRatio: '0.8' } }),
  },
  'GET /api/draws/:entryId': { code: 'entry_not_found', call: ({ entryId }) => ({ params: { entryId } }) },
  'GET /api/queue/exchanges/:id': {
    code: 'exchange_not_found',
    call: ({ exchangeId: id }) => ({ params: { id } }),
  },
  'GET /api/me/withdrawals/:id': withdrawal,
  'POST /api/me/withdrawals/:id/cancel': withdrawal,
  'POST /api/me/withdrawals/:id/confirm-params': withdrawal,
  'GET /api/gift-orders/:id': giftOrder,
  'POST /api/gift-orders/:id/cancel': giftOrder,
  'POST /api/gift-orders/:id/receipt': giftOrder,
  'PUT /api/me/addresses/:id': {
    code: 'address_not_found',
    call: ({ addressId: id }) => ({ params: { id }, body: { ...ADDRESS, isDefault: false } }),
  },
  'DELETE /api/me/addresses/:id': { nobodysOwn: 'what is not there is gone already: see below' },
  'PUT /api/cart/items/:skuId': {
    code: 'cart_item_not_found',
    call: ({ skuId }) => ({ params: { skuId }, body: { quantity: 3, checked: true } }),
  },
  'DELETE /api/cart/items/:skuId': { nobodysOwn: 'what is not there is gone already: see below' },
  'PUT /api/me/reviews/:id/addition': {
    code: 'review_not_found',
    call: ({ reviewId: id }) => ({ params: { id }, body: { text: '再评一句' } }),
  },
  'PUT /api/me/favourites/:productId': { nobodysOwn: 'a product is everybody’s' },
  'DELETE /api/me/favourites/:productId': { nobodysOwn: 'a product is everybody’s' },
  'POST /api/coupons/:id/claim': { nobodysOwn: 'a coupon is claimed by whoever comes' },
  'POST /api/gifts/:id/redeem': { nobodysOwn: 'a gift is redeemed by whoever comes' },
  'POST /api/me/terms/:id/accept': { nobodysOwn: 'the terms are the same for everybody' },
};

const FRONT: BodyInputOf<'PUT /api/desk/stores/:id'> = {
  ...{ name: '别人的店', trade: '餐饮', address: '街角 3 号', district: '上城区', place: null },
  ...{
    openingHours: '全天',
    weeklyHours: null,
    phone: '',
    picture: '/pictures/a.png',
    pictures: [],
    notice: '',
  },
};
const product = {
  code: 'product_not_found' as const,
  call: ({ productId: id }: DeskThings) => ({ params: { id } }),
};
const proposal = {
  code: 'proposal_not_found' as const,
  call: ({ proposalId: id }: DeskThings) => ({ params: { id } }),
};
const store = {
  code: 'store_not_found' as const,
  call: ({ storeId: id }: DeskThings) => ({ params: { id } }),
};
const cashierCode = {
  code: 'cashier_code_not_found' as const,
  call: ({ cashierCodeId: id }: DeskThings) => ({ params: { id } }),
};

const deskAfterSale = {
  code: 'after_sale_not_found' as const,
  call: ({ afterSaleNo: no }: DeskThings) => ({ params: { no } }),
};

const longJob = {
  code: 'long_job_not_found' as const,
  call: ({ longJobId: id }: DeskThings) => ({ params: { id } }),
};

const statement = {
  code: 'statement_not_found' as const,
  call: ({ statementId: id }: DeskThings) => ({ params: { id } }),
};

const DESKS: Rows<NamedBy<'staff'>, DeskThings> = {
  'GET /api/desk/products/:id': product,
  'PUT /api/desk/products/:id': {
    code: 'product_not_found',
    call: ({ productId: id }) => ({ params: { id }, body: { ...content(), version: 1 } }),
  },
  'POST /api/desk/products/:id/skus/:skuId/stock': {
    code: 'sku_not_found',
    call: ({ productId: id, skuId }) => ({ params: { id, skuId }, body: { stock: { by: 1 } } }),
  },
  'GET /api/desk/proposals/:id': proposal,
  'PUT /api/desk/proposals/:id': {
    code: 'proposal_not_found',
    call: ({ proposalId: id }) => ({ params: { id }, body: { ...content(), version: 1 } }),
  },
  'POST /api/desk/proposals/:id/submit': proposal,
  'POST /api/desk/proposals/:id/take-back': proposal,
  'DELETE /api/desk/proposals/:id': proposal,
  'GET /api/desk/statements/:id': statement,
  'GET /api/desk/statements/:id/lines': statement,
  'GET /api/desk/payouts/:id': { code: 'payout_not_found', call: ({ payoutId: id }) => ({ params: { id } }) },
  'GET /api/desk/stores/:id': store,
  'PUT /api/desk/stores/:id': {
    code: 'store_not_found',
    call: ({ storeId: id }) => ({ params: { id }, body: FRONT }),
  },
  'GET /api/desk/stores/:id/rules': store,
  'PUT /api/desk/stores/:id/rules': {
    code: 'store_not_found',
    call: ({ storeId: id }) => ({ params: { id }, body: { rebate: { enabled: false }, cashier: {} } }),
  },
  'PUT /api/desk/stores/:id/cashier-discount': {
    code: 'store_not_found',
    call: ({ storeId: id }) => ({ params: { id }, body: { cashierDiscount: null } }),
  },
  'GET /api/desk/stores/:id/cashier-codes': store,
  'POST /api/desk/stores/:id/cashier-codes': {
    code: 'store_not_found',
    call: ({ storeId: id }) => ({ params: { id }, body: { label: '2 号桌' } }),
  },
  'GET /api/desk/cashier-codes/:id/code.png': cashierCode,
  'POST /api/desk/cashier-codes/:id/renew': cashierCode,
  'POST /api/desk/cashier-codes/:id/revoke': cashierCode,
  'GET /api/desk/orders/:no': {
    code: 'order_not_found',
    call: ({ pickup: { orderNo: no } }) => ({ params: { no } }),
  },
  'POST /api/desk/orders/:no/parcels': {
    code: 'order_not_found',
    call: ({ pickup: { orderNo: no } }) => ({ params: { no }, body: { parcels: [{ kind: 'sameCity' }] } }),
  },
  'GET /api/desk/after-sales/:no': deskAfterSale,
  'GET /api/desk/after-sales/:no/preview': deskAfterSale,
  'POST /api/desk/after-sales/:no/approve': {
    code: 'after_sale_not_found',
    call: ({ afterSaleNo: no }) => ({ params: { no }, body: {} }),
  },
  'POST /api/desk/after-sales/:no/reject': {
    code: 'after_sale_not_found',
    call: ({ afterSaleNo: no }) => ({ params: { no }, body: { answer: '不退' } }),
  },
  'POST /api/desk/after-sales/:no/received': {
    code: 'after_sale_not_found',
    call: ({ afterSaleNo: no }) => ({ params: { no }, body: { restock: true } }),
  },
  'POST /api/desk/after-sales/:no/refund': deskAfterSale,
  'GET /api/desk/long-jobs/:id': longJob,
  'POST /api/desk/long-jobs/:id/cancel': longJob,
  'POST /api/desk/long-jobs/:id/link': longJob,
  'GET /api/desk/pickups/:code': {
    code: 'pickup_code_not_found',
    call: ({ pickup: { code } }) => ({ params: { code } }),
  },
  'POST /api/desk/pickups/:code/redeem': {
    code: 'pickup_code_not_found',
    call: ({ pickup: { code, orderNo } }) => ({ params: { code }, body: { orderNo } }),
  },
  'PUT /api/desk/reviews/:id/answer': {
    code: 'review_not_found',
    call: ({ reviewId: id }) => ({ params: { id }, body: { text: '谢谢' } }),
  },
  'PUT /api/desk/staff/:id': {
    code: 'staff_not_found',
    call: ({ staffId: id }) => ({ params: { id }, body: { name: '改名', role: 'owner', enabled: false } }),
  },
  'POST /api/desk/staff/:id/login': {
    code: 'staff_not_found',
    call: ({ staffId: id }) => ({ params: { id }, body: { login: 'taken-over' } }),
  },
  'GET /api/desk/staff-invitations/:id/code.png': {
    code: 'staff_invitation_not_found',
    call: ({ invitationId: id }) => ({ params: { id } }),
  },
  'DELETE /api/desk/staff-invitations/:id': {
    code: 'staff_invitation_not_found',
    call: ({ invitationId: id }) => ({ params: { id } }),
  },
};

let shop: TestShop;
let owner: Person;
let other: Person;
let mine: MemberThings;
let desk: DeskThings;
let otherStore: Client;
let otherSupplier: Client;
beforeAll(async () => {
  shop = await startTestShop();
  owner = await shop.signIn('owner');
  other = await shop.signIn('other');
  mine = await memberThings(shop, owner);
  desk = await deskThings(shop, owner);
  otherStore = await staffWith(shop, (await addMerchantWithStore(shop)).merchantId, 'owner');
  otherSupplier = await staffWith(shop, await addMerchant(shop, { kind: 'supplier' }), 'owner');
}, 60_000);
afterAll(() => shop.stop());

/** Asks somebody else for it: it is not there, and nothing changes. */
async function expectAbsent<K extends RouteKey>(
  key: K,
  by: Client,
  call: Call<K>,
  code: string,
): Promise<void> {
  const before = await shop.snapshot();
  const headers = { 'Idempotency-Key': randomUUID() };
  expect(await by.fail(key, { ...call, headers })).toMatchObject({ status: 404, code });
  expect(await shop.snapshot()).toEqual(before);
}

const keysOf = <K extends string, Things>(rows: Readonly<Record<K, Row<never, Things>>>): K[] =>
  (Object.entries(rows) as [K, Row<never, Things>][]).flatMap(([key, row]) => ('code' in row ? [key] : []));

test.each(keysOf(MEMBERS as never) as NamedBy<'member'>[])(
  '%s: another member’s is not there',
  async (key) => {
    await expectMemberRow(key);
  },
);
async function expectMemberRow<K extends NamedBy<'member'>>(key: K): Promise<void> {
  const row: Row<K, MemberThings> = MEMBERS[key];
  if ('code' in row) await expectAbsent(key, other, row.call(mine), row.code);
}

test.each(keysOf(DESKS as never) as NamedBy<'staff'>[])(
  '%s: another merchant’s is not there',
  async (key) => {
    await expectDeskRow(key);
  },
);
async function expectDeskRow<K extends NamedBy<'staff'>>(key: K): Promise<void> {
  const row: Row<K, DeskThings> = DESKS[key];
  // A supplier's things are looked for by another supplier, who could have such ones.
  const by = key.includes('proposals') ? otherSupplier : otherStore;
  if ('code' in row) await expectAbsent(key, by, row.call(desk), row.code);
}

test('the owners find all of it', async () => {
  await owner.call('GET /api/orders/:no', { params: { no: mine.orderNo } });
  await owner.call('GET /api/queue/entries/:id', { params: { id: mine.entryId } });
  await owner.call('GET /api/queue/exchanges/:id', { params: { id: mine.exchangeId } });
  await desk.store.call('GET /api/desk/stores/:id', { params: { id: desk.storeId } });
  await desk.store.call('GET /api/desk/products/:id', { params: { id: desk.productId } });
  await desk.store.call('GET /api/desk/orders/:no', { params: { no: desk.pickup.orderNo } });
  await desk.store.call('GET /api/desk/after-sales/:no', { params: { no: desk.afterSaleNo } });
  await desk.store.call('GET /api/desk/pickups/:code', { params: { code: desk.pickup.code } });
  await desk.store.call('GET /api/desk/statements/:id', { params: { id: desk.statementId } });
  await desk.store.call('GET /api/desk/payouts/:id', { params: { id: desk.payoutId } });
  await desk.supplier.call('GET /api/desk/proposals/:id', { params: { id: desk.proposalId } });
});

test('taking away what another has takes nothing away', async () => {
  const before = await shop.snapshot();
  await other.send('DELETE /api/me/addresses/:id', { params: { id: mine.addressId } });
  await other.send('DELETE /api/cart/items/:skuId', { params: { skuId: mine.skuId } });
  expect(await shop.snapshot()).toEqual(before);
  expect((await owner.call('GET /api/me/addresses')).items.map(({ id }) => id)).toContain(mine.addressId);
});

test('nobody pays with what is another’s', async () => {
  const { items } = await owner.call('GET /api/me/addresses');
  const sku = await owner.call('GET /api/cart');
  expect(sku.groups.length).toBeGreaterThan(0);
  const productId = (await shop.db.skus.findByPk(mine.skuId))?.productId;
  if (productId === undefined) throw new Error('the SKU has a product');
  expect(
    await other.fail('POST /api/orders/quote', {
      body: { kind: 'mall', items: [{ productId, quantity: 1 }], addressId: items[0]?.id },
    }),
  ).toMatchObject({ status: 404, code: 'address_not_found' });
});
