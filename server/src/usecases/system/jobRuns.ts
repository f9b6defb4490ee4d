import { Cron } from 'croner';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import { audit } from '../../db/audit';
import { timeColumn } from '../../db/columns';
import { execute, query } from '../../db/query';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';

const jobRow = z.object({
  name: z.string(),
  schedule: z.string().nullable(),
  lease_until: timeColumn.nullable(),
  wanted_at: timeColumn.nullable(),
  started_at: timeColumn.nullable(),
  finished_at: timeColumn.nullable(),
  succeeded_at: timeColumn.nullable(),
  error: z.string().nullable(),
});

/** How a job of the scheduler stands. */
export type JobState = z.output<typeof jobRow> & {
  readonly running: boolean;
  /** By its schedule. */
  readonly nextRunAt: Date | null;
};

const COLUMNS = Object.keys(jobRow.shape).join(', ');

/** Every job that a scheduler of this shop knows, by name. */
export async function listJobs({ db, clock }: Pick<ShopContext, 'db' | 'clock'>): Promise<JobState[]> {
  const now = clock.now();
  const rows = await query(db, `SELECT ${COLUMNS} FROM job_runs ORDER BY name`, [], jobRow);
  return rows.map((row) => ({
    ...row,
    running: row.lease_until !== null && row.lease_until > now,
    nextRunAt: row.schedule === null ? null : nextRun(row.schedule, now),
  }));
}

/** Nothing is started: the schedule is only read. */
const nextRun = (schedule: string, now: Date): Date | null =>
  new Cron(schedule, { timezone: 'Asia/Shanghai' }).nextRun(now);

/**
 * An operator wants a job run now. The web server runs no jobs: a scheduler sees it within seconds.
 * @throws ApiError job_not_found
 */
export async function wantJob(
  shop: Pick<ShopContext, 'db' | 'clock'>,
  { id: operatorId }: Operator,
  name: string,
): Promise<JobState> {
  await inTransaction(shop.db, async (tx) => {
    const at = shop.clock.now();
    const known = await query(
      tx,
      'SELECT name FROM job_runs WHERE name = ?',
      [name],
      z.object({ name: z.string() }),
    );
    if (known.length === 0) throw new ApiError('job_not_found');
    await execute(tx, 'UPDATE job_runs SET wanted_at = ? WHERE name = ?', [at, name]);
    await audit(tx, {
      ...{ at, operatorId, action: 'job.wanted', subject: `job:${name}` },
      ...{ before: null, after: { name } },
    });
  });
  const job = (await listJobs(shop)).find((each) => each.name === name);
  if (job === undefined) throw new ApiError('job_not_found');
  return job;
}
