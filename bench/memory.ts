import { ensureDatabase } from '../scripts/database';
import { step } from '../scripts/terminal';
import type { Measured } from './support/measured';
import { ASKERS, CROWD, fillLine } from './position';
import { wholeNumbers } from './support/options';
import { perSecond, withShop, withWorker } from './support/settling';

/** The memory that a worker takes in a process of its own, while it settles orders at the head of a long line. */
export async function benchMemory(args: readonly string[]): Promise<Measured> {
  const { size, waiting, batch } = wholeNumbers(args, { size: 20_000, waiting: 5_000_000, batch: 4000 });
  const { url, stop } = await ensureDatabase();
  try {
    return await withShop(url, { products: 10, oneQueue: true, members: ASKERS + CROWD }, async (shop) => {
      await step(`A line of ${waiting} entries`, (detail) => fillLine(shop, waiting, detail));
      await shop.pay(size);
      const { tasks, ms, rssMb } = await step(`${size} orders`, () =>
        withWorker({ url: shop.url, batch, record: false }, (settleAll) => settleAll()),
      );
      return { ours: perSecond(tasks, ms), rssMb, waiting, size, batch };
    });
  } finally {
    await stop();
  }
}
