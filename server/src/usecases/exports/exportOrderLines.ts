import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { ORDER_KINDS, ORDER_STATES } from '@paifan/shared/orders/states';
import { ORDER_KIND_TEXT, ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import { countColumn, fenColumn, idColumn, ratioColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { countRows, where, type Conditions } from '../../db/conditions';
import { afterPlacing, orderConditions } from './exportOrders';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

const lineRow = z.object({
  id: idColumn,
  line_no: countColumn,
  no: z.string(),
  kind: z.enum(ORDER_KINDS),
  state: z.enum(ORDER_STATES),
  placed_at: timeColumn,
  product_id: idColumn.nullable(),
  sku_id: idColumn.nullable(),
  title: z.string(),
  sku_name: z.string(),
  unit_price_fen: fenColumn,
  quantity: countColumn,
  paid_fen: fenColumn,
  cost_fen: fenColumn,
  refunded_fen: fenColumn,
  contributed_fen: fenColumn,
  queue_key: z.string(),
  ratio: ratioColumn.nullable(),
  entitled_fen: fenColumn.nullable(),
  rewarded_fen: fenColumn.nullable(),
});
type Row = z.output<typeof lineRow>;

const COLUMNS: readonly Column<Row>[] = [
  { title: '订单号', kind: 'text', value: (row) => row.no },
  { title: '行号', kind: 'whole', value: (row) => row.line_no + 1 },
  { title: '类型', kind: 'text', value: (row) => ORDER_KIND_TEXT[row.kind] },
  { title: '订单状态', kind: 'text', value: (row) => ORDER_STATE_TEXT[row.state] },
  { title: '下单时间', kind: 'time', value: (row) => row.placed_at },
  { title: '商品编号', kind: 'text', value: (row) => row.product_id },
  { title: '规格编号', kind: 'text', value: (row) => row.sku_id },
  { title: '名称', kind: 'text', value: (row) => row.title },
  { title: '规格', kind: 'text', value: (row) => row.sku_name },
  { title: '单价', kind: 'yuan', value: (row) => row.unit_price_fen },
  { title: '数量', kind: 'whole', value: (row) => row.quantity },
  { title: '实付', kind: 'yuan', value: (row) => row.paid_fen },
  { title: '成本', kind: 'yuan', value: (row) => row.cost_fen },
  { title: '已退款', kind: 'yuan', value: (row) => row.refunded_fen },
  { title: '本单提取', kind: 'yuan', value: (row) => row.contributed_fen },
  { title: '队列', kind: 'text', value: (row) => row.queue_key },
  { title: '奖励权益比例', kind: 'text', value: (row) => row.ratio },
  { title: '权益', kind: 'yuan', value: (row) => row.entitled_fen },
  { title: '已奖励', kind: 'yuan', value: (row) => row.rewarded_fen },
];

/** The lines of orders, with what they gave to the line and what their entries are entitled to. */
export const exportOrderLines: LongJobRun = async ({ db }, job) => {
  const { format, ...filter } = exportRequests.exportOrderLines.parse(job.row.params);
  const conditions = orderConditions(filter);
  const total = await countRows(db, 'orders o JOIN order_lines l ON l.order_id = o.id', conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  return writeTable(job, { format, columns: COLUMNS, total, pages });
};

/** Further lines of the last order, then the orders after it: by the index over the time of placing, and no sort. */
function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ...afterLine(last)]);
  return query(
    db,
    `SELECT o.id, l.line_no, o.no, o.kind, o.state, o.placed_at, l.product_id, l.sku_id, l.title, l.sku_name,
       l.unit_price_fen, l.quantity, l.paid_fen, l.cost_fen, l.refunded_fen, l.contributed_fen, l.queue_key,
       e.ratio, e.entitled_fen, e.rewarded_fen
     FROM orders o STRAIGHT_JOIN order_lines l ON l.order_id = o.id
     LEFT JOIN entries e ON e.order_id = l.order_id AND e.line_no = l.line_no
     ${sql} ORDER BY o.placed_at, o.id, l.line_no LIMIT ${ROWS_AT_ONCE}`,
    values,
    lineRow,
  );
}

function afterLine(last: Row | null): Conditions {
  const [further] = afterPlacing(last);
  if (last === null || further === undefined) return [];
  const [, values] = further;
  return [
    [
      'o.placed_at >= ? AND (o.placed_at > ? OR o.id > ? OR (o.id = ? AND l.line_no > ?))',
      [...values, last.id, last.line_no],
    ],
  ];
}
