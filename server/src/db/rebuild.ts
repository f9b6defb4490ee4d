import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from './connect';
import { execute, query } from './query';
import { inTransaction, type Tx } from './transaction';

/*
 * What is kept beside the ledger so that it need not be added up: balances, and the state of the queues. All of it follows from
 * the postings, the payouts and the entries, and can be made anew from them.
 */

const REBUILD = join(__dirname, '../../../sql/rebuild');

/** Kept columns of a table, that `sql/rebuild/<table>.sql` makes anew: its rows are `key` and `columns`. */
interface Kept {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** How a row `t` is named to people. */
  readonly subject: string;
  /** Are there rows only where something is to be kept? Elsewhere every row belongs to something else. */
  readonly sparse?: true;
}

const QUEUE_OF = "(SELECT CONCAT('queue ', q.queue_key) FROM queues q WHERE q.id = t.queue_id)";

const KEPT: readonly Kept[] = [
  { table: 'accounts', key: ['id'], columns: ['balance'], subject: "CONCAT('account ', t.code)" },
  {
    table: 'entries',
    key: ['queue_id', 'position'],
    columns: ['rewarded_fen'],
    subject: "CONCAT('entry ', t.id)",
  },
  {
    table: 'queues',
    key: ['id'],
    columns: [
      ...['pool_fen', 'debt_fen', 'swept_fen', 'next_position'],
      ...['waiting_count', 'waiting_fen', 'completed_fen'],
    ],
    subject: "CONCAT('queue ', t.queue_key)",
  },
  {
    table: 'queue_blocks',
    key: ['queue_id', 'level', 'block'],
    columns: ['waiting_count', 'waiting_fen'],
    subject: `CONCAT(${QUEUE_OF}, ', level ', t.level, ', block ', t.block)`,
    sparse: true,
  },
  {
    table: 'queue_days',
    key: ['queue_id', 'day'],
    columns: ['inflow_fen', 'paid_fen', 'moved_fen', 'joined_count'],
    subject: `CONCAT(${QUEUE_OF}, ', ', t.day)`,
    sparse: true,
  },
];

/** A kept value that is not what the ledger and the entries make it. */
export interface Difference {
  readonly table: string;
  /** Which row: `account member:7:cash`, `queue mall` … */
  readonly subject: string;
  readonly column: string;
  /** Whole numbers as text; null: the row is missing. */
  readonly kept: string | null;
  readonly rebuilt: string;
}

const differenceRow = z.object({
  subject: z.string(),
  name: z.string(),
  kept: z.string().nullable(),
  rebuilt: z.string(),
});

const SHOWN = 100;

/**
 * Makes all kept values anew and compares. Nothing is changed; everything is read at the same moment, so trade may go on.
 * @returns [] when they are equal; at most 100 differences a table
 */
export const compareRebuilt = (db: Database): Promise<Difference[]> =>
  inTransaction(
    db,
    async (tx) => {
      const differences: Difference[] = [];
      for (const kept of KEPT) differences.push(...(await compare(tx, kept)));
      return differences;
    },
    'one moment',
  );

/**
 * Makes all kept values anew and writes those that differ. Nothing else happens in any queue meanwhile.
 * @returns what was different before
 */
export const rebuild = (db: Database): Promise<Difference[]> =>
  inTransaction(db, async (tx) => {
    await execute(tx, 'SELECT id FROM queues ORDER BY queue_key FOR UPDATE');
    await execute(tx, 'SELECT id FROM accounts ORDER BY id FOR UPDATE');
    const differences: Difference[] = [];
    for (const kept of KEPT) {
      differences.push(...(await compare(tx, kept)));
      await write(tx, kept);
    }
    return differences;
  });

const rebuiltRows = ({ table }: Kept): Promise<string> => readFile(join(REBUILD, `${table}.sql`), 'utf8');

const sameKey = ({ key }: Kept): string => key.map((column) => `t.${column} = r.${column}`).join(' AND ');

/** A row that nothing is left for keeps zeros. */
const now = (column: string): string => `COALESCE(r.${column}, 0)`;

async function compare(tx: Tx, kept: Kept): Promise<Difference[]> {
  const { table, key, columns, subject, sparse } = kept;
  const rows = await rebuiltRows(kept);
  const differing = columns.map(
    (column) => `SELECT ${subject} AS subject, '${column}' AS name, CAST(t.${column} AS CHAR) AS kept,
      CAST(${now(column)} AS CHAR) AS rebuilt
     FROM ${table} t LEFT JOIN (${rows}) r ON ${sameKey(kept)} WHERE t.${column} <> ${now(column)}`,
  );
  const missing = columns.map(
    (column) => `SELECT ${subject.replaceAll('t.', 'r.')}, '${column}', NULL, CAST(r.${column} AS CHAR)
     FROM (${rows}) r LEFT JOIN ${table} t ON ${sameKey(kept)} WHERE t.${key[0]} IS NULL AND r.${column} <> 0`,
  );
  const arms = [...differing, ...(sparse ? missing : [])].map((arm) => `(${arm} LIMIT ${SHOWN})`);
  const found = await query(tx, `${arms.join(' UNION ALL ')} LIMIT ${SHOWN}`, [], differenceRow);
  return found.map(({ name, ...row }) => ({ table, column: name, ...row }));
}

async function write(tx: Tx, kept: Kept): Promise<void> {
  const { table, key, columns, sparse } = kept;
  const rows = await rebuiltRows(kept);
  await execute(
    tx,
    `UPDATE ${table} t LEFT JOIN (${rows}) r ON ${sameKey(kept)}
     SET ${columns.map((column) => `t.${column} = ${now(column)}`).join(', ')}
     WHERE ${columns.map((column) => `t.${column} <> ${now(column)}`).join(' OR ')}`,
  );
  if (!sparse) return;
  const all = [...key, ...columns];
  await execute(
    tx,
    `INSERT INTO ${table} (${all.join(', ')})
     SELECT ${all.map((column) => `r.${column}`).join(', ')}
     FROM (${rows}) r LEFT JOIN ${table} t ON ${sameKey(kept)} WHERE t.${key[0]} IS NULL`,
  );
}
