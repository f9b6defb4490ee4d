import { Transaction, type Sequelize } from 'sequelize';
import type { Database } from './connect';
import { isRetryable, isServerTrouble } from './errors';

/** A running transaction. Models take it as it is: `db.orders.findByPk(id, { transaction: tx })`. */
export type Tx = Transaction & { readonly sequelize: Sequelize };

/** Where a statement runs: in a transaction, or on any connection (reads outside of one). */
export type Executor = Database | Tx;

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 640;

/**
 * Runs `work` in one transaction (READ COMMITTED) and commits, or rolls back when it throws. After a deadlock, a lock wait
 * timeout or a failed certification the whole of `work` is run again, up to six times in all, after growing pauses of random length:
 * so `work` must do nothing that a rollback does not undo. Every other error is thrown at once.
 * @param sees `one moment`: every read sees the state of the first one (for audits; not for work that locks and writes)
 */
export async function inTransaction<T>(
  db: Database,
  work: (tx: Tx) => Promise<T>,
  sees: 'what is committed' | 'one moment' = 'what is committed',
): Promise<T> {
  // Asked for by name only: setting a level costs a round trip, and the sessions have READ COMMITTED.
  const options =
    sees === 'one moment' ? { isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ } : {};
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.sequelize.transaction(options, (transaction) => tellingFirst(transaction as Tx, work));
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS));
    }
  }
}

/** What failed first in a transaction, where statements are sent ahead. */
const firstFailures = new WeakMap<Tx, unknown>();

/**
 * To be told by whoever sends statements ahead. After a deadlock the server has undone the transaction, and what is read then
 * makes no sense: the error that comes of it must not hide the one that says that all may be done again.
 */
export function noteFailure(tx: Tx, error: unknown): void {
  if (!firstFailures.has(tx)) firstFailures.set(tx, error);
}

async function tellingFirst<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await work(tx);
  } catch (error) {
    const first = firstFailures.get(tx);
    throw isServerTrouble(first) ? first : error;
  }
}

/** Waits between half and the whole of so many milliseconds, so that those who collided do not meet again. */
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds * (0.5 + Math.random() / 2)));
