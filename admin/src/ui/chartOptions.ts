import type { EChartsCoreOption } from 'echarts/core';
import { moneyText } from '@paifan/shared/client/moneyText';
import { COLOURS } from '../theme/tokens';

/* How charts of the house look: one place for axes, colours and amounts. */

/** One line or bar of a chart: a value for each label; null: there is none. */
export interface Series {
  readonly name: string;
  readonly type: 'line' | 'bar';
  readonly colour: string;
  readonly values: readonly (number | null)[];
  readonly dashed?: true;
}

interface ChartParts {
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly write: (value: number) => string;
  /** The same, short: for an axis. */
  readonly mark?: (value: number) => string;
}

/** Lines and bars over labels, mostly days. */
export const chartOption = ({ labels, series, write, mark = write }: ChartParts): EChartsCoreOption => ({
  animation: false,
  grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
  legend: { top: 0, left: 0, textStyle: { color: COLOURS.secondInk } },
  tooltip: {
    trigger: 'axis',
    valueFormatter: (value: unknown) => (typeof value === 'number' ? write(value) : '—'),
  },
  xAxis: {
    type: 'category',
    data: labels,
    axisLine: { lineStyle: { color: COLOURS.hairline } },
    axisLabel: { color: COLOURS.secondInk, hideOverlap: true },
    axisTick: { show: false },
  },
  yAxis: {
    type: 'value',
    minInterval: 1,
    splitLine: { lineStyle: { color: COLOURS.hairline } },
    axisLabel: { color: COLOURS.secondInk, formatter: mark },
  },
  series: series.map(({ name, type, colour, values, dashed }) => ({
    name,
    type,
    data: values,
    showSymbol: values.length === 1,
    barMaxWidth: 24,
    itemStyle: { color: colour },
    lineStyle: { color: colour, width: 2, type: dashed ? 'dashed' : 'solid' },
  })),
});

const WAN_FEN = 1_000_000;

/** Yuan, from ten thousand on in 万: an axis has little room. Its marks are round numbers, or nearly. */
const shortYuan = (value: number): string =>
  Math.abs(value) < WAN_FEN
    ? moneyText(Math.round(value)).replace(/\.00$/, '')
    : `${moneyText(Math.round(value / 10_000)).replace(/\.?0+$/, '')} 万`;

/** The same with amounts in fen. */
export const moneyChart = (labels: readonly string[], series: readonly Series[]): EChartsCoreOption =>
  chartOption({ labels, series, write: moneyText, mark: shortYuan });

/** What came in and what was paid, by day. */
export const flowChart = (
  days: readonly { readonly day: string; readonly inflowFen: number; readonly paidFen: number }[],
): EChartsCoreOption =>
  moneyChart(
    days.map(({ day }) => day.slice(5)),
    [
      {
        name: '流入',
        type: 'bar',
        colour: COLOURS.secondInk,
        values: days.map(({ inflowFen }) => inflowFen),
      },
      { name: '已奖励', type: 'line', colour: COLOURS.jade, values: days.map(({ paidFen }) => paidFen) },
    ],
  );
