export const STARS = [1, 2, 3, 4, 5] as const;
export type Stars = (typeof STARS)[number];

/** How many reviews have how many stars. */
export type StarCounts = Readonly<Record<Stars, number>>;

/** What all reviews of a product come to. */
export interface Rating {
  readonly count: number;
  readonly byStars: StarCounts;
  /** With one decimal, half up; null: there is no review. */
  readonly average: string | null;
}

/** Sums up the reviews of a product. */
export function ratingOf(byStars: StarCounts): Rating {
  const count = STARS.reduce((sum, stars) => sum + byStars[stars], 0);
  if (count === 0) return { count, byStars, average: null };
  const tenfold = STARS.reduce((sum, stars) => sum + 10 * stars * byStars[stars], 0);
  const tenths = Math.floor((2 * tenfold + count) / (2 * count));
  return { count, byStars, average: `${Math.floor(tenths / 10)}.${tenths % 10}` };
}
