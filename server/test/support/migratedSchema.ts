import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { localFolder, ROOT } from '../../../scripts/paths';
import { migrate } from '../../src/db/migrate';

const MIGRATIONS = path.join(ROOT, 'sql', 'migrations');

/**
 * Brings an empty database to the schema of `sql/migrations`. The first time it is migrated, and what comes of it is kept as SQL; from
 * then on, until a migration changes, that is carried out at once, which takes a quarter of the time: every test file needs a database.
 */
export async function createSchema(url: string): Promise<void> {
  const connection = await mysql.createConnection({ uri: url, multipleStatements: true, dateStrings: true });
  try {
    const file = path.join(localFolder('tests'), `schema-${await nameOf(connection)}.sql`);
    if (existsSync(file)) {
      await connection.query(await readFile(file, 'utf8'));
      return;
    }
    await migrate(url);
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, await schemaOf(connection));
    await rename(unfinished, file); // others may do the same at the same time
  } finally {
    await connection.end();
  }
}

/** What the schema depends on: the migrations, and the server that tells it. */
async function nameOf(connection: Connection): Promise<string> {
  const [[server]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  const hash = createHash('sha256').update(String(server?.['version']));
  for (const name of (await readdir(MIGRATIONS)).sort())
    hash.update(name).update(await readFile(path.join(MIGRATIONS, name)));
  return hash.digest('hex').slice(0, 16);
}

/** All tables with the rows that migrations have put there, and all triggers, as SQL. */
export async function schemaOf(connection: Connection): Promise<string> {
  const columnOf = async (sql: string, column: string, names: string[] = []): Promise<string[]> => {
    const [rows] = await connection.query<RowDataPacket[]>(sql, names);
    return rows.map((row) => String(row[column]));
  };
  const statements = ['SET FOREIGN_KEY_CHECKS = 0'];
  const tables = await columnOf(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1',
    'name',
  );
  for (const table of tables) {
    statements.push(...(await columnOf('SHOW CREATE TABLE ??', 'Create Table', [table])));
    const [rows] = await connection.query<RowDataPacket[]>('SELECT * FROM ??', [table]);
    for (const row of rows) statements.push(connection.format('INSERT INTO ?? SET ?', [table, row]));
  }
  for (const trigger of (await columnOf('SHOW TRIGGERS', 'Trigger')).sort())
    statements.push(...(await columnOf('SHOW CREATE TRIGGER ??', 'SQL Original Statement', [trigger])));
  return `${statements.join(';\n')};\n`;
}
