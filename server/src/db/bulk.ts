import { z } from 'zod';
import { runText, sqlText, type SqlValue } from './query';
import { noteFailure, type Tx } from './transaction';

/** However large the server's packets are: what is longer makes no statement faster. */
const LONGEST_STATEMENT = 4 * 1024 * 1024;

/** What a session says of itself, and never changes. */
interface Session {
  /** How many characters a statement may have. */
  readonly statementLimit: number;
  /** How far apart the numbers are that one statement gives to its rows: more than 1 in a cluster. */
  readonly numberStep: number;
}

const sessions = new WeakMap<object, Session>();
const sessionRow = z.object({ size: z.coerce.number().int(), step: z.coerce.number().int() });

async function sessionOf(tx: Tx): Promise<Session> {
  const { connection } = tx as unknown as { readonly connection: object };
  const known = sessions.get(connection);
  if (known !== undefined) return known;
  const rows = await runText(tx, 'SELECT @@max_allowed_packet AS size, @@auto_increment_increment AS step');
  const { size, step } = sessionRow.parse(Array.isArray(rows) ? rows[0] : undefined);
  // A character may need more than one byte, so a statement takes a part of a packet.
  const session = { statementLimit: Math.min(LONGEST_STATEMENT, Math.floor(size / 4)), numberStep: step };
  sessions.set(connection, session);
  return session;
}

/** Cuts pieces of SQL text into runs that fit a statement; a single piece is never cut. */
export function chunks(pieces: readonly string[], limit: number): string[][] {
  const runs: string[][] = [];
  let room = 0;
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run === undefined || piece.length + 1 > room) {
      runs.push([piece]);
      room = limit - piece.length;
    } else {
      run.push(piece);
      room -= piece.length + 1;
    }
  }
  return runs;
}

/**
 * The columns of the rows that `update` is given: their names and SQL types (`id: 'BIGINT UNSIGNED'`). Times and ratios
 * travel as text: what a server makes of them inside of JSON differs.
 */
export type GivenColumns = Readonly<Record<string, string>>;
export type GivenValue = string | number | boolean | null;
export interface Change {
  /** The join, such as `t.id = v.id`: `t` is the table, `v` the given row. */
  readonly match: string;
  /** What changes, such as `t.balance = t.balance + v.amount`. */
  readonly set: string;
}

/**
 * What a transaction writes in bulk, in order. Each call returns when the statement before is done: while the server is at one
 * statement, the next is made. So an error may show one call later; `done` waits for the rest.
 */
export interface Writes {
  /**
   * Inserts many rows with as few statements as fit the server's packets. `values` are in the order of `columns`.
   * @param onDuplicate what follows ON DUPLICATE KEY UPDATE, such as `amount = amount + VALUES(amount)`
   */
  insert(
    table: string,
    columns: readonly string[],
    values: readonly (readonly SqlValue[])[],
    onDuplicate?: string,
  ): Promise<void>;
  /**
   * The same for a table that numbers its rows. What it returns waits for the numbers, in the order of the rows. A statement of plain rows gets its numbers in one piece, in every lock mode of InnoDB, so none has to be read back.
   */
  insertNumbered(
    table: string,
    columns: readonly string[],
    values: readonly (readonly SqlValue[])[],
  ): Promise<() => Promise<readonly string[]>>;
  /**
   * Changes many rows, each in its own way, with few statements: the given rows travel as one JSON text, which the server
   * joins to the table in their order (so that rows are locked in the order given: the caller sorts).
   * Measured against CASE, UNION ALL and ON DUPLICATE KEY UPDATE it is the fastest from 200 rows on.
   * @param given the columns of the rows, in order
   */
  update(
    table: string,
    given: GivenColumns,
    rows: readonly (readonly GivenValue[])[],
    change: Change,
  ): Promise<void>;
  /** Any other statement, as a finished text. */
  run(sql: string): Promise<void>;
  /** Waits until all is written. @throws what the first statement that failed threw */
  done(): Promise<void>;
}

const headerSchema = z.object({ insertId: z.coerce.bigint(), affectedRows: z.int() });

/** Begins to write in a transaction. Call `done` before anything is read that depends on it, and before the commit. */
export function openWrites(tx: Tx): Writes {
  let last: Promise<unknown> = Promise.resolve();

  /** Sends a statement; ready when the one before is done. `take` gets what the server answers. */
  async function send(sql: string, take?: (answer: unknown) => void): Promise<void> {
    const before = last;
    last = before.then(() => runText(tx, sql)).then(take);
    // Whoever calls next is told of an error; until then nobody waits for it.
    last.catch((error: unknown) => noteFailure(tx, error));
    await before;
  }

  return {
    async insert(table, columns, values, onDuplicate) {
      if (values.length === 0) return;
      const { statementLimit } = await sessionOf(tx);
      const tail = onDuplicate === undefined ? '' : ` ON DUPLICATE KEY UPDATE ${onDuplicate}`;
      for (const run of chunks(values.map(rowText), statementLimit))
        await send(insertText(table, columns, run) + tail);
    },
    async insertNumbered(table, columns, values) {
      const numbers: string[] = [];
      const { statementLimit, numberStep } = await sessionOf(tx);
      for (const run of chunks(values.map(rowText), statementLimit)) {
        await send(insertText(table, columns, run), (answer) => {
          const { insertId, affectedRows } = headerSchema.parse(answer);
          if (affectedRows !== run.length)
            throw new Error(`${affectedRows} of ${run.length} rows of ${table}`);
          for (let row = 0; row < run.length; row += 1)
            numbers.push(String(insertId + BigInt(row * numberStep)));
        });
      }
      const sent = last;
      return async () => {
        await sent;
        return numbers;
      };
    },
    async update(table, given, rows, { match, set }) {
      if (rows.length === 0) return;
      const { statementLimit } = await sessionOf(tx);
      const columns = Object.entries(given).map(
        ([name, type], index) => `${name} ${type} PATH '$[${index}]'`,
      );
      const pieces = rows.map((row) => JSON.stringify(row));
      for (const run of chunks(pieces, Math.floor(statementLimit / 2))) {
        const json = sqlText(`[${run.join(',')}]`);
        await send(
          `UPDATE JSON_TABLE(${json}, '$[*]' COLUMNS (${columns.join(', ')})) v STRAIGHT_JOIN ${table} t ON ${match} SET ${set}`,
        );
      }
    },
    run: send,
    async done() {
      await last;
    },
  };
}

function rowText(row: readonly SqlValue[]): string {
  let text = '';
  for (const value of row) text += text === '' ? `(${sqlText(value)}` : `,${sqlText(value)}`;
  return `${text})`;
}

const insertText = (table: string, columns: readonly string[], rows: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.join(',')}`;

/** `Writes.insert` alone. */
export async function insertRows(tx: Tx, ...insert: Parameters<Writes['insert']>): Promise<void> {
  const writes = openWrites(tx);
  await writes.insert(...insert);
  await writes.done();
}

/** `Writes.update` alone. */
export async function updateRows(tx: Tx, ...update: Parameters<Writes['update']>): Promise<void> {
  const writes = openWrites(tx);
  await writes.update(...update);
  await writes.done();
}
