import fc from 'fast-check';
import { logTasks, settleInBatches } from '../../../test/batches';
import { randomHistory } from '../../../test/randomHistory';
import { runs } from '../../../test/runs';
import { tamper } from '../../../test/tampering';
import { readHistory } from '../../replay/read';
import type { QueueFacts } from './facts';
import type { QueuePlan } from './queuePlan';
import { assertPlanIsSound } from './sound';

/*
 * The check of plans is tried with plans of random histories in which one thing was changed. What it does not see, and why that
 * may be so, is listed; everything else it must refuse.
 */

const UNSEEN: readonly (readonly [path: RegExp, why: string])[] = [
  [/ moved$/, 'the order of rows means nothing where each says where it belongs'],
  [/^refused/, 'only the tasks know what was to be done'],
  [/^eventEnds/, 'only the tasks know which event is whose; they are in order, and all of them are there'],
  [
    /^lineChanges\[\](\.(refundedFen|order|line)| lost)$/,
    'a refund is seen by what follows of it, if anything does',
  ],
  [/\.releaseAt$|^rewardUpdates\[\] lost$/, 'the time of a release is seen where the line has an entry'],
  [/^entryUpdates\[\] lost$/, 'a row may be written as it was'],
  [/^reward(Insert|Update)s\[\]\.state$/, 'a reward of 0 moves nothing, whatever its state'],
  [/\.at$/, 'times are told; but for that of joining nothing is reckoned with them'],
  [/^events\[\]\.(count|remainingFen|reason|by|what|mode)$/, 'these are told and nothing follows of them'],
  [/^events\[\]\.(type|kind|line|member|order)$/, 'lines that did not join are told of only'],
  [/^events\[\]\.(amountFen|entitledFen|ratio)$/, 'of rewards and entitlements the last that is told counts'],
  [/^payouts\[\]\.kind$/, 'which event of the queue as a whole pays may be one or the other'],
  [/^journals\[\]\.key$/, 'the cause in a name is for the database to refuse when it comes twice'],
  [/^events\[\]\.joinedUntil$/, 'the time for which a reset was announced; whom it leaves is checked by it'],
  [/^entryUpdates\[\]\.queue$/, 'a column of the test store'],
];

const isUnseen = (path: string): boolean => UNSEEN.some(([unseen]) => unseen.test(path));

const isRefused = (facts: QueueFacts, plan: QueuePlan): boolean => {
  try {
    assertPlanIsSound(facts, plan);
    return false;
  } catch {
    return true;
  }
};

test('a genuine plan in which one thing is changed is refused', () => {
  const choices = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 40, maxLength: 40 });
  const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(randomHistory(60), sizes, choices, (json, chosenSizes, chosen) => {
      const { shop, log } = logTasks(readHistory(json));
      const { plans, facts } = settleInBatches(shop, log, chosenSizes, 3);
      chosen.forEach(([spot, choice], index) => {
        const plan = plans[index % plans.length];
        const from = facts[index % plans.length];
        const tampered = plan && tamper(plan, spot, choice);
        if (from === undefined || !tampered || isUnseen(tampered.path)) return;
        if (!isRefused(from, tampered.plan)) throw new Error(`${tampered.path} was changed, and it passed`);
      });
    }),
    runs(60),
  );
});
