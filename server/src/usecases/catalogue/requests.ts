import { z } from 'zod';
import { idColumn } from '../../db/columns';
import { execute, queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { actorText, type Actor } from '../actor';
import type { ShopContext } from '../context';
import { hashOf, once } from '../once';

const requestRow = z
  .object({ request_hash: z.instanceof(Buffer), subject_id: idColumn })
  .transform(({ request_hash: requestHash, subject_id: subjectId }) => ({ requestHash, subjectId }));

/**
 * Does a write of the catalogue once for each key of an actor, in one transaction.
 * @param request what is asked for, to tell another request under the same key
 * @param work gives the id of what came of it, which is the answer to every repetition
 * @throws ApiError idempotency_key_reused; what `work` throws
 */
export async function onceForActor<Id extends string>(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  actor: Actor,
  key: string,
  request: unknown,
  work: (tx: Tx) => Promise<Id>,
): Promise<Id> {
  const requestHash = hashOf(request);
  const name = actorText(actor);
  const find = () =>
    queryOne(
      db,
      'SELECT request_hash, subject_id FROM catalogue_requests WHERE actor = ? AND idempotency_key = ?',
      [name, key],
      requestRow,
    );
  const { subjectId } = await once(requestHash, find, () =>
    inTransaction(db, async (tx) => {
      // Comes first: a twin of this request waits here, and then is refused.
      await execute(
        tx,
        `INSERT INTO catalogue_requests (actor, idempotency_key, request_hash, subject_id, at)
         VALUES (?, ?, ?, 0, ?)`,
        [name, key, requestHash, clock.now()],
      );
      const id = await work(tx);
      await execute(
        tx,
        'UPDATE catalogue_requests SET subject_id = ? WHERE actor = ? AND idempotency_key = ?',
        [id, name, key],
      );
      return { requestHash, subjectId: id };
    }),
  );
  return subjectId as Id;
}
