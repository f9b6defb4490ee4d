import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from './connect';
import { query } from './query';
import { inTransaction } from './transaction';

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
        for (const row of await query(tx, sql, [], findingRow)) findings.push({ check, ...row });
        await progress(index + 1, names.length);
      }
      return findings;
    },
    'one moment',
  );
}
