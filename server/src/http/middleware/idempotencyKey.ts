import { ApiError } from '@paifan/shared/errors/errors';
import type { Context } from 'koa';

const KEY = /^[0-9A-Za-z_-]{8,64}$/;

/**
 * The client's name for a write that it may have to repeat.
 * @throws ApiError idempotency_key_missing, or bad_request when it has another form
 */
export function readIdempotencyKey(ctx: Context): string {
  const key = ctx.get('idempotency-key');
  if (key === '') throw new ApiError('idempotency_key_missing');
  if (KEY.test(key)) return key;
  throw new ApiError('bad_request', undefined, [
    { path: 'headers.idempotency-key', problem: 'must be 8 to 64 letters, digits, - or _' },
  ]);
}
