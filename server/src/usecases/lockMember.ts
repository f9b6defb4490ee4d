import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { memberIdColumn } from '../db/columns';
import { queryOne } from '../db/query';
import type { Tx } from '../db/transaction';

const memberRow = z.object({ id: memberIdColumn });

/**
 * Lets one write of a member wait for the other, where rows that are not there yet have to be counted. It is the first lock of its
 * transaction.
 */
export async function lockMember(tx: Tx, id: MemberId): Promise<void> {
  await queryOne(tx, 'SELECT id FROM members WHERE id = ? FOR UPDATE', [id], memberRow);
}
