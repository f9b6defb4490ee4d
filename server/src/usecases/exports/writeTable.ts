import type { TableFormat } from '@paifan/shared/longJobs/kinds';
import { cellOf, type Column } from '../../tables/columns';
import { TABLE_FORMATS } from '../../tables/formats';
import type { JobOutcome, RunningJob } from '../longJobs/runningJob';

/** Rows that are read, written and forgotten together: enough to be fast, too few to be felt. */
export const ROWS_AT_ONCE = 2_000;

/** What a table is made of. */
export interface Table<Row> {
  readonly format: TableFormat;
  readonly columns: readonly Column<Row>[];
  /** null: nobody knows before the end. */
  readonly total: number | null;
  readonly pages: AsyncIterable<readonly Row[]>;
}

/** Writes a table page by page as the file of a job, and tells how far it is. */
export async function writeTable<Row>(job: RunningJob, table: Table<Row>): Promise<JobOutcome> {
  const { format, columns, pages, total } = table;
  const writer = TABLE_FORMATS[format].open(
    job.unfinishedFile,
    columns.map(({ title }) => title),
  );
  try {
    let done = 0;
    for await (const rows of pages) {
      await writer.write(rows.map((row) => columns.map((column) => cellOf(column, row))));
      done += rows.length;
      // What came since the count is written too.
      await job.tell(done, total === null ? null : Math.max(done, total));
    }
    if (total === null) await job.tell(done, done);
    await writer.end();
  } catch (error) {
    writer.abandon();
    throw error;
  }
  return { extension: format };
}

/**
 * Pages from the first row to the last, each from where the one before ended: as fast at the end of a million rows as at the
 * beginning. The table is not frozen meanwhile: what changes during an export is in it as it was when its page was read.
 */
export async function* pagesAfter<Row>(
  read: (last: Row | null) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let last: Row | null = null;
  for (;;) {
    const rows: readonly Row[] = await read(last);
    if (rows.length > 0) yield rows;
    last = rows.at(-1) ?? null;
    if (last === null || rows.length < ROWS_AT_ONCE) return;
  }
}
