import type { z } from 'zod';
import type { TableFormat } from '@paifan/shared/longJobs/kinds';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { JobOutcome, RunningJob } from '../longJobs/runningJob';
import { countRows, where, type Conditions } from './conditions';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

/** A table that is read along its ids. */
export interface WholeTable<Row> {
  readonly columns: readonly Column<Row>[];
  readonly row: z.ZodType<Row>;
  /** What each row is read from, and under which letter: `adjustments a`. */
  readonly from: string;
  readonly select: string;
  /** What is joined to it, one row to each. */
  readonly joins: string;
}

/** A table of what happened on some days. */
export interface DaysTable<Row> extends WholeTable<Row> {
  /** The column that says on which day it was, with its letter: `a.requested_at`. */
  readonly at: string;
}

/** What an export of days was asked for. `YYYY-MM-DD` in Shanghai, both included. */
interface Asked {
  readonly format: TableFormat;
  readonly from: string;
  readonly to: string;
}

/** Writes what happened on the days that were asked for, as far as the conditions let it, in the order of the ids. */
export function exportDays<Row extends { readonly id: string }>(
  db: Database,
  job: RunningJob,
  table: DaysTable<Row>,
  { format, from, to }: Asked,
  conditions: Conditions,
): Promise<JobOutcome> {
  const { fromTime = new Date(0), toTime = new Date(0) } = dayBounds(from, to);
  const wanted: Conditions = [[`${table.at} >= ?`, [fromTime]], [`${table.at} < ?`, [toTime]], ...conditions];
  return exportWhole(db, job, table, format, wanted);
}

/** Writes whatever the conditions let through, in the order of the ids. */
export async function exportWhole<Row extends { readonly id: string }>(
  db: Database,
  job: RunningJob,
  table: WholeTable<Row>,
  format: TableFormat,
  conditions: Conditions,
): Promise<JobOutcome> {
  const letter = table.from.split(' ').at(-1) ?? table.from;
  const total = await countRows(db, table.from, conditions);
  const pages = pagesAfter<Row>((last) => {
    const { sql, values } = where([...conditions, [`${letter}.id > ?`, [last?.id ?? '0']]]);
    return query(
      db,
      `SELECT ${table.select} FROM ${table.from} ${table.joins} ${sql} ORDER BY ${letter}.id LIMIT ${ROWS_AT_ONCE}`,
      values,
      table.row,
    );
  });
  return writeTable(job, { format, columns: table.columns, total, pages });
}
