import { randomUUID } from 'node:crypto';
import type { AdjustmentId, WithdrawalId } from '@paifan/shared/ids/ids';
import type { AfterSaleKind, AfterSaleState } from '@paifan/shared/orders/afterSale';
import { dayText } from '@paifan/shared/time/shanghai';
import { inTransaction } from '../../src/db/transaction';
import { insertRow } from '../../src/db/insertRow';
import { asking, request } from './afterSale';
import { operatorWith } from './operators';
import { mall, type Person, type TestShop } from './shop';
import { giveCash, WIDE, withdraw } from './wallet';

/* What operators of the back office have to decide on, each anew. */

/** Somebody new, who has accepted the terms if there are any. */
async function somebody(shop: TestShop): Promise<Person> {
  const person = await shop.signIn(`person-${randomUUID().slice(0, 8)}`);
  const { terms } = await person.call('GET /api/terms');
  if (terms) await person.call('POST /api/me/terms/:id/accept', { params: { id: terms.id } });
  return person;
}

/** The number of a paid order. */
export async function anOrder(shop: TestShop, buyer?: Person): Promise<string> {
  const by = buyer ?? (await somebody(shop));
  return (await shop.buy(by, mall(await shop.addProduct()))).no;
}

/** The number of a request for 1.00; in a later state if one is given. */
export async function anAfterSale(
  shop: TestShop,
  later: { kind?: AfterSaleKind; state?: AfterSaleState } = {},
): Promise<string> {
  const buyer = await somebody(shop);
  const { no } = await request(buyer, await anOrder(shop, buyer), asking(100));
  if (later.kind !== undefined || later.state !== undefined)
    await shop.db.afterSales.update(later, { where: { no } });
  return no;
}

/** The number of a request whose refund WeChat could not make. */
export async function aFailedRefund(shop: TestShop): Promise<string> {
  const no = await anAfterSale(shop);
  const clerk = await operatorWith(shop, 'service');
  await clerk.call('POST /api/admin/after-sales/:no/approve', { params: { no }, body: {} });
  const { id } = await shop.db.afterSales.findOne({ where: { no }, rejectOnEmpty: true });
  await shop.db.refunds.update(
    { state: 'closed', nextTryAt: null, stuck: true },
    { where: { afterSaleId: id } },
  );
  await shop.db.afterSales.update({ state: 'failed' }, { where: { no } });
  return no;
}

/** The number of an order whose shipping WeChat refused. */
export async function aRefusedShipping(shop: TestShop): Promise<string> {
  const no = await anOrder(shop);
  const { id: orderId } = await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true });
  await shop.db.shippingUploads.create({
    ...{ orderId, kind: 'express', state: 'refused', attempts: 3, nextTryAt: null, error: '10060004' },
    ...{ createdAt: shop.clock.now(), finishedAt: shop.clock.now() },
  });
  return no;
}

/** A withdrawal that waits for a review. */
export async function aWithdrawal(shop: TestShop): Promise<WithdrawalId> {
  await shop.publish({ withdrawal: { ...WIDE, reviewAboveFen: 0 } });
  const person = await somebody(shop);
  await giveCash(shop, person.id, 5_000);
  return (await withdraw(person, 5_000)).id;
}

/** A request that somebody made. */
export async function anAdjustment(shop: TestShop): Promise<AdjustmentId> {
  const finance = await operatorWith(shop, 'finance');
  const { id: memberId } = await somebody(shop);
  const { id } = await finance.call('POST /api/admin/adjustments', {
    body: { memberId, balance: 'points', amount: 100, reason: '补偿' },
    headers: { 'Idempotency-Key': randomUUID() },
  });
  return id;
}

/** A difference of a day long ago. */
export const aDifference = (shop: TestShop): Promise<string> =>
  inTransaction(shop.db, async (tx) => {
    const id = await insertRow(tx, 'reconciliations', { day: dayText(1), state: 'differs', differences: 1 });
    return insertRow(tx, 'reconciliation_differences', {
      ...{ reconciliation_id: id, kind: 'refundMissingHere', reference: 'R1', order_no: 'NO1', bill_fen: 1 },
    });
  });

/** A message that WeChat refused. */
export async function aFailedMessage(shop: TestShop): Promise<string> {
  const { id: memberId } = await somebody(shop);
  const row = await shop.db.outbox.create({
    ...{ kind: 'orderClosed', memberId, payload: { orderId: '1', orderNo: 'NO1' } },
    ...{ createdAt: shop.clock.now(), nextTryAt: null, error: '47003' },
  });
  return row.id;
}

/** A settlement task that was tried in vain. */
export const aFailedTask = (shop: TestShop): Promise<string> =>
  inTransaction(shop.db, (tx) =>
    insertRow(tx, 'settlement_tasks', {
      ...{ queue_key: 'mall', kind: 'pause', cause: randomUUID(), at: shop.clock.now() },
      ...{ attempts: 1, error: 'it does not add up' },
    }),
  );
