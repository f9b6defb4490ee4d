import { fen, maxFen, ZERO_FEN, type Fen } from '../money/fen';
import { floorShare, type Ratio } from '../money/ratio';
import { lineProfit } from '../rebate/rewards/profit';
import { grossContribution } from '../rebate/settle/contribute';
import type { Offer } from '../rebate/settle/desk';
import { netPaid } from '../rebate/settle/lines';
import type { Instant } from '../time/shanghai';

/** Why a line gave to its queue what it gave, at its settle event. SPEC sections 6 and 8. */
export interface ContributionExplanation {
  readonly at: Instant;
  /** What the ratio is taken of: net paid, or with the union scheme the profit. */
  readonly base: 'netPaid' | 'profit';
  readonly baseFen: Fen;
  readonly ratio: Ratio;
  /** ⌊base × ratio⌋ */
  readonly shareFen: Fen;
  /** What the line earned by then; it may be below zero. */
  readonly profitFen: number;
  /** The share was more than the line earned. */
  readonly isCapped: boolean;
  readonly grossFen: Fen;
  /** What the queue could use: null when it takes whatever comes. */
  readonly usableFen: Fen | null;
  readonly isPaused: boolean;
  /** What came into the pool; the rest of gross stayed with the platform. */
  readonly takenFen: Fen;
}

/** Explains a contribution out of the rows as they were when it was decided. */
export function explainContribution({
  order,
  line,
  at,
  paused,
  usableFen,
  takenFen,
}: Offer): ContributionExplanation {
  const isUnion = order.terms.scheme === 'union';
  const profitFen = lineProfit(order, line);
  const baseFen = isUnion ? maxFen(fen(profitFen), ZERO_FEN) : netPaid(line);
  const ratio = isUnion ? order.terms.unionPoolRatio : line.terms.extractionRatio;
  const shareFen = floorShare(baseFen, ratio);
  const grossFen = grossContribution(order, line);
  return {
    at,
    base: isUnion ? 'profit' : 'netPaid',
    baseFen,
    ratio,
    shareFen,
    profitFen,
    isCapped: grossFen < shareFen,
    grossFen,
    usableFen,
    isPaused: paused,
    takenFen,
  };
}
