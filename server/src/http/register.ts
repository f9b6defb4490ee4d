import Router from '@koa/router';
import type { Context } from 'koa';
import { contract, type RouteKey } from '@paifan/shared/contract/contract';
import type { Route, UploadKind } from '@paifan/shared/contract/route';
import { ApiError } from '@paifan/shared/errors/errors';
import { listeningOf, sendEvents } from './events';
import type { FileAnswer, Handlers, RouteRequest, StreamEvent } from './handlers';
import type { Authenticate } from './middleware/authenticate';
import type { AuthenticateOperator } from './middleware/authenticateOperator';
import type { AuthenticateStaff } from './middleware/authenticateStaff';
import { readIdempotencyKey } from './middleware/idempotencyKey';
import type { RateLimit } from './middleware/rateLimit';
import { readJson, readRawBody } from './middleware/readBody';
import { readUpload } from './middleware/readUpload';
import { checkAnswer } from './middleware/checkAnswer';
import { validate } from './middleware/validate';

export interface RegisterOptions {
  authenticate: Authenticate;
  authenticateOperator: AuthenticateOperator;
  authenticateStaff: AuthenticateStaff;
  limitSignIns: RateLimit;
  bodyLimitBytes: number;
  uploadLimitBytes: Readonly<Record<UploadKind, number>>;
  /** Aborted when the server stops: streams end then. */
  closing: AbortSignal;
  /** Demo routes answer only in demo mode. */
  demo: boolean;
  /** Answers are held against the contract; production saves the time. */
  checkAnswers: boolean;
}

const SIGN_IN_ROUTES: ReadonlySet<RouteKey> = new Set([
  'POST /api/session',
  'POST /api/demo/session',
  'POST /api/admin/session',
  'POST /api/desk/session',
  // Nobody has to sign in for it.
  'POST /api/applications',
  'POST /api/applications/uploads',
]);

/** A router with every route of the contract: read and checked as the contract says, then handed to its handler. */
export function registerRoutes(handlers: Handlers, options: RegisterOptions): Router {
  // An address in other letters is another one: what looks at paths beside the router does not see it as the API's.
  const router = new Router({ sensitive: true });
  for (const key of Object.keys(contract) as RouteKey[]) {
    const [method = '', path = ''] = key.split(' ');
    router.register(path, [method], (ctx) => answer(key, handlers, options, ctx), { name: key });
  }
  return router;
}

async function answer<K extends RouteKey>(
  key: K,
  handlers: Handlers,
  options: RegisterOptions,
  ctx: Context,
): Promise<void> {
  const route: Route = contract[key];
  if (route.demo && !options.demo) throw new ApiError('not_found');
  if (SIGN_IN_ROUTES.has(key)) options.limitSignIns(ctx);
  const body = await handlers[key](await readRequest<K>(route, options, ctx));
  if (route.response === 'empty') {
    ctx.status = 204;
    return;
  }
  if (route.response === 'file') {
    sendFile(ctx, body as FileAnswer);
    return;
  }
  if (route.response === 'event-stream') {
    const events = body as AsyncIterable<StreamEvent<unknown>>;
    sendEvents(ctx, options.checkAnswers ? checkedEvents(key, route.event, events) : events);
    return;
  }
  if (options.checkAnswers) checkAnswer(key, route.response, body);
  if (route.response === 'image/png') ctx.type = 'image/png';
  ctx.body = body instanceof Uint8Array ? Buffer.from(body) : body;
}

async function* checkedEvents(
  key: RouteKey,
  schema: Route['event'],
  events: AsyncIterable<StreamEvent<unknown>>,
): AsyncGenerator<StreamEvent<unknown>> {
  for await (const event of events) {
    if (event !== null && schema !== undefined) checkAnswer(key, schema, event.data);
    yield event;
  }
}

function sendFile(ctx: Context, { content, type, name }: FileAnswer): void {
  ctx.attachment(name);
  ctx.type = type;
  ctx.body = content;
}

/** Reads in this order: who asks, then what: a stranger learns nothing from how a request is judged. */
async function readRequest<K extends RouteKey>(
  route: Route,
  options: RegisterOptions,
  ctx: Context,
): Promise<RouteRequest<K>> {
  const operator =
    route.auth === 'operator' ? await options.authenticateOperator(ctx, route.permission) : undefined;
  const staff = route.auth === 'staff' ? await options.authenticateStaff(ctx, route.permission) : undefined;
  const memberId =
    route.auth === 'public' || route.auth === 'member' ? await options.authenticate(ctx, route.auth) : null;
  const request = {
    params: validate('params', route.params, ctx.params),
    query: validate('query', route.query, ctx.query),
    body: route.body && validate('body', route.body, await readJson(ctx, options.bodyLimitBytes)),
    file: route.upload && (await readUpload(ctx, options.uploadLimitBytes[route.upload])),
    memberId,
    operator,
    staff,
    idempotencyKey: route.idempotent && readIdempotencyKey(ctx),
    listening: route.response === 'event-stream' ? listeningOf(ctx, options.closing) : undefined,
    notification:
      route.auth === 'wechat'
        ? { headers: ctx.headers, rawBody: await readRawBody(ctx, options.bodyLimitBytes) }
        : undefined,
  };
  // The contract's table ties each route's schemas to the types of its handler; the compiler cannot follow a loop over it.
  return request as RouteRequest<K>;
}
