import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { dropDatabase, scratchName } from '../../../scripts/database/scratch';
import { withDatabase } from '../../../scripts/database/url';
import { migrate, MigrationRefused } from '../../src/db/migrate';
import { testServer } from '../support/database';

let url: string;
let release: () => Promise<void>;
let counter = 0;

beforeEach(async () => {
  const server = await testServer();
  release = server.release;
  counter += 1;
  url = withDatabase(
    server.url,
    scratchName('paifan_migrate', new Date(), counter.toString(16).padStart(8, '0')),
  );
});
afterEach(async () => {
  await dropDatabase(url);
  await release();
});

async function withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri: url });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

const run = (sql: string, values: unknown[] = []): Promise<RowDataPacket[]> =>
  withConnection(async (connection) => (await connection.query<RowDataPacket[]>(sql, values))[0]);

const onServer = async (sql: string): Promise<void> => {
  const server = new URL(url);
  server.pathname = '/';
  const connection = await createConnection({ uri: server.href });
  await connection.query(sql);
  await connection.end();
};

const databaseName = (): string => new URL(url).pathname.slice(1);

test('a database is made from nothing, and the second time there is nothing to do', async () => {
  const lines: string[] = [];
  await migrate(url, (line) => lines.push(line));
  expect(lines[0]).toBe('migrating: 0001_members_and_catalogue.sql');
  const unfinished = await run('SELECT name FROM migrations WHERE finished_at IS NULL');
  expect(unfinished).toEqual([]);
  expect(await run("SHOW TABLES LIKE 'entries'")).toHaveLength(1);

  const again: string[] = [];
  await migrate(url, (line) => again.push(line));
  expect(again).toEqual([]);
});

test('texts are utf8mb4 also in a database that was created with another character set', async () => {
  await onServer(`CREATE DATABASE \`${databaseName()}\` CHARACTER SET latin1`);
  await migrate(url);
  const [column] = await run(
    "SELECT CHARACTER_SET_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = 'members' AND COLUMN_NAME = 'nickname'",
    [databaseName()],
  );
  expect(column?.['name']).toBe('utf8mb4');
});

test('processes that start together wait for each other, and every migration is applied once', async () => {
  const lines: string[] = [];
  await Promise.all([1, 2, 3].map(() => migrate(url, (line) => lines.push(line))));
  const migrated = lines.filter((line) => line.startsWith('migrating'));
  expect(new Set(migrated).size).toBe(migrated.length);
});

test('an applied file that was changed is refused, by name and with what to do', async () => {
  await migrate(url);
  await run("UPDATE migrations SET checksum = REPEAT('0', 64) WHERE name = '0003_ledger.sql'");
  const refused = migrate(url);
  await expect(refused).rejects.toThrow(MigrationRefused);
  await expect(refused).rejects.toThrow(
    /0003_ledger\.sql was changed after it was applied.*put the change into a new one/,
  );
});

test('a database of a newer version of the project is refused', async () => {
  await migrate(url);
  await run(
    "INSERT INTO migrations (name, checksum, statements_done, started_at) VALUES ('9999_tomorrow.sql', REPEAT('0', 64), 1, UTC_TIMESTAMP())",
  );
  await expect(migrate(url)).rejects.toThrow(/9999_tomorrow\.sql.*belongs to a newer version/);
});

test.each([
  ['before its statement was written down as done', 1],
  ['after it', 0],
])('a migration that was cut %s goes on where it was cut', async (_when, behind) => {
  await migrate(url);
  await run('DROP TABLE job_runs');
  await run(
    "UPDATE migrations SET finished_at = NULL, statements_done = statements_done - 1 - ? WHERE name = '0005_messages_and_jobs.sql'",
    [behind],
  );
  const lines: string[] = [];
  await migrate(url, (line) => lines.push(line));
  expect(lines).toEqual([
    expect.stringMatching(/^migrating: 0005_messages_and_jobs\.sql, cut before at statement \d$/),
  ]);
  expect(await run("SHOW TABLES LIKE 'job_runs'")).toHaveLength(1);
});

test('a statement that fails is named, with what the server says', async () => {
  await onServer(`CREATE DATABASE \`${databaseName()}\``);
  await run('CREATE TABLE members (id INT)');
  await expect(migrate(url)).rejects.toThrow(
    /0001_members_and_catalogue\.sql, statement 1 failed: Table 'members' already exists/,
  );
});
