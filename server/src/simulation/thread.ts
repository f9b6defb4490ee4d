import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import type { SimulationResult } from '@paifan/shared/simulate/result';
import type { Plan } from '@paifan/shared/simulate/schema';
import type { Progress } from '@paifan/shared/simulate/simulate';

/** What the thread is asked for. */
export interface PlayRequest {
  readonly plan: Plan;
  /** How often the plan is played, one after the other. */
  readonly runs: number;
}

/** How long a run took, in ms: by the clock, and of the processors' time, all threads together. */
export interface RunTime {
  readonly ms: number;
  readonly cpuMs: number;
}

export interface PlayAnswer {
  readonly result: SimulationResult;
  readonly times: readonly RunTime[];
}

/** What the thread says, the answer last. */
export type PlayMessage = { readonly progress: Progress } | { readonly answer: PlayAnswer };

/** An amount goes beyond what a whole number holds exactly: that is the plan's fault. */
export class Unplayable extends Error {}

/*
 * A play holds what goes on for some days and then lets go of it. Where the young generation has room for those days, little of it
 * has to be moved to the old one. Measured: see bench/README.md.
 */
const MEMORY = { maxYoungGenerationSizeMb: 384, maxOldGenerationSizeMb: 4096 };

/**
 * The play as one script. As a module of its own each file exports through getters, and every call from file to file takes one:
 * measured, a third of the time of a play.
 */
function script(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, 'worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/**
 * Plays a plan in a thread of its own, so that this one can tell how far it is, and goes on with its work.
 * @param signal ends the play; its reason is what is thrown then
 * @throws Unplayable; what else the play throws
 */
export function playInThread(
  request: PlayRequest,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<PlayAnswer> {
  const worker = new Worker(script(), { eval: true, workerData: request, resourceLimits: MEMORY });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: PlayMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else resolve(message.answer);
    });
    // An error that comes from a thread is known by its name alone.
    worker.on('error', (error: Error) =>
      reject(error.name === 'RangeError' ? new Unplayable(error.message) : error),
    );
    signal?.addEventListener('abort', () => {
      reject(signal.reason);
      void worker.terminate();
    });
    worker.on('exit', (code) => reject(new Error(`the play ended with ${code}, and without a result`)));
  });
}
