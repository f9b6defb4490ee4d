import Koa, { type Middleware } from 'koa';
import compress from 'koa-compress';
import helmet from 'koa-helmet';
import { ApiError } from '@paifan/shared/errors/errors';
import type { Logger } from '../log';
import { docs } from './docs';
import { healthz } from './health';
import type { Handlers } from './handlers';
import { accessLog } from './middleware/accessLog';
import { errors } from './middleware/errors';
import { requestId } from './middleware/requestId';
import { mount } from './mount';
import { registerRoutes, type RegisterOptions } from './register';
import { consoles, inlineScriptHashes, pictures, site, uploads } from './site';

export interface AppOptions extends RegisterOptions {
  logger: Logger;
  handlers: Handlers;
  /** Resolves when the shop can work. */
  isHealthy: () => Promise<boolean>;
  /** Where uploaded pictures are. */
  picturesFolder: string;
  trustProxy: boolean;
  https: boolean;
  /** What stands under `/simulator`; null where WeChat itself is used. */
  simulator: Middleware | null;
}

/** The web server: the API of the contract, its documentation, the mini-program's web build and the pictures. */
export function createApp(options: AppOptions): Koa {
  const app = new Koa({ proxy: options.trustProxy, maxIpsCount: 1 });
  // What reaches Koa itself is mostly a client that went away in the middle of an answer.
  app.on('error', (error: unknown) => options.logger.warn({ err: error }, 'an answer did not arrive'));
  const api = registerRoutes(options.handlers, options);

  app.use(requestId);
  app.use(accessLog(options.logger));
  app.use(securityHeaders(options.https));
  app.use(compress());
  app.use(errors(options.logger));
  app.use(pagesAreRead);
  app.use(healthz(options.isHealthy));
  app.use(docs());
  app.use(pictures());
  app.use(uploads(options.picturesFolder));
  if (options.simulator) app.use(mount('/simulator', options.simulator));
  app.use(noStore);
  app.use(api.routes());
  app.use(api.allowedMethods());
  app.use(consoles());
  app.use(site());
  return app;
}

/** What does more than read is the API's affair; everything beside it is pages and files. */
const pagesAreRead: Middleware = (ctx, next) => {
  if (ctx.method === 'GET' || ctx.method === 'HEAD' || TAKES_WRITES.test(ctx.path)) return next();
  ctx.set('Allow', 'GET, HEAD');
  throw new ApiError('method_not_allowed');
};
const TAKES_WRITES = /^\/(api|pay|simulator)(\/|$)/;

/** Answers of the API are about one person and one moment. */
const noStore: Middleware = async (ctx, next) => {
  if (ctx.path.startsWith('/api/') || ctx.path.startsWith('/pay/')) ctx.set('Cache-Control', 'no-store');
  await next();
};

// Over plain http the browser must not be sent to https, where nobody listens.
function securityHeaders(https: boolean): Middleware {
  return helmet({
    strictTransportSecurity: https,
    contentSecurityPolicy: {
      directives: {
        'script-src': ["'self'", ...inlineScriptHashes()],
        'img-src': ["'self'", 'data:', 'blob:'],
        'style-src': ["'self'", "'unsafe-inline'"],
        'font-src': ["'self'", 'data:'],
        // A picture that was chosen is read from its blob before it is uploaded.
        'connect-src': ["'self'", 'blob:'],
        ...(https ? {} : { 'upgrade-insecure-requests': null }),
      },
    },
  });
}
