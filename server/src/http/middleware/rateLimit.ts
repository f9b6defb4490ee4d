import { ApiError } from '@paifan/shared/errors/errors';
import type { Context } from 'koa';
import type { Clock } from '../../clock';

/** @throws ApiError too_many_requests */
export type RateLimit = (ctx: Context) => void;

const MINUTE_MS = 60_000;

/**
 * Lets through so many requests a minute from one address. Counted in this process only: it slows guessing down, it is
 * no accounting.
 */
export function limitPerMinute(limit: number, clock: Clock): RateLimit {
  let minute = 0;
  let counts = new Map<string, number>();
  return (ctx) => {
    const now = clock.now().getTime();
    const current = Math.floor(now / MINUTE_MS);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    const count = (counts.get(ctx.ip) ?? 0) + 1;
    counts.set(ctx.ip, count);
    if (count <= limit) return;
    ctx.set('Retry-After', String(Math.ceil(((current + 1) * MINUTE_MS - now) / 1000)));
    throw new ApiError('too_many_requests');
  };
}
