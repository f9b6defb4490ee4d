import fc from 'fast-check';
import type { LineRow, OrderRow } from '../src/rebate/settle/facts';
import { readHistory } from '../src/replay/read';
import type { Shop } from '../src/replay/shop';
import { randomHistory } from './randomHistory';
import { runs } from './runs';
import { playWatched, type Watcher } from './watchedShop';

/*
 * For tests of what holds in every shop, at every moment. Claims are checked from the outside: against what happened, what
 * was booked and what was bought, never with the sums that the rules keep for themselves.
 */

/** A claim that must hold. It is checked very often, so what is wrong is put into words only when it is. */
export function claim(holds: boolean, what: () => string): void {
  if (!holds) throw new Error(what());
}

/** A watcher that is made anew for each shop; it may look once more when all is over. */
export type Watch = () => Watcher & { readonly atEnd?: (shop: Shop) => void };

/** Holds for random shops; a failure prints its seed and the smallest history that was found. */
export const always = (watch: Watch, { dividends = false } = {}): void =>
  fc.assert(
    fc.property(randomHistory(60, { dividends }), (json) => {
      const { atEnd, ...watcher } = watch();
      const shop = playWatched(readHistory(json), watcher);
      atEnd?.(shop);
    }),
    runs(150),
  );

export const sum = (amounts: Iterable<number>): number => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
};

/** Amounts by name; what was never named is 0. */
export class Tally extends Map<string, number> {
  add(name: string, amount: number): void {
    this.set(name, this.of(name) + amount);
  }
  of(name: string): number {
    return this.get(name) ?? 0;
  }
}

/** Every part of every order. */
export const partsOf = (shop: Shop) => [...shop.orders.values()].flatMap(({ parts }) => parts);

/** The line that got an entry, with its order. */
export function lineOf(shop: Shop, entry: { readonly order: OrderRow['id']; readonly line: number }) {
  for (const { row } of shop.orders.get(entry.order)?.parts ?? []) {
    const line: LineRow | undefined = row.lines.find(({ line: number }) => number === entry.line);
    if (line !== undefined) return { order: row, line };
  }
  throw new Error(`there is no line ${entry.line} of ${entry.order}`);
}

const MILLION = 1_000_000n;

/** A ratio in millionths, read from its text. */
function exact(ratio: string): bigint {
  const [whole = '', decimals = ''] = ratio.split('.');
  return BigInt(whole) * MILLION + BigInt(decimals.padEnd(6, '0'));
}

/** ⌊base × ratio⌋ */
export const shareOf = (base: number, ratio: string): number =>
  Number((BigInt(base) * exact(ratio)) / MILLION);

/** Is the amount that share: what the ratio comes to exactly, but for less than a fen, and never above? */
export const isRoundedDown = (amount: number, base: number, ratio: string): boolean =>
  amount === shareOf(base, ratio);
