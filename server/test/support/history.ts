import { readHistory } from '@paifan/shared/replay/read';
import { replay, type ReplayResult } from '@paifan/shared/replay/result';
import type { History } from '@paifan/shared/replay/schema';
import { numbered } from '../../src/replay/numbered';
import { playEvents, type LoggedTask, type PlayedEvent } from '../../src/replay/tasks';
import type { OrderRow } from '@paifan/shared/rebate/settle/facts';
import { inTransaction } from '../../src/db/transaction';
import type { Database } from '../../src/db/connect';
import { resultIn as resultOf } from '../../src/replay/result';
import { emptyDatabase, writeOrders, writeShop, writeTasks } from '../../src/replay/write';

/*
 * A history is played in memory first: that gives the orders with their terms, the tasks in their order, and what must come
 * of them. Then the same orders and tasks go through the database. Everything is named by its number.
 */

export interface PlayedHistory {
  readonly history: History;
  readonly events: readonly PlayedEvent[];
  readonly expected: ReplayResult;
}

/** Plays a history in memory and keeps every task. */
export function playInMemory(json: unknown): PlayedHistory {
  const { history } = numbered(readHistory(json));
  return { history, events: [...playEvents(history)], expected: { ...replay(history), rejected: [] } };
}

/** The version of the settings that the history in hand follows. */
let version = '';

/** Begins a history in the database: everything else goes. */
export async function beginHistory(db: Database, history: History): Promise<void> {
  await emptyDatabase(db);
  version = await writeShop(db, history);
}

/** Writes what a use case would: the order that was paid, what was refunded, and the task. */
export async function writeTask(db: Database, task: LoggedTask, event: number): Promise<void> {
  const { order } = task;
  const there = order !== null && (await db.orders.findByPk(order.id)) !== null;
  await writeTasks(db, [{ ...task, order: there ? null : order, event }], version);
}

/** An order that was paid, before its tasks. */
export const writePaidOrder = (db: Database, order: OrderRow, at: Date): Promise<void> =>
  inTransaction(db, (tx) => writeOrders(tx, [{ order, at }], version));

const itself = (name: string): string => name;

/** What has come of a history in the database, in the form of a replay's result. */
export const resultIn = (db: Database, { history, expected }: PlayedHistory): Promise<ReplayResult> =>
  resultOf(db, { history, nameOf: itself, entryNameOf: itself, queueNameOf: itself }, expected.rejected);
