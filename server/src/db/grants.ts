import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { APPEND_ONLY } from './appendOnly';
import { messageOf } from './errors';
import { MigrationRefused } from './migrate';

/*
 * Where the schema is changed by an account of its own, the server's account gets what it needs and no more: it reads and
 * writes every row, but may change and remove none of the tables that only grow. A right to a whole database cannot leave out a
 * table, so changing and removing are granted table by table, after each migration.
 */

/**
 * Grants the account of `databaseUrl` its rights in that database, with the account that migrates. Repeating it changes nothing.
 * Rights that it has beside these are left alone.
 * @throws MigrationRefused with the statements, when the migrating account may not grant
 */
export async function grantServerRights(migrationUrl: string, databaseUrl: string): Promise<void> {
  const account = await accountOf(databaseUrl);
  const connection = await mysql.createConnection({ uri: migrationUrl });
  try {
    const statements = await grants(connection, account);
    try {
      for (const statement of statements) await connection.query(statement);
    } catch (error) {
      throw new MigrationRefused(
        `The account that migrates may not grant rights (${messageOf(error)}). Let an administrator do it:\n${statements.map((statement) => `  ${statement};`).join('\n')}`,
      );
    }
  } finally {
    await connection.end();
  }
}

/** The account as the server knows it: `'name'@'host'`. It may have no right to any database yet. */
async function accountOf(databaseUrl: string): Promise<string> {
  const server = new URL(databaseUrl);
  server.pathname = '/';
  const connection = await mysql.createConnection({ uri: server.href });
  try {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT CURRENT_USER() AS account');
    const account = String(rows[0]?.['account']);
    const at = account.lastIndexOf('@');
    return `${mysql.escape(account.slice(0, at))}@${mysql.escape(account.slice(at + 1))}`;
  } finally {
    await connection.end();
  }
}

async function grants(connection: Connection, account: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT DATABASE() AS name, TABLE_NAME AS table_name FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME NOT LIKE 'migrations%' ORDER BY TABLE_NAME`,
  );
  const database = mysql.escapeId(String(rows[0]?.['name']));
  const changing = rows
    .map((row) => String(row['table_name']))
    .filter((table) => !APPEND_ONLY.includes(table));
  return [
    // In the name of a database _ and % stand for other characters, unless they are escaped.
    `GRANT SELECT, INSERT ON ${database.replace(/[_%]/g, '\\$&')}.* TO ${account}`,
    ...changing.map((table) => `GRANT UPDATE, DELETE ON ${database}.${mysql.escapeId(table)} TO ${account}`),
  ];
}
