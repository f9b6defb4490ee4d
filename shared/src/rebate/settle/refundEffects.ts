import { addFen, fen, subtractFen, sumFen, ZERO_FEN, type Fen } from '../../money/fen';
import type { EntryId, OrderId } from '../../ids/ids';
import type { Brought, EntryRow, EntryState, QueueFacts } from './facts';
import type { QueuePlan } from './queuePlan';

/** An entry before or after a refund. */
export interface EntryFigures {
  readonly state: EntryState;
  readonly entitledFen: Fen;
  readonly rewardedFen: Fen;
  readonly brought: Brought | null;
}

/** What a refund of part of a line does to the rebate. SPEC section 7, refund. Amounts are zero or above unless it is said. */
export interface RefundEffects {
  /** The line's entry; null when it got none. */
  readonly entry: {
    readonly id: EntryId;
    readonly before: EntryFigures;
    readonly after: EntryFigures;
  } | null;
  /** What the entry received beyond its new entitlement: from the buyer's cash back to the pool. */
  readonly takenBackFen: Fen;
  /** What the buyer's cash changes by in all; below zero it becomes less. */
  readonly cashChangeFen: Fen;
  /** What the line's contribution becomes less by. */
  readonly contributionWithdrawnFen: Fen;
  /** What the rewards that the line granted to others become less by, in all. */
  readonly othersRewardsFen: Fen;
}

const figures = ({ state, entitledFen, rewardedFen, brought }: EntryRow): EntryFigures => ({
  state,
  entitledFen,
  rewardedFen,
  brought,
});

/**
 * Reads what a refund does out of its plan: the very plan that would be written.
 * @param facts what the plan was made from
 * @param plan of that one refund
 * @throws Error when the facts do not hold the line
 */
export function refundEffects(
  facts: QueueFacts,
  plan: QueuePlan,
  refunded: { readonly order: OrderId; readonly line: number },
): RefundEffects {
  const order = facts.orders.find(({ id }) => id === refunded.order);
  const line = order?.lines.find((each) => each.line === refunded.line);
  if (order === undefined || line === undefined)
    throw new Error(`line ${refunded.line} of order ${refunded.order} is not among the facts`);
  const before = facts.entries.find(({ id }) => id === line.entry);
  const after = plan.entryUpdates.find(({ id }) => id === line.entry) ?? before;
  const change = plan.lineChanges.find((each) => each.order === order.id && each.line === line.line);
  const { member } = order;
  return {
    entry: before && after ? { id: before.id, before: figures(before), after: figures(after) } : null,
    takenBackFen: sumFen(
      plan.events.flatMap((event) =>
        event.type === 'takenBack' && event.entry === line.entry ? [event.amountFen] : [],
      ),
    ),
    cashChangeFen: fen(
      plan.walletDeltas.find((delta) => delta.member === member && delta.balance === 'cash')?.amount ?? 0,
    ),
    contributionWithdrawnFen: subtractFen(line.contributedFen, change?.contributedFen ?? line.contributedFen),
    othersRewardsFen: line.rewards
      .filter((reward) => reward.member !== member)
      .reduce((sum, { kind, member: owner, amountFen }) => {
        const now = plan.rewardUpdates.find(
          (reward) =>
            reward.order === order.id &&
            reward.line === line.line &&
            reward.kind === kind &&
            reward.member === owner,
        );
        return addFen(sum, subtractFen(amountFen, now?.amountFen ?? amountFen));
      }, ZERO_FEN),
  };
}
