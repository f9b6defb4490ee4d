import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import readline from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ensureDatabase } from './database';
import { privateServerUsers } from './database/privateServer';
import { createDatabase, dropDatabase } from './database/scratch';
import { withoutPassword } from './database/url';
import { SIMULATOR } from './paths';
import { ClearError, runScript, say } from './terminal';

/** `npm run reset`: an empty database and a simulator that knows nothing, after asking. */
async function reset(): Promise<number> {
  const { yes, force } = readOptions();
  const given = process.env['DATABASE_URL'];
  if (given && !force) {
    throw new ClearError(
      'DATABASE_URL is set: this would delete everything in that database, which is not the private one.\n' +
        '  Unset it to reset the private one, or be sure and say so: npm run reset -- --force',
    );
  }
  if (!given && (await privateServerUsers())) {
    throw new ClearError(
      'The private database is in use: stop the shop and the tests of this clone first (Ctrl-C).',
    );
  }
  const what = given ? `the database ${describe(given)}` : 'the private database';
  if (!yes && !(await confirmed(what))) {
    say('Nothing was changed.');
    return 1;
  }
  const database = await ensureDatabase();
  try {
    await dropDatabase(database.url);
    await createDatabase(database.url);
  } finally {
    await database.stop();
  }
  rmSync(SIMULATOR, { recursive: true, force: true });
  say(`✓ ${what} is empty, the simulator's state is gone. \`npm start\` begins anew.`);
  return existsSync(SIMULATOR) ? 1 : 0;
}

function readOptions(): { yes: boolean; force: boolean } {
  try {
    const { values } = parseArgs({ options: { yes: { type: 'boolean' }, force: { type: 'boolean' } } });
    return { yes: values.yes ?? false, force: values.force ?? false };
  } catch (error) {
    throw new ClearError(
      `${error instanceof Error ? error.message : String(error)}\n  Known: --yes, --force`,
    );
  }
}

function describe(url: string): string {
  return URL.canParse(url) ? withoutPassword(url) : 'of DATABASE_URL';
}

async function confirmed(what: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new ClearError('Nobody is at a terminal to be asked. In scripts say so: npm run reset -- --yes');
  }
  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
  const question = `This deletes everything in ${what} and the simulator's state. Type yes to go on: `;
  const leaving = once(terminal, 'close').then(() => ''); // Ctrl-C, Ctrl-D
  const answer = await Promise.race([terminal.question(question), leaving]);
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}

runScript(reset);
