import { createHash } from 'node:crypto';
import { ApiError } from '@paifan/shared/errors/errors';

/** What a request asks for, to tell a repeated one from another one under the same key. */
export const hashOf = (request: unknown): Buffer =>
  createHash('sha256').update(JSON.stringify(request)).digest();

/**
 * Does what a client may ask for twice with one key: whatever came of it first is the answer again.
 * @param find what stands under the key already
 * @throws ApiError idempotency_key_reused; what `work` throws
 */
export async function once<Row extends { requestHash: Buffer }>(
  requestHash: Buffer,
  find: () => Promise<Row | null>,
  work: () => Promise<Row>,
): Promise<Row> {
  const findSame = async (): Promise<Row | null> => {
    const row = await find();
    if (row && !row.requestHash.equals(requestHash)) throw new ApiError('idempotency_key_reused');
    return row;
  };
  const earlier = await findSame();
  if (earlier) return earlier;
  try {
    return await work();
  } catch (error) {
    // A twin of this request may have come first; whatever stopped this one, that is the answer.
    const twin = await findSame();
    if (twin) return twin;
    throw error;
  }
}
