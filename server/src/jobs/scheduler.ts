import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import type { ShopContext } from '../usecases/context';
import { JOBS, type Job, type JobName } from './jobs';
import { endLease, takeLease } from './leases';

export interface Scheduler {
  start(): void;
  /** Stops the clockwork and waits for the runs in hand. */
  stop(): Promise<void>;
  /** Runs a job now, whatever its schedule says; `false` when another process has it. Throws what the job throws. */
  runJob(name: JobName): Promise<boolean>;
}

/** Runs every job of the table by its schedule, in Shanghai's time, once at a time across all processes. */
export function createScheduler(shop: ShopContext): Scheduler {
  const owner = randomUUID();
  const running = new Set<Promise<unknown>>();
  let timers: Cron[] = [];

  async function runJob(name: JobName): Promise<boolean> {
    if (!(await takeLease(shop.db, name, owner, shop.clock.now()))) return false;
    let failure: string | null = null;
    try {
      await JOBS[name].run(shop);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      await endLease(shop.db, name, owner, shop.clock.now(), failure);
    }
    return true;
  }

  async function runScheduled(name: JobName): Promise<void> {
    const run = runJob(name).catch((error: unknown) => {
      shop.logger.error({ err: error, job: name }, 'a job failed; it runs again by its schedule');
    });
    running.add(run);
    await run;
    running.delete(run);
  }

  return {
    start() {
      timers = (Object.entries(JOBS) as [JobName, Job][]).map(
        // `protect` keeps a slow run from being overtaken by the next.
        ([name, { schedule }]) =>
          new Cron(schedule, { timezone: 'Asia/Shanghai', protect: true }, () => runScheduled(name)),
      );
    },
    async stop() {
      for (const timer of timers) timer.stop();
      timers = [];
      await Promise.all(running);
    },
    runJob,
  };
}
