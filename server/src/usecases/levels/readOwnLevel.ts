import type { MemberId } from '@paifan/shared/ids/ids';
import {
  nextLevel,
  progressTo,
  type Level,
  type MemberFigures,
  type Progress,
} from '@paifan/shared/members/levels';
import type { ShopContext } from '../context';
import { readFigures } from './judge';
import { readLevels } from './levels';

/** A member's level, and the way to the next one. */
export interface OwnLevel {
  readonly level: Level | null;
  readonly figures: MemberFigures;
  /** null: there is none above that figures reach. */
  readonly next: {
    readonly level: Level;
    readonly match: 'all' | 'any';
    readonly progress: Progress[];
  } | null;
}

export async function readOwnLevel({ db }: Pick<ShopContext, 'db'>, memberId: MemberId): Promise<OwnLevel> {
  const { level: id } = await db.members.findByPk(memberId, { rejectOnEmpty: true });
  const levels = await readLevels(db);
  const figures = await readFigures(db, memberId);
  const level = levels.find((known) => known.id === id) ?? null;
  const next = nextLevel(levels, level);
  const conditions = next?.conditions ?? null;
  return {
    level,
    figures,
    next:
      next === null || conditions === null
        ? null
        : { level: next, match: conditions.match, progress: progressTo(conditions, figures) },
  };
}
