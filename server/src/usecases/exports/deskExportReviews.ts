import { z } from 'zod';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { countColumn, idColumn, timeColumn } from '../../db/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { equals } from './conditions';
import { exportDays, type DaysTable } from './exportDays';

const reviewRow = z.object({
  id: idColumn,
  title: z.string(),
  sku_name: z.string(),
  stars: countColumn,
  text: z.string(),
  added_text: z.string().nullable(),
  answer: z.string().nullable(),
  answered_at: timeColumn.nullable(),
  created_at: timeColumn,
});

const TABLE: DaysTable<z.output<typeof reviewRow>> = {
  columns: [
    { title: '时间', kind: 'time', value: (row) => row.created_at },
    { title: '评分', kind: 'whole', value: (row) => row.stars },
    { title: '商品', kind: 'text', value: (row) => row.title },
    { title: '规格', kind: 'text', value: (row) => row.sku_name },
    { title: '评价', kind: 'text', value: (row) => row.text },
    { title: '追评', kind: 'text', value: (row) => row.added_text },
    { title: '回复', kind: 'text', value: (row) => row.answer },
    { title: '回复时间', kind: 'time', value: (row) => row.answered_at },
  ],
  row: reviewRow,
  from: 'reviews r',
  at: 'r.created_at',
  select: 'r.id, l.title, r.sku_name, r.stars, r.text, r.added_text, r.answer, r.answered_at, r.created_at',
  joins: 'JOIN order_lines l ON l.order_id = r.order_id AND l.line_no = r.line_no',
};

/** What buyers said of a merchant's products, in the order of writing. Who said it stays in the shop. */
export const deskExportReviews: LongJobRun = ({ db }, job) => {
  const { answered, ...asked } = deskExportRequests.deskExportReviews.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [
    ['r.merchant_id = ?', [job.row.merchantId]],
    ...equals('(r.answered_at IS NOT NULL)', answered),
  ]);
};
