import { ApiError, type ErrorCode } from '@paifan/shared/errors/errors';
import type { Context, Middleware } from 'koa';
import { isServerTrouble } from '../../db/errors';
import type { Logger } from '../../log';

/** Turns whatever was thrown into `{code, message, details?}`. What we did not foresee is logged and told only by its id. */
export function errors(logger: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      const unanswered = ctx.body == null ? UNANSWERED[ctx.status] : undefined;
      if (unanswered) throw new ApiError(unanswered);
    } catch (thrown) {
      const error = toApiError(thrown) ?? failure(thrown, ctx, logger);
      ctx.status = error.status;
      ctx.type = 'application/json';
      ctx.body = error.toBody();
    }
  };
}

/** What the router leaves behind where no route took the request. */
const UNANSWERED: Readonly<Record<number, ErrorCode>> = {
  404: 'not_found',
  405: 'method_not_allowed',
  501: 'method_not_allowed',
};

/** The errors that libraries throw with a status (a malformed path, a file that is not there). */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'bad_request',
  403: 'forbidden',
  404: 'not_found',
  413: 'payload_too_large',
};

function toApiError(thrown: unknown): ApiError | null {
  if (thrown instanceof ApiError) return thrown;
  const status = thrown instanceof Error && 'status' in thrown ? Number(thrown.status) : 500;
  const code = BY_STATUS[status];
  return code ? new ApiError(code) : null;
}

function failure(thrown: unknown, ctx: Context, logger: Logger): ApiError {
  const requestId: unknown = ctx.state.requestId;
  logger.error({ err: thrown, requestId, method: ctx.method, path: ctx.path }, 'a request failed');
  // The same request may succeed in a moment, and whoever asks should know that.
  return new ApiError(isServerTrouble(thrown) ? 'unavailable' : 'internal', undefined, { requestId });
}
