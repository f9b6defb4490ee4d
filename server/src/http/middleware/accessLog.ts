import type { Middleware } from 'koa';
import type { Logger } from '../../log';

/** One line a request: method, path, status and time. No address, no query, no headers: they can name a person. */
export function accessLog(shopLogger: Logger): Middleware {
  // What stands in these lines is chosen here: looking for what has to be blanked would cost more than the line.
  const logger = shopLogger.child({}, { redact: [] });
  return async (ctx, next) => {
    const start = performance.now();
    await next();
    const line = {
      requestId: ctx.state.requestId,
      method: ctx.method,
      path: ctx.path,
      status: ctx.status,
      ms: Math.round(performance.now() - start),
    };
    if (ctx.path.startsWith('/api') || ctx.path.startsWith('/pay')) logger.info(line, 'request');
    else logger.debug(line, 'request');
  };
}
