import type { ShopContext } from '../usecases/context';
import { publishCommitments, revealSeeds } from '../usecases/draws/seeds';

/** Publishes the commitments of the next days, and reveals the seeds of days that are over. */
export async function keepDrawSeeds(shop: ShopContext): Promise<void> {
  await publishCommitments(shop);
  await revealSeeds(shop);
}
