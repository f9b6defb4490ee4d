import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../src/db/transaction';
import { insertRow } from '../../src/db/insertRow';
import { operatorWith } from '../support/operators';
import type { DayStatementId, MerchantId, MerchantPayoutId } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import { asking, request } from '../support/afterSale';
import { anAfterSale, aWithdrawal } from '../support/backOffice';
import { content } from '../support/catalogue';
import { atStore } from '../support/checkout';
import { redeemed } from '../support/gifts';
import { addMerchant, addMerchantWithStore, staffWith } from '../support/merchants';
import { mall, type Person, type TestShop } from '../support/shop';

/* One of everything that belongs to somebody, for the tests of who may see and touch it. */

const key = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': randomUUID() });

export const ADDRESS = {
  ...{ name: '张三', phone: '13812345678', regionCode: '330102' },
  ...{ province: '浙江省', city: '杭州市', district: '上城区', detail: '老街 8 号' },
};

/** What a member has. */
export type MemberThings = Awaited<ReturnType<typeof memberThings>>;

/** Lets `owner` have one of everything. */
export async function memberThings(shop: TestShop, owner: Person) {
  const withdrawal = await aWithdrawal(shop);
  await shop.publish({ exchange: { points: { ratio: ratio('0.8') } } });
  const product = await shop.addProduct();
  const { skus } = await owner.call('GET /api/products/:id', { params: { id: product } });
  const skuId = skus[0]?.id ?? fail('a product has a SKU');
  const paid = await shop.buy(owner, mall(product));
  const received = await shop.buy(owner, mall(product));
  await owner.call('POST /api/orders/:no/receipt', { params: { no: received.no } });
  const review = await owner.call('PUT /api/orders/:no/lines/:line/review', {
    params: { no: received.no, line: 0 },
    body: { stars: 5, text: '茶香清正' },
  });
  await shop.settle();
  const entry = paid.lines[0]?.entry ?? fail('it stands in line');
  const exchange = await owner.call('POST /api/queue/entries/:id/exchange', {
    params: { id: received.lines[0]?.entry?.id ?? fail('it stands in line') },
    body: { asset: 'points', expectedRatio: '0.8' },
    headers: key(),
  });
  await owner.call('POST /api/me/addresses', { body: ADDRESS, headers: key() });
  const { items } = await owner.call('GET /api/me/addresses');
  await owner.call('POST /api/cart/items', { body: { skuId, quantity: 1 }, headers: key() });
  const { id: giftOrder } = await redeemed(shop);
  return {
    ...{ orderNo: paid.no, receivedNo: received.no, entryId: entry.id, exchangeId: exchange.id },
    ...{ withdrawalId: withdrawal, afterSaleNo: await anAfterSale(shop), giftOrderId: giftOrder },
    ...{ addressId: items[0]?.id ?? fail('it was added'), skuId, reviewId: review.id },
  };
}

/** What a merchant has. */
export type DeskThings = Awaited<ReturnType<typeof deskThings>>;

/** A merchant with a store, a supplier, and one of everything that a desk has. */
export async function deskThings(shop: TestShop, buyer: Person) {
  const { merchantId, storeId } = await addMerchantWithStore(shop);
  const store = await staffWith(shop, merchantId, 'owner');
  const clerk = await staffWith(shop, merchantId, 'clerk');
  const supplier = await staffWith(shop, await addMerchant(shop, { kind: 'supplier' }), 'owner');
  const productId = await shop.addProduct();
  await shop.db.products.update({ merchantId, storeId, source: 'store' }, { where: { id: productId } });
  const sku = await shop.db.skus.findOne({ where: { productId }, rejectOnEmpty: true });
  const order = await shop.buy(buyer, atStore(storeId, productId));
  const { pickupCode } = await shop.db.orders.findOne({ where: { no: order.no }, rejectOnEmpty: true });
  const received = await shop.buy(buyer, atStore(storeId, productId));
  await shop.db.orders.update({ state: 'completed' }, { where: { no: received.no } });
  const afterSale = await request(buyer, received.no, asking(100));
  const review = await buyer.call('PUT /api/orders/:no/lines/:line/review', {
    params: { no: received.no, line: 0 },
    body: { stars: 4, text: '不错' },
  });
  const code = await store.call('POST /api/desk/stores/:id/cashier-codes', {
    params: { id: storeId },
    body: { label: '1 号桌' },
    headers: key(),
  });
  const invitation = await store.call('POST /api/desk/staff-invitations', {
    body: { name: '小李', role: 'clerk' },
    headers: key(),
  });
  const proposal = await supplier.call('POST /api/desk/proposals', { body: content(), headers: key() });
  const job = await store.call('POST /api/desk/exports/products', {
    body: { format: 'csv' },
    headers: key(),
  });
  const { statementId, payoutId } = await settledDay(shop, merchantId);
  return {
    ...{ statementId, payoutId },
    ...{ store, supplier, merchantId, storeId, productId, skuId: sku.id, staffId: clerk.id },
    ...{ cashierCodeId: code.id, invitationId: invitation.id, proposalId: proposal.id },
    ...{ pickup: { code: pickupCode ?? '', orderNo: order.no }, reviewId: review.id },
    ...{ afterSaleNo: afterSale.no, longJobId: job.id },
  };
}

/** A day's statement, and the payout that is asked for it. */
async function settledDay(shop: TestShop, merchantId: MerchantId) {
  const { id: operatorId } = await operatorWith(shop, 'finance');
  const at = shop.clock.now();
  const sums = { sale_fen: 100, refunded_fen: 0, commission_fen: 30, freight_fen: 0, payable_fen: 70 };
  return inTransaction(shop.db, async (tx) => {
    const payoutId = await insertRow(tx, 'merchant_payouts', {
      ...{ no: `PO${merchantId}`, merchant_id: merchantId, state: 'requested', amount_fen: 70, days: 1 },
      ...{ from_day: '2026-03-01', until_day: '2026-03-01', method: 'bank', requested_by_id: operatorId },
      ...{ requested_at: at, idempotency_key: randomUUID(), request_hash: Buffer.alloc(32) },
    });
    const statementId = await insertRow(tx, 'day_statements', {
      ...{ merchant_id: merchantId, day: '2026-03-01', line_count: 1, ...sums, payout_id: payoutId },
      ...{ contributed_fen: 0, rewarded_fen: 0, closed_at: at },
    });
    return { statementId: statementId as DayStatementId, payoutId: payoutId as MerchantPayoutId };
  });
}

function fail(why: string): never {
  throw new Error(why);
}
