import { fen, maxFen, ZERO_FEN, type Fen } from '../money/fen';
import { floorShare, ZERO_RATIO, type Ratio } from '../money/ratio';

const SMALLEST = fen(1);

/**
 * How much frozen love becomes available on one day: ⌊what is frozen on that day × ratio⌋, and at least one hundredth, so that the
 * rest that rounding leaves runs out as well. SPEC section 7. Nothing with a ratio of 0, or when nothing is frozen (a
 * refund can leave the balance below zero).
 */
export function loveToRelease(frozen: Fen, ratio: Ratio): Fen {
  if (ratio === ZERO_RATIO || frozen <= 0) return ZERO_FEN;
  return maxFen(floorShare(frozen, ratio), SMALLEST);
}
