import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';

const GIVEN_ID = /^[0-9A-Za-z_-]{8,64}$/;

/** Names each request, by the proxy's name for it if there is one, so that a log line can be found from an answer. */
export const requestId: Middleware = async (ctx, next) => {
  const given = ctx.get('x-request-id');
  ctx.state.requestId = GIVEN_ID.test(given) ? given : randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId);
  await next();
};
