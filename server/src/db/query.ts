import mysql2 from 'mysql2';
import { QueryTypes, type QueryOptions } from 'sequelize';
import type { z } from 'zod';
import type { Executor, Tx } from './transaction';

/** A value in SQL. JSON is given as text (`JSON.stringify`). Lists stand for `IN (?)`. */
export type SqlValue = string | number | bigint | boolean | Date | Buffer | null;
export type SqlParameter = SqlValue | readonly SqlValue[];
export type SqlParameters = readonly SqlParameter[] | Readonly<Record<string, SqlParameter>>;

/** Sequelize would cut a time to whole seconds. */
const withTimes = (value: SqlParameter): SqlParameter => {
  if (value instanceof Date) return timeText(value);
  return Array.isArray(value)
    ? value.map((part: SqlValue) => (part instanceof Date ? timeText(part) : part))
    : value;
};

function replacementsOf(
  parameters: SqlParameters,
): SqlParameter[] | Record<string, SqlParameter> | undefined {
  if (Array.isArray(parameters)) return parameters.length > 0 ? parameters.map(withTimes) : undefined;
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, withTimes(value)]));
}

const optionsFor = (executor: Executor): QueryOptions =>
  'commit' in executor ? { transaction: executor } : {};

/**
 * Runs a SELECT and parses every row once. `?` or `:name` stand for the parameters.
 * @throws ZodError when a row is not as `row` says.
 */
export async function query<Row extends z.ZodType>(
  executor: Executor,
  sql: string,
  parameters: SqlParameters,
  row: Row,
): Promise<z.output<Row>[]> {
  const rows = await executor.sequelize.query(sql, {
    ...optionsFor(executor),
    type: QueryTypes.SELECT,
    replacements: replacementsOf(parameters) as never,
  });
  return rows.map((found) => row.parse(found));
}

/** What Sequelize's types do not tell of. */
interface OpenTx {
  readonly connection: mysql2.Connection;
  readonly sequelize: { log(sql: string): void };
}

/**
 * Runs a finished text on the connection of a transaction and hands through what the driver says: rows of a SELECT, or the header
 * of a change. For texts and results of thousands of rows, which Sequelize would search and copy.
 */
export function runText(tx: Tx, sql: string): Promise<unknown> {
  const { sequelize, connection } = tx as unknown as OpenTx;
  sequelize.log(sql);
  return new Promise((resolve, reject) => {
    connection.query(sql, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

/** As `query`, for a finished text and many rows. */
export async function queryText<Row extends z.ZodType>(
  tx: Tx,
  sql: string,
  row: Row,
): Promise<z.output<Row>[]> {
  return (await selectText(tx, sql)).map((found) => row.parse(found));
}

/**
 * As `queryText`, for thousands of rows whose columns need no more than their types: those are the same in every row, so the first
 * one is parsed for all. `row` must change nothing.
 */
export async function queryAlike<Row extends z.ZodType>(
  tx: Tx,
  sql: string,
  row: Row,
): Promise<z.output<Row>[]> {
  const rows = await selectText(tx, sql);
  rows.slice(0, 1).forEach((found) => row.parse(found));
  return rows as z.output<Row>[];
}

async function selectText(tx: Tx, sql: string): Promise<unknown[]> {
  const rows = await runText(tx, sql);
  if (!Array.isArray(rows)) throw new Error(`not a SELECT: ${sql.slice(0, 40)}`);
  return rows;
}

/** The first row, or null when there is none. */
export async function queryOne<Row extends z.ZodType>(
  executor: Executor,
  sql: string,
  parameters: SqlParameters,
  row: Row,
): Promise<z.output<Row> | null> {
  return (await query(executor, sql, parameters, row))[0] ?? null;
}

/** Runs a statement that changes rows. Returns how many it changed (an update to the same values changes none). */
export async function execute(
  executor: Executor,
  sql: string,
  parameters: SqlParameters = [],
): Promise<number> {
  // Told to be raw, Sequelize hands through what the driver says.
  const [, header] = await executor.sequelize.query(sql, {
    ...optionsFor(executor),
    type: QueryTypes.RAW,
    replacements: replacementsOf(parameters) as never,
  });
  return affectedRows(header);
}

function affectedRows(header: unknown): number {
  if (typeof header === 'number') return header;
  if (typeof header === 'object' && header !== null && 'affectedRows' in header)
    return Number(header.affectedRows);
  return 0;
}

/** A list as SQL text, for `IN (…)`. */
export const sqlList = (values: readonly SqlValue[]): string => values.map(sqlText).join(',');

const REMEMBERED = 10_000;
const timeTexts = new Map<number, string>();

/** A time as it stands in a DATETIME(3): UTC, to the millisecond. Many rows have the same times. */
export function timeText(time: Date): string {
  const known = timeTexts.get(time.getTime());
  if (known !== undefined) return known;
  const text = time.toISOString().slice(0, 23).replace('T', ' ');
  if (timeTexts.size >= REMEMBERED) timeTexts.clear();
  timeTexts.set(time.getTime(), text);
  return text;
}

/** Most texts are ids, words and JSON: nothing in them is to be escaped. */
const PLAIN = /^[\w :;,./{}[\]"-]*$/;

/** A value as SQL text, for statements of many rows. */
export function sqlText(value: SqlValue): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value))
      throw new RangeError(`only whole numbers go to the database, got ${value}`);
    return String(value);
  }
  if (value instanceof Date) return `'${timeText(value)}'`;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string' && PLAIN.test(value)) return `'${value}'`;
  return mysql2.escape(value);
}
