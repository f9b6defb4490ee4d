import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import {
  AFTER_SALE_KINDS,
  AFTER_SALE_REASONS,
  AFTER_SALE_STATES,
  type AfterSaleReason,
} from '@paifan/shared/orders/afterSale';
import { AFTER_SALE_KIND_TEXT, AFTER_SALE_STATE_TEXT } from '@paifan/shared/texts/states';
import { countColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { equals, type Conditions } from './conditions';
import { exportDays, type DaysTable } from './exportDays';

const REASONS = Object.keys(AFTER_SALE_REASONS) as AfterSaleReason[];

const afterSaleRow = z.object({
  id: idColumn,
  no: z.string(),
  kind: z.enum(AFTER_SALE_KINDS),
  state: z.enum(AFTER_SALE_STATES),
  order_no: z.string(),
  member_id: idColumn,
  store_name: z.string().nullable(),
  title: z.string(),
  sku_name: z.string(),
  quantity: countColumn,
  amount_fen: fenColumn,
  reason: z.enum(REASONS),
  answer: z.string().nullable(),
  requested_at: timeColumn,
  ended_at: timeColumn.nullable(),
});
type Row = z.output<typeof afterSaleRow>;

const WHICH: readonly Column<Row>[] = [
  { title: '售后单号', kind: 'text', value: (row) => row.no },
  { title: '方式', kind: 'text', value: (row) => AFTER_SALE_KIND_TEXT[row.kind] },
  { title: '状态', kind: 'text', value: (row) => AFTER_SALE_STATE_TEXT[row.state] },
  { title: '订单号', kind: 'text', value: (row) => row.order_no },
];
const MEMBER: Column<Row> = { title: '会员编号', kind: 'text', value: (row) => row.member_id };
const STORE: Column<Row> = { title: '门店', kind: 'text', value: (row) => row.store_name };
const GOODS: readonly Column<Row>[] = [
  { title: '商品', kind: 'text', value: (row) => row.title },
  { title: '规格', kind: 'text', value: (row) => row.sku_name },
  { title: '退货件数', kind: 'whole', value: (row) => row.quantity },
];
const AMOUNT: Column<Row> = { title: '金额', kind: 'yuan', value: (row) => row.amount_fen };
const COURSE: readonly Column<Row>[] = [
  { title: '原因', kind: 'text', value: (row) => AFTER_SALE_REASONS[row.reason] },
  { title: '答复', kind: 'text', value: (row) => row.answer },
  { title: '申请时间', kind: 'time', value: (row) => row.requested_at },
  { title: '结束时间', kind: 'time', value: (row) => row.ended_at },
];

const OF_SHOP = [...WHICH, MEMBER, ...GOODS, AMOUNT, ...COURSE] satisfies readonly Column<Row>[];
/** Who asks stays in the shop. */
const OF_STORE = [...WHICH, STORE, ...GOODS, AMOUNT, ...COURSE] satisfies readonly Column<Row>[];
/** What its goods were sold for is the platform's. */
const OF_SUPPLIER = [...WHICH, ...GOODS, ...COURSE] satisfies readonly Column<Row>[];

const TABLE: DaysTable<Row> = {
  columns: OF_SHOP,
  row: afterSaleRow,
  from: 'after_sales a',
  at: 'a.requested_at',
  select: `a.id, a.no, a.kind, a.state, o.no AS order_no, a.member_id, s.name AS store_name, l.title,
    l.sku_name, a.quantity, a.amount_fen, a.reason, a.answer, a.requested_at, a.ended_at`,
  joins: `JOIN orders o ON o.id = a.order_id JOIN order_lines l ON l.order_id = a.order_id AND l.line_no =
    a.line_no LEFT JOIN stores s ON s.id = o.store_id`,
};

/** Requests for money or goods back, in the order in which they were made. */
export const exportAfterSales: LongJobRun = ({ db }, job) => {
  const asked = exportRequests.exportAfterSales.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [
    ...equals('a.state', asked.state),
    ...equals('a.member_id', asked.memberId),
  ]);
};

/** Those about a merchant's own lines. */
export const deskExportAfterSales: LongJobRun = async ({ db }, job) => {
  const { state, storeId, ...asked } = deskExportRequests.deskExportAfterSales.parse(job.row.params);
  const { id, kind } = await db.merchants.findByPk(job.row.merchantId ?? '', { rejectOnEmpty: true });
  const ofStore: Conditions =
    storeId === undefined
      ? []
      : [['a.order_id IN (SELECT at_store.id FROM orders at_store WHERE at_store.store_id = ?)', [storeId]]];
  return exportDays(db, job, { ...TABLE, columns: kind === 'store' ? OF_STORE : OF_SUPPLIER }, asked, [
    ['a.merchant_id = ?', [id]],
    ...equals('a.state', state),
    ...ofStore,
  ]);
};
