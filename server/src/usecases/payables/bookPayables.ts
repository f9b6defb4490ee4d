import { z } from 'zod';
import type { MerchantId, OrderId } from '@paifan/shared/ids/ids';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import {
  isNothing,
  NO_PAYABLE,
  payableChange,
  payableOf,
  type Payable,
} from '@paifan/shared/merchants/payables';
import { fen } from '@paifan/shared/money/fen';
import { dayOfText, dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { insertRows } from '../../db/bulk';
import { idColumn, orderIdColumn, timeColumn } from '../../db/columns';
import { postJournals, type BookedJournal } from '../../db/ledger';
import { execute, query } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { lockPayees } from './payees';
import { readPayableLines, readPayables, type Booked, type StandingLine } from './payableLines';

type Office = Pick<ShopContext, 'db' | 'logger'>;

const AT_ONCE = 100;

const taskRow = z.object({ id: idColumn, order_id: orderIdColumn, at: timeColumn });
type Task = z.output<typeof taskRow>;

/**
 * Books what merchants and suppliers are owed for orders that completed, and what refunds since take away from it, with the ledger.
 * What is owed follows from the order itself and is compared with what is booked, so doing it twice changes nothing. One task that
 * fails does not keep the others waiting. SPEC sections 2 and 3.
 */
export async function bookPayables(office: Office): Promise<void> {
  for (let after = '0'; ;) {
    const tasks = await query(
      office.db,
      'SELECT id, order_id, at FROM payable_tasks WHERE id > ? ORDER BY id LIMIT ?',
      [after, AT_ONCE],
      taskRow,
    );
    await bookTogether(office, tasks);
    const last = tasks.at(-1);
    if (last === undefined || tasks.length < AT_ONCE) return;
    after = last.id;
  }
}

async function bookTogether({ db, logger }: Office, tasks: readonly Task[]): Promise<void> {
  if (tasks.length === 0) return;
  try {
    await inTransaction(db, (tx) => book(tx, tasks));
  } catch (error) {
    if (tasks.length === 1) {
      logger.error(
        { err: error, orderId: tasks[0]?.order_id },
        'what is owed for an order could not be booked',
      );
      return;
    }
    for (const task of tasks) await bookTogether({ db, logger }, [task]);
  }
}

async function book(tx: Tx, tasks: readonly Task[]): Promise<void> {
  const orders = [...new Set(tasks.map(({ order_id }) => order_id))];
  // Merchants of a line never change, so they may be read before the lock; everything else is read under it.
  const merchants = (await readPayableLines(tx, orders)).map(({ merchantId }) => merchantId);
  const closedThrough = await lockPayees(tx, merchants);
  const booked = await readPayables(tx, orders);
  const changes = (await readPayableLines(tx, orders)).flatMap((line) =>
    changeOf(line, booked, timeOf(tasks, line.orderId), closedThrough),
  );
  await insertRows(
    tx,
    'payables',
    [
      ...['merchant_id', 'order_id', 'line_no', 'nth', 'store_id', 'day'],
      ...['sale_fen', 'commission_fen', 'freight_fen', 'amount_fen', 'at'],
    ],
    changes.map(({ line, nth, day, at, change }) => [
      ...[line.merchantId, line.orderId, line.lineNo, nth, line.storeId, day],
      ...[change.saleFen, change.commissionFen, change.freightFen, change.amountFen, at],
    ]),
  );
  await execute(tx, 'DELETE FROM payable_tasks WHERE id IN (?)', [tasks.map(({ id }) => id)]);
  await postJournals(tx, changes.flatMap(journalOf));
}

/** When what the first of its tasks tells of happened. */
const timeOf = (tasks: readonly Task[], order: OrderId): Date =>
  tasks.find(({ order_id }) => order_id === order)?.at ?? new Date(0);

interface Change {
  readonly line: StandingLine;
  readonly nth: number;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly at: Date;
  readonly change: Payable;
}

function changeOf(
  line: StandingLine,
  booked: ReadonlyMap<string, Booked>,
  at: Date,
  closedThrough: ReadonlyMap<MerchantId, string | null>,
): Change[] {
  const { nth, payable } = booked.get(`${line.orderId}/${line.lineNo}`) ?? { nth: 0, payable: NO_PAYABLE };
  const change = payableChange(payableOf(line.order, line), payable);
  if (isNothing(change)) return [];
  return [{ line, nth, at, change, day: openDay(at, closedThrough.get(line.merchantId) ?? null) }];
}

/** The day on which it happened, or the first one after it whose statement can still take it. */
function openDay(at: Date, closedThrough: string | null): string {
  const day = shanghaiDay(at.getTime());
  return dayText(closedThrough === null ? day : Math.max(day, dayOfText(closedThrough) + 1));
}

function journalOf({ line, nth, at, change: { amountFen } }: Change): BookedJournal[] {
  if (amountFen === 0) return [];
  const { merchantId: merchant, orderId, lineNo } = line;
  const event = amountFen > 0 ? 'payableBooked' : 'payableReduced';
  const postings = postingsOf(event, { merchant, amountFen: fen(Math.abs(amountFen)) });
  return [
    { key: journalKey(event, `${orderId}/${lineNo}/${nth}`), event, at: at.getTime(), orderId, postings },
  ];
}
