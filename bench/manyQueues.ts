import { ensureDatabase } from '../scripts/database';
import { step } from '../scripts/terminal';
import type { Measured } from './support/measured';
import { wholeNumbers } from './support/options';
import type { PaidShopOptions } from './support/paidShop';
import { inHundredths, median, perSecond, settle } from './support/settling';

/**
 * The same number of orders over as many queues as there are products, beside one hot queue, in the same run: a transaction
 * settles several queues.
 */
export async function benchManyQueues(args: readonly string[]): Promise<Measured> {
  const { size, line, batch, queues, rounds } = wholeNumbers(args, {
    size: 16_000,
    line: 16_000,
    batch: 4000,
    queues: 1000,
    rounds: 3,
  });
  const shop: PaidShopOptions = { products: queues, oneQueue: false, members: 5000 };
  const { url, stop } = await ensureDatabase();
  try {
    const measured: { many: number; one: number }[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      measured.push(
        await step(
          `round ${round} of ${rounds}: ${size} orders in ${queues} queues, and in one`,
          async () => {
            const many = await settle(url, { shop, line, size, batch });
            const one = await settle(url, { shop: { ...shop, oneQueue: true }, line, size, batch });
            return { many: perSecond(size, many.ms), one: perSecond(size, one.ms) };
          },
        ),
      );
    }
    return {
      ours: median(measured.map(({ many }) => many)),
      yardstick: median(measured.map(({ one }) => one)),
      ratio: inHundredths(median(measured.map(({ many, one }) => many / one))),
      size,
      queues,
      batch,
      rounds,
    };
  } finally {
    await stop();
  }
}
