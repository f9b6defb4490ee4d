import type { OrderId } from '../ids/ids';
import { fen, type Fen } from '../money/fen';
import type { Happening } from '../rebate/proof/happenings';

/*
 * Whose money is in a pool, read backwards from a queue's chain: so the payouts of a whole queue (at the end of a pause, by the
 * union's payout, by a merge) name the orders that gave it. By the convention of poolTrace.ts the oldest money goes first, so
 * what is in a pool is what came last.
 */

/** Money of a pool, by the order that gave it; null: it came from another queue, was taken back, or is older than what was read. */
export interface PoolLot {
  readonly order: OrderId | null;
  readonly amountFen: Fen;
}

/** An event of a queue's chain, with the order of its task. */
export interface ChainStep {
  readonly order: OrderId | null;
  readonly happenings: readonly Happening[];
}

/**
 * What a pool is made of, oldest first.
 * @param poolFen what is in it after the steps
 * @param steps the latest first; as many as are at hand
 */
export function lotsInPool(poolFen: Fen, steps: Iterable<ChainStep>): PoolLot[] {
  const lots: PoolLot[] = [];
  let left = Math.max(0, poolFen);
  /** What went out of the youngest money: withdrawals, and acceleration out of the order's own contribution. */
  let gone = 0;
  const came = (order: OrderId | null, amount: number): void => {
    const stayed = Math.max(0, amount - gone);
    gone = Math.max(0, gone - amount);
    const lot = Math.min(left, stayed);
    if (lot > 0) lots.push({ order, amountFen: fen(lot) });
    left -= lot;
  };
  for (const { order, happenings } of steps) {
    if (left === 0) break;
    for (const happening of [...happenings].reverse()) {
      if (happening[0] === 'contributed') came(order, happening[1]);
      else if (happening[0] === 'withdrawn') gone += happening[1];
      else if (happening[0] === 'accelerated') gone += happening[2];
      else if (happening[0] === 'takenBack') came(null, happening[2]);
      else if (happening[0] === 'takenBackElsewhere') came(null, happening[3]);
      else if (happening[0] === 'tookOver') came(null, Math.max(0, happening[4]));
    }
  }
  if (left > 0) lots.push({ order: null, amountFen: fen(left) });
  return lots.reverse();
}

/** The part of some lots from an offset on, in order; lots of one order that follow each other are one. */
export function sliceLots(lots: readonly PoolLot[], offsetFen: Fen, amountFen: Fen): PoolLot[] {
  const slice: { order: OrderId | null; amountFen: Fen }[] = [];
  let from: number = offsetFen;
  let left: number = amountFen;
  for (const { order, amountFen: size } of lots) {
    const part = Math.min(left, Math.max(0, size - from));
    from = Math.max(0, from - size);
    if (part === 0) continue;
    left -= part;
    const last = slice.at(-1);
    if (last?.order === order) last.amountFen = fen(last.amountFen + part);
    else slice.push({ order, amountFen: fen(part) });
  }
  return slice;
}
