import Decimal from 'decimal.js';
import { fen, type Fen } from './fen';

declare const ratioBrand: unique symbol;

/**
 * A share or a multiple, as the shortest decimal string ("0.65" = 65 %): from 0 to 1000, at most 6 decimals. It is text
 * so that JSON, the database and the page carry it unchanged. SPEC section 2.
 */
export type Ratio = string & { readonly [ratioBrand]: 'Ratio' };

const RATIO_TEXT = /^(0|[1-9]\d{0,3})(\.\d{1,6})?$/;
const MILLION = 1_000_000;
const LARGEST = 1000 * MILLION;
const REMEMBERED = 10_000;

/** What a ratio is worth in millionths, remembered: rules use few ratios, and use them for every order. */
const millionthsOf = new Map<string, number>();

/**
 * Reads a ratio; trailing zeros are dropped.
 * @throws RangeError when the text is not a plain decimal from 0 to 1000 with at most 6 decimals.
 */
export function ratio(text: string): Ratio {
  if (!RATIO_TEXT.test(text)) {
    throw new RangeError(`a ratio must be a decimal string with at most 6 decimals, got "${text}"`);
  }
  const value = new Decimal(text);
  if (value.greaterThan(1000)) throw new RangeError(`a ratio must not be above 1000, got "${text}"`);
  return value.toString() as Ratio;
}

export const ZERO_RATIO = '0' as Ratio;
export const ONE_RATIO = '1' as Ratio;

/** The ratio as a whole number of millionths. */
export function millionths(ratio: Ratio): number {
  const known = millionthsOf.get(ratio);
  if (known !== undefined) return known;
  const value = new Decimal(ratio).times(MILLION).toNumber();
  if (!Number.isInteger(value) || value < 0 || value > LARGEST)
    throw new RangeError(`not a ratio: "${ratio}"`);
  if (millionthsOf.size >= REMEMBERED) millionthsOf.clear();
  millionthsOf.set(ratio, value);
  return value;
}

const fromMillionths = (value: number): Ratio => new Decimal(value).dividedBy(MILLION).toString() as Ratio;

/** `a − b`, for a level's differential. @throws RangeError when b is the larger. */
export function subtractRatio(a: Ratio, b: Ratio): Ratio {
  const difference = millionths(a) - millionths(b);
  if (difference < 0) throw new RangeError(`a ratio cannot be below zero: ${a} − ${b}`);
  return fromMillionths(difference);
}

/** `a × b`, rounded down to 6 decimals, for a ratio that the brake lowers. @throws RangeError when it is above 1000. */
export function multiplyRatio(a: Ratio, b: Ratio): Ratio {
  const product = (BigInt(millionths(a)) * BigInt(millionths(b))) / BigInt(MILLION);
  if (product > LARGEST) throw new RangeError(`a ratio must not be above 1000: ${a} × ${b}`);
  return fromMillionths(Number(product));
}

/** Below zero, zero or above zero as a is the smaller, the same or the larger. */
export const compareRatio = (a: Ratio, b: Ratio): number => millionths(a) - millionths(b);

/** Is the ratio a whole number of hundredths? The outcomes of a lottery's range are. SPEC section 7. */
export const isHundredths = (ratio: Ratio): boolean => millionths(ratio) % 10_000 === 0;

/**
 * ⌊amount × ratio⌋: every ratio of an amount goes through here, and is rounded down to a whole fen. SPEC section 2.
 * Exact without big numbers: with amount = h × 10⁶ + l, the share is h × m + ⌊l × m ÷ 10⁶⌋, and l × m stays below 2⁵³.
 * @throws RangeError for an amount below zero: what would be rounded down is not said for it.
 */
export function floorShare(amount: Fen, ratio: Ratio): Fen {
  if (amount < 0) throw new RangeError(`a share is taken of zero or more, got ${amount}`);
  const m = millionths(ratio);
  const low = amount % MILLION;
  const product = low * m;
  return fen(((amount - low) / MILLION) * m + (product - (product % MILLION)) / MILLION);
}

/**
 * The smallest amount whose share is at least so much: ⌈share ÷ ratio⌉. What a deduction of so many fen costs in points.
 * @throws RangeError for a share below zero, and for a share that no amount reaches, since the ratio is 0
 */
export function leastFor(share: Fen, ratio: Ratio): Fen {
  if (share < 0) throw new RangeError(`a share of zero or more is asked for, got ${share}`);
  if (share === 0) return fen(0);
  const m = BigInt(millionths(ratio));
  if (m === 0n) throw new RangeError('a ratio of 0 has no share');
  return fen(Number((BigInt(share) * BigInt(MILLION) + m - 1n) / m));
}
