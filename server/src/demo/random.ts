/** Chance that repeats: the same seed tells the same story. */
export interface Chance {
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  /** One of the choices, each as likely as its weight (whole numbers). */
  pick<T>(choices: readonly (readonly [choice: T, weight: number])[]): T;
}

/** Mulberry32: small, and good enough to tell a story. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (count: number): number => next() % count;
  return {
    below,
    pick(choices) {
      let at = below(choices.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [choice, weight] of choices) {
        if (at < weight) return choice;
        at -= weight;
      }
      throw new RangeError('nothing to choose from');
    },
  };
}
