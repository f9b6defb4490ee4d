import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Middleware } from 'koa';
import serve from 'koa-static';
import { CONSOLE_BUILD, PICTURES, WEB_BUILD } from '../paths';
import { mount } from './mount';

const YEAR_MS = 365 * 86_400_000;
/** Some lie there compressed as well, which is what is sent to those who take it. */
const HASHED_FILE = /[.-][0-9a-f]{8,}\.\w+(\.map)?(\.br|\.gz)?$/;
/** Addresses that are answered elsewhere: what is not there is not for the mini-program's page to answer. */
const ANSWERED_ELSEWHERE = /^\/(api|pay|simulator|docs|pictures|uploads)(\/|$)/;

/** Pictures of what is sold, at `/pictures`. */
export const pictures = (): Middleware =>
  mount('/pictures', serve(PICTURES, { index: false, maxage: 3_600_000 }));

/** The consoles, at `/admin`: the address of one of their pages opens the one page, as with the mini-program's. */
export const consoles = (directory: string = CONSOLE_BUILD): Middleware =>
  mount('/admin', buildOf(directory));

/** Uploaded pictures, at `/uploads`. Their names say what is in them, so they never change. */
export const uploads = (folder: string): Middleware =>
  mount('/uploads', serve(folder, { index: false, maxage: YEAR_MS, immutable: true }));

/** The web build of the mini-program, at every address that nobody else answers. */
export function site(directory: string = WEB_BUILD): Middleware {
  const build = buildOf(directory);
  return (ctx, next) => (ANSWERED_ELSEWHERE.test(ctx.path) ? next() : build(ctx, next));
}

/**
 * An application of one page. Files with a hash in their name never change and are kept by the browser; the page itself is
 * asked for each time. Any other address opens the page, which finds its way by itself.
 */
function buildOf(directory: string): Middleware {
  const files = serve(directory, {
    index: false,
    maxage: 0,
    setHeaders: (response, file) => {
      if (HASHED_FILE.test(file))
        response.setHeader('Cache-Control', `public, max-age=${YEAR_MS / 1000}, immutable`);
    },
  });
  return async (ctx, next) => {
    const reads = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (!reads) return next();
    const opensPage = path.extname(ctx.path) === '' || ctx.path === '/index.html';
    if (!opensPage) return files(ctx, next);
    const page = readPage(directory);
    if (page === null) return next();
    ctx.set('Cache-Control', 'no-cache');
    ctx.type = 'text/html; charset=utf-8';
    ctx.body = page;
  };
}

function readPage(directory: string): string | null {
  const file = path.join(directory, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** The hashes that allow the page's own inline scripts in a content security policy, and no others. */
export function inlineScriptHashes(directory: string = WEB_BUILD): string[] {
  const scripts = readPage(directory)?.matchAll(/<script>([\s\S]*?)<\/script>/g) ?? [];
  return [...scripts].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
}
