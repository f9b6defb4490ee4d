import { parseArgs } from 'node:util';
import { ROLE_NAMES, ROLES, type Role } from '@paifan/shared/operators/permissions';
import { systemClock } from '../server/src/clock';
import { closeDatabase, openDatabase } from '../server/src/db/connect';
import { errnoOf } from '../server/src/db/errors';
import { addOrResetOperator } from '../server/src/usecases/operators/manageOperators';
import { ensureDatabase } from './database';
import { withoutPassword } from './database/url';
import { ClearError, runScript, say } from './terminal';

const USAGE = `Usage: npm run operator -- add LOGIN --role ROLE
  LOGIN  2 to 32 letters, digits, . _ or -, beginning with a letter
  ROLE   ${ROLE_NAMES.map((role) => `${role} (${ROLES[role].label})`).join(', ')}`;
const LOGIN = /^[a-z][a-z0-9._-]{1,31}$/;
const NO_SUCH_TABLE = 1146;

interface Wish {
  readonly login: string;
  readonly role: Role;
}

/**
 * `npm run operator -- add LOGIN --role owner`: adds an operator of the console, or resets who has the login, and prints a
 * one-time password. Who may run commands here needs no other permission; it is kept in the audit log.
 */
async function addOperator(): Promise<number> {
  const wish = readWish();
  const database = await ensureDatabase();
  const db = openDatabase(database.url, { poolSize: 1 });
  try {
    const { password, isNew } = await addOrResetOperator({ db, clock: systemClock }, wish);
    say(
      `${isNew ? 'Added' : 'Reset'} operator ${wish.login}, ${wish.role}, in ${withoutPassword(database.url)}.`,
    );
    if (!isNew) say('The second factor is off, a lock is lifted, every session has ended.');
    say(`One-time password, good for 72 hours, to be changed at the first sign-in:\n\n  ${password}\n`);
    return 0;
  } catch (error) {
    if (errnoOf(error) !== NO_SUCH_TABLE) throw error;
    throw new ClearError(
      `${withoutPassword(database.url)} has no table of operators yet: start the shop once, which brings its schema up to date.`,
    );
  } finally {
    await closeDatabase(db);
    await database.stop();
  }
}

function readWish(): Wish {
  const { command, login, role } = commandLine();
  const known = ROLE_NAMES.find((name) => name === role);
  if (command !== 'add' || login === undefined || role === undefined) throw new ClearError(USAGE);
  if (known === undefined) throw new ClearError(`There is no role ${role}.\n${USAGE}`);
  if (!LOGIN.test(login.toLowerCase())) throw new ClearError(`${login} is no login.\n${USAGE}`);
  return { login: login.toLowerCase(), role: known };
}

function commandLine(): { command?: string; login?: string; role?: string } {
  try {
    const { values, positionals } = parseArgs({
      options: { role: { type: 'string' } },
      allowPositionals: true,
    });
    const [command, login, ...more] = positionals;
    return more.length > 0 ? {} : { command, login, role: values.role };
  } catch (error) {
    throw new ClearError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

runScript(addOperator);
