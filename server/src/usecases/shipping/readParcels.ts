import { z } from 'zod';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import { countColumn, idColumn } from '../../db/columns';
import type { ParcelRow } from '../../db/models/afterSale';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { findOwnOrder } from '../orders/findOrder';

/** A parcel and what is in it. */
export interface FilledParcel {
  readonly parcel: ParcelRow;
  readonly lines: readonly { readonly line: number; readonly title: string; readonly quantity: number }[];
}

const contentRow = z.object({
  parcel_id: idColumn,
  line_no: countColumn,
  title: z.string(),
  quantity: countColumn,
});

/** The parcels of a member's order, oldest first. @throws ApiError order_not_found */
export async function readParcels(
  { db }: Pick<ShopContext, 'db'>,
  memberId: MemberId,
  orderNo: string,
): Promise<FilledParcel[]> {
  const { id } = await findOwnOrder(db, memberId, orderNo);
  return readParcelsOf(db, id);
}

/** The parcels of any order. */
export async function readParcelsOf(db: ShopContext['db'], orderId: OrderId): Promise<FilledParcel[]> {
  const parcels = await db.parcels.findAll({ where: { orderId }, order: [['id', 'ASC']] });
  const contents = await query(
    db,
    `SELECT i.parcel_id, i.line_no, l.title, i.quantity
     FROM parcels p JOIN parcel_lines i ON i.parcel_id = p.id
     JOIN order_lines l ON l.order_id = p.order_id AND l.line_no = i.line_no
     WHERE p.order_id = ? ORDER BY i.parcel_id, i.line_no`,
    [orderId],
    contentRow,
  );
  return parcels.map((parcel) => ({
    parcel,
    lines: contents
      .filter(({ parcel_id }) => parcel_id === parcel.id)
      .map(({ line_no, title, quantity }) => ({ line: line_no, title, quantity })),
  }));
}
