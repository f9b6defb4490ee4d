import type { Connection } from 'mysql2/promise';
import { ClearError } from '../terminal';
import { connectToServer } from './connect';
import { parseDatabaseUrl, withoutPassword } from './url';
import { describeVersion, isSupported, parseVersion, SUPPORTED } from './version';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there. Is the server running, and the port right?',
  ENOTFOUND: 'there is no such host.',
  EAI_AGAIN: 'the name of the host could not be looked up.',
  ETIMEDOUT: 'no answer within 10 seconds. Is a firewall between?',
  ER_ACCESS_DENIED_ERROR: 'the server refuses this user or password.',
  ER_NOT_SUPPORTED_AUTH_MODE: 'the server wants a way to log in that the client does not know.',
  PROTOCOL_CONNECTION_LOST: 'it closed the connection. Is it a MySQL or MariaDB server?',
};

/** Checks that the server of `DATABASE_URL` answers and is new enough. Throws ClearError with what to do. */
export async function checkGivenServer(given: string): Promise<void> {
  parseDatabaseUrl(given);
  const connection = await connectToServer(given).catch((error: NodeJS.ErrnoException) => {
    const reason = REASONS[error.code ?? ''] ?? error.message;
    throw new ClearError(
      `The database at DATABASE_URL (${withoutPassword(given)}) cannot be used: ${reason}`,
    );
  });
  const text = await versionText(connection);
  const version = parseVersion(text);
  if (version && isSupported(version)) return;
  throw new ClearError(
    `The database at DATABASE_URL is ${version ? describeVersion(version) : `«${text}»`}; needed is ${SUPPORTED}.`,
  );
}

async function versionText(connection: Connection): Promise<string> {
  const [rows] = await connection.query('SELECT VERSION() AS version');
  await connection.end();
  return String((rows as { version: unknown }[])[0]?.version);
}
