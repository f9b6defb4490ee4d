import { systemClock } from '../../server/src/clock';
import { closeDatabase, openDatabase } from '../../server/src/db/connect';
import { createLogger } from '../../server/src/log';
import { createSettleWorker } from '../../server/src/settle/worker';
import { recordWrites, type RecordedTransaction } from './recording';

/*
 * The settlement worker in a process of its own, as it may run in production: so its memory is its own, and nothing else takes
 * its time. Asked by a message, it settles what is open and says how long it took.
 */

/** What it is started with, as one argument of JSON. */
export interface WorkerOrders {
  readonly url: string;
  readonly batch: number;
  /** Keep what is written. */
  readonly record: boolean;
}

/** What it answers to every message. */
export interface WorkerReport {
  readonly tasks: number;
  readonly ms: number;
  /** The most memory that it ever had. */
  readonly rssMb: number;
  readonly transactions: readonly RecordedTransaction[];
}

function work(orders: WorkerOrders): void {
  const db = openDatabase(orders.url);
  const writes = orders.record ? recordWrites(db) : null;
  const { settleAll } = createSettleWorker({
    db,
    clock: systemClock,
    logger: createLogger('error', { destination: process.stderr }),
    batchSize: orders.batch,
  });
  process.on('message', () => {
    const begun = performance.now();
    settleAll().then(
      ({ tasks }) => {
        const ms = performance.now() - begun;
        const rssMb = Math.round(process.resourceUsage().maxRSS / 1024);
        const report: WorkerReport = { tasks, ms, rssMb, transactions: writes?.taken() ?? [] };
        process.send?.(report);
      },
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => void closeDatabase(db));
}

work(JSON.parse(process.argv[2] ?? '') as WorkerOrders);
