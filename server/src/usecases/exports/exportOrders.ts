import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import type { ProductId } from '@paifan/shared/ids/ids';
import { ORDER_KINDS, ORDER_STATES } from '@paifan/shared/orders/states';
import { ORDER_KIND_TEXT, ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import { fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { countRows, during, equals, where, type Conditions } from '../../db/conditions';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

const orderRow = z.object({
  id: idColumn,
  no: z.string(),
  member_id: idColumn,
  kind: z.enum(ORDER_KINDS),
  state: z.enum(ORDER_STATES),
  store_name: z.string().nullable(),
  total_fen: fenColumn,
  cash_fen: fenColumn,
  freight_fen: fenColumn,
  discount_fen: fenColumn,
  deducted_fen: fenColumn,
  refunded_fen: fenColumn,
  transaction_id: z.string().nullable(),
  placed_at: timeColumn,
  paid_at: timeColumn.nullable(),
  shipped_at: timeColumn.nullable(),
  completed_at: timeColumn.nullable(),
});
type Row = z.output<typeof orderRow>;

const COLUMNS: readonly Column<Row>[] = [
  { title: '订单号', kind: 'text', value: (row) => row.no },
  { title: '类型', kind: 'text', value: (row) => ORDER_KIND_TEXT[row.kind] },
  { title: '状态', kind: 'text', value: (row) => ORDER_STATE_TEXT[row.state] },
  { title: '会员编号', kind: 'text', value: (row) => row.member_id },
  { title: '门店', kind: 'text', value: (row) => row.store_name },
  { title: '应付金额', kind: 'yuan', value: (row) => row.total_fen },
  { title: '其中余额支付', kind: 'yuan', value: (row) => row.cash_fen },
  { title: '其中运费', kind: 'yuan', value: (row) => row.freight_fen },
  { title: '优惠', kind: 'yuan', value: (row) => row.discount_fen },
  { title: '抵扣', kind: 'yuan', value: (row) => row.deducted_fen },
  { title: '已退款（商品）', kind: 'yuan', value: (row) => row.refunded_fen },
  { title: '微信支付单号', kind: 'text', value: (row) => row.transaction_id },
  { title: '下单时间', kind: 'time', value: (row) => row.placed_at },
  { title: '支付时间', kind: 'time', value: (row) => row.paid_at },
  { title: '发货时间', kind: 'time', value: (row) => row.shipped_at },
  { title: '完成时间', kind: 'time', value: (row) => row.completed_at },
];

/** What an export of orders or of their lines is narrowed to. */
export type OrderFilter = Omit<z.output<typeof exportRequests.exportOrders>, 'format'>;

export function orderConditions(filter: OrderFilter): Conditions {
  const { from, to, no, state, kind, storeId, memberId, productId } = filter;
  return [
    ...during('o.placed_at', dayBounds(from, to)),
    ...equals('o.no', no),
    ...equals('o.state', state),
    ...equals('o.kind', kind),
    ...equals('o.store_id', storeId),
    ...equals('o.member_id', memberId),
    ...withLineOf(productId),
  ];
}

const withLineOf = (productId: ProductId | undefined): Conditions =>
  productId === undefined
    ? []
    : [['EXISTS (SELECT 1 FROM order_lines f WHERE f.order_id = o.id AND f.product_id = ?)', [productId]]];

/** Orders, by the time of placing. */
export const exportOrders: LongJobRun = async ({ db }, job) => {
  const { format, ...filter } = exportRequests.exportOrders.parse(job.row.params);
  const conditions = orderConditions(filter);
  const total = await countRows(db, 'orders o', conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  return writeTable(job, { format, columns: COLUMNS, total, pages });
};

function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ...afterPlacing(last)]);
  return query(
    db,
    `SELECT o.id, o.no, o.member_id, o.kind, o.state, s.name AS store_name, o.total_fen, o.cash_fen, o.freight_fen,
       o.discount_fen, o.deducted_fen, p.transaction_id, o.placed_at, o.paid_at, o.shipped_at, o.completed_at,
       (SELECT COALESCE(SUM(l.refunded_fen), 0) FROM order_lines l WHERE l.order_id = o.id) AS refunded_fen
     FROM orders o LEFT JOIN stores s ON s.id = o.store_id LEFT JOIN payments p ON p.order_id = o.id
     ${sql} ORDER BY o.placed_at, o.id LIMIT ${ROWS_AT_ONCE}`,
    values,
    orderRow,
  );
}

/** Orders that come after one, where they are read by the time of placing. */
export const afterPlacing = (last: { readonly id: string; readonly placed_at: Date } | null): Conditions =>
  last === null
    ? []
    : [['o.placed_at >= ? AND (o.placed_at > ? OR o.id > ?)', [last.placed_at, last.placed_at, last.id]]];
