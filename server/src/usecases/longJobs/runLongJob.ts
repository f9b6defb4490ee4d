import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { LongJobId } from '@paifan/shared/ids/ids';
import { idColumn } from '../../db/columns';
import type { LongJobRow } from '../../db/models/longJobs';
import { execute, queryOne } from '../../db/query';
import type { ShopContext } from '../context';
import { LONG_JOB_RUNS } from './runs';
import type { RunningJob, JobOutcome } from './runningJob';

/** A run that does not tell of itself for so long has died, and another one may begin again. */
const LEASE_MS = 2 * 60_000;
/** A job in which the process dies again and again is the reason for it. */
const ATTEMPTS = 3;
const TELL_EVERY_MS = 500;

/** The job is not this run's any more. */
class Stopped extends Error {}

const idRow = z.object({ id: idColumn });

/** Runs the long job that has waited longest, if there is one. @returns false: there was none */
export async function runNextLongJob(shop: ShopContext): Promise<boolean> {
  const owner = randomUUID();
  const row = await claimNext(shop, owner);
  if (row === null) return false;
  const name = `${row.id}-${owner}`;
  const unfinishedFile = path.join(shop.files.folders.results, `${name}.part`);
  try {
    await mkdir(shop.files.folders.results, { recursive: true, mode: 0o750 });
    const run = LONG_JOB_RUNS[row.kind];
    const outcome = await run(shop, { row, unfinishedFile, tell: teller(shop, row.id, owner) });
    await finish(shop, row, owner, { unfinishedFile, name, outcome });
  } catch (error) {
    if (!(error instanceof Stopped)) await fail(shop, row, owner, error);
  } finally {
    await rm(unfinishedFile, { force: true });
  }
  return true;
}

/** Takes the job that has waited longest, or one whose run has died. Two may look for one; one gets it. */
async function claimNext(shop: ShopContext, owner: string): Promise<LongJobRow | null> {
  const { db, clock } = shop;
  for (;;) {
    const now = clock.now();
    const next = await queryOne(
      db,
      `(SELECT id FROM long_jobs WHERE state = 'waiting' ORDER BY id LIMIT 1)
       UNION ALL (SELECT id FROM long_jobs WHERE state = 'running' AND lease_until <= ? ORDER BY id LIMIT 1)
       ORDER BY id LIMIT 1`,
      [now],
      idRow,
    );
    if (next === null) return null;
    const taken = await execute(
      db,
      `UPDATE long_jobs SET state = 'running', lease_owner = ?, lease_until = ?, started_at = COALESCE(started_at, ?),
         attempts = attempts + 1, done_count = 0
       WHERE id = ? AND (state = 'waiting' OR (state = 'running' AND lease_until <= ?))`,
      [owner, leaseFrom(now), now, next.id, now],
    );
    const row = taken === 1 ? await db.longJobs.findByPk(next.id) : null;
    if (row === null) continue;
    if (row.attempts <= ATTEMPTS) return row;
    await fail(shop, row, owner, new Error(`it was begun ${ATTEMPTS} times and never came to an end`));
  }
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

function teller({ db, clock }: ShopContext, id: LongJobId, owner: string): RunningJob['tell'] {
  let told = 0;
  return async (done, total) => {
    if (performance.now() - told < TELL_EVERY_MS && done !== total) return;
    told = performance.now();
    await execute(
      db,
      'UPDATE long_jobs SET done_count = ?, total_count = ?, lease_until = ? WHERE id = ? AND lease_owner = ?',
      [done, total, leaseFrom(clock.now()), id, owner],
    );
    const row = await db.longJobs.findByPk(id, { attributes: ['leaseOwner'] });
    if (row?.leaseOwner !== owner) throw new Stopped();
  };
}

interface Finished {
  readonly unfinishedFile: string;
  readonly name: string;
  readonly outcome: JobOutcome;
}

async function finish(
  { db, clock, files }: ShopContext,
  row: LongJobRow,
  owner: string,
  { unfinishedFile, name, outcome: { extension, result, error } }: Finished,
): Promise<void> {
  const fileName = extension && `${name}.${extension}`;
  const fileBytes = fileName && (await stat(unfinishedFile)).size;
  const file = fileName && path.join(files.folders.results, fileName);
  if (file) await rename(unfinishedFile, file);
  const now = clock.now();
  const expiresAt = fileName && new Date(now.getTime() + files.resultDays * 86_400_000);
  const ended = await execute(
    db,
    `UPDATE long_jobs SET state = ?, error = ?, finished_at = ?, file_name = ?, file_bytes = ?, expires_at = ?, result = ?,
       lease_owner = NULL, lease_until = NULL WHERE id = ? AND lease_owner = ?`,
    [
      ...[error === undefined ? 'done' : 'failed', error ?? null, now, fileName, fileBytes, expiresAt],
      ...[result ? JSON.stringify(result) : null, row.id, owner],
    ],
  );
  if (ended === 0 && file) await rm(file, { force: true });
}

async function fail(shop: ShopContext, row: LongJobRow, owner: string, error: unknown): Promise<void> {
  if (!(error instanceof ApiError))
    shop.logger.error({ err: error, longJob: row.id, kind: row.kind }, 'a long job failed');
  const message =
    error instanceof ApiError ? error.message : '执行时发生错误，请重试；再次失败时请联系技术人员';
  await execute(
    shop.db,
    `UPDATE long_jobs SET state = 'failed', finished_at = ?, error = ?, lease_owner = NULL, lease_until = NULL
     WHERE id = ? AND lease_owner = ?`,
    [shop.clock.now(), message.slice(0, 500), row.id, owner],
  );
}
