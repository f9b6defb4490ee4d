import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page, Request } from 'playwright-core';
import { ARTIFACTS_DIR } from '../places';

/*
 * When a test fails, every page that is open is kept as a picture, with what it asked the server last: `artifacts/failed/`. The test
 * environment calls it at that moment, while the pages still stand.
 */

const FOLDER = path.join(ARTIFACTS_DIR, 'failed');
const ASKED_LAST = 60;

/** What each page asked for lately: when, what, and what came of it. */
const watched = new Map<Page, Asked[]>();

interface Asked {
  readonly at: string;
  readonly what: string;
  outcome: string;
}

/** Lets a page be kept when a test fails. */
export function watchPage(page: Page): void {
  const asked: Asked[] = [];
  const found = new Map<Request, Asked>();
  const end = (request: Request, outcome: string): void => {
    const entry = found.get(request);
    if (entry !== undefined) entry.outcome = outcome;
    found.delete(request);
  };
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (!pathname.startsWith('/api/')) return;
    const at = new Date().toISOString();
    const entry = { at, what: `${request.method()} ${pathname}${search}`, outcome: 'no answer yet' };
    found.set(request, entry);
    asked.push(entry);
    if (asked.length > ASKED_LAST) asked.shift();
  });
  page.on('response', (response) => end(response.request(), String(response.status())));
  page.on('requestfailed', (request) => end(request, request.failure()?.errorText ?? 'failed'));
  page.once('close', () => watched.delete(page));
  watched.set(page, asked);
}

/** Keeps all pages that are open. @param test its name */
async function keepPages(test: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const name = test.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
  let number = 0;
  for (const [page, asked] of watched) {
    number += 1;
    const file = path.join(FOLDER, `${name}-${number}`);
    const lines = asked.map(({ at, what, outcome }) => `${at} ${what} ${outcome}`);
    writeFileSync(`${file}.txt`, `${page.url()}\n${lines.join('\n')}\n`);
    // A browser that hangs shall not hold up the rest.
    await page.screenshot({ path: `${file}.png`, timeout: 5_000 }).catch(() => undefined);
  }
}

Object.assign(globalThis, { keepPagesOfFailure: keepPages });
