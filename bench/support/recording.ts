import { createConnection, type Connection } from 'mysql2/promise';
import type { Database } from '../../server/src/db/connect';

/** The statements of a transaction that wrote something, in order. */
export type RecordedTransaction = readonly string[];

/**
 * Keeps every statement that a database is told to write from now on, by transaction. Call it before the first connection is made.
 * Transactions that insert nothing (leases) are left out.
 */
export function recordWrites(db: Database): { taken(): RecordedTransaction[] } {
  let transactions: string[][] = [];
  db.sequelize.addHook('afterConnect', (connection) => {
    const session = connection as { query: (...args: unknown[]) => unknown };
    const query = session.query.bind(session);
    let open: string[] = [];
    session.query = (...args) => {
      const sql = sqlOf(args[0]);
      if (sql.startsWith('START')) open = [];
      if (/^(INSERT|UPDATE|DELETE)/.test(sql)) open.push(sql);
      if (sql.startsWith('COMMIT') && open.some((text) => text.startsWith('INSERT'))) transactions.push(open);
      return query(...args);
    };
  });
  return {
    taken() {
      const all = transactions;
      transactions = [];
      return all;
    },
  };
}

const sqlOf = (argument: unknown): string => {
  const sql: unknown =
    typeof argument === 'object' && argument !== null && 'sql' in argument ? argument.sql : argument;
  return typeof sql === 'string' ? sql.trimStart() : '';
};

export interface ReplayOptions {
  readonly connections: number;
  /** Runs first in each transaction: the lock. */
  readonly lock?: string;
}

/**
 * Writes recorded transactions again, statement by statement, with no logic and no reads.
 * @returns how many milliseconds it took
 */
export async function replayWrites(
  url: string,
  transactions: readonly RecordedTransaction[],
  { connections, lock }: ReplayOptions,
): Promise<number> {
  const sessions = await Promise.all(Array.from({ length: connections }, () => connect(url)));
  const left = transactions.values();
  const begun = performance.now();
  await Promise.all(
    sessions.map(async (session) => {
      for (const statements of left)
        await write(session, lock === undefined ? statements : [lock, ...statements]);
    }),
  );
  const took = performance.now() - begun;
  for (const session of sessions) await session.end();
  return took;
}

async function connect(url: string): Promise<Connection> {
  const session = await createConnection(url);
  // What openDatabase sets, too; the strictness of the values costs nothing that is measured.
  await session.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  await session.query("SET SESSION time_zone = '+00:00'");
  // On several connections a transaction may come before one whose rows it names.
  await session.query('SET SESSION foreign_key_checks = 0');
  return session;
}

async function write(session: Connection, statements: RecordedTransaction): Promise<void> {
  await session.query('START TRANSACTION');
  for (const statement of statements) await session.query(statement);
  await session.query('COMMIT');
}

/** The median time of a commit that changes one row, in milliseconds: what a write to the disk costs here. */
export async function commitTime(url: string): Promise<number> {
  const session = await connect(url);
  await session.query('CREATE TABLE bench_commits (id INT PRIMARY KEY, times INT NOT NULL)');
  await session.query('INSERT INTO bench_commits VALUES (1, 0)');
  const times: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const begun = performance.now();
    await session.query('UPDATE bench_commits SET times = times + 1 WHERE id = 1');
    times.push(performance.now() - begun);
  }
  await session.query('DROP TABLE bench_commits');
  await session.end();
  return times.sort((a, b) => a - b)[100] ?? 0;
}
