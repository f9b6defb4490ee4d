import { withDatabase } from './database/url';
import { checkGivenServer } from './database/givenServer';
import { createDatabase, createScratchDatabase, dropDatabase } from './database/scratch';
import {
  keepPrivateServer,
  privateServerUsers,
  stopPrivateServer,
  usePrivateServer,
} from './database/privateServer';
import { ClearError, runScript, say } from './terminal';

/** The database's name when the project chooses it. */
export const DATABASE_NAME = 'paifan';

export interface Database {
  /** `mysql://user:password@host:port/name`. The database exists; its tables may not yet. */
  url: string;
  /** True for the project's own server under `.local/db`. */
  private: boolean;
  /** Ends this use: the private server stops when nobody else uses it. A given one is left alone. */
  stop(): Promise<void>;
  /** Calls back when the private server ended without having been asked to. */
  onLost(callback: () => void): void;
}

/**
 * The database for this command: the one that `DATABASE_URL` names (MySQL 8 or MariaDB 10.6 and newer; checked), else
 * a private server that is started, and if need be installed, here. Throws ClearError with what to do.
 */
export async function ensureDatabase(environment: NodeJS.ProcessEnv = process.env): Promise<Database> {
  const given = environment['DATABASE_URL'];
  if (given) {
    await checkGivenServer(given);
    await createDatabase(given);
    return { url: given, private: false, stop: () => Promise.resolve(), onLost: () => undefined };
  }
  const server = await usePrivateServer();
  const url = withDatabase(server.url, DATABASE_NAME);
  await createDatabase(url);
  return { url, private: true, stop: server.release, onLost: server.onLost };
}

/**
 * Does some work on an empty database of its own, on the server that this command uses, and drops it afterwards. The shop's
 * database is not touched. `prefix`: lower-case letters and _.
 */
export async function withScratchDatabase<T>(
  prefix: string,
  work: (url: string) => Promise<T>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<T> {
  const given = environment['DATABASE_URL'];
  if (given) await checkGivenServer(given);
  const server = given ? { url: given, release: () => Promise.resolve() } : await usePrivateServer();
  try {
    const url = await createScratchDatabase(server.url, prefix);
    try {
      return await work(url);
    } finally {
      await dropDatabase(url);
    }
  } finally {
    await server.release();
  }
}

async function commandLine(command: string | undefined): Promise<number> {
  switch (command) {
    case undefined: {
      const database = await ensureDatabase();
      if (database.private) keepPrivateServer();
      await database.stop();
      say(database.url);
      return 0;
    }
    case 'stop': {
      const users = await stopPrivateServer();
      say(users > 0 ? `In use by ${users} more; it stops with the last of them.` : 'Stopped.');
      return 0;
    }
    case 'status': {
      const users = await privateServerUsers();
      say(users === undefined ? 'The private database does not run.' : `It runs, used by ${users}.`);
      return 0;
    }
    default:
      throw new ClearError(
        `Unknown command ${command}. Known: none (start it, leave it running, print its URL), stop, status.`,
      );
  }
}

if (require.main === module) runScript(() => commandLine(process.argv[2]));
