import type { EChartsCoreOption } from 'echarts/core';
import { COLOURS } from '../../theme/tokens';
import { chartOption, moneyChart, type Series } from '../../ui/chartOptions';
import type { Shown, SimulationResult } from './useSimulation';

type Day = SimulationResult['days'][number];

interface Drawn {
  readonly name: string;
  readonly colour: string;
  readonly of: (day: Day) => number | null;
}

/** A line of each result; those of the second one are dashed. */
const linesOf = (shown: readonly Shown[], drawn: readonly Drawn[]): Series[] =>
  shown.flatMap(({ name, result }, index) =>
    drawn.map(({ name: what, colour, of }): Series => ({
      ...{ name: shown.length > 1 ? `${what} · ${name}` : what, type: 'line', colour },
      values: result.days.map(of),
      ...(index > 0 ? { dashed: true } : {}),
    })),
  );

const daysOf = (shown: readonly Shown[]): string[] => {
  const most = Math.max(0, ...shown.map(({ result }) => result.days.length));
  return Array.from({ length: most }, (_, index) => `第 ${index + 1} 天`);
};

/** What came in and what was paid, day by day. */
export const flowOf = (shown: readonly Shown[]): EChartsCoreOption =>
  moneyChart(
    daysOf(shown),
    linesOf(shown, [
      { name: '流入', colour: COLOURS.secondInk, of: ({ inflowFen }) => inflowFen },
      { name: '已奖励', colour: COLOURS.jade, of: ({ paidFen }) => paidFen },
    ]),
  );

const sumOfLast30 = (days: readonly Day[], index: number): number =>
  days.slice(Math.max(0, index - 29), index + 1).reduce((sum, { inflowFen }) => sum + inflowFen, 0);

/** What is owed beside what feeds it. */
export const outstandingOf = (shown: readonly Shown[]): EChartsCoreOption =>
  moneyChart(daysOf(shown), [
    ...linesOf(shown, [
      { name: '待奖励', colour: COLOURS.amber, of: ({ outstandingFen }) => outstandingFen },
    ]),
    ...shown.map(({ name, result: { days } }, index): Series => ({
      name: shown.length > 1 ? `近 30 天流入 · ${name}` : '近 30 天流入',
      type: 'line',
      colour: COLOURS.secondInk,
      values: days.map((_, day) => sumOfLast30(days, day)),
      ...(index > 0 ? { dashed: true } : {}),
    })),
  ]);

/** How long those who joined on a day waited; no line where it is not known yet. */
export const waitsOf = (shown: readonly Shown[]): EChartsCoreOption =>
  chartOption({
    labels: daysOf(shown),
    write: (days) => `${days} 天`,
    series: linesOf(shown, [
      { name: '一半的人', colour: COLOURS.secondInk, of: ({ p50 }) => p50 },
      { name: '九成的人', colour: COLOURS.amber, of: ({ p90 }) => p90 },
    ]),
  });
