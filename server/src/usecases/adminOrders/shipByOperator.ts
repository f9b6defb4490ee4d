import { ApiError } from '@paifan/shared/errors/errors';
import type { Carrier } from '@paifan/shared/orders/carriers';
import { audit } from '../../db/audit';
import { inTransaction } from '../../db/transaction';
import { operatorActor } from '../actor';
import type { Alongside } from '../alongside';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';
import { sendParcels, shipOrder, type ParcelToSend } from '../shipping/shipOrder';

/** An operator sends parcels of an order. @throws as `shipOrder` */
export const shipByOperator = (
  shop: ShopContext,
  operator: Operator,
  orderNo: string,
  parcels: readonly ParcelToSend[],
): Promise<void> =>
  shipOrder(shop, operatorActor(operator), orderNo, parcels, auditShipping(shop, operator, orderNo, parcels));

const auditShipping =
  (
    { clock }: ShopContext,
    { id: operatorId }: Operator,
    orderNo: string,
    parcels: readonly ParcelToSend[],
  ): Alongside =>
  (tx, { before, after }) =>
    audit(tx, {
      ...{ at: clock.now(), operatorId, action: 'order.shipped', subject: `order:${orderNo}` },
      before: { state: before },
      after: { state: after, parcels: parcels.map((parcel) => ({ ...parcel })) },
    });

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

class OnlyJudged extends Error {}

/**
 * Sends many orders. All rows are judged first, each as it would be sent, and nothing is sent while one is wrong. Then each order
 * is sent by itself: what fails in that moment is told by its row, and sending the same list again sends the rest.
 */
export async function shipMany(
  shop: ShopContext,
  operator: Operator,
  rows: readonly ShippingRow[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<{ shipped: boolean; rows: JudgedRow[] }> {
  const judged = await eachOrder(rows, (orderNo, parcels) => judge(shop, operator, orderNo, parcels));
  if (dryRun || judged.some(({ error }) => error !== null)) return { shipped: false, rows: judged };
  const sent = await eachOrder(rows, (orderNo, parcels) => shipByOperator(shop, operator, orderNo, parcels));
  return { shipped: sent.every(({ error }) => error === null), rows: sent };
}

/** Does everything, and undoes it. */
async function judge(
  shop: ShopContext,
  operator: Operator,
  orderNo: string,
  parcels: readonly ParcelToSend[],
): Promise<void> {
  try {
    await inTransaction(shop.db, async (tx) => {
      const alongside: Alongside = () => Promise.resolve();
      await sendParcels(shop, tx, { actor: operatorActor(operator), orderNo, parcels, alongside });
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
