import { ensureDatabase } from '../scripts/database';
import { step } from '../scripts/terminal';
import type { Measured } from './support/measured';
import { wholeNumbers } from './support/options';
import type { PaidShopOptions } from './support/paidShop';
import { commitTime } from './support/recording';
import { inHundredths, median, perSecond, settle, writeAgain, type Load } from './support/settling';

/** One hot queue: whatever is bought in the mall. */
const HOT: PaidShopOptions = { products: 200, oneQueue: true, members: 5000 };
const LOCK = "SELECT id FROM queues WHERE queue_key = 'mall' FOR UPDATE";
const CONNECTIONS = 16;

/**
 * Settlement on one hot queue, by the real worker, through the real schema and ledger. Beside it, in the same run:
 * `yardstick`, the same rows with one order a transaction, under the same lock, on 16 connections; and `bare`, the very statements
 * that our batches wrote, with neither logic nor reads.
 */
export async function benchSettle(args: readonly string[]): Promise<Measured> {
  const given = wholeNumbers(args, { size: 16_000, line: 16_000, batch: 4000, yardstick: 1000, rounds: 5 });
  const { size, line, batch, rounds } = given;
  const load: Load = { shop: HOT, line, size, batch };
  const { url, stop } = await ensureDatabase();
  try {
    const fsyncMs = await step('the time of a commit', () => commitTime(url));
    const yardstick = await step(`${given.yardstick} orders, one a transaction`, () =>
      measureYardstick(url, { ...load, size: given.yardstick, batch: 1, line: Math.min(line, 200) }),
    );
    const { transactions } = await step(`${size} orders in batches, recorded`, () =>
      settle(url, load, { record: true }),
    );
    const measured: { ours: number; bare: number; rssMb: number }[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      measured.push(
        await step(`round ${round} of ${rounds}: ${size} orders, ours and bare`, async () => {
          const { ms, rssMb } = await settle(url, load);
          const bareMs = await writeAgain(url, load, transactions, { connections: 1 });
          return { ours: perSecond(size, ms), bare: perSecond(size, bareMs), rssMb };
        }),
      );
    }
    const ours = median(measured.map((round) => round.ours));
    return {
      ours,
      yardstick,
      ratio: inHundredths(ours / yardstick),
      bare: median(measured.map(({ bare }) => bare)),
      bareRatio: inHundredths(median(measured.map((round) => round.ours / round.bare))),
      size,
      batch,
      rounds,
      fsyncMs: inHundredths(fsyncMs),
      batches: transactions.length,
      statementsPerBatch: Math.round(transactions.flat().length / transactions.length),
      bytesPerOrder: Math.round(transactions.flat().reduce((sum, { length }) => sum + length, 0) / size),
      rssMb: Math.max(...measured.map(({ rssMb }) => rssMb)),
    };
  } finally {
    await stop();
  }
}

/** Orders a second. The rows are first recorded from the real worker, one order a transaction. */
async function measureYardstick(url: string, load: Load): Promise<number> {
  const { transactions } = await settle(url, load, { record: true });
  const ms = await writeAgain(url, load, transactions, { connections: CONNECTIONS, lock: LOCK });
  return perSecond(load.size, ms);
}
