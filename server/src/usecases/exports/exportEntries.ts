import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { entryStateSchema } from '@paifan/shared/contract/queue';
import { ApiError } from '@paifan/shared/errors/errors';
import type { RuleSource } from '@paifan/shared/rebate/ratio/chains';
import { sourceText } from '@paifan/shared/texts/ruleSources';
import { ENTRY_STATE_TEXT } from '@paifan/shared/texts/states';
import { countColumn, fenColumn, flagColumn, idColumn, ratioColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query, queryOne } from '../../db/query';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { countRows, equals, where, type Conditions } from '../../db/conditions';
import { yesNo } from './words';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

const entryRow = z.object({
  position: countColumn,
  id: idColumn,
  member_id: idColumn,
  order_no: z.string().nullable(),
  line_no: countColumn,
  ratio: ratioColumn,
  source: z.string() as unknown as z.ZodType<RuleSource>,
  entitled_fen: fenColumn,
  rewarded_fen: fenColumn,
  state: entryStateSchema,
  completed: flagColumn,
  joined_at: timeColumn,
  ended_at: timeColumn.nullable(),
});
type Row = z.output<typeof entryRow>;

const COLUMNS: readonly Column<Row>[] = [
  { title: '序号', kind: 'whole', value: (row) => row.position },
  { title: '权益编号', kind: 'text', value: (row) => row.id },
  { title: '会员编号', kind: 'text', value: (row) => row.member_id },
  { title: '订单号', kind: 'text', value: (row) => row.order_no },
  { title: '行号', kind: 'whole', value: (row) => row.line_no + 1 },
  { title: '奖励权益比例', kind: 'text', value: (row) => row.ratio },
  { title: '比例来源', kind: 'text', value: (row) => sourceText(row.source) },
  { title: '权益', kind: 'yuan', value: (row) => row.entitled_fen },
  { title: '已奖励', kind: 'yuan', value: (row) => row.rewarded_fen },
  { title: '状态', kind: 'text', value: (row) => ENTRY_STATE_TEXT[row.state] },
  { title: '订单已完成', kind: 'text', value: (row) => yesNo(row.completed) },
  { title: '加入时间', kind: 'time', value: (row) => row.joined_at },
  { title: '结束时间', kind: 'time', value: (row) => row.ended_at },
];

const queueRow = z.object({ id: idColumn });

/** The entries of a queue, in line order. */
export const exportEntries: LongJobRun = async ({ db }, job) => {
  const { format, queue, state } = exportRequests.exportEntries.parse(job.row.params);
  const found = await queryOne(db, 'SELECT id FROM queues WHERE queue_key = ?', [queue], queueRow);
  if (found === null) throw new ApiError('queue_not_found');
  const conditions = [
    ...equals('e.queue_id', found.id),
    ...equals('e.state', state === 'all' ? undefined : state),
  ];
  const total = await countRows(db, 'entries e', conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  return writeTable(job, { format, columns: COLUMNS, total, pages });
};

function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ['e.position > ?', [last?.position ?? 0]]]);
  return query(
    db,
    `SELECT e.position, e.id, e.member_id, o.no AS order_no, e.line_no, e.ratio, e.source, e.entitled_fen, e.rewarded_fen,
       e.state, e.completed, e.joined_at, e.ended_at
     FROM entries e LEFT JOIN orders o ON o.id = e.order_id
     ${sql} ORDER BY e.position LIMIT ${ROWS_AT_ONCE}`,
    values,
    entryRow,
  );
}
