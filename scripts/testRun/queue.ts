export interface Job<T> {
  /** Resolves when the job may begin. */
  ready: Promise<unknown>;
  work: () => Promise<T>;
}

/**
 * Does the jobs, at most `slots` at a time, and returns their results. Of those that are ready, the one that stands first in
 * the list begins first. Once `stopped`, no further job begins.
 */
export function runJobs<T>(jobs: readonly Job<T>[], slots: number, stopped: () => boolean): Promise<T[]> {
  const results: T[] = [];
  const waiting = new Set(jobs);
  const ready = new Set<Job<T>>();
  let busy = 0;
  return new Promise((resolve, reject) => {
    const begin = (job: Job<T>): void => {
      waiting.delete(job);
      busy++;
      job.work().then((result) => {
        results.push(result);
        busy--;
        setImmediate(next); // what this one made ready counts, and may stand before what is ready already
      }, reject);
    };
    const next = (): void => {
      if (!stopped()) {
        for (const job of jobs) if (busy < slots && waiting.has(job) && ready.has(job)) begin(job);
      }
      if (busy === 0 && (waiting.size === 0 || stopped())) resolve(results);
    };
    for (const job of jobs) {
      job.ready.then(() => {
        ready.add(job);
        next();
      }, reject);
    }
    next();
  });
}
