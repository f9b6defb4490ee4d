import type { LongJobResult, LongJobRow } from '../../db/models/longJobs';
import type { ShopContext } from '../context';

/** Does a long job. It may be begun again from the beginning when a process dies, so it must do nothing twice. */
export type LongJobRun = (shop: ShopContext, job: RunningJob) => Promise<JobOutcome>;

/** What a run is told, and tells. */
export interface RunningJob {
  readonly row: LongJobRow;
  /** Where to write its file, if it makes one: at the end that file is the result. */
  readonly unfinishedFile: string;
  /** Tells how far it is; to be called often. @throws Stopped when the job was cancelled or given to another run */
  tell(done: number, total: number | null): Promise<void>;
}

/** What a job leaves. */
export interface JobOutcome {
  /** The ending of its file; null: it made none. */
  readonly extension: 'csv' | 'xlsx' | 'json' | null;
  readonly result?: LongJobResult;
  /** Why it could not be done, for who asked; absent: it was. */
  readonly error?: string;
}
