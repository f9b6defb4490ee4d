import { createLogger } from '../../src/log';
import { systemClock } from '../../src/clock';
import type { Database } from '../../src/db/connect';
import { createSettleWorker, type SettleWorker } from '../../src/settle/worker';
import type { Logger } from '../../src/log';
import { beginHistory, playInMemory, writeTask, type PlayedHistory } from './history';

export interface MallHistory {
  readonly orders: number;
  readonly settings?: object;
  /** Orders that complete, by number from 0; none unless given. */
  readonly completed?: readonly number[];
  /** How many products, each with a queue of its own; one queue for all unless given. */
  readonly queues?: number;
}

const MEMBERS = ['ann', 'bob', 'cleo', 'dan', 'eve'];
const START = Date.parse('2026-01-05T02:00:00Z');
const atMinute = (minute: number): string => new Date(START + minute * 60_000).toISOString();

/** Members of a mall, each invited by the one before, buy in turn, at prices that differ; then some of the orders complete. */
export function mallHistory({
  orders,
  settings = {},
  completed = [],
  queues = 0,
}: MallHistory): PlayedHistory {
  const products = Array.from({ length: Math.max(1, queues) }, (_, index) => ({ id: `p${index}` }));
  const bought = Array.from({ length: orders }, (_, index) => [
    {
      type: 'order',
      at: atMinute(2 * index),
      id: `o${index}`,
      member: MEMBERS[index % MEMBERS.length],
      kind: 'mall',
      lines: [{ product: `p${index % products.length}`, paidFen: 1000 + ((index * 37) % 500), costFen: 100 }],
    },
    { type: 'pay', at: atMinute(2 * index + 1), order: `o${index}` },
  ]);
  const completions = completed.map((index) => ({
    type: 'complete',
    at: atMinute(2 * orders),
    order: `o${index}`,
  }));
  return playInMemory({
    name: 'mall',
    settings: { extractionRatio: '0.4', entitlementRatio: '1.1', mallSharesQueue: queues === 0, ...settings },
    products,
    stores: [],
    members: MEMBERS.map((id, index) => ({ id, ...(index > 0 ? { inviter: MEMBERS[index - 1] } : {}) })),
    events: [...bought.flat(), ...completions],
  });
}

/** Writes the shop of a history and all its tasks; nothing is settled yet. */
export async function writeTasks(db: Database, { history, events }: PlayedHistory): Promise<void> {
  await beginHistory(db, history);
  for (const { index, tasks } of events) {
    for (const task of tasks) await writeTask(db, task, index);
  }
}

export interface WorkerChanges {
  readonly batchSize?: number;
  readonly pollMs?: number;
  readonly logger?: Logger;
}

/** A worker that says nothing. */
export const quietWorker = (db: Database, changes: WorkerChanges = {}): SettleWorker =>
  createSettleWorker({ db, clock: systemClock, logger: createLogger('silent'), ...changes });
