import { FactsTooShort, type QueueTask } from '@paifan/shared/rebate/settle/facts';
import { planQueue } from '@paifan/shared/rebate/settle/plan';
import { assertPlanIsSound } from '@paifan/shared/rebate/settle/sound';
import type { Tx } from '../db/transaction';
import type { Planned } from './applyLine';
import { loadMore, type StoredFacts } from './facts';

/** Plans from facts alone; null when more of the line would have to be loaded. @throws UnsoundPlan */
export function planIfKnown(facts: StoredFacts, tasks: readonly QueueTask[]): Planned | null {
  try {
    const plan = planQueue(facts, tasks);
    assertPlanIsSound(facts, plan);
    return { facts, plan };
  } catch (error) {
    if (error instanceof FactsTooShort) return null;
    throw error;
  }
}

/**
 * Plans, loading more of the line as long as the planner asks for it.
 * @param factsOf what the planner gets of what was loaded, if that is not the same
 * @throws UnsoundPlan
 */
export async function planOne(
  tx: Tx,
  loaded: StoredFacts,
  tasks: readonly QueueTask[],
  factsOf: (loaded: StoredFacts) => StoredFacts = (same) => same,
): Promise<Planned> {
  let known = loaded;
  for (;;) {
    try {
      const facts = factsOf(known);
      const plan = planQueue(facts, tasks);
      assertPlanIsSound(facts, plan);
      return { facts, plan };
    } catch (error) {
      if (!(error instanceof FactsTooShort)) throw error;
      known = await loadMore(tx, known, error);
    }
  }
}
