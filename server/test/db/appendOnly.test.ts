import { randomBytes } from 'node:crypto';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { databaseNameIn } from '../../../scripts/database/url';
import { APPEND_ONLY, assertAppendOnly } from '../../src/db/appendOnly';
import { closeDatabase, openDatabase } from '../../src/db/connect';
import { grantServerRights } from '../../src/db/grants';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { resultIn } from '../support/history';
import { mallHistory, quietWorker, writeTasks } from '../support/mallHistory';

/* Real accounts with real rights: each test has one of its own. */

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

let name: string;
let serverUrl: string;
const account = (): string => `'${name}'@'%'`;

const asOwner = async (sql: string): Promise<RowDataPacket[]> => {
  const connection = await createConnection({ uri: base.url });
  try {
    return (await connection.query<RowDataPacket[]>(sql))[0];
  } finally {
    await connection.end();
  }
};

beforeEach(async () => {
  name = `paifan_${randomBytes(6).toString('hex')}`;
  const url = new URL(base.url);
  url.username = name;
  url.password = randomBytes(12).toString('hex');
  serverUrl = url.href;
  await asOwner(`CREATE USER ${account()} IDENTIFIED BY '${url.password}'`);
});
afterEach(() => asOwner(`DROP USER ${account()}`));

async function start(url: string): Promise<void> {
  const db = openDatabase(url);
  try {
    await assertAppendOnly(db);
  } finally {
    await closeDatabase(db);
  }
}

const grantOnAll = (rights: string): Promise<unknown> =>
  asOwner(`GRANT ${rights} ON \`${databaseNameIn(base.url).replaceAll('_', '\\_')}\`.* TO ${account()}`);

describe('with triggers', () => {
  test('the server starts, also with an account that may change everything and may not see triggers', async () => {
    await expect(start(base.url)).resolves.toBeUndefined();
    await grantOnAll('SELECT, INSERT, UPDATE, DELETE');
    await expect(start(serverUrl)).resolves.toBeUndefined();
  });

  test('trying leaves nothing behind', async () => {
    await start(base.url);
    for (const table of APPEND_ONLY) expect(await asOwner(`SELECT 1 FROM ${table}`)).toEqual([]);
  });

  test('every table that has them is tried', async () => {
    const rows = await asOwner(
      'SELECT DISTINCT EVENT_OBJECT_TABLE AS name FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()',
    );
    expect(rows.map((row) => String(row['name'])).sort()).toEqual([...APPEND_ONLY].sort());
  });
});

describe('without triggers', () => {
  beforeAll(async () => {
    const rows = await asOwner(
      'SELECT TRIGGER_NAME AS name FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()',
    );
    for (const row of rows) await asOwner(`DROP TRIGGER \`${String(row['name'])}\``);
  });

  test('the rights of the account hold, and it may do all else that the server does', async () => {
    await grantServerRights(base.url, serverUrl);
    await expect(start(serverUrl)).resolves.toBeUndefined();
    const connection = await createConnection({ uri: serverUrl });
    try {
      for (const table of APPEND_ONLY) {
        await expect(connection.query(`DELETE FROM ${table}`)).rejects.toThrow(/denied/);
      }
      await connection.query('UPDATE accounts SET balance = balance');
      await connection.query('DELETE FROM outbox');
      await expect(connection.query('TRUNCATE TABLE postings')).rejects.toThrow(/denied/);
      await expect(connection.query('DROP TABLE postings')).rejects.toThrow(/denied/);
    } finally {
      await connection.end();
    }
  });

  test('a worker settles with these rights', async () => {
    await grantServerRights(base.url, serverUrl);
    const played = mallHistory({ orders: 10, completed: [0, 1] });
    await writeTasks(base.db, played);
    const db = openDatabase(serverUrl);
    expect(await quietWorker(db).settleAll()).toMatchObject({ tasks: 12 });
    await closeDatabase(db);
    expect(await resultIn(base.db, played)).toEqual(played.expected);
  });

  test('with all rights the server does not start, and says what its account may do', async () => {
    await grantOnAll('SELECT, INSERT, UPDATE, DELETE');
    await expect(start(serverUrl)).rejects.toThrow(
      /account may UPDATE journals, DELETE journals, UPDATE postings/,
    );
  });

  test.each(APPEND_ONLY.flatMap((table) => ['UPDATE', 'DELETE'].map((right) => [right, table] as const)))(
    'the right to %s %s alone is found',
    async (right, table) => {
      await grantServerRights(base.url, serverUrl);
      await asOwner(`GRANT ${right} ON ${table} TO ${account()}`);
      await expect(start(serverUrl)).rejects.toThrow(`this database account may ${right} ${table}.`);
    },
  );

  test('an account that may not grant is told the statements', async () => {
    await grantOnAll('ALL');
    await expect(grantServerRights(serverUrl, serverUrl)).rejects.toThrow(
      /GRANT UPDATE, DELETE ON .*`accounts` TO/,
    );
  });
});
