import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readPlan } from '@paifan/shared/simulate/readPlan';
import { playInThread } from '../server/src/simulation/thread';
import { ROOT } from '../scripts/paths';
import { step } from '../scripts/terminal';
import type { Measured } from './support/measured';
import { stepsPerSecond } from './support/core';
import { wholeNumbers } from './support/options';
import { median } from './support/settling';

const PLAN = 'shared/plans/typical.json';

/**
 * Orders that the simulator plays in a second, from the plan to the finished result, with the typical plan that is shipped:
 * median of some runs in one process. `perCpuSecond` counts the processors' time instead of the clock's, so that a loaded machine can
 * be told from a slow simulator; `yardstick` is how fast a core of this machine counts.
 */
export async function benchSimulate(args: readonly string[]): Promise<Measured> {
  const { runs } = wholeNumbers(args, { runs: 5 });
  const plan = readPlan(JSON.parse(readFileSync(path.join(ROOT, PLAN), 'utf8')));
  const yardstick = stepsPerSecond();
  const { result, times } = await step(`${PLAN}, ${runs} runs`, (detail) =>
    playInThread({ plan, runs }, ({ day, days }) => detail(`day ${day} of ${days}`)),
  );
  const perSecond = (ms: number): number => Math.round((result.orders * 1000) / ms);
  return {
    perSecond: perSecond(median(times.map(({ ms }) => ms))),
    perCpuSecond: perSecond(median(times.map(({ cpuMs }) => cpuMs))),
    size: result.orders,
    days: result.days.length,
    runs,
    seed: result.seed,
    yardstick,
  };
}
