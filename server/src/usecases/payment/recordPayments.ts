import { z } from 'zod';
import { ORDER_KINDS, ORDER_STATES } from '@paifan/shared/orders/states';
import { fenColumn, idColumn, memberIdColumn, orderIdColumn, timeColumn } from '../../db/columns';
import { query } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { PaidTransaction } from '../../gateways/wechat/transactions';
import type { ShopContext } from '../context';
import { seeNotifications } from '../messages/notifications';
import { payOrders, type CheckedPayment } from './payOrders';
import { mismatchesOf, recordPayment, timeOfPayment, type Recorded } from './recordPayment';

/*
 * A commit waits for the disk, whatever it holds. So the notifications that come while one commit is under way are recorded
 * by the next one together: alone it is as quick as ever, and many at a time share the wait. Only what is clear goes this way
 * (an open payment of a placed order, all of it as it should be); everything else is looked at by itself.
 */

/** How many payments a transaction records at most. */
const MOST = 128;

/** One transaction prepares its rows while the other waits for the disk. */
const AT_A_TIME = 1;

/** Records a payment that a notification told of; resolves when it stands in the database. Throws as `recordPayment`. */
export type RecordNotified = (transaction: PaidTransaction) => Promise<Recorded>;

interface Waiting {
  readonly transaction: PaidTransaction;
  readonly resolve: (recorded: Recorded) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers what comes while transactions are under way. One for a web server. */
export function createPaymentRecorder(shop: ShopContext): RecordNotified {
  let waiting: Waiting[] = [];
  let underWay = 0;

  async function run(): Promise<void> {
    underWay += 1;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      const recorded = await recordClear(shop, batch);
      // The rest is rare. It does not hold up the next batch.
      for (const each of batch) {
        if (recorded.has(each)) each.resolve('paid');
        else recordPayment(shop, each.transaction, 'notification').then(each.resolve, each.reject);
      }
    }
    underWay -= 1;
  }

  return (transaction) =>
    new Promise((resolve, reject) => {
      waiting.push({ transaction, resolve, reject });
      if (underWay < AT_A_TIME) void run();
    });
}

/** Somebody else was quicker with one of the payments: they are looked at again. */
class ChangedMeanwhile extends Error {}

const LOOKS = 3;

/** Records what is clear, in one transaction, and says which. A failure records nothing: each is then tried by itself. */
async function recordClear(shop: ShopContext, batch: readonly Waiting[]): Promise<ReadonlySet<Waiting>> {
  for (let look = 1; look <= LOOKS; look += 1) {
    try {
      const clear = await findClear(shop, batch);
      if (clear.size === 0) break;
      await inTransaction(shop.db, (tx) => record(shop, tx, [...clear.values()]));
      shop.nudgeWorker();
      return new Set(clear.keys());
    } catch (error) {
      if (error instanceof ChangedMeanwhile) continue;
      shop.logger.warn({ err: error, payments: batch.length }, 'payments are recorded one by one');
      break;
    }
  }
  return new Set();
}

const paymentRow = z.object({
  payment_id: idColumn,
  out_trade_no: z.string(),
  amount_fen: fenColumn,
  payment_state: z.string(),
  transaction_id: z.string().nullable(),
  id: orderIdColumn,
  no: z.string(),
  member_id: memberIdColumn,
  kind: z.enum(ORDER_KINDS),
  state: z.enum(ORDER_STATES),
  total_fen: fenColumn,
  cash_fen: fenColumn,
  points_used: fenColumn,
  love_used: fenColumn,
  voucher_used: fenColumn,
  placed_at: timeColumn,
  openid: z.string(),
});

/** The payments that are as they should be. The same order a second time in a batch is not clear. */
async function findClear(
  { db, clock, wechat }: ShopContext,
  batch: readonly Waiting[],
): Promise<Map<Waiting, CheckedPayment>> {
  const rows = await query(
    db,
    `SELECT p.id AS payment_id, p.out_trade_no, p.amount_fen, p.state AS payment_state, p.transaction_id,
       o.id, o.no, o.member_id, o.kind, o.state, o.total_fen, o.cash_fen, o.points_used, o.love_used, o.voucher_used,
       o.placed_at, m.openid
     FROM payments p JOIN orders o ON o.id = p.order_id JOIN members m ON m.id = o.member_id
     WHERE p.out_trade_no IN (?)`,
    [batch.map(({ transaction }) => transaction.outTradeNo)],
    paymentRow,
  );
  const left = new Map(rows.map((row) => [row.out_trade_no, row]));
  const now = clock.now();
  const clear = new Map<Waiting, CheckedPayment>();
  for (const each of batch) {
    const { transaction } = each;
    const row = left.get(transaction.outTradeNo);
    if (row === undefined || row.payment_state !== 'open' || row.state !== 'placed') continue;
    const { out_trade_no: outTradeNo, amount_fen: amountFen, openid } = row;
    const expected = { outTradeNo, amountFen, transactionId: row.transaction_id, openid };
    if (mismatchesOf(wechat, expected, transaction, 'notification').length > 0) continue;
    left.delete(outTradeNo);
    clear.set(each, {
      paymentId: row.payment_id,
      transactionId: transaction.transactionId,
      foundBy: 'notification',
      paidAt: timeOfPayment(row.placed_at, transaction, now),
      order: orderOf(row),
    });
  }
  return clear;
}

const orderOf = (row: z.output<typeof paymentRow>): CheckedPayment['order'] => ({
  id: row.id,
  no: row.no,
  memberId: row.member_id,
  kind: row.kind,
  state: row.state,
  totalFen: row.total_fen,
  cashFen: row.cash_fen,
  pointsUsed: row.points_used,
  loveUsed: row.love_used,
  voucherUsed: row.voucher_used,
});

const lockedRow = z.object({ id: orderIdColumn, state: z.string(), payment_state: z.string() });

/**
 * Records payments under their locks: notification, then order and payment, in order of their keys.
 * @throws ChangedMeanwhile when one of them is not as it was found
 */
async function record(shop: ShopContext, tx: Tx, payments: readonly CheckedPayment[]): Promise<void> {
  const references = payments.map(({ order }) => order.no);
  await seeNotifications(tx, 'payment', references, shop.clock.now());
  const locked = await query(
    tx,
    `SELECT o.id, o.state, p.state AS payment_state FROM orders o STRAIGHT_JOIN payments p ON p.order_id = o.id
     WHERE o.id IN (?) ORDER BY o.id FOR UPDATE`,
    [payments.map(({ order }) => order.id)],
    lockedRow,
  );
  const changed = locked.filter(({ state, payment_state }) => state !== 'placed' || payment_state !== 'open');
  if (changed.length > 0) throw new ChangedMeanwhile(changed.map(({ id }) => `order ${id}`).join(', '));
  await payOrders(shop, tx, payments);
}
