import { parseArgs } from 'node:util';
import { checkChains } from '../server/src/db/chainChecks';
import { runChecks } from '../server/src/db/checks';
import { closeDatabase, openDatabase, type Database } from '../server/src/db/connect';
import { errnoOf } from '../server/src/db/errors';
import { compareRebuilt, rebuild } from '../server/src/db/rebuild';
import { ensureDatabase } from './database';
import { withoutPassword } from './database/url';
import { ClearError, runScript, say } from './terminal';

/** Audits the books: exit 0 when all is right, 1 with what is wrong and where. */
async function checkBooks(): Promise<number> {
  const how = readOptions();
  const database = await ensureDatabase();
  const db = openDatabase(database.url);
  try {
    if (how.write) return await writeRebuilt(db);
    const findings = [...(await runChecks(db)), ...(await checkChains(db))];
    const lines = findings.map(({ check, subject, problem }) => `${check}: ${subject}: ${problem}`);
    if (how.rebuild) lines.push(...(await differences(compareRebuilt(db))));
    for (const line of lines) say(`✗ ${line}`);
    say(
      lines.length === 0
        ? `The books of ${withoutPassword(database.url)} are right.`
        : `${lines.length} findings. The statements are in sql/checks and sql/rebuild; chain-… is explained in docs/PROOF.md.`,
    );
    return lines.length === 0 ? 0 : 1;
  } catch (error) {
    if (!OTHER_SCHEMA.includes(errnoOf(error))) throw error;
    throw new ClearError(
      `${withoutPassword(database.url)} does not have the tables of this version: start the server once, which migrates it.`,
    );
  } finally {
    await closeDatabase(db);
    await database.stop();
  }
}

/** No such table; no such column. */
const OTHER_SCHEMA: readonly (number | undefined)[] = [1146, 1054];

async function writeRebuilt(db: Database): Promise<number> {
  const lines = await differences(rebuild(db));
  for (const line of lines) say(`✓ put right: ${line}`);
  say(`${lines.length} values were made anew from the ledger. Find out what changed them.`);
  return 0;
}

const differences = async (found: ReturnType<typeof compareRebuilt>): Promise<string[]> =>
  (await found).map(
    ({ table, subject, column, kept, rebuilt }) =>
      `rebuild ${table}: ${subject}: ${column} is ${kept ?? 'missing'}, made anew it is ${rebuilt}`,
  );

function readOptions(): { rebuild: boolean; write: boolean } {
  try {
    const { values } = parseArgs({ options: { rebuild: { type: 'boolean' }, write: { type: 'boolean' } } });
    if (values.write && !values.rebuild) throw new Error('--write goes with --rebuild.');
    return { rebuild: values.rebuild ?? false, write: values.write ?? false };
  } catch (error) {
    throw new ClearError(
      `${error instanceof Error ? error.message : String(error)}
  Known: --rebuild (balances and queues made anew from the ledger, and compared), --rebuild --write (and written)`,
    );
  }
}

runScript(checkBooks);
