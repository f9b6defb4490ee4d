import { fen, sumFen, type Fen } from './fen';

/** ⌊amount × part ÷ whole⌋ for whole numbers of any size. */
const floorPart = (amount: number, part: number, whole: number): number =>
  Number((BigInt(amount) * BigInt(part)) / BigInt(whole));

function checkWeights(amount: Fen, weights: readonly number[]): number {
  if (amount < 0) throw new RangeError(`only zero or more can be split, got ${amount}`);
  let whole = 0;
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0)
      throw new RangeError(`a weight must be 0 or more, got ${weight}`);
    whole += weight;
  }
  return fen(whole);
}

/**
 * Each weight's part of the amount, rounded down; the rest stays with who asked (a dividend carries it). SPEC section 9.
 * With all weights 0 every part is 0.
 */
export function splitRoundingDown(amount: Fen, weights: readonly number[]): Fen[] {
  const whole = checkWeights(amount, weights);
  return weights.map((weight) => (whole === 0 ? fen(0) : fen(floorPart(amount, weight, whole))));
}

/**
 * Spreads an amount over weights so that the parts add up to it exactly: rounded down, and the fen that are left go to
 * the largest remainders, the earlier first. A discount is spread over an order's lines like this. SPEC section 2.
 * @throws RangeError when there is an amount but no weight to carry it.
 */
export function splitByLargestRemainder(amount: Fen, weights: readonly number[]): Fen[] {
  const whole = checkWeights(amount, weights);
  if (whole === 0) {
    if (amount > 0) throw new RangeError('an amount cannot be spread over nothing');
    return weights.map(() => fen(0));
  }
  const parts = splitRoundingDown(amount, weights);
  let left = amount - sumFen(parts);
  const remainder = (index: number): bigint => (BigInt(amount) * BigInt(weights[index] ?? 0)) % BigInt(whole);
  const byRemainder = weights
    .map((_, index) => ({ index, remainder: remainder(index) }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0) break;
    parts[index] = fen((parts[index] ?? 0) + 1);
    left -= 1;
  }
  return parts;
}
