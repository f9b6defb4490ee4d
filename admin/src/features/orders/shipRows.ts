import { CARRIERS, TRACKING_NUMBER, type Carrier } from '@paifan/shared/orders/carriers';

export interface ShipRow {
  readonly orderNo: string;
  readonly carrier: Carrier;
  readonly number: string;
}

export interface ReadRows {
  readonly rows: readonly ShipRow[];
  /** Rows that name an order, and no company and number yet. */
  readonly unfilled: number;
  readonly problems: readonly string[];
}

/** 「顺丰」「顺丰快递」 and 「顺丰速运」 are one. */
const stemOf = (name: string): string => name.replace(/(速运|速递|快递|快运|物流)$/, '').toUpperCase();

const byName = new Map<string, Carrier>(
  (Object.keys(CARRIERS) as Carrier[]).flatMap((code) => [
    [code, code],
    [stemOf(CARRIERS[code]), code],
  ]),
);

/** Of the first column: a whole table is pasted with its titles. */
const TITLE = '订单号';

/** Cells of a spreadsheet come with tabs between them: what stands behind the first three is not asked for. */
const cellsOf = (line: string): string[] =>
  line.includes('\t')
    ? line
        .split('\t')
        .slice(0, 3)
        .map((cell) => cell.trim())
    : line.trim().split(/[,，\s]+/);

/** What was pasted from a table: a row a line, with order, express company (its code or name) and number. */
export function readShipRows(text: string): ReadRows {
  const rows: ShipRow[] = [];
  const problems: string[] = [];
  let unfilled = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const [orderNo = '', company = '', number = '', ...more] = cellsOf(line);
    if (orderNo === '' || orderNo === TITLE) continue;
    const carrier = byName.get(stemOf(company));
    const where = `第 ${index + 1} 行`;
    if (company === '') unfilled += 1;
    else if (more.length > 0) problems.push(`${where}：多于三列`);
    else if (carrier === undefined) problems.push(`${where}：没有「${company}」这家快递公司`);
    else if (!TRACKING_NUMBER.test(number)) problems.push(`${where}：快递单号「${number}」不对`);
    else rows.push({ orderNo, carrier, number });
  }
  return { rows, unfilled, problems };
}
