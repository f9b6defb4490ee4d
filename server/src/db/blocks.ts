/*
 * People and amount ahead without counting the line. SPEC section 12, forecast. Beside the entries of a queue there are sums
 * of its waiting ones by block: level 0 for 1,024 positions in a row, level 1 for 1,024 such blocks.
 */

export const BLOCK_LEVELS = [0, 1] as const;
const BLOCK_SIZE = 1024;

/** The block of a level that a position lies in. */
export const blockOf = (position: number, level: (typeof BLOCK_LEVELS)[number]): number =>
  Math.floor(position / BLOCK_SIZE ** (level + 1));

/** What lies before a position, as three runs: whole blocks of level 1, then of level 0, then single positions. Ends are excluded. */
export interface Before {
  readonly blocks1: { readonly to: number };
  readonly blocks0: { readonly from: number; readonly to: number };
  readonly positions: { readonly from: number; readonly to: number };
}

export function before(position: number): Before {
  const block0 = blockOf(position, 0);
  const block1 = blockOf(position, 1);
  return {
    blocks1: { to: block1 },
    blocks0: { from: block1 * BLOCK_SIZE, to: block0 },
    positions: { from: block0 * BLOCK_SIZE, to: position },
  };
}
