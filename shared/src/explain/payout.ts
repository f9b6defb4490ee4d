import type { EntryId, MemberId, OrderId } from '../ids/ids';
import type { Fen } from '../money/fen';
import type { Ratio } from '../money/ratio';
import type { RuleSource } from '../rebate/ratio/chains';
import type { Payout, PayoutKind } from '../rebate/settle/events';
import type { EntryRow } from '../rebate/settle/facts';
import type { Instant } from '../time/shanghai';
import type { PoolMoney } from './poolTrace';

/** Why an entry was paid, by whom, and which rule chose the ratio that entitled it. SPEC section 12. */
export interface PayoutExplanation {
  readonly entry: EntryId;
  readonly member: MemberId;
  readonly amountFen: Fen;
  readonly at: Instant;
  readonly kind: PayoutKind;
  /** The line whose step paid it; null where an event of the whole queue did. */
  readonly cause: { readonly order: OrderId; readonly line: number } | null;
  /** Whose money it is. */
  readonly paidFrom: readonly PoolMoney[];
  readonly chosenBy: {
    readonly source: RuleSource;
    readonly ratio: Ratio;
    /** The ratio is what the draw brought, in place of the one that the entry began with. */
    readonly isDrawn: boolean;
  };
}

/** Explains a payout out of its row and its entry's. */
export const explainPayout = (
  { entry, member, amountFen, at, kind, causeOrder, causeLine }: Payout,
  { source, ratio, drawn }: Pick<EntryRow, 'source' | 'ratio' | 'drawn'>,
  paidFrom: readonly PoolMoney[],
): PayoutExplanation => ({
  entry,
  member,
  amountFen,
  at,
  kind,
  cause: causeOrder === null || causeLine === null ? null : { order: causeOrder, line: causeLine },
  paidFrom,
  chosenBy: { source, ratio, isDrawn: drawn },
});
