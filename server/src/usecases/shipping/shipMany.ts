import { ApiError } from '@paifan/shared/errors/errors';
import type { Carrier } from '@paifan/shared/orders/carriers';
import type { Database } from '../../db/connect';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ParcelToSend } from './shipOrder';

/** A row of a list of parcels. */
export interface ShippingRow {
  readonly orderNo: string;
  readonly carrier: Carrier;
  readonly number: string;
}

/** What came of a row. */
export interface JudgedRow extends ShippingRow {
  readonly error: ApiError | null;
}

/** How whoever sends the list sends one order of it. @throws ApiError what is wrong with that order */
export type SendOne = (tx: Tx, orderNo: string, parcels: readonly ParcelToSend[]) => Promise<void>;

class OnlyJudged extends Error {}

/**
 * Sends many orders. All rows are judged first, each as it would be sent, and nothing is sent while one is wrong. Then each order
 * is sent by itself: what fails in that moment is told by its row, and sending the same list again sends the rest.
 */
export async function shipMany(
  db: Database,
  send: SendOne,
  rows: readonly ShippingRow[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<{ shipped: boolean; rows: JudgedRow[] }> {
  const judged = await eachOrder(rows, (orderNo, parcels) => judge(db, send, orderNo, parcels));
  if (dryRun || judged.some(({ error }) => error !== null)) return { shipped: false, rows: judged };
  const sent = await eachOrder(rows, (orderNo, parcels) =>
    inTransaction(db, (tx) => send(tx, orderNo, parcels)),
  );
  return { shipped: sent.every(({ error }) => error === null), rows: sent };
}

/** Does everything, and undoes it. */
async function judge(
  db: Database,
  send: SendOne,
  orderNo: string,
  parcels: readonly ParcelToSend[],
): Promise<void> {
  try {
    await inTransaction(db, async (tx) => {
      await send(tx, orderNo, parcels);
      throw new OnlyJudged();
    });
  } catch (error) {
    if (!(error instanceof OnlyJudged)) throw error;
  }
}

async function eachOrder(
  rows: readonly ShippingRow[],
  work: (orderNo: string, parcels: readonly ParcelToSend[]) => Promise<void>,
): Promise<JudgedRow[]> {
  const judged: JudgedRow[] = [];
  for (const row of rows) {
    const { orderNo, carrier, number } = row;
    const isTwice = rows.filter((other) => other.orderNo === orderNo).length > 1;
    const error = isTwice
      ? new ApiError('bad_request', '同一订单出现了多行；多个包裹请在订单页发货')
      : await outcomeOf(work(orderNo, [{ kind: 'express', carrier, number, content: 'rest' }]));
    judged.push({ ...row, error });
  }
  return judged;
}

async function outcomeOf(work: Promise<void>): Promise<ApiError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
