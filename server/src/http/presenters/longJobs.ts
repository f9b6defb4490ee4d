import type { ResponseOf } from '@paifan/shared/contract/contract';
import { LONG_JOB_WORDS } from '@paifan/shared/longJobs/kinds';
import type { LongJobRow } from '../../db/models/longJobs';

type LongJobView = ResponseOf<'GET /api/admin/long-jobs/:id'>;

export function presentLongJob(row: LongJobRow): LongJobView {
  const { id, kind, state, doneCount, totalCount, result, error, fileName, fileBytes, expiresAt } = row;
  return {
    ...{ id, kind, state, doneCount, totalCount, error },
    kindText: LONG_JOB_WORDS[kind].label,
    problems: result ? [...result.problems] : [],
    problemCount: result?.problemCount ?? 0,
    file:
      fileName === null || expiresAt === null
        ? null
        : { bytes: fileBytes ?? 0, expiresAt: expiresAt.toISOString() },
    requestedAt: row.requestedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
