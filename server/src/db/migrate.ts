import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { Umzug, type UmzugStorage } from 'umzug';
import { errnoOf, isUnknownDatabase, messageOf } from './errors';
import { statementsOf } from './statements';

const MIGRATIONS = join(__dirname, '../../../sql/migrations');
const LONGEST_WAIT_SECONDS = 600;

/** What went wrong with the schema, in one sentence with what to do. */
export class MigrationRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MigrationRefused';
  }
}

interface MigrationFile {
  readonly name: string;
  readonly checksum: string;
  readonly statements: readonly string[];
}

interface Applied extends RowDataPacket {
  name: string;
  checksum: string;
  statements_done: number;
  finished_at: Date | null;
}

type Progress = (line: string) => void;

/**
 * Brings a database to the schema of `sql/migrations/*.sql`; creates it if it does not exist. Forward only. Two processes that start
 * together wait for each other. A migration that was cut goes on where it was cut.
 * @param databaseUrl `mysql://user:password@host:port/name`
 * @throws MigrationRefused when an applied file was changed or is missing, or a statement fails
 */
export async function migrate(databaseUrl: string, onProgress: Progress = () => undefined): Promise<void> {
  const files = await readMigrations();
  const holder = await connect(databaseUrl);
  const worker = await connect(databaseUrl);
  try {
    await prepare(worker);
    await lockMigrations(holder, onProgress);
    await applyAll(worker, files, onProgress);
  } finally {
    await worker.end();
    // The lock goes with its connection, however this process ends.
    await holder.end();
  }
}

async function applyAll(
  worker: Connection,
  files: readonly MigrationFile[],
  onProgress: Progress,
): Promise<void> {
  refuseChanged(await appliedMigrations(worker), files);
  const umzug = new Umzug({
    migrations: files.map((file) => ({ name: file.name, up: () => apply(worker, file, onProgress) })),
    context: worker,
    storage,
    logger: undefined,
  });
  const pending = await umzug.pending();
  for (const { name } of pending) await umzug.up({ migrations: [name] });
}

/** What is finished; a file's row is written with its first statement already. */
const storage: UmzugStorage<Connection> = {
  executed: async ({ context }) =>
    (await appliedMigrations(context))
      .filter(({ finished_at }) => finished_at !== null)
      .map(({ name }) => name),
  logMigration: async ({ name, context }) => {
    await context.query('UPDATE migrations SET finished_at = UTC_TIMESTAMP() WHERE name = ?', [name]);
  },
  unlogMigration: () => Promise.reject(new Error('migrations go forward only')),
};

async function readMigrations(): Promise<MigrationFile[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      // The same file has the same checksum on a machine that checks out with other line ends.
      const sql = (await readFile(join(MIGRATIONS, name), 'utf8')).replaceAll('\r\n', '\n');
      return {
        name,
        checksum: createHash('sha256').update(sql).digest('hex'),
        statements: statementsOf(sql),
      };
    }),
  );
}

async function connect(databaseUrl: string): Promise<Connection> {
  try {
    return await mysql.createConnection({ uri: databaseUrl, timezone: 'Z' });
  } catch (error) {
    if (!isUnknownDatabase(error)) throw error;
    await createDatabase(databaseUrl);
    return mysql.createConnection({ uri: databaseUrl, timezone: 'Z' });
  }
}

async function createDatabase(databaseUrl: string): Promise<void> {
  const server = new URL(databaseUrl);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/';
  const connection = await mysql.createConnection({ uri: server.href });
  try {
    await connection.query('CREATE DATABASE IF NOT EXISTS ?? CHARACTER SET utf8mb4', [name]);
  } finally {
    await connection.end();
  }
}

async function prepare(connection: Connection): Promise<void> {
  // Tables take their character set and engine from here, whatever the database was created with.
  await connection.query('SET SESSION default_storage_engine = InnoDB');
  const [rows] = await connection.query<RowDataPacket[]>('SELECT @@character_set_database AS name');
  if (rows[0]?.['name'] !== 'utf8mb4') await connection.query('ALTER DATABASE CHARACTER SET utf8mb4');
  await connection.query(`CREATE TABLE IF NOT EXISTS migrations (
    name            VARCHAR(100) NOT NULL,
    checksum        CHAR(64) NOT NULL,
    statements_done INT NOT NULL,
    started_at      DATETIME NOT NULL,
    finished_at     DATETIME NULL,
    PRIMARY KEY (name)
  )`);
  await connection.query(
    'CREATE TABLE IF NOT EXISTS migrations_lock (id TINYINT NOT NULL, PRIMARY KEY (id))',
  );
  await connection.query('INSERT INTO migrations_lock (id) VALUES (1) ON DUPLICATE KEY UPDATE id = id');
}

/** Holds a row, for as long as the connection lives: changes of the schema commit what their own connection has open. */
async function lockMigrations(holder: Connection, onProgress: Progress): Promise<void> {
  await holder.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  await holder.query(`SET SESSION innodb_lock_wait_timeout = ${LONGEST_WAIT_SECONDS}`);
  await holder.beginTransaction();
  const slow = setTimeout(() => onProgress('waiting for another process that migrates this database'), 1000);
  try {
    await holder.query('SELECT id FROM migrations_lock WHERE id = 1 FOR UPDATE');
  } finally {
    clearTimeout(slow);
  }
}

async function appliedMigrations(connection: Connection): Promise<Applied[]> {
  const [rows] = await connection.query<Applied[]>('SELECT * FROM migrations ORDER BY name');
  return rows;
}

function refuseChanged(applied: readonly Applied[], files: readonly MigrationFile[]): void {
  for (const { name, checksum, finished_at } of applied) {
    const file = files.find((candidate) => candidate.name === name);
    if (file === undefined) {
      throw new MigrationRefused(
        `The database has migration ${name}, which is not in sql/migrations: it belongs to a newer version of the project. Use that version, or another database.`,
      );
    }
    if (file.checksum === checksum) continue;
    const state = finished_at === null ? 'applied in part' : 'applied';
    throw new MigrationRefused(
      `sql/migrations/${name} was changed after it was ${state}. Restore the file and put the change into a new one; for a private development database: npm run reset.`,
    );
  }
}

/** Errors that say that a statement was done already: it was, when the process was cut before it could write that down. */
const DONE_ALREADY: readonly number[] = [1050, 1060, 1061, 1359, 1826];

async function apply(connection: Connection, file: MigrationFile, onProgress: Progress): Promise<void> {
  const { name, checksum, statements } = file;
  const cut = (await appliedMigrations(connection)).find((row) => row.name === name);
  const done = cut?.statements_done ?? 0;
  onProgress(
    cut === undefined ? `migrating: ${name}` : `migrating: ${name}, cut before at statement ${done + 1}`,
  );
  if (cut === undefined) {
    await connection.query(
      'INSERT INTO migrations (name, checksum, statements_done, started_at) VALUES (?, ?, 0, UTC_TIMESTAMP())',
      [name, checksum],
    );
  }
  for (const [index, statement] of statements.entries()) {
    if (index < done) continue;
    const mayBeDone = cut !== undefined && index === done;
    if (!(await runStatement(connection, file, index, statement, mayBeDone)))
      onProgress(noTrigger(file, index));
    await connection.query('UPDATE migrations SET statements_done = ? WHERE name = ?', [index + 1, name]);
  }
}

/** @returns false when the server refuses a trigger: then the account's rights have to hold (appendOnly.ts) */
async function runStatement(
  connection: Connection,
  { name }: MigrationFile,
  index: number,
  statement: string,
  mayBeDone: boolean,
): Promise<boolean> {
  try {
    await connection.query(statement);
    return true;
  } catch (error) {
    const errno = errnoOf(error);
    if (mayBeDone && errno !== undefined && DONE_ALREADY.includes(errno)) return true;
    if (errno === TRIGGER_NEEDS_SUPER && /^CREATE TRIGGER/i.test(statement)) return false;
    throw new MigrationRefused(`sql/migrations/${name}, statement ${index + 1} failed: ${messageOf(error)}`);
  }
}

/** A server with a binary log takes triggers only from an account with SUPER, or with log_bin_trust_function_creators=1. */
const TRIGGER_NEEDS_SUPER = 1419;

const noTrigger = ({ name }: MigrationFile, index: number): string =>
  `the database refuses the trigger of sql/migrations/${name}, statement ${index + 1}: the server starts only if its account may not change the table (docs/OPERATIONS.md, "Append-only")`;
