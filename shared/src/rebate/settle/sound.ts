import { checkBooks } from './soundBooks';
import { checkLine } from './soundLine';
import { checkTerms } from './soundTerms';
import type { QueueFacts } from './facts';
import type { QueuePlan } from './queuePlan';
import type { Expect } from './soundWalk';

/** A plan that must not be written: it says what is wrong with it. */
export class UnsoundPlan extends Error {
  constructor(queue: string, what: string) {
    super(`the plan for queue ${queue} is not sound: ${what}`);
    this.name = 'UnsoundPlan';
  }
}

/**
 * Checks a plan against its facts without the planner's own sums, in about the time that it takes to read them; it is on in
 * production too. The events are walked once more: nobody is paid beyond the entitlement, out of turn, while not entitled to
 * or in a pause; what leaves the pool was in it; an order does not pay itself. Then rows, sums, journals and balances must be
 * what the events come to, and entitlements, contributions and rewards what the terms of the orders make of what was paid.
 * @throws UnsoundPlan naming what is wrong.
 */
export function assertPlanIsSound(facts: QueueFacts, plan: QueuePlan): void {
  const expect: Expect = (holds, what) => {
    if (!holds) throw new UnsoundPlan(facts.queue.key, what());
  };
  checkLine(facts, plan, expect);
  checkBooks(facts, plan, expect);
  checkTerms(facts, plan, expect);
}
