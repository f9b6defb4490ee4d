import { z } from 'zod';
import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { AdjustmentId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import { adjustmentIdColumn } from '../../db/columns';
import { insertRow } from '../../db/insertRow';
import { queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';
import { hashOf, once } from '../once';
import { readAdjustment, type Adjustment } from './adjustments';

type AdjustmentRequest = BodyOf<'POST /api/admin/adjustments'>;

interface Kept {
  readonly id: AdjustmentId;
  readonly requestHash: Buffer;
}
const keptRow = z
  .object({ id: adjustmentIdColumn, request_hash: z.instanceof(Buffer) })
  .transform(({ id, request_hash }): Kept => ({ id, requestHash: request_hash }));

/**
 * An operator asks for a balance to be put right. Nothing moves: somebody else has to approve. With a key that was used before, the
 * request of then comes back.
 * @throws ApiError member_not_found, forbidden_phrase, idempotency_key_reused
 */
export async function requestAdjustment(
  shop: ShopContext,
  operator: Operator,
  key: string,
  request: AdjustmentRequest,
): Promise<Adjustment> {
  const { db } = shop;
  assertAllowedTexts({ reason: request.reason });
  if ((await db.members.count({ where: { id: request.memberId } })) === 0)
    throw new ApiError('member_not_found');
  const requestHash = hashOf(request);
  const kept = await once(
    requestHash,
    () =>
      queryOne(
        db,
        'SELECT id, request_hash FROM adjustments WHERE requested_by_id = ? AND idempotency_key = ?',
        [operator.id, key],
        keptRow,
      ),
    () => inTransaction(db, (tx) => insert(shop, tx, operator, { key, requestHash, request })),
  );
  return readAdjustment(db, kept.id);
}

async function insert(
  { clock }: ShopContext,
  tx: Tx,
  { id: operatorId }: Operator,
  { key, requestHash, request }: { key: string; requestHash: Buffer; request: AdjustmentRequest },
): Promise<Kept> {
  const at = clock.now();
  const { memberId, balance, amount, reason } = request;
  const id = adjustmentIdColumn.parse(
    await insertRow(tx, 'adjustments', {
      ...{ member_id: memberId, balance, amount, reason, state: 'requested' },
      ...{ requested_by_id: operatorId, requested_at: at },
      ...{ idempotency_key: key, request_hash: requestHash },
    }),
  );
  await audit(tx, {
    ...{ at, operatorId, action: 'adjustment.requested', subject: `adjustment:${id}` },
    ...{ before: null, after: { member: memberId, balance, amount, reason } },
  });
  return { id, requestHash };
}
