import Decimal from 'decimal.js';
import { millionths, type Ratio } from './ratio';

/**
 * An exact share, for sums and products of ratios and for margins, which have no exact decimals: the denominator is above
 * zero. Nothing is rounded until it is shown.
 */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const MILLION = 1_000_000n;

/** @throws RangeError when the denominator is not above zero. */
export function fraction(numerator: number | bigint, denominator: number | bigint): Fraction {
  if (denominator <= 0) throw new RangeError(`a fraction is of something above zero, got ${denominator}`);
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

export const NO_FRACTION = fraction(0, 1);

export const fractionOf = (ratio: Ratio): Fraction => fraction(millionths(ratio), MILLION);

export const addFractions = (parts: readonly Fraction[]): Fraction =>
  parts.reduce(
    (sum, { numerator, denominator }) => ({
      numerator: sum.numerator * denominator + numerator * sum.denominator,
      denominator: sum.denominator * denominator,
    }),
    NO_FRACTION,
  );

export const subtractFraction = (a: Fraction, { numerator, denominator }: Fraction): Fraction =>
  addFractions([a, { numerator: -numerator, denominator }]);

export const multiplyFractions = (a: Fraction, b: Fraction): Fraction => ({
  numerator: a.numerator * b.numerator,
  denominator: a.denominator * b.denominator,
});

/** Below zero, zero or above zero as a is the smaller, the same or the larger. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function floorMillionths({ numerator, denominator }: Fraction): bigint {
  const scaled = numerator * MILLION;
  const quotient = scaled / denominator;
  return scaled % denominator < 0n ? quotient - 1n : quotient;
}

const textOf = (millionthsWhole: bigint): string =>
  new Decimal(millionthsWhole.toString()).dividedBy(MILLION.toString()).toFixed();

/** As a decimal with at most 6 decimals, rounded towards the smaller; it may be below zero: `-0.25`. */
export const roundedDownText = (value: Fraction): string => textOf(floorMillionths(value));

/** As a decimal with at most 6 decimals, rounded towards the larger. */
export const roundedUpText = ({ numerator, denominator }: Fraction): string =>
  textOf(-floorMillionths({ numerator: -numerator, denominator }));
