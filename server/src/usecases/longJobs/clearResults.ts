import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Op } from 'sequelize';
import type { ShopContext } from '../context';

const AT_ONCE = 100;

/** Removes files whose time is over; what the jobs found stays. */
export async function clearResults({ db, clock, files }: ShopContext): Promise<void> {
  const rows = await db.longJobs.findAll({
    where: { expiresAt: { [Op.lte]: clock.now() } },
    order: [['expiresAt', 'ASC']],
    limit: AT_ONCE,
  });
  for (const row of rows) {
    if (row.fileName !== null) await rm(path.join(files.folders.results, row.fileName), { force: true });
    await row.update({ fileName: null, fileBytes: null, expiresAt: null });
  }
}
