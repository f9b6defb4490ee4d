import { remainingOf } from '../rebate/queue/line';
import type { PlayedQueue, PlayedShop } from './shop';
import { inflowOf, noFlow, paidOf, type Flow } from './sums';

/** What is played does not add up: a fault of the rules or of the simulator, not of the plan. */
export class UnsoundPlay extends Error {
  constructor(day: number, what: string) {
    super(`day ${day} does not add up: ${what}`);
    this.name = 'UnsoundPlay';
  }
}

type Expect = (holds: boolean, what: string) => void;

const expecting =
  (day: number): Expect =>
  (holds, what) => {
    if (!holds) throw new UnsoundPlay(day, what);
  };

/** The pool is what came in and was not paid out, and nobody has more than orders gave and the queue owes. */
function checkMoney({ line, sums }: PlayedQueue, expect: Expect): void {
  const { key, poolFen } = line;
  const [inflowFen, paidFen] = [inflowOf(sums.flow), paidOf(sums.flow)];
  expect(
    poolFen === inflowFen - paidFen,
    `${key}: ${inflowFen} in and ${paidFen} out leave no pool of ${poolFen}`,
  );
  const debtFen = Math.max(0, -poolFen);
  expect(paidFen <= inflowFen + debtFen, `${key}: ${paidFen} was paid out of ${inflowFen} and ${debtFen}`);
}

/** What the queue says of its entries is what they add up to. */
function checkEntries({ line, sums }: PlayedQueue, expect: Expect): void {
  const found = { waiting: 0, remaining: 0, completed: 0, rewarded: 0 };
  for (const entry of line.entries) {
    const { id, entitledFen, rewardedFen, state } = entry;
    found.rewarded += rewardedFen;
    if (rewardedFen < 0 || rewardedFen > entitledFen)
      expect(false, `entry ${id} has ${rewardedFen} of ${entitledFen}`);
    if (state !== 'waiting') continue;
    found.waiting += 1;
    found.remaining += remainingOf(entry);
    if (entry.completed) found.completed += remainingOf(entry);
  }
  const { key, waitingCount, waitingRemainingFen, completedRemainingFen } = line;
  const compare = (what: string, said: number, is: number): void =>
    expect(said === is, `${key}: ${what} is ${said}, its entries come to ${is}`);
  compare('what was paid', paidOf(sums.flow), found.rewarded);
  compare('who waits', waitingCount, found.waiting);
  compare('what remains', waitingRemainingFen, found.remaining);
  compare('what remains to the completed', completedRemainingFen, found.completed);
}

/** The sums of all queues are the sums of the shop. */
function checkTotal({ queues, total }: PlayedShop, expect: Expect): void {
  const sum = noFlow();
  const keys = Object.keys(sum) as (keyof Flow)[];
  for (const { sums } of queues.values()) for (const key of keys) sum[key] += sums.flow[key];
  for (const key of keys)
    expect(sum[key] === total[key], `${key} is ${total[key]}, the queues come to ${sum[key]}`);
}

/**
 * Checks the day that was played. In production every plan is checked before it is written; here money is checked every day, and
 * every single entry when asked.
 * @throws UnsoundPlay
 */
export function assertPlayIsSound(shop: PlayedShop, everyEntry: boolean): void {
  const expect = expecting(shop.calendar.day);
  checkTotal(shop, expect);
  for (const queue of shop.queues.values()) {
    checkMoney(queue, expect);
    if (everyEntry) checkEntries(queue, expect);
  }
}
