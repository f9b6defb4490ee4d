import mysql2 from 'mysql2';
import { Sequelize } from 'sequelize';
import type { Logger } from '../log';
import { defineModels, type Models } from './models/models';
import { typeCast } from './typeCast';

/** The open database: its models by table, and the Sequelize instance for all the rest. */
export interface Database extends Models {
  readonly sequelize: Sequelize;
}

export interface DatabaseOptions {
  /** Statements are logged at level `trace`, without the texts in them: they may be personal. */
  readonly logger?: Logger;
  /** How many connections at most; 10 if not given. */
  readonly poolSize?: number;
  /** How long a statement waits for a row before it gives up and its transaction is done again; 10 s if not given. */
  readonly lockWaitSeconds?: number;
}

const LONGEST_LOGGED = 2_000;

/** Sequelize hands over whole statements, with the texts that were asked for or written. */
export const withoutTexts = (sql: string): string =>
  sql.slice(0, LONGEST_LOGGED).replace(/'(?:[^'\\]|\\.|'')*(?:'|\\?$)/gs, '?');

/**
 * Each session refuses what does not fit a column, instead of cutting it. READ COMMITTED is set here, once, and not with every
 * transaction: that would cost a round trip each.
 */
const sessionStatements = (lockWaitSeconds: number): readonly string[] => [
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY,NO_ENGINE_SUBSTITUTION'",
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  `SET SESSION innodb_lock_wait_timeout = ${lockWaitSeconds}`,
];

/**
 * Opens a database by its URL (`mysql://user:password@host:port/name`, MySQL 8 or MariaDB 10.6 and newer). Connections are
 * made when they are first needed, so a wrong URL shows in the first statement.
 */
export function openDatabase(
  url: string,
  { logger, poolSize = 10, lockWaitSeconds = 10 }: DatabaseOptions = {},
): Database {
  const session = sessionStatements(lockWaitSeconds);
  const sequelize = new Sequelize(url, {
    dialect: 'mysql',
    dialectModule: mysql2,
    timezone: '+00:00',
    logging: logger?.isLevelEnabled('trace') ? (sql) => logger.trace({ sql: withoutTexts(sql) }) : false,
    pool: { max: poolSize, min: 0, idle: 30_000, acquire: 30_000 },
    dialectOptions: { charset: 'utf8mb4', typeCast, queryFormat },
    define: { underscored: true, timestamps: false, freezeTableName: true },
    hooks: {
      afterConnect: (connection: unknown) => prepareSession(connection, session),
      beforeDefine: ownColumns,
    },
  });
  return { sequelize, ...defineModels(sequelize) };
}

/** Statements come finished; the driver would search each of them for placeholders, which are many megabytes. */
const queryFormat = (sql: string, values: Parameters<typeof mysql2.format>[1]): string =>
  Array.isArray(values) && values.length === 0 ? sql : mysql2.format(sql, values);

/** Closes every connection; statements in hand end first. */
export async function closeDatabase(db: Database): Promise<void> {
  await db.sequelize.close();
}

// Sequelize writes a column's name into its declaration, and the declarations of attributes.ts are shared.
function ownColumns(columns: Record<string, unknown>): void {
  for (const [name, column] of Object.entries(columns)) columns[name] = Object.assign({}, column);
}

async function prepareSession(connection: unknown, statements: readonly string[]): Promise<void> {
  const session = connection as mysql2.Connection;
  for (const statement of statements) {
    await new Promise<void>((resolve, reject) => {
      session.query(statement, (error) => (error ? reject(error) : resolve()));
    });
  }
}
