import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { countColumn } from '../../db/columns';
import { queryOne } from '../../db/query';
import type { Tx } from '../../db/transaction';
import { lockMember } from '../lockMember';

/** So many unpaid orders a member may hold: each keeps pieces from others for its minutes. */
const MOST_UNPAID = 20;

/**
 * Refuses one unpaid order too many. Orders of one member are placed one after the other from here on: the member's row is locked
 * until the transaction ends, so orders side by side do not slip through.
 * @throws ApiError too_many_unpaid
 */
export async function assertFewUnpaid(tx: Tx, memberId: MemberId, now: Date): Promise<void> {
  await lockMember(tx, memberId);
  const row = await queryOne(
    tx,
    "SELECT COUNT(*) AS unpaid FROM orders WHERE member_id = ? AND state = 'placed' AND expires_at > ?",
    [memberId, now],
    z.object({ unpaid: countColumn }),
  );
  if (row !== null && row.unpaid >= MOST_UNPAID)
    throw new ApiError('too_many_unpaid', undefined, { most: MOST_UNPAID });
}
