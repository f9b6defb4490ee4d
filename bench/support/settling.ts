import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ClearError } from '../../scripts/terminal';
import { runChecks } from '../../server/src/db/checks';
import { openPaidShop, type PaidShop, type PaidShopOptions } from './paidShop';
import { replayWrites, type RecordedTransaction, type ReplayOptions } from './recording';
import type { WorkerOrders, WorkerReport } from './worker';

/** What is settled, and in what steps. */
export interface Load {
  readonly shop: PaidShopOptions;
  /** Orders that are settled first, in the same batches, and not counted: they make the line, and warm everything up. */
  readonly line: number;
  readonly size: number;
  /** How many orders a transaction settles at most. */
  readonly batch: number;
}

/** Opens a shop, and drops it when the work is done. */
export async function withShop<T>(
  serverUrl: string,
  options: PaidShopOptions,
  work: (shop: PaidShop) => Promise<T>,
): Promise<T> {
  const shop = await openPaidShop(serverUrl, options);
  try {
    return await work(shop);
  } finally {
    await shop.drop();
  }
}

/** Has a worker in its own process at hand; `settleAll` has it settle what is open. */
export async function withWorker<T>(
  orders: WorkerOrders,
  work: (settleAll: () => Promise<WorkerReport>) => Promise<T>,
): Promise<T> {
  const worker = fork(path.join(__dirname, 'worker.ts'), [JSON.stringify(orders)], {
    execArgv: ['--require', require.resolve('tsx/cjs')],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  try {
    return await work(() => ask(worker));
  } finally {
    if (worker.connected) worker.disconnect();
    if (worker.exitCode === null) await once(worker, 'exit');
  }
}

async function ask(worker: ChildProcess): Promise<WorkerReport> {
  worker.send('settle');
  const ended = once(worker, 'exit').then(() => {
    throw new ClearError('The worker ended before it had settled everything.');
  });
  const answered = once(worker, 'message').then(([report]) => report as WorkerReport);
  return Promise.race([answered, ended]);
}

/**
 * Has the real worker settle it all, on a fresh shop; afterwards the books are audited.
 * @returns how long it took, in milliseconds; with `record`, everything that was written meanwhile
 */
export const settle = (
  serverUrl: string,
  { shop: options, line, size, batch }: Load,
  { record = false } = {},
): Promise<WorkerReport> =>
  withShop(serverUrl, options, (shop) =>
    withWorker({ url: shop.url, batch, record }, async (settleAll) => {
      await shop.pay(line);
      await settleAll();
      await shop.pay(size);
      const report = await settleAll();
      if (report.tasks !== size) throw new ClearError(`${report.tasks} of ${size} orders were settled.`);
      const [finding] = await runChecks(shop.db);
      if (finding !== undefined)
        throw new ClearError(`The books are wrong: ${finding.subject}: ${finding.problem}.`);
      return report;
    }),
  );

/** Writes recorded transactions on a fresh shop that stands where theirs stood. @returns how many milliseconds it took */
export const writeAgain = (
  serverUrl: string,
  { shop: options, line, size, batch }: Load,
  transactions: readonly RecordedTransaction[],
  replay: ReplayOptions,
): Promise<number> =>
  withShop(serverUrl, options, async (shop) => {
    await shop.pay(line);
    await withWorker({ url: shop.url, batch, record: false }, (settleAll) => settleAll());
    await shop.pay(size);
    return replayWrites(shop.url, transactions, replay);
  });

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export const perSecond = (orders: number, ms: number): number => Math.round((orders * 1000) / ms);
export const inHundredths = (value: number): number => Math.round(value * 100) / 100;
