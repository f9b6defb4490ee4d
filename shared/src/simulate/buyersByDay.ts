import { millionths } from '../money/ratio';
import type { Plan } from './schema';

/** How many people buy on a day for the first time, and how many come back. */
export interface DayBuyers {
  readonly fresh: number;
  readonly returning: number;
}

const MILLION = 1_000_000n;

/** A number of people that is multiplied day by day, in exact millionths; a part of a person is kept for the next day. */
function* growing(perDay: number, dailyFactor: bigint): Generator<number> {
  let rate = BigInt(perDay) * MILLION;
  let kept = 0n;
  for (;;) {
    kept += rate;
    yield Number(kept / MILLION);
    kept %= MILLION;
    rate = (rate * dailyFactor) / MILLION;
  }
}

/** The buyers of each day of the plan. */
export function* buyersByDay({
  days,
  buyers: { newPerDay, returningPerDay, dailyFactor },
}: Pick<Plan, 'days' | 'buyers'>): Generator<DayBuyers> {
  const factor = BigInt(millionths(dailyFactor));
  const fresh = growing(newPerDay, factor);
  const returning = growing(returningPerDay, factor);
  for (let day = 0; day < days; day += 1)
    yield { fresh: fresh.next().value as number, returning: returning.next().value as number };
}
