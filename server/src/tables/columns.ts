import { timeText } from '@paifan/shared/time/shanghai';
import { yuanText } from '@paifan/shared/money/text';
import type { Fen } from '@paifan/shared/money/fen';

/** What stands in a column, and how it is written: `yuan` and `hundredths` are whole fen or hundredths in code. */
export type Column<Row> =
  | { readonly title: string; readonly kind: 'text'; readonly value: (row: Row) => string | null }
  | { readonly title: string; readonly kind: 'whole'; readonly value: (row: Row) => number | null }
  | { readonly title: string; readonly kind: 'yuan' | 'hundredths'; readonly value: (row: Row) => Fen | null }
  | { readonly title: string; readonly kind: 'time'; readonly value: (row: Row) => Date | null };

/** A cell as it is written: a number stays one, everything else is text. */
export interface Cell {
  readonly isNumber: boolean;
  /** A number is exact, with a point and without separators. */
  readonly text: string;
}

const EMPTY: Cell = { isNumber: false, text: '' };

/** What a row has in a column. */
export function cellOf<Row>(column: Column<Row>, row: Row): Cell {
  if (column.kind === 'text') return textCell(column.value(row));
  if (column.kind === 'time') return textCell(timeCell(column.value(row)));
  if (column.kind === 'whole') {
    const value = column.value(row);
    return value === null ? EMPTY : { isNumber: true, text: String(value) };
  }
  const amount = column.value(row);
  return amount === null ? EMPTY : { isNumber: true, text: yuanText(amount).replaceAll(',', '') };
}

const textCell = (text: string | null): Cell => (text === null ? EMPTY : { isNumber: false, text });

/** `2026-01-31 08:05:09`, in Shanghai. */
const timeCell = (at: Date | null): string | null => at && timeText(at.getTime());
