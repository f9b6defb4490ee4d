import type { TableFormat } from '@paifan/shared/longJobs/kinds';
import type { Page, PageRequest } from '../../db/paging';
import type { Column } from '../../tables/columns';
import type { JobOutcome, RunningJob } from '../longJobs/runningJob';
import { writeTable } from './writeTable';

/** Rows of a list that are read at a time. Fewer than of a table that is read alone: lists look up names and figures to each. */
const ROWS_AT_ONCE = 200;

/** A page of a list, as the list's own use case reads it. */
export type ReadList<Row> = (request: PageRequest) => Promise<Page<Row>>;

/** Writes a whole list, in its order: it is read as its page in the console is, so both have the same rows. */
export const exportList = <Row>(
  job: RunningJob,
  format: TableFormat,
  columns: readonly Column<Row>[],
  read: ReadList<Row>,
): Promise<JobOutcome> => writeTable(job, { format, columns, total: null, pages: pagesOf(read) });

async function* pagesOf<Row>(read: ReadList<Row>): AsyncGenerator<readonly Row[]> {
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await read({ cursor, limit: ROWS_AT_ONCE });
    yield page.items;
    cursor = page.next;
  } while (cursor !== null);
}
