import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import { requestablePieces, piecesToSend } from '@paifan/shared/orders/afterSale';
import type { OrderId } from '@paifan/shared/ids/ids';
import {
  countColumn,
  dayColumn,
  fenColumn,
  idColumn,
  memberIdColumn,
  operatorIdColumn,
  timeColumn,
} from '../../db/columns';
import { listJournals, type ListedJournal } from '../../db/journals';
import { readMemberNames, readOperatorNames, type MemberName } from '../../db/names';
import { query, queryOne } from '../../db/query';

import { summarizeAfterSales, type AfterSaleInShort } from '../afterSale/readAfterSales';
import { readLineStandings, type LineStanding } from '../afterSale/lineStandings';
import type { ShopContext } from '../context';
import { readOrder, type OrderInFull } from '../orders/readOrders';
import { readParcelsOf, type FilledParcel } from '../shipping/readParcels';

const paymentRow = z.object({
  state: z.enum(['open', 'paid', 'closed', 'late']),
  amount_fen: fenColumn,
  transaction_id: z.string().nullable(),
  found_by: z.enum(['notification', 'query']).nullable(),
  paid_at: timeColumn.nullable(),
  billed_on: dayColumn.nullable(),
});
const refundRow = z.object({
  out_refund_no: z.string(),
  amount_fen: fenColumn,
  reason: z.string(),
  state: z.enum(['wanted', 'processing', 'success', 'abnormal', 'closed']),
  error: z.string().nullable(),
  created_at: timeColumn,
  finished_at: timeColumn.nullable(),
});
const rewardRow = z.object({
  kind: z.enum(['direct', 'indirect', 'team', 'recruitment']),
  line_no: countColumn,
  member_id: memberIdColumn,
  amount_fen: fenColumn,
  state: z.enum(['frozen', 'released', 'cancelled']),
  releases_at: timeColumn.nullable(),
});
const noteRow = z.object({ id: idColumn, at: timeColumn, operator_id: operatorIdColumn, text: z.string() });
const uploadRow = z.object({ state: z.enum(['wanted', 'done', 'refused']), error: z.string().nullable() });

/** A line as operators see it. */
export interface LineFacts {
  readonly standing: LineStanding;
  readonly costFen: number;
  readonly contributedFen: number;
  readonly unsentPieces: number;
  readonly returnPieces: number;
}

/** A note, with the name of who wrote it. */
export interface OrderNote {
  readonly id: string;
  readonly at: Date;
  readonly operator: string;
  readonly text: string;
}

/** An order with all that is known of it. */
export interface OrderForOperators {
  readonly found: OrderInFull;
  readonly member: MemberName;
  readonly lines: readonly LineFacts[];
  readonly payment: z.output<typeof paymentRow> | null;
  readonly refunds: readonly z.output<typeof refundRow>[];
  readonly parcels: readonly FilledParcel[];
  readonly upload: z.output<typeof uploadRow> | null;
  readonly afterSales: readonly AfterSaleInShort[];
  readonly rewards: readonly (z.output<typeof rewardRow> & { readonly member: MemberName })[];
  readonly journals: readonly ListedJournal[];
  readonly notes: readonly OrderNote[];
}

const JOURNALS_SHOWN = 100;

/** @throws ApiError order_not_found */
export async function readOrderInFull(shop: ShopContext, no: string): Promise<OrderForOperators> {
  const { db } = shop;
  const row = await db.orders.findOne({ where: { no }, attributes: ['id', 'memberId'] });
  if (!row) throw new ApiError('order_not_found');
  const found = await readOrder(shop, row.memberId, no);
  const { id, state, memberId } = found.order;
  const standings = await readLineStandings(db, id);
  const rewards = await query(
    db,
    'SELECT kind, line_no, member_id, amount_fen, state, releases_at FROM rewards WHERE order_id = ? ORDER BY id',
    [id],
    rewardRow,
  );
  const names = await readMemberNames(db, [memberId, ...rewards.map((reward) => reward.member_id)]);
  return {
    found,
    member: names(memberId),
    lines: standings.map((standing) => {
      const line = found.lines.find((each) => each.line.lineNo === standing.lineNo)?.line;
      return {
        standing,
        costFen: line?.costFen ?? 0,
        contributedFen: line?.contributedFen ?? 0,
        unsentPieces: piecesToSend(standing),
        returnPieces: requestablePieces('returnRefund', state, standing),
      };
    }),
    ...(await readMoney(shop, id)),
    parcels: await readParcelsOf(db, id),
    upload: await queryOne(
      db,
      'SELECT state, error FROM shipping_uploads WHERE order_id = ?',
      [id],
      uploadRow,
    ),
    afterSales: await summarizeAfterSales(
      shop,
      await db.afterSales.findAll({ where: { orderId: id }, order: [['id', 'DESC']] }),
    ),
    rewards: rewards.map((reward) => ({ ...reward, member: names(reward.member_id) })),
    journals: (await listJournals(db, { orderId: id, limit: JOURNALS_SHOWN })).items,
    notes: await readNotes(shop, id),
  };
}

async function readMoney(
  { db }: ShopContext,
  orderId: OrderId,
): Promise<Pick<OrderForOperators, 'payment' | 'refunds'>> {
  return {
    payment: await queryOne(
      db,
      'SELECT state, amount_fen, transaction_id, found_by, paid_at, billed_on FROM payments WHERE order_id = ?',
      [orderId],
      paymentRow,
    ),
    refunds: await query(
      db,
      `SELECT r.out_refund_no, r.amount_fen, r.reason, r.state, r.error, r.created_at, r.finished_at
       FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id = ? ORDER BY r.id`,
      [orderId],
      refundRow,
    ),
  };
}

async function readNotes({ db }: ShopContext, orderId: OrderId): Promise<OrderNote[]> {
  const rows = await query(
    db,
    'SELECT id, at, operator_id, text FROM order_notes WHERE order_id = ? ORDER BY id DESC',
    [orderId],
    noteRow,
  );
  const names = await readOperatorNames(
    db,
    rows.map(({ operator_id }) => operator_id),
  );
  return rows.map(({ id, at, operator_id, text }) => ({ id, at, text, operator: names(operator_id).name }));
}
