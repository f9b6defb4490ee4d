import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
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
import { equals } from './conditions';
import { exportDays, type DaysTable } from './exportDays';

const REASONS = Object.keys(AFTER_SALE_REASONS) as AfterSaleReason[];

const afterSaleRow = z.object({
  id: idColumn,
  no: z.string(),
  kind: z.enum(AFTER_SALE_KINDS),
  state: z.enum(AFTER_SALE_STATES),
  order_no: z.string(),
  member_id: idColumn,
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

const COLUMNS: readonly Column<Row>[] = [
  { title: '售后单号', kind: 'text', value: (row) => row.no },
  { title: '方式', kind: 'text', value: (row) => AFTER_SALE_KIND_TEXT[row.kind] },
  { title: '状态', kind: 'text', value: (row) => AFTER_SALE_STATE_TEXT[row.state] },
  { title: '订单号', kind: 'text', value: (row) => row.order_no },
  { title: '会员编号', kind: 'text', value: (row) => row.member_id },
  { title: '商品', kind: 'text', value: (row) => row.title },
  { title: '规格', kind: 'text', value: (row) => row.sku_name },
  { title: '退货件数', kind: 'whole', value: (row) => row.quantity },
  { title: '金额', kind: 'yuan', value: (row) => row.amount_fen },
  { title: '原因', kind: 'text', value: (row) => AFTER_SALE_REASONS[row.reason] },
  { title: '答复', kind: 'text', value: (row) => row.answer },
  { title: '申请时间', kind: 'time', value: (row) => row.requested_at },
  { title: '结束时间', kind: 'time', value: (row) => row.ended_at },
];

const TABLE: DaysTable<Row> = {
  columns: COLUMNS,
  row: afterSaleRow,
  from: 'after_sales a',
  at: 'a.requested_at',
  select: `a.id, a.no, a.kind, a.state, o.no AS order_no, a.member_id, l.title, l.sku_name, a.quantity,
    a.amount_fen, a.reason, a.answer, a.requested_at, a.ended_at`,
  joins: `JOIN orders o ON o.id = a.order_id JOIN order_lines l ON l.order_id = a.order_id AND l.line_no =
    a.line_no`,
};

/** Requests for money or goods back, in the order in which they were made. */
export const exportAfterSales: LongJobRun = ({ db }, job) => {
  const asked = exportRequests.exportAfterSales.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [
    ...equals('a.state', asked.state),
    ...equals('a.member_id', asked.memberId),
  ]);
};
