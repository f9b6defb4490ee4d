import type { EntryRow, LineRow } from '../rebate/settle/facts';
import type { Offer } from './offers';

/** What came of one thing that is sold. */
export interface ItemSums {
  readonly offer: Offer;
  lines: number;
  /** What was paid for it, less refunds. */
  salesFen: number;
  /** What its lines gave to queues, less what refunds withdrew. */
  inflowFen: number;
}

/** A line of an order with what it sells and the entry that it got. */
export interface PlayedLine extends LineRow {
  readonly item: ItemSums;
  joinedAs: EntryRow | null;
}

/** A line of the part by its number in the order. */
export function lineOfPart(
  { lines }: { readonly lines: readonly PlayedLine[] },
  number: number,
): PlayedLine | undefined {
  for (const line of lines) if (line.line === number) return line;
  return undefined;
}
