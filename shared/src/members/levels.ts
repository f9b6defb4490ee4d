import type { Fen } from '../money/fen';

/** What a member's level is judged by. */
export interface MemberFigures {
  /** Net paid of completed orders. */
  readonly spentFen: Fen;
  readonly completedOrders: number;
  /** Members whom this one invited and who have a completed order: nothing is counted for joining alone. */
  readonly invitees: number;
}

/** What reaches a level: all, or any one, of the figures that are named. */
export interface LevelConditions {
  readonly match: 'all' | 'any';
  readonly spentFen?: number;
  readonly completedOrders?: number;
  readonly invitees?: number;
}

/** A member level. Its `id` is what settings name (`levelRatios`, `team`, `dividend`). SPEC section 11. */
export interface Level {
  readonly id: string;
  readonly name: string;
  /** The higher, the better; no two have the same. */
  readonly rank: number;
  /** null: given by hand only. */
  readonly conditions: LevelConditions | null;
}

const FIGURES = ['spentFen', 'completedOrders', 'invitees'] as const;
export type Figure = (typeof FIGURES)[number];

/** One condition, and how far a member has come. Fen for `spentFen`, else a count. */
export interface Progress {
  readonly figure: Figure;
  readonly have: number;
  readonly need: number;
}

/** How far the figures have come towards each of the conditions. */
export const progressTo = (conditions: LevelConditions, figures: MemberFigures): Progress[] =>
  FIGURES.flatMap((figure) => {
    const need = conditions[figure];
    return need === undefined ? [] : [{ figure, have: figures[figure], need }];
  });

/** Do the figures reach the level? One without conditions is never reached, only given. */
export function isReached({ conditions }: Level, figures: MemberFigures): boolean {
  if (conditions === null) return false;
  const progress = progressTo(conditions, figures);
  const met = progress.filter(({ have, need }) => have >= need).length;
  return conditions.match === 'all' ? met > 0 && met === progress.length : met > 0;
}

const highest = (levels: readonly Level[]): Level | null =>
  levels.reduce<Level | null>(
    (best, level) => (best === null || level.rank > best.rank ? level : best),
    null,
  );

/** The highest level that the figures reach, whether or not they reach those below it. */
export const levelReached = (levels: readonly Level[], figures: MemberFigures): Level | null =>
  highest(levels.filter((level) => isReached(level, figures)));

/**
 * A member's level: the higher of the one reached and the one given by hand, which the computation never lowers. It follows from
 * its arguments alone, so it may be computed at any time, as often as one likes.
 * @param given id of the level given by hand; one that is no more counts for nothing
 */
export const levelOf = (
  levels: readonly Level[],
  figures: MemberFigures,
  given: string | null,
): Level | null => highest(levels.filter((level) => level.id === given || isReached(level, figures)));

/** The next level above one that can be reached by figures, if there is one. @param current null: none yet */
export const nextLevel = (levels: readonly Level[], current: Level | null): Level | null =>
  levels
    .filter(({ rank, conditions }) => conditions !== null && rank > (current?.rank ?? -1))
    .reduce<Level | null>(
      (least, level) => (least === null || level.rank < least.rank ? level : least),
      null,
    );
