import { runChecks } from '../server/src/db/checks';
import { closeDatabase, openDatabase } from '../server/src/db/connect';
import { ensureDatabase } from './database';
import { withoutPassword } from './database/url';
import { runScript, say } from './terminal';

/** Audits the books: exit 0 when all is right, 1 with what is wrong and where. */
async function checkBooks(): Promise<number> {
  const database = await ensureDatabase();
  const db = openDatabase(database.url);
  try {
    const findings = await runChecks(db);
    for (const { check, subject, problem } of findings) say(`✗ ${check}: ${subject}: ${problem}`);
    say(
      findings.length === 0
        ? `The books of ${withoutPassword(database.url)} are right.`
        : `${findings.length} findings. The statements are in sql/checks.`,
    );
    return findings.length === 0 ? 0 : 1;
  } finally {
    await closeDatabase(db);
    await database.stop();
  }
}

runScript(checkBooks);
