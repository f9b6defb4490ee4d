import type { Database } from './connect';
import { errnoOf } from './errors';
import { execute } from './query';
import type { Tx } from './transaction';

/** A table whose rows are written once, and a row of it that nobody else has. */
interface Probe {
  readonly table: string;
  readonly columns: string;
  readonly values: string;
  readonly where: string;
}

const FAR_QUEUE = 4_294_967_295;

// prettier-ignore
/** SPEC section 2: the database itself refuses to change or remove these rows. */
const PROBES: readonly Probe[] = [
  { table: 'journals', columns: 'journal_key, event, at', values: "'probe:', 'probe', '2000-01-01'", where: "journal_key = 'probe:'" },
  { table: 'postings', columns: 'journal_id, seq, account_id, amount', values: '9223372036854775807, 0, 0, 1', where: 'journal_id = 9223372036854775807' },
  { table: 'queue_events', columns: 'queue_id, seq, body, hash', values: `${FAR_QUEUE}, 1, '[]', REPEAT('0', 32)`, where: `queue_id = ${FAR_QUEUE}` },
  { table: 'queue_merges', columns: 'task_id, source_id, target_id, people, pool_fen, at', values: `0, ${FAR_QUEUE}, 0, 0, 0, '2000-01-01'`, where: `source_id = ${FAR_QUEUE}` },
  { table: 'entry_moves', columns: 'queue_id, position, task_id, entry_id, to_queue_id, to_position', values: `${FAR_QUEUE}, 1, 0, 0, ${FAR_QUEUE}, 1`, where: `queue_id = ${FAR_QUEUE}` },
  { table: 'chain_seals', columns: 'day, queue_id, seq, hash', values: `'9999-12-31', ${FAR_QUEUE}, 1, REPEAT('0', 32)`, where: `queue_id = ${FAR_QUEUE}` },
  { table: 'chain_roots', columns: 'day, queues, hash, sealed_at', values: "'9999-12-31', 0, REPEAT('0', 32), '2000-01-01'", where: "day = '9999-12-31'" },
  { table: 'operator_audit', columns: 'action, subject, at', values: "'probe', 'probe', '2000-01-01'", where: "subject = 'probe'" },
];

/** The tables that only grow. */
export const APPEND_ONLY: readonly string[] = PROBES.map(({ table }) => table);

/** What says no: a trigger (SIGNAL), or the account's missing right to the table or to a column. */
const REFUSALS: readonly (number | undefined)[] = [1644, 1142, 1143];

/**
 * Makes sure that the ledger can only grow, by trying: a row is written, and neither changing nor removing it may succeed; then all
 * of it is rolled back. Whether triggers refuse or the account lacks the right makes no difference, and an account that
 * may not see triggers needs not see them. To be called before anything is served.
 * @throws Error naming what the database allows, and what to do
 */
export async function assertAppendOnly(db: Database): Promise<void> {
  const allowed: string[] = [];
  const transaction = (await db.sequelize.transaction()) as Tx;
  try {
    for (const probe of PROBES) allowed.push(...(await tryAll(transaction, probe)));
  } finally {
    await transaction.rollback();
  }
  if (allowed.length === 0) return;
  throw new Error(
    `The ledger is not append-only: this database account may ${allowed.join(', ')}. Create the triggers of sql/migrations again, or take these rights from the account: docs/OPERATIONS.md, "Append-only".`,
  );
}

async function tryAll(tx: Tx, { table, columns, values, where }: Probe): Promise<string[]> {
  await execute(tx, `INSERT INTO ${table} (${columns}) VALUES (${values})`);
  const [column = ''] = columns.split(',');
  const attempts: readonly (readonly [string, string])[] = [
    [`UPDATE ${table}`, `UPDATE ${table} SET ${column} = ${column} WHERE ${where}`],
    [`DELETE ${table}`, `DELETE FROM ${table} WHERE ${where}`],
  ];
  const allowed: string[] = [];
  for (const [what, statement] of attempts) {
    if (!(await isRefused(tx, statement))) allowed.push(what);
  }
  return allowed;
}

async function isRefused(tx: Tx, statement: string): Promise<boolean> {
  try {
    await execute(tx, statement);
    return false;
  } catch (error) {
    if (REFUSALS.includes(errnoOf(error))) return true;
    throw error;
  }
}
