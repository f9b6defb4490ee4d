import { setTimeout } from 'node:timers/promises';
import type { Middleware } from 'koa';

/** Who asks does not wait longer than this for a database that hangs. */
const PATIENCE_MS = 2_000;
const late = (): Promise<boolean> => setTimeout(PATIENCE_MS, false, { ref: false });

/** `/healthz`: 200 while the shop can work, 503 while it cannot. */
export function healthz(isHealthy: () => Promise<boolean>): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/healthz') return next();
    const healthy = await Promise.race([isHealthy().catch(() => false), late()]);
    ctx.status = healthy ? 200 : 503;
    ctx.body = { healthy };
  };
}
