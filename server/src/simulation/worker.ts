import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import type { SimulationResult } from '@paifan/shared/simulate/result';
import { simulate, type Progress } from '@paifan/shared/simulate/simulate';
import type { PlayMessage, PlayRequest, RunTime } from './thread';

const BETWEEN_REPORTS_MS = 500;

function tell(message: PlayMessage): void {
  parentPort?.postMessage(message);
}

/** Tells how far the play is, but not after every day. */
function reporting(): (progress: Progress) => void {
  let last = performance.now();
  return (progress) => {
    if (performance.now() - last < BETWEEN_REPORTS_MS) return;
    last = performance.now();
    tell({ progress });
  };
}

const { plan, runs } = workerData as PlayRequest;
const times: RunTime[] = [];
let result: SimulationResult | undefined;
for (let run = 0; run < runs; run += 1) {
  const begun = performance.now();
  const cpuBefore = process.cpuUsage();
  result = simulate(plan, reporting());
  const { user, system } = process.cpuUsage(cpuBefore);
  times.push({ ms: performance.now() - begun, cpuMs: (user + system) / 1000 });
}
if (result === undefined) throw new RangeError('a plan is played once at least');
tell({ answer: { result, times } });
