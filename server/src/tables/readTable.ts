import { parse as parseCsv } from 'csv-parse/sync';
import Decimal from 'decimal.js';
import readXlsxFile from 'read-excel-file/node';

/** A table as text: its rows as they stand in the file, each with as many cells as it has. */
export type TextTable = readonly (readonly string[])[];

/** The file cannot be read as a table. The message is for who uploaded it. */
export class UnreadableTable extends Error {}

/** A zip unfolds to no more than this: a small file must not fill the memory. */
const UNFOLDED_BYTES = 200 * 1024 * 1024;

/** What a table is, by its bytes; null: something else. Every text may be a CSV. */
export function tableFormatOf(file: Buffer): 'csv' | 'xlsx' | null {
  if (file.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return 'xlsx';
  return file.includes(0) ? null : 'csv';
}

/**
 * Reads a CSV (UTF-8, or GB 18030 as Chinese spreadsheets save it) or the first sheet of an XLSX.
 * @throws UnreadableTable
 */
export async function readTable(file: Buffer): Promise<TextTable> {
  const format = tableFormatOf(file);
  if (format === null) throw new UnreadableTable('文件既不是 CSV 也不是 XLSX');
  return format === 'xlsx' ? readXlsx(file) : readCsv(decode(file));
}

function decode(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030').decode(file);
  }
}

/** What the export put before a text so that it is no formula. */
const GUARDED = /^'(?=[=+\-@\t\r])/;

function readCsv(text: string): TextTable {
  try {
    const rows = parseCsv(text, { bom: true, relax_column_count: true, skip_empty_lines: false });
    return rows.map((row) => row.map((cell) => cell.replace(GUARDED, '').trim()));
  } catch {
    throw new UnreadableTable('CSV 格式有误，请检查引号与换行');
  }
}

async function readXlsx(file: Buffer): Promise<TextTable> {
  if (unfoldedBytes(file) > UNFOLDED_BYTES) throw new UnreadableTable('XLSX 内容过大');
  try {
    const [sheet] = await readXlsxFile(file, { parseNumber: numberText });
    return (sheet?.data ?? []).map((row) => row.map(cellText));
  } catch {
    throw new UnreadableTable('XLSX 无法读取，请用表格软件重新保存后再试');
  }
}

/** A spreadsheet keeps what it computed with an error in the seventeenth digit, and shows fifteen. */
const numberText = (text: string): string =>
  /^[-+]?\d/.test(text) ? new Decimal(text).toSignificantDigits(15).toString() : text;

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).trim();
}

const DIRECTORY_ENTRY = Buffer.from('PK\x01\x02', 'latin1');

/** What the files of a zip come to, as its directory says. */
function unfoldedBytes(zip: Buffer): number {
  let bytes = 0;
  for (let at = zip.indexOf(DIRECTORY_ENTRY); at >= 0 && at + 46 <= zip.length;) {
    bytes += zip.readUInt32LE(at + 24);
    at = zip.indexOf(DIRECTORY_ENTRY, at + 46);
  }
  return bytes;
}
