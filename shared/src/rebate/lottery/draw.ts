import {
  compareRatio,
  floorShare,
  isHundredths,
  millionths,
  ratio as ratioOf,
  type Ratio,
} from '../../money/ratio';
import type { EntryId } from '../../ids/ids';
import type { Lottery } from '../../settings/rules';
import type { Instant } from '../../time/shanghai';
import { drawnRatio } from '../brake/brake';
import { alterEntry, type QueueLine } from '../queue/line';
import { cancelEntry } from '../settle/cancel';
import type { Desk, Refusal } from '../settle/desk';
import type { EntryRow } from '../settle/facts';
import { findLine, netPaid } from '../settle/lines';

/** Picks a whole number from 0 to `below` − 1, each as likely: the random source that is handed in. */
export type PickNumber = (below: number) => number;

/** Draws a ratio: a prize by its weight, or any hundredth of the range. SPEC section 7. */
export function drawRatio(lottery: Lottery, pick: PickNumber): Ratio {
  if (lottery.type === 'range') {
    const from = millionths(lottery.min) / 10_000;
    const to = millionths(lottery.max) / 10_000;
    const hundredths = from + pick(to - from + 1);
    return ratioOf(`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`);
  }
  let left = pick(lottery.prizes.reduce((sum, { weight }) => sum + weight, 0));
  for (const prize of lottery.prizes) {
    if (left < prize.weight) return prize.ratio;
    left -= prize.weight;
  }
  throw new RangeError('the picked number is not below the sum of the weights');
}

/** Can the lottery come to this ratio? */
export const isPossible = (lottery: Lottery, outcome: Ratio): boolean =>
  lottery.type === 'fixed'
    ? lottery.prizes.some((prize) => compareRatio(prize.ratio, outcome) === 0)
    : isHundredths(outcome) &&
      compareRatio(lottery.min, outcome) <= 0 &&
      compareRatio(outcome, lottery.max) <= 0;

/** Why an entry may not be drawn for; null when it may: while it waits, once, and before any reward. SPEC section 7. */
export function drawRefusal(
  { state, drawn, rewardedFen }: Pick<EntryRow, 'state' | 'drawn' | 'rewardedFen'>,
  lottery: Lottery | null,
): 'notWaiting' | 'noLottery' | 'alreadyDrawn' | 'alreadyRewarded' | null {
  if (state !== 'waiting') return 'notWaiting';
  if (lottery === null) return 'noLottery';
  if (drawn) return 'alreadyDrawn';
  return rewardedFen > 0 ? 'alreadyRewarded' : null;
}

/**
 * Uses an entry's right to one draw, while it waits and before any reward: the drawn ratio replaces its ratio, up or
 * down; an entitlement of 0 cancels it. SPEC section 7.
 */
export function settleDraw(
  queue: QueueLine,
  id: EntryId,
  outcome: Ratio,
  at: Instant,
  desk: Desk,
): Refusal | null {
  const entry = desk.entry(id);
  if (entry === undefined) return 'noSuchEntry';
  const order = desk.order(entry.order);
  const line = order && findLine(order, entry.line);
  if (line === undefined) throw new Error(`entry ${id} is drawn for, and its order's line was not handed in`);
  const { lottery } = line.terms;
  const refusal = drawRefusal(entry, lottery);
  if (refusal !== null) return refusal;
  if (lottery === null || !isPossible(lottery, outcome)) return 'notAPrize';
  const ratio = drawnRatio(outcome, line.terms);
  const entitledFen = floorShare(netPaid(line), ratio);
  alterEntry(queue, entry, (drawn) => {
    drawn.drawn = true;
    drawn.ratio = ratio;
    drawn.entitledFen = entitledFen;
  });
  desk.record.entryChanged(entry);
  desk.record.happened({
    type: 'entitled',
    by: 'draw',
    entry: id,
    member: entry.member,
    ratio,
    entitledFen,
    at,
  });
  if (entitledFen === 0) cancelEntry(queue, entry, line, at, desk);
  return null;
}
