import { z } from 'zod';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import type { MerchantId, OrderId } from '@paifan/shared/ids/ids';
import { piecesToSend } from '@paifan/shared/orders/afterSale';
import { orderIdColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import type { OrderRow } from '../../db/models/orders';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import { readLineStandings } from '../afterSale/lineStandings';
import { ordersToSend } from '../deskOrders/waiting';
import type { LongJobRun } from '../longJobs/runningJob';
import { where } from '../../db/conditions';
import { deskOf } from './deskOf';
import { writeTable } from './writeTable';

interface Row {
  readonly order: OrderRow;
  /** Own pieces that can be sent now, by line. */
  readonly goods: readonly { readonly name: string; readonly pieces: number }[];
}

/** The first three are what sending many orders reads, so that they are filled in and pasted back. */
const COLUMNS: readonly Column<Row>[] = [
  { title: '订单号', kind: 'text', value: ({ order }) => order.no },
  { title: '快递公司', kind: 'text', value: () => null },
  { title: '快递单号', kind: 'text', value: () => null },
  { title: '收货人', kind: 'text', value: ({ order }) => order.address?.name ?? null },
  { title: '电话', kind: 'text', value: ({ order }) => order.address?.phone ?? null },
  { title: '省', kind: 'text', value: ({ order }) => order.address?.province ?? null },
  { title: '市', kind: 'text', value: ({ order }) => order.address?.city ?? null },
  { title: '区', kind: 'text', value: ({ order }) => order.address?.district ?? null },
  { title: '详细地址', kind: 'text', value: ({ order }) => order.address?.detail ?? null },
  {
    title: '商品',
    kind: 'text',
    value: ({ goods }) => goods.map(({ name, pieces }) => `${name} × ${pieces}`).join('；'),
  },
  {
    title: '件数',
    kind: 'whole',
    value: ({ goods }) => goods.reduce((sum, { pieces }) => sum + pieces, 0),
  },
  { title: '留言', kind: 'text', value: ({ order }) => order.note },
  { title: '付款时间', kind: 'time', value: ({ order }) => order.paidAt },
];

/** Orders with own pieces that wait to be sent, the oldest first: what the desk shows in full to who sends them, and no longer. */
export const deskExportToSend: LongJobRun = async (shop, job) => {
  const { db } = shop;
  const { format, storeId } = deskExportRequests.deskExportToSend.parse(job.row.params);
  const desk = await deskOf(shop, job);
  const { sql, values } = where(ordersToSend(desk, storeId));
  const found = await query(db, `SELECT o.id FROM orders o ${sql} ORDER BY o.id`, values, idRow);
  const ids = found.map((row) => row.id);
  return writeTable(job, {
    format,
    columns: COLUMNS,
    total: ids.length,
    pages: pagesOf(db, desk.merchantId, ids),
  });
};

const idRow = z.object({ id: orderIdColumn });

const ORDERS_AT_ONCE = 100;

async function* pagesOf(
  db: Database,
  merchantId: MerchantId,
  ids: readonly OrderId[],
): AsyncGenerator<readonly Row[]> {
  for (let start = 0; start < ids.length; start += ORDERS_AT_ONCE) {
    const orders = await db.orders.findAll({
      where: { id: ids.slice(start, start + ORDERS_AT_ONCE) },
      order: [['id', 'ASC']],
    });
    const rows: Row[] = [];
    for (const order of orders) rows.push({ order, goods: await unsentOf(db, merchantId, order.id) });
    // What its buyer asks the money back for is held back.
    yield rows.filter(({ goods }) => goods.length > 0);
  }
}

async function unsentOf(db: Database, merchantId: MerchantId, orderId: OrderId): Promise<Row['goods']> {
  const lines = await db.orderLines.findAll({ where: { orderId, merchantId }, order: [['lineNo', 'ASC']] });
  const standings = await readLineStandings(db, orderId);
  return lines.flatMap(({ lineNo, title, skuName }) => {
    const standing = standings.find((each) => each.lineNo === lineNo);
    const pieces = standing === undefined ? 0 : piecesToSend(standing);
    return pieces > 0 ? [{ name: skuName === '' ? title : `${title}（${skuName}）`, pieces }] : [];
  });
}
