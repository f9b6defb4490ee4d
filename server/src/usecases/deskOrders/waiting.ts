import { z } from 'zod';
import type { StoreId } from '@paifan/shared/ids/ids';
import type { AfterSaleState } from '@paifan/shared/orders/afterSale';
import { countColumn } from '../../db/columns';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { equals, where, type Conditions } from '../../db/conditions';
import type { Desk } from './listDeskOrders';

/** More are not counted: whoever has so many knows that there is work. */
export const COUNTED_AT_MOST = 100;

/** What waits for somebody at the desk, each counted to `COUNTED_AT_MOST`. */
export interface Waiting {
  /** Orders with own pieces that wait to be sent. */
  readonly toSend: number;
  /** Requests that go on only when the merchant does something. */
  readonly afterSales: number;
}

const DECIDED_BY: Readonly<Record<Desk['merchantKind'], readonly AfterSaleState[]>> = {
  store: ['requested', 'returning', 'received'],
  // The rest is the platform's.
  supplier: ['returning'],
};

/** What a desk has to do. */
export async function readWaiting({ db }: Pick<ShopContext, 'db'>, desk: Desk): Promise<Waiting> {
  const unsent = where(ordersToSend(desk));
  const [afterSales] = await query(
    db,
    `SELECT COUNT(*) AS found FROM (SELECT a.id FROM after_sales a
       WHERE a.merchant_id = :merchantId AND a.state IN (:states) LIMIT ${COUNTED_AT_MOST}) some`,
    { merchantId: desk.merchantId, states: [...DECIDED_BY[desk.merchantKind]] },
    foundRow,
  );
  const [toSend] = await query(
    db,
    `SELECT COUNT(*) AS found FROM (SELECT o.id FROM orders o ${unsent.sql} LIMIT ${COUNTED_AT_MOST}) some`,
    unsent.values,
    foundRow,
  );
  return { toSend: toSend?.found ?? 0, afterSales: afterSales?.found ?? 0 };
}

const foundRow = z.object({ found: countColumn });

/** Of orders `o`: those with own pieces that were neither sent nor given back. What is picked up is not sent. */
export const ordersToSend = ({ merchantId, merchantKind }: Desk, storeId?: StoreId): Conditions => [
  [`o.state = 'paid' AND o.delivery <> 'pickup'`, []],
  ...(merchantKind === 'store'
    ? ([
        [
          `o.kind = 'store' AND o.store_id IN (SELECT own.id FROM stores own WHERE own.merchant_id = ?)`,
          [merchantId],
        ],
      ] as const)
    : ([[`o.kind = 'mall'`, []]] as const)),
  ...equals('o.store_id', storeId),
  [HAS_UNSENT, [merchantId]],
];

const HAS_UNSENT = `EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.merchant_id = ?
  AND l.quantity > l.withdrawn + COALESCE((
    SELECT SUM(i.quantity) FROM parcels p JOIN parcel_lines i ON i.parcel_id = p.id
    WHERE p.order_id = l.order_id AND i.line_no = l.line_no), 0))`;
