import { ApiError } from '@paifan/shared/errors/errors';
import type { LongJobId, MerchantId, OperatorId } from '@paifan/shared/ids/ids';
import type { LongJobKindName } from '@paifan/shared/longJobs/kinds';
import { audit } from '../../db/audit';
import type { LongJobRow } from '../../db/models/longJobs';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { hashOf, once } from '../once';

/** Whose long job it is: nobody else sees it. */
export type LongJobOwner =
  | { readonly operatorId: OperatorId; readonly merchantId?: never }
  | { readonly merchantId: MerchantId; readonly operatorId?: never };

/** What is asked for. `params` are as its kind says, checked by the contract. */
export interface LongJobRequest {
  readonly kind: LongJobKindName;
  readonly params: Readonly<Record<string, unknown>>;
}

/** So many of one owner may wait or run: an export is heavy. */
const OPEN_AT_MOST = 5;

/**
 * Asks for a long job; the scheduler runs it. What an operator asks for is kept in the audit log: data leaves the shop.
 * @param key names this request of this owner
 * @throws ApiError long_job_limit, idempotency_key_reused
 */
export function requestLongJob(
  shop: ShopContext,
  owner: LongJobOwner,
  key: string,
  request: LongJobRequest,
): Promise<LongJobRow> {
  const { db, clock } = shop;
  const requestHash = hashOf(request);
  return once(
    requestHash,
    () => db.longJobs.findOne({ where: { ...owner, idempotencyKey: key } }),
    () =>
      inTransaction(db, async (tx) => {
        const open = await db.longJobs.count({
          where: { ...owner, state: ['waiting', 'running'] },
          transaction: tx,
        });
        if (open >= OPEN_AT_MOST) throw new ApiError('long_job_limit');
        const now = clock.now();
        const row = await db.longJobs.create(
          { ...request, ...owner, state: 'waiting', idempotencyKey: key, requestHash, requestedAt: now },
          { transaction: tx },
        );
        if (owner.operatorId !== undefined) {
          const { operatorId } = owner;
          await audit(tx, {
            ...{ at: now, operatorId, action: 'longJob.requested', subject: `longJob:${row.id}` },
            ...{ before: null, after: { kind: request.kind, ...toldOf(request) } },
          });
        }
        return row.reload({ transaction: tx });
      }),
  );
}

/** What of a request the audit log tells: that a person's name was asked for, and not the name. */
const toldOf = ({ params }: LongJobRequest) =>
  params.nickname === undefined ? params : { ...params, nickname: '***' };

/** @throws ApiError long_job_not_found, also for what is somebody else's */
export async function findOwnLongJob(
  { db }: ShopContext,
  owner: LongJobOwner,
  id: LongJobId,
): Promise<LongJobRow> {
  const row = await db.longJobs.findOne({ where: { id, ...owner } });
  if (row === null) throw new ApiError('long_job_not_found');
  return row;
}
