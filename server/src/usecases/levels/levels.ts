import type { Level } from '@paifan/shared/members/levels';
import type { Database } from '../../db/connect';
import type { LevelRow } from '../../db/models/levels';
import type { Tx } from '../../db/transaction';

export const toLevel = ({ id, name, rank, conditions }: LevelRow): Level => ({ id, name, rank, conditions });

/** All levels, the lowest first. There are a handful. */
export async function readLevels(db: Database, tx?: Tx): Promise<Level[]> {
  const rows = await db.levels.findAll({ order: [['rank', 'ASC']], transaction: tx ?? null });
  return rows.map(toLevel);
}
