import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import type { DayStatementId, MerchantId } from '@paifan/shared/ids/ids';
import type { TableFormat } from '@paifan/shared/longJobs/kinds';
import {
  countColumn,
  dayColumn,
  dayStatementIdColumn,
  fenColumn,
  idColumn,
  timeColumn,
} from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import type { LongJobRun, RunningJob } from '../longJobs/runningJob';
import { countRows, equals, where, type Conditions } from '../../db/conditions';
import { deskOf } from './deskOf';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

const lineRow = z.object({
  id: idColumn,
  statement_id: dayStatementIdColumn,
  day: dayColumn,
  merchant_id: idColumn,
  merchant_name: z.string(),
  store_name: z.string().nullable(),
  order_no: z.string(),
  nth: countColumn,
  at: timeColumn,
  title: z.string(),
  sku_name: z.string(),
  quantity: countColumn,
  sale_fen: fenColumn,
  commission_fen: fenColumn,
  freight_fen: fenColumn,
  amount_fen: fenColumn,
});
type Row = z.output<typeof lineRow>;

const DAY: Column<Row> = { title: '日期', kind: 'text', value: (row) => row.day };
const STORE: Column<Row> = { title: '门店', kind: 'text', value: (row) => row.store_name };
const WHAT: readonly Column<Row>[] = [
  { title: '类型', kind: 'text', value: (row) => (row.nth === 0 ? '销售' : '退款') },
  { title: '时间', kind: 'time', value: (row) => row.at },
  { title: '订单号', kind: 'text', value: (row) => row.order_no },
  { title: '商品', kind: 'text', value: (row) => row.title },
  { title: '规格', kind: 'text', value: (row) => row.sku_name },
  { title: '数量', kind: 'whole', value: (row) => row.quantity },
];
const MONEY: readonly Column<Row>[] = [
  { title: '金额', kind: 'yuan', value: (row) => row.sale_fen },
  { title: '平台抽成', kind: 'yuan', value: (row) => row.commission_fen },
  { title: '运费', kind: 'yuan', value: (row) => row.freight_fen },
];
const owed = (title: string): Column<Row> => ({ title, kind: 'yuan', value: (row) => row.amount_fen });

const OF_MERCHANTS = [
  DAY,
  { title: '商家编号', kind: 'text', value: (row) => row.merchant_id },
  { title: '商家', kind: 'text', value: (row) => row.merchant_name },
  ...[STORE, ...WHAT, ...MONEY, owed('应付')],
] satisfies readonly Column<Row>[];
const OF_STORE: readonly Column<Row>[] = [DAY, STORE, ...WHAT, ...MONEY, owed('应收')];
/** It pays no commission, and is owed its supply price. */
const OF_SUPPLIER: readonly Column<Row>[] = [DAY, ...WHAT, owed('应收')];

interface Asked {
  readonly format: TableFormat;
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  /** Absent: of all merchants. */
  readonly merchantId?: MerchantId;
}

/** What the closed days of merchants are made of, day by day. */
export const exportStatements: LongJobRun = ({ db }, job) =>
  write(db, job, exportRequests.exportStatements.parse(job.row.params), OF_MERCHANTS);

/** The same of one merchant. */
export const deskExportStatements: LongJobRun = async (shop, job) => {
  const asked = deskExportRequests.deskExportStatements.parse(job.row.params);
  const { merchantId, merchantKind } = await deskOf(shop, job);
  return write(shop.db, job, { ...asked, merchantId }, merchantKind === 'store' ? OF_STORE : OF_SUPPLIER);
};

async function write(
  db: Database,
  job: RunningJob,
  { format, from, to, merchantId }: Asked,
  columns: readonly Column<Row>[],
) {
  const conditions: Conditions = [
    ['d.day >= ?', [from]],
    ['d.day <= ?', [to]],
    ...equals('d.merchant_id', merchantId),
  ];
  const lines = 'day_statements d STRAIGHT_JOIN payables p ON p.statement_id = d.id';
  const total = await countRows(db, lines, conditions);
  return writeTable(job, { format, columns, total, pages: pagesOf(db, conditions) });
}

const STATEMENTS_AT_ONCE = 500;
const idRow = z.object({ id: dayStatementIdColumn });

/** Statement by statement, so that the index `payables_of_statement` gives the lines in their order. */
async function* pagesOf(db: Database, conditions: Conditions): AsyncGenerator<readonly Row[]> {
  const { sql, values } = where(conditions);
  const found = await query(db, `SELECT d.id FROM day_statements d ${sql} ORDER BY d.id`, values, idRow);
  for (let start = 0; start < found.length; start += STATEMENTS_AT_ONCE) {
    const ids = found.slice(start, start + STATEMENTS_AT_ONCE).map(({ id }) => id);
    yield* pagesAfter<Row>((last) => readPage(db, ids, last));
  }
}

const readPage = (db: Database, ids: readonly DayStatementId[], last: Row | null): Promise<Row[]> =>
  query(
    db,
    `SELECT p.id, p.statement_id, d.day, d.merchant_id, m.name AS merchant_name, s.name AS store_name,
       o.no AS order_no, p.nth, p.at, l.title, l.sku_name, l.quantity, p.sale_fen, p.commission_fen, p.freight_fen,
       p.amount_fen
     FROM payables p JOIN day_statements d ON d.id = p.statement_id JOIN merchants m ON m.id = d.merchant_id
     JOIN orders o ON o.id = p.order_id JOIN order_lines l ON l.order_id = p.order_id AND l.line_no = p.line_no
     LEFT JOIN stores s ON s.id = p.store_id
     WHERE p.statement_id IN (:ids) AND (p.statement_id > :statement OR (p.statement_id = :statement AND p.id > :id))
     ORDER BY p.statement_id, p.id LIMIT ${ROWS_AT_ONCE}`,
    { ids: [...ids], statement: last?.statement_id ?? '0', id: last?.id ?? '0' },
    lineRow,
  );
