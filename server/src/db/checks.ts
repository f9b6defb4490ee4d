import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from './connect';
import { messageOf } from './errors';
import { query } from './query';
import { inTransaction, type Tx } from './transaction';

const CHECKS = join(__dirname, '../../../sql/checks');
const SHOWN = 100;

/** Something that should never be. */
export interface CheckFinding {
  /** The file in sql/checks, without its ending. */
  readonly check: string;
  /** Where: `queue mall`, `account member:7:cash` … */
  readonly subject: string;
  readonly problem: string;
}

const findingRow = z.object({ subject: z.string(), problem: z.string() });

/** A check that breaks off says nothing of the books: it must not look like one that found nothing, nor like another. */
async function find(tx: Tx, check: string, sql: string): Promise<z.infer<typeof findingRow>[]> {
  try {
    return await query(tx, sql, [], findingRow);
  } catch (error) {
    throw new Error(`The check ${check} broke off: ${messageOf(error)}`, { cause: error });
  }
}

/** The names of all checks. */
export const checkNames = async (): Promise<string[]> =>
  (await readdir(CHECKS))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -4))
    .sort();

/**
 * Audits the whole database: every statement of sql/checks says what is wrong, and where. None of them changes anything; all see
 * the same moment, so trade may go on meanwhile.
 * @param progress is told after each check
 * @throws Error that names the check, when one of them cannot be run to its end
 * @returns [] when the books are right; at most 100 findings a check
 */
export async function runChecks(
  db: Database,
  progress: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<CheckFinding[]> {
  const names = await checkNames();
  const statements = await Promise.all(names.map((name) => readFile(join(CHECKS, `${name}.sql`), 'utf8')));
  return inTransaction(
    db,
    async (tx) => {
      const findings: CheckFinding[] = [];
      for (const [index, check] of names.entries()) {
        const sql = `SELECT subject, problem FROM (\n${statements[index] ?? ''}\n) found LIMIT ${SHOWN}`;
        for (const row of await find(tx, check, sql)) findings.push({ check, ...row });
        await progress(index + 1, names.length);
      }
      return findings;
    },
    'one moment',
  );
}
