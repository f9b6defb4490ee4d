declare const fenBrand: unique symbol;

/** An amount of money: a whole number of fen (1 yuan = 100 fen), never a float. SPEC section 2. */
export type Fen = number & { readonly [fenBrand]: 'Fen' };

export const ZERO_FEN = 0 as Fen;

/**
 * Makes a Fen of a whole number. Negative amounts are legal (a balance may be below zero after a refund).
 * @throws RangeError when the number is not a safe integer.
 */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount))
    throw new RangeError(`an amount must be a whole number of fen, got ${amount}`);
  return amount as Fen;
}

export const addFen = (a: Fen, b: Fen): Fen => fen(a + b);
export const subtractFen = (a: Fen, b: Fen): Fen => fen(a - b);
export const negateFen = (a: Fen): Fen => (a === 0 ? ZERO_FEN : fen(-a));
export const minFen = (a: Fen, b: Fen): Fen => (a < b ? a : b);
export const maxFen = (a: Fen, b: Fen): Fen => (a > b ? a : b);
export const sumFen = (amounts: Iterable<Fen>): Fen => {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return fen(sum);
};
