import type { ShopContext } from '../usecases/context';
import { clearResults } from '../usecases/longJobs/clearResults';
import { runNextLongJob } from '../usecases/longJobs/runLongJob';

/** A run takes several, so that short ones do not wait for the clock; and it comes to an end, so that a process can stop. */
const JOBS_A_RUN = 20;

/** Runs exports and imports one after another, and removes files whose time is over. */
export async function runLongJobs(shop: ShopContext): Promise<void> {
  await clearResults(shop);
  for (let run = 0; run < JOBS_A_RUN && (await runNextLongJob(shop)); run += 1);
}
