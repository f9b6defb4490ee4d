import { z } from 'zod';
import { countColumn } from './columns';
import type { Database } from './connect';
import type { TimeSpan } from './idBounds';
import { queryOne, type SqlValue } from './query';

/** Parts of a WHERE with their values. */
export type Conditions = readonly (readonly [sql: string, values: readonly SqlValue[]])[];

/** `WHERE a AND b`, and the values in order. Parts whose value was not asked for are left out by the caller. */
export const where = (conditions: Conditions): { readonly sql: string; readonly values: SqlValue[] } => ({
  sql: conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`,
  values: conditions.flatMap(([, values]) => values),
});

/** `column = ?`, if a value was asked for. */
export const equals = (column: string, value: SqlValue | undefined): Conditions =>
  value === undefined ? [] : [[`${column} = ?`, [value]]];

/** What happened in a span of time, by this column. */
export const during = (column: string, { fromTime, toTime }: TimeSpan): Conditions => [
  ...(fromTime === undefined ? [] : [[`${column} >= ?`, [fromTime]] as const]),
  ...(toTime === undefined ? [] : [[`${column} < ?`, [toTime]] as const]),
];

const countRow = z.object({ rows_found: countColumn });

/** How many rows there are. A background job may count; a list never does. */
export async function countRows(db: Database, from: string, conditions: Conditions): Promise<number> {
  const { sql, values } = where(conditions);
  const row = await queryOne(db, `SELECT COUNT(*) AS rows_found FROM ${from} ${sql}`, values, countRow);
  return row?.rows_found ?? 0;
}
