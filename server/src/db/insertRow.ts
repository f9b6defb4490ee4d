import { z } from 'zod';
import { idColumn } from './columns';
import { execute, queryOne, type SqlValue } from './query';
import type { Tx } from './transaction';

/** Inserts one row of a table that numbers its rows, and gives the number. Names of columns come from code alone. */
export async function insertRow(
  tx: Tx,
  table: string,
  values: Readonly<Record<string, SqlValue>>,
): Promise<string> {
  const columns = Object.keys(values);
  await execute(
    tx,
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    Object.values(values),
  );
  const row = await queryOne(tx, 'SELECT LAST_INSERT_ID() AS id', [], z.object({ id: idColumn }));
  if (row === null) throw new Error('a number was given a moment ago');
  return row.id;
}
