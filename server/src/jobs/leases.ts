import { z } from 'zod';
import type { Database } from '../db/connect';
import { execute, query } from '../db/query';

const nameRow = z.object({ name: z.string() });

/** A process that died lets its jobs go after this: unpaid orders and refunds should not wait for longer. */
const LEASE_MS = 60_000;

/**
 * Takes a job for one process. Leases only spare work: every job may run twice at once without harm, so a lease that
 * ran out in the middle of a run is no danger.
 */
export async function takeLease(db: Database, name: string, owner: string, now: Date): Promise<boolean> {
  await execute(db, 'INSERT IGNORE INTO job_runs (name) VALUES (?)', [name]);
  const taken = await execute(
    db,
    `UPDATE job_runs SET lease_owner = ?, lease_until = ?, started_at = ?, wanted_at = NULL
     WHERE name = ? AND (lease_until IS NULL OR lease_until <= ?)`,
    [owner, new Date(now.getTime() + LEASE_MS), now, name, now],
  );
  return taken === 1;
}

/** Lets a job go, with what came of it. */
export async function endLease(
  db: Database,
  name: string,
  owner: string,
  now: Date,
  error: string | null,
): Promise<void> {
  await execute(
    db,
    `UPDATE job_runs SET lease_owner = NULL, lease_until = NULL, finished_at = :now, error = :error,
       succeeded_at = IF(:error IS NULL, :now, succeeded_at)
     WHERE name = :name AND lease_owner = :owner`,
    { now, error: error?.slice(0, 500) ?? null, name, owner },
  );
}

/** Tells the console which jobs there are, and when they run. */
export async function registerJobs(
  db: Database,
  jobs: readonly { readonly name: string; readonly schedule: string }[],
): Promise<void> {
  for (const { name, schedule } of jobs)
    await execute(
      db,
      'INSERT INTO job_runs (name, schedule) VALUES (:name, :schedule) ON DUPLICATE KEY UPDATE schedule = :schedule',
      { name, schedule },
    );
}

/** The jobs that somebody wants run now. */
export async function wantedJobs(db: Database): Promise<string[]> {
  const rows = await query(db, 'SELECT name FROM job_runs WHERE wanted_at IS NOT NULL', [], nameRow);
  return rows.map(({ name }) => name);
}
