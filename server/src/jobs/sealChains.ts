import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { sealDay } from '../db/seals';
import type { ShopContext } from '../usecases/context';

/**
 * Seals yesterday, in Shanghai, if nobody has. The root is logged as well as published, so that it is kept in two places.
 * A day on which nothing ran at all is covered by the next one. docs/PROOF.md.
 */
export async function sealChains({ db, clock, logger }: ShopContext): Promise<void> {
  const now = clock.now();
  const root = await sealDay(db, dayText(shanghaiDay(now.getTime()) - 1), now);
  if (root === null) return;
  const { day, queues, hash } = root;
  logger.info({ day, queues, root: hash }, 'the chains of the queues are sealed');
}
