import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { idColumn } from '../../db/columns';
import { messageOf } from '../../db/errors';
import { execute, queryOne } from '../../db/query';
import { inTransaction } from '../../db/transaction';
import { tradeBillRows, type BillRow } from '../../gateways/wechat/bill';
import { billLines, NO_BILL } from '../../gateways/wechat/tradeBill';
import { recordIfPaid } from '../payment/checkPayment';
import type { ShopContext } from '../context';
import { dayBounds } from '../lists';
import { compareRows, isRefundRow, type Difference } from './compare';
import { keepResult, type BillSums } from './keepResult';
import { missingAtWeChat } from './missing';

const BATCH = 1_000;
const LEASE_MS = 10 * 60_000;
const TRY_AGAIN_MS = 30 * 60_000;
/** So many differences of a day are kept; with more than that something fundamental is wrong, and the first tell what. */
const MOST_DIFFERENCES = 10_000;
/** So many payments that were not noticed are asked for in one run. */
const MOST_ASKED = 200;

/** A run of a day. Another one that takes over counts `runs` on, and this one ends. */
interface Run {
  readonly id: string;
  readonly day: string;
  readonly runs: number;
}

/**
 * Compares what WeChat Pay's trade bill says of a day with what the shop knows: payments and refunds, both ways. A payment of an order
 * of ours that nobody told of is asked for and recorded on the way. The result replaces the one of an earlier run; what was resolved
 * stays so. However long the bill is, a thousand rows of it are in memory.
 * @returns false when there was no bill to be had; it is tried again later
 */
export async function reconcileDay(shop: ShopContext, day: string): Promise<boolean> {
  const run = await begin(shop, day);
  if (run === null) return true;
  const folder = await mkdtemp(join(tmpdir(), 'bill-'));
  try {
    const file = join(folder, 'bill.csv');
    const outcome = await shop.wechat.downloadTradeBill(day, file);
    if (outcome.kind === 'ok') {
      await compare(shop, run, tradeBillRows(billLines(file)));
      return true;
    }
    if (outcome.kind === 'refused' && outcome.code === NO_BILL) {
      await compare(shop, run, noRows());
      return true;
    }
    await fail(shop, run, outcome.kind === 'refused' ? `${outcome.code} ${outcome.message}` : outcome.detail);
    return false;
  } catch (error) {
    shop.logger.error({ err: error, day }, 'a day could not be compared with its bill');
    await fail(shop, run, messageOf(error));
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* noRows(): AsyncGenerator<BillRow> {}

/** Takes the day for this process; null when another has it, or had it a moment ago. */
async function begin({ db, clock }: ShopContext, day: string): Promise<Run | null> {
  const now = clock.now();
  const taken = await execute(
    db,
    `UPDATE reconciliations SET state = 'running', runs = runs + 1, started_at = :now, lease_until = :until, error = NULL
     WHERE day = :day AND ((state IN ('wanted', 'failed') AND next_try_at <= :now) OR (state = 'running' AND lease_until < :now))`,
    { day, now, until: new Date(now.getTime() + LEASE_MS) },
  );
  if (taken === 0) return null;
  const row = await queryOne(
    db,
    'SELECT id, runs FROM reconciliations WHERE day = ?',
    [day],
    z.object({ id: idColumn, runs: z.int() }),
  );
  return row && { ...row, day };
}

class TakenOver extends Error {}

async function renew({ db, clock }: ShopContext, { id, runs }: Run): Promise<void> {
  const now = clock.now();
  const row = await queryOne(
    db,
    "SELECT id FROM reconciliations WHERE id = ? AND runs = ? AND state = 'running'",
    [id, runs],
    z.object({ id: idColumn }),
  );
  if (row === null) throw new TakenOver('another process has taken this day over');
  await execute(db, 'UPDATE reconciliations SET lease_until = ? WHERE id = ? AND runs = ?', [
    new Date(now.getTime() + LEASE_MS),
    id,
    runs,
  ]);
}

async function fail({ db, clock }: ShopContext, { id, runs }: Run, error: string): Promise<void> {
  const now = clock.now();
  await execute(
    db,
    `UPDATE reconciliations SET state = 'failed', error = ?, finished_at = ?, next_try_at = ?, lease_until = NULL
     WHERE id = ? AND runs = ?`,
    [error.slice(0, 500), now, new Date(now.getTime() + TRY_AGAIN_MS), id, runs],
  );
}

async function compare(shop: ShopContext, run: Run, rows: AsyncIterable<BillRow>): Promise<void> {
  await forgetBilled(shop, run.day);
  const sums: BillSums = { payments: 0, paymentsFen: 0, refunds: 0, refundsFen: 0, feesFen: 0 };
  const differences: Difference[] = [];
  let more = 0;
  const note = (found: readonly Difference[]): void => {
    const room = MOST_DIFFERENCES - differences.length;
    differences.push(...found.slice(0, room));
    more += Math.max(0, found.length - room);
  };
  let asked = 0;
  for await (const batch of inBatches(rows)) {
    await renew(shop, run);
    assertOwn(shop, batch);
    batch.forEach((row) => add(sums, row));
    let compared = await compareRows(shop.db, batch);
    const unnoticed = compared.differences.filter(isUnnoticed).slice(0, MOST_ASKED - asked);
    if (unnoticed.length > 0) {
      asked += unnoticed.length;
      await recordUnnoticed(shop, unnoticed);
      compared = await compareRows(shop.db, batch);
    }
    await markBilled(shop, 'payments', compared.payments, run.day);
    await markBilled(shop, 'refunds', compared.refunds, run.day);
    note(compared.differences);
  }
  note(await missingAtWeChat(shop.db, run.day, MOST_DIFFERENCES));
  await keepResult(shop, run, sums, differences, more);
}

async function* inBatches(rows: AsyncIterable<BillRow>): AsyncGenerator<BillRow[]> {
  let batch: BillRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function assertOwn({ wechat }: ShopContext, rows: readonly BillRow[]): void {
  const other = rows.find(({ mchid }) => mchid !== wechat.mchid);
  if (other) throw new Error(`the bill is of merchant ${other.mchid}, not of ${wechat.mchid}`);
}

function add(sums: BillSums, row: BillRow): void {
  sums.feesFen += row.feeFen;
  if (isRefundRow(row)) {
    sums.refunds += 1;
    sums.refundsFen += row.refundAskedFen;
  } else {
    sums.payments += 1;
    sums.paymentsFen += row.orderFen;
  }
}

/** A payment of an order of ours that neither a notification nor a question has told of. */
const isUnnoticed = ({ kind, shopFen }: Difference): boolean =>
  kind === 'paymentMissingHere' && shopFen !== null;

async function recordUnnoticed(shop: ShopContext, unnoticed: readonly Difference[]): Promise<void> {
  for (const { orderNo } of unnoticed) {
    const answer = await recordIfPaid(shop, orderNo);
    if (answer.kind === 'paid')
      shop.logger.warn({ orderNo }, 'a payment was found in the bill alone, and recorded');
  }
}

/** A run before may have marked what this one does not find. */
async function forgetBilled({ db }: ShopContext, day: string): Promise<void> {
  const { fromTime, toTime } = dayBounds(day, day);
  const parameters = { day, from: fromTime ?? null, to: toTime ?? null };
  await inTransaction(db, async (tx) => {
    await execute(
      tx,
      'UPDATE payments SET billed_on = NULL WHERE paid_at >= :from AND paid_at < :to AND billed_on = :day',
      parameters,
    );
    await execute(
      tx,
      'UPDATE refunds SET billed_on = NULL WHERE finished_at >= :from AND finished_at < :to AND billed_on = :day',
      parameters,
    );
  });
}

async function markBilled(
  { db }: ShopContext,
  table: 'payments' | 'refunds',
  ids: readonly string[],
  day: string,
): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(db, (tx) =>
    execute(tx, `UPDATE ${table} SET billed_on = :day WHERE id IN (:ids)`, { day, ids }),
  );
}
