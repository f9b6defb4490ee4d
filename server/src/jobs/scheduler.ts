import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import type { ShopContext } from '../usecases/context';
import { JOBS, type Job, type JobName } from './jobs';
import { endLease, registerJobs, takeLease, wantedJobs } from './leases';

/** How often it is asked whether somebody wants a job now. */
const WANTED_SCHEDULE = '*/2 * * * * *';

export interface Scheduler {
  start(): void;
  /** Stops the clockwork and waits for the runs in hand. */
  stop(): Promise<void>;
  /** Runs a job now, whatever its schedule says; `false` when another process has it. Throws what the job throws. */
  runJob(name: JobName): Promise<boolean>;
  /** Runs the jobs that operators want now; what fails is logged. */
  runWanted(): Promise<void>;
}

const isJob = (name: string): name is JobName => name in JOBS;

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

  /** Runs what operators want now. */
  async function runWanted(): Promise<void> {
    const wanted = await wantedJobs(shop.db).catch((error: unknown): string[] => {
      shop.logger.error({ err: error }, 'it cannot be read which jobs are wanted');
      return [];
    });
    await Promise.all(wanted.filter(isJob).map((name) => runScheduled(name)));
  }

  async function register(): Promise<void> {
    const jobs = Object.entries(JOBS).map(([name, { schedule }]) => ({ name, schedule }));
    await registerJobs(shop.db, jobs).catch((error: unknown) => {
      shop.logger.error({ err: error }, 'the jobs could not be listed for the console');
    });
  }

  return {
    start() {
      running.add(register());
      timers = (Object.entries(JOBS) as [JobName, Job][]).map(
        // `protect` keeps a slow run from being overtaken by the next.
        ([name, { schedule }]) =>
          new Cron(schedule, { timezone: 'Asia/Shanghai', protect: true }, () => runScheduled(name)),
      );
      timers.push(new Cron(WANTED_SCHEDULE, { protect: true }, runWanted));
    },
    runWanted,
    async stop() {
      for (const timer of timers) timer.stop();
      timers = [];
      await Promise.all(running);
    },
    runJob,
  };
}
