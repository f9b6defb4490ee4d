/** Whole numbers at random, the same for the same seed. */
export interface RandomSource {
  /** From 0 to `count` − 1, each as likely; `count` is from 1 to 2³². */
  below(count: number): number;
}

const TWO_TO_32 = 2 ** 32;

/** The next number of splitmix32, which spreads a seed over the state of another generator. */
function splitmix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
}

/** xoshiro128** by Blackman and Vigna: 32 bits at a time, in whole numbers only. */
export class Xoshiro implements RandomSource {
  /** The four words must not all be 0. */
  constructor(
    private a: number,
    private b: number,
    private c: number,
    private d: number,
  ) {}

  /** The next 32 bits, as a whole number from 0. */
  next(): number {
    const five = Math.imul(this.b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  below(count: number): number {
    if (!Number.isInteger(count) || count < 1 || count > TWO_TO_32)
      throw new RangeError(`a number is picked below 1 to 2³², got ${count}`);
    // Numbers of the last, incomplete round would make the small ones more likely.
    const complete = TWO_TO_32 - (TWO_TO_32 % count);
    let picked = this.next();
    while (picked >= complete) picked = this.next();
    return picked % count;
  }
}

/** A source of its own for each pair of seed and stream, both whole numbers below 2³². */
export function randomSource(seed: number, stream: number): RandomSource {
  const mix = splitmix(seed ^ Math.imul(stream + 1, 0x6c078965));
  return new Xoshiro(mix(), mix(), mix(), mix() | 1);
}

/** Happens `perMillion` times in a million. */
export const happens = (random: RandomSource, perMillion: number): boolean =>
  perMillion > 0 && (perMillion >= 1_000_000 || random.below(1_000_000) < perMillion);
