import { fen } from '@paifan/shared/money/fen';
import { yuanText } from '@paifan/shared/money/text';
import type {
  DayResult,
  ItemResult,
  QueueResult,
  SimulationResult,
  WaitWarning,
} from '@paifan/shared/simulate/result';

const DAYS_SHOWN = 24;
const ROWS_SHOWN = 20;
const BAR_WIDTH = 20;

/** A column: its head, and what a row shows there. Text stands on the left, amounts on the right. */
interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  readonly left?: true;
}

function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const padded = (text: string, column: number): string =>
    columns[column]?.left === true ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return cells.map((line) => line.map(padded).join('  ').trimEnd()).join('\n');
}

const yuan = (amount: number): string => yuanText(fen(amount));

interface Waited {
  readonly joined: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

/** A waiting time in days; nobody joined: no waiting time. */
const days =
  (which: 'p50' | 'p90') =>
  (row: Waited): string =>
    row.joined === 0 ? '-' : row[which] === null ? 'not yet' : `${row[which]} d`;

const waited: readonly Column<Waited>[] = [
  { head: 'p50', cell: days('p50') },
  { head: 'p90', cell: days('p90') },
];

/** Every Nth day and the last. */
function shownDays(all: readonly DayResult[]): DayResult[] {
  const step = Math.ceil(all.length / DAYS_SHOWN);
  return all.filter(({ day }) => day === 1 || day % step === 0 || day === all.length);
}

function dayTable(result: SimulationResult): string {
  const largest = Math.max(1, ...result.days.map(({ outstandingFen }) => outstandingFen));
  const bar = ({ outstandingFen }: DayResult): string =>
    '█'.repeat(Math.ceil((outstandingFen * BAR_WIDTH) / largest));
  return tableOf<DayResult>(shownDays(result.days), [
    { head: 'day', cell: ({ day }) => String(day) },
    { head: 'date', cell: ({ date }) => date },
    { head: 'orders', cell: ({ orders }) => String(orders) },
    { head: 'sales', cell: ({ salesFen }) => yuan(salesFen) },
    { head: 'inflow', cell: ({ inflowFen }) => yuan(inflowFen) },
    { head: 'paid', cell: ({ paidFen }) => yuan(paidFen) },
    { head: 'rewards', cell: ({ rewardsFen }) => yuan(rewardsFen) },
    { head: 'pool', cell: ({ poolFen, debtFen }) => yuan(poolFen - debtFen) },
    { head: 'coverage', cell: ({ coverage }) => coverage ?? '-' },
    { head: 'waiting', cell: ({ waiting }) => String(waiting) },
    ...waited,
    { head: 'outstanding', cell: ({ outstandingFen }) => yuan(outstandingFen) },
    { head: '', cell: bar, left: true },
  ]);
}

function queueTable({ queues, total }: SimulationResult): string {
  const rows: QueueResult[] = [...queues].sort((a, b) => b.salesFen - a.salesFen).slice(0, ROWS_SHOWN);
  return tableOf<QueueResult>(
    [...rows, { queue: 'all queues', ...total }],
    [
      { head: 'queue', cell: ({ queue }) => queue, left: true },
      { head: 'sales', cell: ({ salesFen }) => yuan(salesFen) },
      { head: 'inflow', cell: ({ inflowFen }) => yuan(inflowFen) },
      { head: 'paid', cell: ({ paidFen }) => yuan(paidFen) },
      { head: 'rewards', cell: ({ rewardsFen }) => yuan(rewardsFen) },
      { head: 'outstanding', cell: ({ outstandingFen }) => yuan(outstandingFen) },
      { head: 'coverage', cell: ({ coverage }) => coverage ?? '-' },
      { head: 'pool', cell: ({ poolFen, debtFen }) => yuan(poolFen - debtFen) },
      { head: 'joined', cell: ({ joined }) => String(joined) },
      { head: 'waiting', cell: ({ waiting }) => String(waiting) },
      ...waited,
    ],
  );
}

function itemTable({ items }: SimulationResult): string {
  const rows: ItemResult[] = [...items].sort((a, b) => b.salesFen - a.salesFen).slice(0, ROWS_SHOWN);
  return tableOf<ItemResult>(rows, [
    { head: 'sold', cell: ({ item }) => item, left: true },
    { head: 'lines', cell: ({ lines }) => String(lines) },
    { head: 'sales', cell: ({ salesFen }) => yuan(salesFen) },
    { head: 'inflow', cell: ({ inflowFen }) => yuan(inflowFen) },
    { head: 'paid', cell: ({ paidFen }) => yuan(paidFen) },
    { head: 'outstanding', cell: ({ outstandingFen }) => yuan(outstandingFen) },
    { head: 'joined', cell: ({ joined }) => String(joined) },
    { head: 'waiting', cell: ({ waiting }) => String(waiting) },
    ...waited,
  ]);
}

const longest = (days: number | null): string =>
  days === null ? 'not all of them are paid yet' : `up to ${days} days`;

const warningText = ({ queue, warnAboveDays, day, date, days, longestDays }: WaitWarning): string =>
  `! ${queue}: who joined on ${days} days, the first of them day ${day} (${date}), waits longer than ` +
  `${warnAboveDays} days (nine of ten): ${longest(longestDays)}`;

const more = (name: string, rows: readonly unknown[]): string[] =>
  rows.length > ROWS_SHOWN ? [`(${rows.length - ROWS_SHOWN} more ${name}: see --json)`] : [];

/** What a simulation shows, for a terminal. Amounts are in yuan, waiting times in days by day of joining. */
export function simulationText(result: SimulationResult): string {
  const { plan, seed, orders, days: all, queues, items, warnings } = result;
  return [
    `${plan}: ${orders} orders in ${all.length} days, seed ${seed}. Amounts in yuan; p50 and p90: after how many days half`,
    'and nine tenths of those who joined that day were paid in full.',
    '',
    dayTable(result),
    '',
    queueTable(result),
    ...more('queues', queues),
    '',
    itemTable(result),
    ...more('items', items),
    ...(warnings.length > 0 ? ['', ...warnings.map(warningText)] : []),
    '',
  ].join('\n');
}
