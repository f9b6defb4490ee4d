import { randomUUID } from 'node:crypto';
import { openidOf } from '../../server/src/demo/people';
import { asking, request } from '../../server/test/support/afterSale';
import { content, newKey, submittedProposal } from '../../server/test/support/catalogue';
import { addStoreProduct, atStore, couponDraft } from '../../server/test/support/checkout';
import { redeemed } from '../../server/test/support/gifts';
import { addMerchant, staffWith, type TestStaff } from '../../server/test/support/merchants';
import { operatorWith } from '../../server/test/support/operators';
import { aStatement, askFor } from '../../server/test/support/payables';
import { mall } from '../../server/test/support/shop';
import { queueKey } from '../../shared/src/ids/ids';
import { openDemoShop, type TestShop } from '../support/shop';

/** A demo shop in which every page of the consoles has something to show. */
export interface FurnishedShop extends TestShop {
  /** Addresses of pages with parameters, by their path in the tables: what to open as an example. */
  readonly operatorExamples: Readonly<Record<string, string>>;
  readonly deskExamples: Readonly<Record<string, string>>;
  /** Owners of a merchant with a store, and of a supplier. */
  readonly atStore: TestStaff;
  readonly atSupplier: TestStaff;
  /** Where somebody who applied looks after the application. */
  readonly application: string;
}

/** Opens the demo's shop and adds what its ten days did not bring: a merchant's desk, an application, an after-sale ... */
export async function openFurnishedShop(): Promise<FurnishedShop> {
  const shop = await openDemoShop();
  const { store, staff, code, product, orderNo, afterSale } = await settledMerchant(shop);
  const { no, key } = await anApplication(shop);
  const supplier = await staffWith(
    shop,
    await addMerchant(shop, { kind: 'supplier', name: '青山茶厂' }),
    'owner',
  );
  const draft = await supplier.call('POST /api/desk/proposals', {
    body: content({ title: '谷雨茶', categoryId: 'tea', pictures: ['/pictures/products/longjing-tea.svg'] }),
    headers: newKey(),
  });
  const proposal = await submittedProposal(shop, {
    categoryId: 'tea',
    pictures: ['/pictures/products/wild-honey.svg'],
  });
  await redeemed(shop);
  const operator = await operatorWith(shop, 'owner');
  await operator.call('POST /api/admin/coupons', { body: couponDraft(shop) });

  const line = { params: { key: queueKey('mall') }, query: {} };
  const [entry] = (await operator.call('GET /api/admin/queues/:key/entries', line)).items;
  if (entry === undefined) throw new Error('somebody waits in the line of the mall');
  const member = await shop.signIn(openidOf('mingyuan'));
  return {
    ...shop,
    operatorExamples: {
      'queues/:key': 'queues/mall',
      'entries/:id': `entries/${entry.id}`,
      'explain/:no/:line': `explain/${entry.orderNo}/${entry.lineNo}`,
      'orders/:no': `orders/${entry.orderNo}`,
      'after-sales/:no': `after-sales/${await anAfterSale(shop)}`,
      'products/:id': `products/${product}`,
      'proposals/:id': `proposals/${proposal.id}`,
      'members/:id': `members/${member.id}`,
      'applications/:no': `applications/${no}`,
      'merchants/:id': `merchants/${staff.merchantId}`,
      'stores/:id': `stores/${store}`,
      'stores/:id/codes/:code': `stores/${store}/codes/${code}`,
    },
    deskExamples: {
      'orders/:no': `orders/${orderNo}`,
      'after-sales/:no': `after-sales/${afterSale}`,
      'products/:id': `products/${product}`,
      'proposals/:id': `proposals/${draft.id}`,
      'stores/:id': `stores/${store}`,
      'stores/:id/codes/:code': `stores/${store}/codes/${code}`,
    },
    atStore: staff,
    atSupplier: supplier,
    application: `apply/${no}#${key ?? ''}`,
  };
}

/** The noodle house of the demo belongs to somebody, sells online, and had a statement yesterday. */
async function settledMerchant(shop: TestShop) {
  const { id: store } = await shop.db.stores.findOne({ where: { name: '巷口面馆' }, rejectOnEmpty: true });
  const merchantId = await addMerchant(shop);
  await shop.db.stores.update({ merchantId }, { where: { id: store } });
  const staff = await staffWith(shop, merchantId, 'owner');
  const { id: code } = await staff.call('POST /api/desk/stores/:id/cashier-codes', {
    params: { id: store },
    body: { label: '前台' },
    headers: { 'Idempotency-Key': randomUUID() },
  });
  const product = await addStoreProduct(shop, store, { title: '自制辣酱', categoryId: 'pantry' });
  await shop.db.products.update({ merchantId }, { where: { id: product } });
  const buyer = await shop.signIn(openidOf('apo'));
  const { no: orderNo } = await shop.buy(buyer, atStore(store, product, 'express'));
  const { no: askedBack } = await shop.buy(buyer, atStore(store, product, 'express'));
  const { no: afterSale } = await request(buyer, askedBack, asking(100));
  const { day } = await aStatement(shop, merchantId);
  const asks = await operatorWith(shop, 'finance');
  await asks.call('POST /api/admin/merchant-payouts', askFor(merchantId, day, 7_000));
  return { store, staff, code, product, orderNo, afterSale };
}

/** Somebody applied for a store. */
export async function anApplication(shop: TestShop): Promise<{ no: string; key: string | null }> {
  const { application, key } = await shop.anyone.call('POST /api/applications', {
    body: {
      ...{ kind: 'store', name: '江边小馆', trade: '餐饮', contactName: '李小江', phone: '13912345678' },
      ...{ district: '上城区', address: '江边路 1 号' },
      place: { latitudeE6: 30_250_000, longitudeE6: 120_160_000 },
      pictures: ['/pictures/stores/noodle-house.svg'],
      licences: ['/pictures/stores/book-shop.svg'],
      commissionRatio: '0.1',
    },
    headers: { 'Idempotency-Key': randomUUID() },
  });
  return { no: application.no, key };
}

/** An order of a neighbour, of which a part is asked back. */
async function anAfterSale(shop: TestShop): Promise<string> {
  const buyer = await shop.signIn(openidOf('axiao'));
  const tea = await shop.db.products.findOne({ where: { title: '龙井茶 100 g' }, rejectOnEmpty: true });
  const { no } = await shop.buy(buyer, mall(tea.id));
  return (await request(buyer, no, asking(100))).no;
}
