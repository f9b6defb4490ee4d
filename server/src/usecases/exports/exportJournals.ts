import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { countColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { countRows, during, where, type Conditions } from '../../db/conditions';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

const postingRow = z.object({
  journal_id: idColumn,
  seq: countColumn,
  at: timeColumn,
  journal_key: z.string(),
  event: z.string(),
  order_no: z.string().nullable(),
  code: z.string(),
  asset: z.string(),
  amount: fenColumn,
});
type Row = z.output<typeof postingRow>;

const COLUMNS: readonly Column<Row>[] = [
  { title: '时间', kind: 'time', value: (row) => row.at },
  { title: '凭证编号', kind: 'text', value: (row) => row.journal_id },
  { title: '行号', kind: 'whole', value: (row) => row.seq + 1 },
  { title: '事项', kind: 'text', value: (row) => row.event },
  { title: '凭证键', kind: 'text', value: (row) => row.journal_key },
  { title: '订单号', kind: 'text', value: (row) => row.order_no },
  { title: '账户', kind: 'text', value: (row) => row.code },
  { title: '资产', kind: 'text', value: (row) => row.asset },
  { title: '金额（贷为正）', kind: 'hundredths', value: (row) => row.amount },
];

const JOINED = 'journals j STRAIGHT_JOIN postings p ON p.journal_id = j.id';

/** The postings of the ledger, by time. */
export const exportJournals: LongJobRun = async ({ db }, job) => {
  const { format, from, to } = exportRequests.exportJournals.parse(job.row.params);
  const conditions = during('j.at', dayBounds(from, to));
  const total = await countRows(db, JOINED, conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  return writeTable(job, { format, columns: COLUMNS, total, pages });
};

function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ...afterPosting(last)]);
  return query(
    db,
    `SELECT p.journal_id, p.seq, j.at, j.journal_key, j.event, o.no AS order_no, a.code, a.asset, p.amount
     FROM ${JOINED} JOIN accounts a ON a.id = p.account_id LEFT JOIN orders o ON o.id = j.order_id
     ${sql} ORDER BY j.at, j.id, p.seq LIMIT ${ROWS_AT_ONCE}`,
    values,
    postingRow,
  );
}

function afterPosting(last: Row | null): Conditions {
  if (last === null) return [];
  const { at, journal_id, seq } = last;
  return [
    [
      'j.at >= ? AND (j.at > ? OR j.id > ? OR (j.id = ? AND p.seq > ?))',
      [at, at, journal_id, journal_id, seq],
    ],
  ];
}
