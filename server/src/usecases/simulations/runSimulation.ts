import { writeFile } from 'node:fs/promises';
import type { Progress } from '@paifan/shared/simulate/simulate';
import { playInThread, Unplayable } from '../../simulation/thread';
import type { LongJobRun } from '../longJobs/runningJob';
import { planOf, writtenPlanOf } from './simulations';

/** Plays a plan in a thread of its own; what it shows is the job's file. */
export const simulation: LongJobRun = async (_shop, job) => {
  const plan = planOf(writtenPlanOf(job.row));
  const ending = new AbortController();
  let told = Promise.resolve();
  const tell = ({ day, days }: Progress): void => {
    told = told.then(() => job.tell(day, days)).catch((reason: unknown) => ending.abort(reason));
  };
  try {
    const { result } = await playInThread({ plan, runs: 1 }, tell, ending.signal);
    await told;
    ending.signal.throwIfAborted();
    await job.tell(plan.days, plan.days);
    await writeFile(job.unfinishedFile, JSON.stringify(result));
    return { extension: 'json' };
  } catch (error) {
    if (!(error instanceof Unplayable)) throw error;
    return { extension: null, error: '方案中的金额过大，无法计算' };
  }
};
