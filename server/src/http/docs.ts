import path from 'node:path';
import type { Middleware } from 'koa';
import serve from 'koa-static';
import { mount } from './mount';
import { createOpenApi } from './openapi';

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <title>排返 API</title>
    <link rel="stylesheet" href="./swagger-ui.css" />
    <link rel="icon" type="image/png" href="./favicon-32x32.png" sizes="32x32" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="./swagger-ui-bundle.js"></script>
    <script src="./start.js"></script>
  </body>
</html>
`;
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;

/** Where the pages lie. The package itself is for browsers: it would take 200 ms and 40 MB of this process. */
const FOLDER = path.dirname(require.resolve('swagger-ui-dist/package.json'));

/** `/openapi.json`, and `/docs` to read it in a browser, with nothing loaded from elsewhere. */
export function docs(): Middleware {
  let document: string | undefined; // made for whoever asks first: the server opens without it
  const pages = mount('/docs', swaggerUi());
  return async (ctx, next) => {
    if (ctx.path === '/openapi.json') {
      ctx.type = 'application/json';
      ctx.body = document ??= JSON.stringify(createOpenApi());
      return;
    }
    if (ctx.path === '/docs') return ctx.redirect('/docs/');
    await pages(ctx, next);
  };
}

function swaggerUi(): Middleware {
  const files = serve(FOLDER, { index: false, maxage: 3_600_000 });
  return async (ctx, next) => {
    if (ctx.path === '/') {
      ctx.type = 'text/html; charset=utf-8';
      ctx.body = PAGE;
    } else if (ctx.path === '/start.js') {
      ctx.type = 'text/javascript; charset=utf-8';
      ctx.body = START;
    } else {
      await files(ctx, next);
    }
  };
}
