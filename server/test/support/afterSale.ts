import { randomUUID } from 'node:crypto';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import type { Actor } from '../../src/usecases/actor';
import { receiveGoods } from '../../src/usecases/afterSale/returnGoods';
import { refundReturned } from '../../src/usecases/afterSale/refundAfterSale';
import { reviewAfterSale } from '../../src/usecases/afterSale/reviewAfterSale';
import { runChecks } from '../../src/db/checks';
import type { Client } from './client';
import type { TestShop } from './shop';

export type AfterSale = ResponseOf<'GET /api/after-sales/:no'>;
export type Asked = BodyInputOf<'POST /api/orders/:no/after-sales'>;

export const CLERK: Actor = { kind: 'operator', id: '7' };

/** A request of this amount for the first line; `change` says what is different. */
export const asking = (amountFen: number, change: Partial<Asked> = {}): Asked => ({
  line: 0,
  kind: 'refundOnly',
  quantity: 0,
  amountFen: fen(amountFen),
  reason: 'notWanted',
  ...change,
});

/** The call of a request, with a key of its own unless one is given. */
export const askFor = (no: string, body: Asked, key: string = randomUUID()) => ({
  params: { no },
  body,
  headers: { 'Idempotency-Key': key },
});

export const request = (buyer: Client, no: string, body: Asked): Promise<AfterSale> =>
  buyer.call('POST /api/orders/:no/after-sales', askFor(no, body));

/** Asks WeChat for the refunds that are due and lets it end them, a minute apart, until nothing is under way. */
export async function payBack(shop: TestShop): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    await shop.shop.scheduler.runJob('refundPayments');
    await shop.deliver();
    const open = await shop.db.refunds.count({ where: { state: ['wanted', 'processing'] } });
    if (open === 0) break;
    shop.clock.advance(61_000);
  }
  await shop.settle();
}

/** Asks for money alone, agrees, and gives it back. */
export async function refund(shop: TestShop, buyer: Client, no: string, body: Asked): Promise<AfterSale> {
  const { no: afterSaleNo } = await request(buyer, no, body);
  await reviewAfterSale(shop.context, CLERK, afterSaleNo, { agrees: true });
  await payBack(shop);
  return buyer.call('GET /api/after-sales/:no', { params: { no: afterSaleNo } });
}

/** From a request for goods and money back to the money: everything the shop and the buyer do. */
export async function giveBack(
  shop: TestShop,
  buyer: Client,
  no: string,
  { restock }: { restock: boolean },
): Promise<void> {
  await reviewAfterSale(shop.context, CLERK, no, { agrees: true, answer: '寄：老街 8 号' });
  await buyer.call('POST /api/after-sales/:no/return', {
    params: { no },
    body: { carrier: 'ZTO', number: '780012345678' },
  });
  await receiveGoods(shop.context, CLERK, no, { restock });
  await refundReturned(shop.context, CLERK, no);
  await payBack(shop);
}

/** The books of the shop add up, whatever happened. */
export async function expectCleanBooks(shop: TestShop): Promise<void> {
  expect(await runChecks(shop.db)).toEqual([]);
}
