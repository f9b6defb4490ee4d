import { z } from 'zod';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { ORDER_KINDS, ORDER_STATES } from '@paifan/shared/orders/states';
import { ORDER_KIND_TEXT, ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import { countColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { countRows, during, equals, where, type Conditions } from '../../db/conditions';
import { deskOf } from './deskOf';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

const lineRow = z.object({
  order_id: idColumn,
  line_no: countColumn,
  no: z.string(),
  kind: z.enum(ORDER_KINDS),
  state: z.enum(ORDER_STATES),
  store_name: z.string().nullable(),
  paid_at: timeColumn,
  completed_at: timeColumn.nullable(),
  title: z.string(),
  sku_name: z.string(),
  sku_code: z.string().nullable(),
  quantity: countColumn,
  paid_fen: fenColumn,
  cost_fen: fenColumn,
  refunded_fen: fenColumn,
  contributed_fen: fenColumn,
});
type Row = z.output<typeof lineRow>;

const COMMON: readonly Column<Row>[] = [
  { title: '订单号', kind: 'text', value: (row) => row.no },
  { title: '类型', kind: 'text', value: (row) => ORDER_KIND_TEXT[row.kind] },
  { title: '状态', kind: 'text', value: (row) => ORDER_STATE_TEXT[row.state] },
  { title: '付款时间', kind: 'time', value: (row) => row.paid_at },
  { title: '完成时间', kind: 'time', value: (row) => row.completed_at },
  { title: '商品', kind: 'text', value: (row) => row.title },
  { title: '规格', kind: 'text', value: (row) => row.sku_name },
  { title: '规格编码', kind: 'text', value: (row) => row.sku_code },
  { title: '数量', kind: 'whole', value: (row) => row.quantity },
];
const OF_STORE: readonly Column<Row>[] = [
  { title: '门店', kind: 'text', value: (row) => row.store_name },
  ...COMMON,
  { title: '实付', kind: 'yuan', value: (row) => row.paid_fen },
  { title: '已退款', kind: 'yuan', value: (row) => row.refunded_fen },
  { title: '给队列', kind: 'yuan', value: (row) => row.contributed_fen },
];
/** What its goods were sold for is the platform's. */
const OF_SUPPLIER: readonly Column<Row>[] = [
  ...COMMON,
  { title: '供应价', kind: 'yuan', value: (row) => row.cost_fen },
];

const JOINED =
  'order_lines l FORCE INDEX (order_lines_of_merchant) STRAIGHT_JOIN orders o ON o.id = l.order_id';

/** A merchant's own lines of paid orders, in the order of placing. Who bought stays in the shop: a desk sees it while things are sent. */
export const deskExportOrders: LongJobRun = async (shop, job) => {
  const { db } = shop;
  const asked = deskExportRequests.deskExportOrders.parse(job.row.params);
  const { merchantId, merchantKind } = await deskOf(shop, job);
  const conditions: Conditions = [
    ...equals('l.merchant_id', merchantId),
    ...during('o.paid_at', dayBounds(asked.from, asked.to)),
    ...equals('o.no', asked.no),
    ...equals('o.state', asked.state),
    ...equals('o.store_id', asked.storeId),
  ];
  const total = await countRows(db, JOINED, conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  const columns = merchantKind === 'store' ? OF_STORE : OF_SUPPLIER;
  return writeTable(job, { format: asked.format, columns, total, pages });
};

function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ...afterLine(last)]);
  return query(
    db,
    `SELECT l.order_id, l.line_no, o.no, o.kind, o.state, s.name AS store_name, o.paid_at, o.completed_at,
       l.title, l.sku_name, k.code AS sku_code, l.quantity, l.paid_fen, l.cost_fen, l.refunded_fen,
       l.contributed_fen
     FROM ${JOINED} LEFT JOIN stores s ON s.id = o.store_id LEFT JOIN skus k ON k.id = l.sku_id
     ${sql} ORDER BY l.order_id, l.line_no LIMIT ${ROWS_AT_ONCE}`,
    values,
    lineRow,
  );
}

const afterLine = (last: Row | null): Conditions =>
  last === null
    ? []
    : [
        [
          'l.order_id >= ? AND (l.order_id > ? OR l.line_no > ?)',
          [last.order_id, last.order_id, last.line_no],
        ],
      ];
