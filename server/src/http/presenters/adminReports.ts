import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { Fen } from '@paifan/shared/money/fen';
import type { DividendSplit } from '../../settle/dividend';
import { figuresOf, type Dividend } from '../../usecases/dividends/dividends';
import type { Solvency } from '../../usecases/solvency/solvency';
import { presentQueue } from './adminQueues';
import { instant, instantOrNull } from './texts';

type DividendView = ResponseOf<'POST /api/admin/dividends'>;
type SplitView = ResponseOf<'GET /api/admin/dividends/preview'>;

export const presentSolvency = ({
  at,
  byDay,
  byQueue,
  ...figures
}: Solvency): ResponseOf<'GET /api/admin/solvency'> => ({
  ...figures,
  at: instant(at),
  byDay: [...byDay],
  byQueue: byQueue.map(presentQueue),
});

export const presentDividend = (dividend: Dividend): DividendView => ({
  ...dividend,
  requestedAt: instant(dividend.requestedAt),
  decidedAt: instantOrNull(dividend.decidedAt),
});

/** So many of the parts are shown. */
const LARGEST = 20;

export function presentSplit(amountFen: Fen, split: DividendSplit): SplitView {
  const figures = figuresOf(split);
  const largest = [...split.parts].sort((a, b) => b.amountFen - a.amountFen).slice(0, LARGEST);
  return {
    ...figures,
    amountFen,
    restBeforeFen: split.restBeforeFen,
    levels: [...figures.levels],
    largest: largest.map(({ member, amountFen: part }) => ({ memberId: member, amountFen: part })),
  };
}
