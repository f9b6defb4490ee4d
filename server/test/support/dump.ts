import { z } from 'zod';
import type { Database } from '../../src/db/connect';
import { query } from '../../src/db/query';

const nameRow = z.object({ name: z.string() });
const anyRow = z.record(z.string(), z.unknown());

/** Every row of every table, the migrations left out, to see whether anything changed. */
export async function dump(
  db: Database,
  leftOut: readonly string[] = [],
): Promise<Record<string, unknown[]>> {
  const tables = await query(
    db,
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT LIKE 'migrations%' ORDER BY name",
    [],
    nameRow,
  );
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    if (!leftOut.includes(name))
      rows[name] = await query(db, `SELECT * FROM ${name} ORDER BY 1, 2`, [], anyRow);
  }
  return rows;
}
