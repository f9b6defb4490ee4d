import type { Database } from '../db/connect';
import { execute } from '../db/query';
import { settingsInForce } from '../db/settings';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';

/** Setting 18: is everything paused? */
export const isEverythingPaused = ({ payoutsPaused }: PlatformSettings): boolean => payoutsPaused;

/** The settings with everything paused, or not. */
export const withEverythingPaused = (settings: PlatformSettings, paused: boolean): PlatformSettings => ({
  ...settings,
  payoutsPaused: paused,
});

/**
 * Pauses or resumes every queue that is not as setting 18 in force says: a task for each, named by the version, so that a
 * change comes to a queue once however often this runs, and whoever runs it. A queue that comes into being later is born as the
 * settings say. SPEC sections 7 and 10.
 * @returns how many tasks were written
 */
export async function followPauses(db: Database, now: Date): Promise<number> {
  const { id, settings } = await settingsInForce(db, now);
  const paused = isEverythingPaused(settings);
  return execute(
    db,
    `INSERT IGNORE INTO settlement_tasks (queue_key, kind, cause, payload, at)
     SELECT queue_key, :kind, :cause, '{"what":"all"}', :now FROM queues WHERE all_paused <> :paused`,
    { kind: paused ? 'pause' : 'resume', cause: `settings/${id}`, now, paused },
  );
}
