import { ApiError } from '@paifan/shared/errors/errors';
import type { LongJobId } from '@paifan/shared/ids/ids';
import type { LongJobKindName } from '@paifan/shared/longJobs/kinds';
import { audit } from '../../db/audit';
import type { LongJobRow } from '../../db/models/longJobs';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import type { LongJobOwner } from './requestLongJob';

/** An owner's long jobs, newest first. */
export async function readOwnLongJobs(
  { db }: ShopContext,
  owner: LongJobOwner,
  request: PageRequest & { readonly kind?: LongJobKindName },
): Promise<Page<LongJobRow>> {
  const { kind } = request;
  const rows = await db.longJobs.findAll({
    where: { ...owner, ...(kind === undefined ? {} : { kind }), ...olderThan<LongJobId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/**
 * Stops a long job that waits or runs; a run notices at its next step. Repeated, nothing more happens.
 * @throws ApiError long_job_not_found; long_job_state when it has ended otherwise
 */
export async function cancelLongJob(
  { db, clock }: ShopContext,
  owner: LongJobOwner,
  id: LongJobId,
): Promise<LongJobRow> {
  return inTransaction(db, async (tx) => {
    const row = await db.longJobs.findOne({ where: { id, ...owner }, lock: true, transaction: tx });
    if (row === null) throw new ApiError('long_job_not_found');
    if (row.state === 'cancelled') return row;
    if (row.state !== 'waiting' && row.state !== 'running') throw new ApiError('long_job_state');
    const { state } = row;
    const now = clock.now();
    await row.update(
      { state: 'cancelled', finishedAt: now, leaseOwner: null, leaseUntil: null },
      { transaction: tx },
    );
    if (owner.operatorId !== undefined) {
      const { operatorId } = owner;
      await audit(tx, {
        ...{ at: now, operatorId, action: 'longJob.cancelled', subject: `longJob:${id}` },
        ...{ before: { state }, after: { state: 'cancelled' } },
      });
    }
    return row;
  });
}
