import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Cell } from './columns';
import type { TableWriter } from './csvWriter';

/*
 * XLSX: a zip of XML files (ECMA-376). Sheets are written as they come, with texts in their cells and no shared table of them, so
 * that a million rows need no memory.
 */

/** As many rows as a sheet can have, its titles among them. */
export const ROWS_A_SHEET = 1_048_576;
const LONGEST_TEXT = 32_767;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** @param rowsASheet further rows stand on further sheets, under the same titles */
export function xlsxWriter(file: string, titles: readonly string[], rowsASheet = ROWS_A_SHEET): TableWriter {
  const zip = new ZipFile();
  const output = createWriteStream(file, { mode: 0o640 });
  const written = finished(zip.outputStream.pipe(output));
  // Whoever writes or ends is told; until then nobody waits for it.
  written.catch(() => undefined);
  const titleRow = titles.map((text) => ({ isNumber: false, text }));
  let sheets = 0;
  let sheet: PassThrough | null = null;
  let row = 0;

  async function send(text: string): Promise<void> {
    if (sheet && !sheet.write(text)) await Promise.race([once(sheet, 'drain'), written]);
  }
  async function endSheet(): Promise<void> {
    await send('</sheetData></worksheet>');
    sheet?.end();
    sheet = null;
  }
  async function beginSheet(): Promise<void> {
    if (sheet) await endSheet();
    sheet = new PassThrough();
    sheets += 1;
    row = 1;
    zip.addReadStream(sheet, `xl/worksheets/sheet${sheets}.xml`);
    await send(
      `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
        `<sheetData>${rowXml(titleRow, 1)}`,
    );
  }

  return {
    async write(rows) {
      for (let from = 0; from < rows.length;) {
        if (sheet === null || row === rowsASheet) await beginSheet();
        const some = rows.slice(from, from + rowsASheet - row);
        const above = row;
        await send(some.map((cells, index) => rowXml(cells, above + index + 1)).join(''));
        row += some.length;
        from += some.length;
      }
    },
    async end() {
      if (sheet === null) await beginSheet();
      await endSheet();
      for (const [name, text] of Object.entries(frame(sheets))) zip.addBuffer(Buffer.from(text), name);
      zip.end();
      await written;
    },
    abandon: () => void output.destroy(),
  };
}

const rowXml = (cells: readonly Cell[], row: number): string =>
  `<row r="${row}">${cells.map((cell, index) => cellXml(cell, `${columnName(index)}${row}`)).join('')}</row>`;

function cellXml({ isNumber, text }: Cell, address: string): string {
  if (text === '') return '';
  if (isNumber) return `<c r="${address}"><v>${text}</v></c>`;
  const content = xmlText(text.slice(0, LONGEST_TEXT));
  return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`;
}

/** 0 → `A`, 25 → `Z`, 26 → `AA`. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** What XML 1.0 cannot say: control characters, halves of a pair. */
const UNSAYABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const xmlText = (text: string): string =>
  text.replace(UNSAYABLE, '').replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);

/** The files around so many sheets. */
function frame(sheets: number): Record<string, string> {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const each = (text: (n: number) => string): string => numbers.map(text).join('');
  return {
    '[Content_Types].xml':
      `${XML}<Types xmlns="${PACKAGE}/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
      each(
        (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
      ) +
      '</Types>',
    '_rels/.rels':
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>` +
      each((n) => `<sheet name="${n}" sheetId="${n}" r:id="rId${n}"/>`) +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
      each(
        (n) => `<Relationship Id="rId${n}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
      ) +
      '</Relationships>',
  };
}
