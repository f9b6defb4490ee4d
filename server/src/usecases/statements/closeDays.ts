import { z } from 'zod';
import type { DayStatementId, MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { fen, sumFen, type Fen } from '@paifan/shared/money/fen';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { insertRows } from '../../db/bulk';
import {
  countColumn,
  dayColumn,
  dayStatementIdColumn,
  fenColumn,
  merchantIdColumn,
  storeIdColumn,
} from '../../db/columns';
import { insertRow } from '../../db/insertRow';
import { execute, query } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { bookPayables } from '../payables/bookPayables';
import { lockPayee } from '../payables/payees';

/** What completed just before midnight is still booked to its day. */
const PATIENCE_MS = 30 * 60_000;

const merchantRow = z.object({ merchant_id: merchantIdColumn });
const dayRow = z.object({ day: dayColumn });

/**
 * Closes the days (Asia/Shanghai) that are over, from 00:30 on, with a statement for each merchant and day on which anything happened.
 * What comes later belongs to the next day. Doing it twice changes nothing, and days on which nothing ran are made up for.
 */
export async function closeDays(shop: Pick<ShopContext, 'db' | 'clock' | 'logger'>): Promise<void> {
  const { db, clock, logger } = shop;
  await bookPayables(shop);
  const now = clock.now();
  const last = shanghaiDay(now.getTime() - PATIENCE_MS) - 1;
  const merchants = await query(
    db,
    'SELECT DISTINCT merchant_id FROM payables WHERE statement_id IS NULL AND day <= ? ORDER BY merchant_id',
    [dayText(last)],
    merchantRow,
  );
  for (const { merchant_id: merchantId } of merchants) {
    try {
      await inTransaction(db, (tx) => closeMerchant(tx, merchantId, dayText(last), now));
    } catch (error) {
      logger.error(
        { err: error, merchantId },
        'the days of a merchant could not be closed; they are the next time',
      );
    }
  }
}

async function closeMerchant(tx: Tx, merchantId: MerchantId, last: string, now: Date): Promise<void> {
  await lockPayee(tx, merchantId);
  const days = await query(
    tx,
    `SELECT DISTINCT day FROM payables
     WHERE merchant_id = ? AND statement_id IS NULL AND day <= ? ORDER BY day`,
    [merchantId, last],
    dayRow,
  );
  for (const { day } of days) await closeDay(tx, merchantId, day, now);
  await execute(tx, 'UPDATE payees SET closed_through = ? WHERE merchant_id = ?', [last, merchantId]);
}

const sumsRow = z
  .object({
    store_id: storeIdColumn.nullable(),
    line_count: countColumn,
    sale_fen: fenColumn,
    refunded_fen: fenColumn,
    commission_fen: fenColumn,
    freight_fen: fenColumn,
    payable_fen: fenColumn,
    contributed_fen: fenColumn,
    rewarded_fen: fenColumn,
  })
  .transform(({ store_id: storeId, ...sums }) => ({ storeId, sums }));
type Sums = z.output<typeof sumsRow>['sums'];

const SUMS = [
  ...(['line_count', 'sale_fen', 'refunded_fen', 'commission_fen', 'freight_fen'] as const),
  ...(['payable_fen', 'contributed_fen', 'rewarded_fen'] as const),
];

async function closeDay(tx: Tx, merchantId: MerchantId, day: string, now: Date): Promise<void> {
  const stores = await readSums(tx, merchantId, day);
  const id = dayStatementIdColumn.parse(
    await insertRow(tx, 'day_statements', {
      ...{ merchant_id: merchantId, day, closed_at: now },
      ...total(stores.map(({ sums }) => sums)),
    }),
  );
  await insertStores(tx, id, stores);
  await execute(
    tx,
    'UPDATE payables SET statement_id = ? WHERE merchant_id = ? AND statement_id IS NULL AND day = ?',
    [id, merchantId, day],
  );
}

/** What a day came to, by store; what its lines gave and granted, as it stands now. */
const readSums = (tx: Tx, merchantId: MerchantId, day: string): Promise<z.output<typeof sumsRow>[]> =>
  query(
    tx,
    `SELECT store_id, SUM(IF(nth = 0, 1, 0)) AS line_count, SUM(IF(nth = 0, sale_fen, 0)) AS sale_fen,
       SUM(IF(nth = 0, 0, -sale_fen)) AS refunded_fen, SUM(commission_fen) AS commission_fen, SUM(freight_fen) AS freight_fen,
       SUM(amount_fen) AS payable_fen, SUM(contributed_fen) AS contributed_fen, SUM(rewarded_fen) AS rewarded_fen
     FROM (
       SELECT p.store_id, p.nth, p.sale_fen, p.commission_fen, p.freight_fen, p.amount_fen,
         IF(p.nth = 0, l.contributed_fen, 0) AS contributed_fen,
         IF(p.nth = 0, (
           SELECT COALESCE(SUM(r.amount_fen), 0) FROM rewards r
           WHERE r.order_id = p.order_id AND r.line_no = p.line_no AND r.state <> 'cancelled'
         ), 0) AS rewarded_fen
       FROM payables p JOIN order_lines l ON l.order_id = p.order_id AND l.line_no = p.line_no
       WHERE p.merchant_id = :merchantId AND p.statement_id IS NULL AND p.day = :day
     ) line GROUP BY store_id ORDER BY store_id`,
    { merchantId, day },
    sumsRow,
  );

/** The sums of several stores together. */
function total(stores: readonly Sums[]): Sums {
  const of = (column: keyof Sums): Fen => sumFen(stores.map((sums) => fen(sums[column])));
  return {
    line_count: of('line_count'),
    sale_fen: of('sale_fen'),
    refunded_fen: of('refunded_fen'),
    commission_fen: of('commission_fen'),
    freight_fen: of('freight_fen'),
    payable_fen: of('payable_fen'),
    contributed_fen: of('contributed_fen'),
    rewarded_fen: of('rewarded_fen'),
  };
}

/** A supplier has no stores. */
const insertStores = (
  tx: Tx,
  id: DayStatementId,
  stores: readonly { readonly storeId: StoreId | null; readonly sums: Sums }[],
): Promise<void> =>
  insertRows(
    tx,
    'day_statement_stores',
    ['statement_id', 'store_id', ...SUMS],
    stores.flatMap(({ storeId, sums }) =>
      storeId === null ? [] : [[id, storeId, ...SUMS.map((column) => sums[column])]],
    ),
  );
