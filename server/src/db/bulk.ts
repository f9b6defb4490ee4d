import { z } from 'zod';
import { countColumn } from './columns';
import { execute, queryOne, sqlText, type SqlValue } from './query';
import type { Tx } from './transaction';

/** However large the server's packets are: what is longer makes no statement faster. */
const LONGEST_STATEMENT = 4 * 1024 * 1024;

const packets = new WeakMap<Tx['sequelize'], number>();

/** How many characters a statement may have: half a packet, because a character may need more than one byte. */
async function statementLimit(tx: Tx): Promise<number> {
  const known = packets.get(tx.sequelize);
  if (known !== undefined) return known;
  const row = await queryOne(tx, 'SELECT @@max_allowed_packet AS size', [], z.object({ size: countColumn }));
  const limit = Math.min(LONGEST_STATEMENT, Math.floor((row?.size ?? 0) / 4));
  packets.set(tx.sequelize, limit);
  return limit;
}

/** Cuts pieces of SQL text into runs that fit a statement; a single piece is never cut. */
export function chunks(pieces: readonly string[], limit: number): string[][] {
  const runs: string[][] = [];
  let room = 0;
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run === undefined || piece.length + 1 > room) {
      runs.push([piece]);
      room = limit - piece.length;
    } else {
      run.push(piece);
      room -= piece.length + 1;
    }
  }
  return runs;
}

/**
 * Inserts many rows with as few statements as fit the server's packets. `values` are in the order of `columns`.
 * @param onDuplicate what follows ON DUPLICATE KEY UPDATE, such as `amount = amount + VALUES(amount)`
 */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  values: readonly (readonly SqlValue[])[],
  onDuplicate?: string,
): Promise<void> {
  if (values.length === 0) return;
  const head = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
  const tail = onDuplicate === undefined ? '' : ` ON DUPLICATE KEY UPDATE ${onDuplicate}`;
  const rows = values.map((row) => `(${row.map(sqlText).join(',')})`);
  for (const run of chunks(rows, await statementLimit(tx))) await execute(tx, head + run.join(',') + tail);
}

/**
 * The columns of the rows that `updateRows` is given: their names and SQL types (`id: 'BIGINT UNSIGNED'`). Times and ratios
 * travel as text: what a server makes of them inside of JSON differs.
 */
export type GivenColumns = Readonly<Record<string, string>>;

/**
 * Changes many rows, each in its own way, with few statements: the given rows travel as one JSON text, which the server
 * joins to the table in their order (so that rows are locked in the order given: the caller sorts).
 * Measured against CASE, UNION ALL and ON DUPLICATE KEY UPDATE it is the fastest from 200 rows on.
 * @param given the columns of the rows, in order
 * @param match the join, such as `t.id = v.id`: `t` is the table, `v` the given row
 * @param set what changes, such as `t.balance = t.balance + v.amount`
 */
export async function updateRows(
  tx: Tx,
  table: string,
  given: GivenColumns,
  rows: readonly (readonly (string | number | boolean | null)[])[],
  { match, set }: { readonly match: string; readonly set: string },
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(given).map(([name, type], index) => `${name} ${type} PATH '$[${index}]'`);
  const source = (json: string): string =>
    `JSON_TABLE(${sqlText(json)}, '$[*]' COLUMNS (${columns.join(', ')})) v STRAIGHT_JOIN ${table} t ON ${match}`;
  const pieces = rows.map((row) => JSON.stringify(row));
  for (const run of chunks(pieces, Math.floor((await statementLimit(tx)) / 2))) {
    await execute(tx, `UPDATE ${source(`[${run.join(',')}]`)} SET ${set}`);
  }
}
