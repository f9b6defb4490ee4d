import { Alert, Progress } from 'antd';
import { barPercent } from '@paifan/shared/client/moneyText';
import { LONG_JOB_WORDS } from '@paifan/shared/longJobs/kinds';
import { LONG_JOB_STATE_TEXT } from '@paifan/shared/texts/states';
import type { LongJob } from './useLongJob';

const BAR = {
  waiting: 'normal',
  running: 'active',
  done: 'success',
  failed: 'exception',
  cancelled: 'normal',
} as const;

/** `120 / 300`, or `120` while nobody knows how many there will be. */
const countText = ({ doneCount, totalCount }: LongJob): string =>
  totalCount === null ? String(doneCount) : `${doneCount} / ${totalCount}`;

/** How far a long job is, and why it failed. */
export function JobProgress({ job }: { job: LongJob }) {
  const { kind, state, doneCount, totalCount, error } = job;
  return (
    <div className="job-progress">
      <Progress
        aria-label="进度"
        percent={state === 'done' ? 100 : barPercent(doneCount, totalCount ?? 0)}
        status={BAR[state]}
      />
      <div className="quiet">
        {LONG_JOB_STATE_TEXT[state]}
        {doneCount > 0 ? `，${countText(job)} ${LONG_JOB_WORDS[kind].unit}` : ''}
      </div>
      {error === null ? null : <Alert type="error" showIcon title={error} />}
    </div>
  );
}
