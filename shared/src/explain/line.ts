import type { Fen } from '../money/fen';
import type { JoinRefusal } from '../rebate/join/gates';
import type { EntryRow, LineRow, OrderRow, Place, RewardRow } from '../rebate/settle/facts';
import { netPaid } from '../rebate/settle/lines';
import type { PlacingExplanation } from '../rebate/settle/place';
import type { LineTerms } from '../rebate/settle/terms';
import type { Instant } from '../time/shanghai';
import type { ContributionExplanation } from './contribution';
import type { AskedGate } from './gates';
import type { PayoutExplanation } from './payout';

/** Why a line got an entry, or why not, when its order was paid. */
export interface JoiningExplanation {
  readonly at: Instant;
  readonly entitledFen: Fen;
  readonly gates: readonly AskedGate[];
  readonly refusedBy: JoinRefusal | null;
  /** Which place of the random return in its terms it got; null: none is in force, or it did not join. */
  readonly place: Place | null;
}

/** Everything that was decided about a line, in order of deciding, and what came of it. SPEC section 12, explain. */
export interface LineExplanation {
  readonly line: Pick<OrderRow, 'member' | 'kind' | 'store'> &
    Pick<LineRow, 'product' | 'paidFen' | 'refundedFen' | 'contributedFen'> & {
      readonly name: string;
      readonly netPaidFen: Fen;
    };
  /** What was asked when the order was placed; what came of it is in the terms. */
  readonly placing: PlacingExplanation;
  readonly terms: LineTerms;
  /** Null: its order has not been paid. */
  readonly joining: JoiningExplanation | null;
  /** Null: its settle event has not come, or its rebate is off. */
  readonly contribution: ContributionExplanation | null;
  readonly rewards: readonly RewardRow[];
  /** As it is now; null: the line has none. */
  readonly entry: EntryRow | null;
  /** What its entry was paid. */
  readonly received: readonly PayoutExplanation[];
  /** What its own step paid to others. */
  readonly paid: readonly PayoutExplanation[];
}

/** What the shop knew and decided about a line while its history went on. */
export type Decisions = Pick<LineExplanation, 'placing' | 'joining' | 'contribution' | 'received' | 'paid'>;

/** Explains a line out of its rows as they are now and what was decided about it. */
export const explainLine = (
  { id, member, kind, store }: OrderRow,
  line: LineRow,
  entry: EntryRow | null,
  decisions: Decisions,
): LineExplanation => {
  const { product, paidFen, refundedFen, contributedFen, terms, rewards } = line;
  return {
    line: {
      name: `${id}/${line.line}`,
      member,
      kind,
      store,
      product,
      paidFen,
      refundedFen,
      netPaidFen: netPaid(line),
      contributedFen,
    },
    placing: decisions.placing,
    terms,
    joining: decisions.joining,
    contribution: decisions.contribution,
    rewards,
    entry,
    received: decisions.received,
    paid: decisions.paid,
  };
};
