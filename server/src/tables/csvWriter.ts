import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Cell } from './columns';

/** Writes a table to a file, as it comes: no more of it than a part is in memory. */
export interface TableWriter {
  write(rows: readonly (readonly Cell[])[]): Promise<void>;
  /** Ends the file; it is on the disk then. */
  end(): Promise<void>;
  /** Gives up: what was written is of no use. */
  abandon(): void;
}

/** By this mark Excel knows that the file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A text that begins like this is a formula to a spreadsheet, and may call programs. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** A cell as CSV has it: RFC 4180, and no text is a formula. */
export function csvCell({ isNumber, text }: Cell): string {
  if (isNumber) return text;
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function csvWriter(file: string, titles: readonly string[]): TableWriter {
  const stream = createWriteStream(file, { mode: 0o640 });
  const written = finished(stream);
  // Whoever writes or ends is told; until then nobody waits for it.
  written.catch(() => undefined);
  stream.write(`${BYTE_ORDER_MARK}${line(titles.map((text) => ({ isNumber: false, text })))}`);
  return {
    async write(rows) {
      if (!stream.write(rows.map(line).join(''))) await Promise.race([once(stream, 'drain'), written]);
    },
    async end() {
      stream.end();
      await written;
    },
    abandon: () => void stream.destroy(),
  };
}

const line = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
