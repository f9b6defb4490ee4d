import { ApiError } from '@paifan/shared/errors/errors';
import type { Context } from 'koa';
import getRawBody from 'raw-body';

/**
 * The bytes of the body as they came.
 * @throws ApiError payload_too_large, or bad_request when the body breaks off
 */
export async function readRawBody(ctx: Context, limitBytes: number): Promise<Buffer> {
  try {
    return await getRawBody(ctx.req, { limit: limitBytes, length: ctx.request.length });
  } catch (error) {
    const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    throw new ApiError(tooLarge ? 'payload_too_large' : 'bad_request');
  }
}

/**
 * The body as JSON.
 * @throws ApiError unsupported_media_type, payload_too_large, bad_request
 */
export async function readJson(ctx: Context, limitBytes: number): Promise<unknown> {
  const encoding = ctx.get('content-encoding') || 'identity';
  if (!ctx.is('application/json') || encoding !== 'identity') throw new ApiError('unsupported_media_type');
  const text = (await readRawBody(ctx, limitBytes)).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('bad_request', undefined, [{ path: 'body', problem: 'is not valid JSON' }]);
  }
}
