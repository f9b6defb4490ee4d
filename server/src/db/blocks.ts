/*
 * People and amount ahead without counting the line. SPEC section 12, forecast. Beside the entries of a queue there are sums
 * of its waiting ones by block: level 0 for 128 positions in a row, level 1 for 128 such blocks, level 2 for 128 of those.
 */

/** Small blocks and one level more: at most 128 rows are read of each, and the fewer pages the longer the line. */
export const BLOCK_SIZE = 128;
export const BLOCK_LEVELS = [0, 1, 2] as const;
export type BlockLevel = (typeof BLOCK_LEVELS)[number];

/** How many positions a block of a level holds. */
export const positionsIn = (level: BlockLevel): number => BLOCK_SIZE ** (level + 1);

/** The block of a level that a position lies in. */
export const blockOf = (position: number, level: BlockLevel): number =>
  Math.floor(position / positionsIn(level));

interface Run {
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

/** What lies before a position: runs of whole blocks, the largest first, then of single positions. */
export interface Before {
  readonly blocks: readonly (Run & { readonly level: BlockLevel })[];
  readonly positions: Run;
}

export function before(position: number): Before {
  const [block0, block1, block2] = [blockOf(position, 0), blockOf(position, 1), blockOf(position, 2)];
  return {
    blocks: [
      { level: 2, from: 0, to: block2 },
      { level: 1, from: block2 * BLOCK_SIZE, to: block1 },
      { level: 0, from: block1 * BLOCK_SIZE, to: block0 },
    ],
    positions: { from: block0 * BLOCK_SIZE, to: position },
  };
}
