import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';
import { gzipped } from '../e2e/support/gzipped';
import { ensureBrowser, launchOptions } from '../scripts/browser';
import { ensureBuilt } from '../scripts/build';
import { withScratchDatabase } from '../scripts/database';
import { freePort } from '../scripts/ports';
import { ClearError, say, step } from '../scripts/terminal';
import type { Measured } from './support/measured';
import { wholeNumbers } from './support/options';
import { inHundredths, median } from './support/settling';
import {
  CPU_SLOWDOWN,
  FAST_4G,
  SLOW_4G,
  slowedStepsPerSecond,
  visitSlowly,
  type Fetched,
  type NetworkProfile,
  type Visit,
} from './support/slowPhone';

/** Issue of the shop: nobody waits longer for the first products. */
const LIMIT_MS = 2_000;
const PRODUCTS = '.t-product-card';
/** An address of the same server with one word on it: what one answer takes, and a frame. */
const BARE = '/healthz';

/**
 * The first screen of the web build on a slow phone: from asking for the address until the first products are seen, with nothing in the
 * cache. The real server with the demo's data, as `npm start` runs it. Beside it by turns, `yardstick`: a bare address of the same server.
 */
export async function benchFirstScreen(args: readonly string[]): Promise<Measured> {
  const { runs } = wholeNumbers(args, { runs: 7 });
  await ensureBuilt('h5');
  const browser = await chromium.launch(launchOptions(await ensureBrowser()));
  try {
    return await withScratchDatabase('paifan_bench', (url) =>
      withServer(url, (shop) => measure(browser, shop, runs)),
    );
  } finally {
    await browser.close();
  }
}

async function measure(browser: Browser, shop: string, runs: number): Promise<Measured> {
  const open = (network: NetworkProfile): Promise<Visit> => visitSlowly(browser, shop, PRODUCTS, network);
  // The server compiles its first answers; the shop has had visitors before.
  const first = await step('warming up', () => open(FAST_4G));
  const bare: Visit[] = [];
  const visits: Visit[] = [];
  const steps: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    steps.push(await slowedStepsPerSecond(browser));
    bare.push(await visitSlowly(browser, new URL(BARE, shop).href, 'body', FAST_4G));
    const visit = await open(FAST_4G);
    visits.push(visit);
    say(`  run ${run} of ${runs}: ${Math.round(visit.shownMs)} ms`);
  }
  const slow = await step(`once with ${SLOW_4G.name}`, () => open(SLOW_4G));
  const ms = (values: readonly Visit[], of: (visit: Visit) => number): number =>
    Math.round(median(values.map(of)));
  const ours = ms(visits, ({ shownMs }) => shownMs);
  const yardstick = ms(bare, ({ shownMs }) => shownMs);
  const worstMs = Math.round(Math.max(...visits.map(({ shownMs }) => shownMs)));
  return {
    ...{ ours, yardstick, ratio: inHundredths(ours / yardstick) },
    ...{ worstMs, limitMs: LIMIT_MS, within: worstMs < LIMIT_MS },
    firstPaintMs: ms(visits, ({ firstPaintMs }) => firstPaintMs),
    ...{ slow4gMs: Math.round(slow.shownMs), kB: Math.round(first.bytes / 1000), ...(await filesOf(first)) },
    ...{ network: FAST_4G.name, cpuSlowdown: CPU_SLOWDOWN, runs },
    slowedStepsPerSecond: median(steps),
  };
}

/** What the first screen is made of, and whether it is sent as it should be. */
async function filesOf({ fetched }: Visit) {
  const scripts = fetched.filter(({ type }) => type === 'Script');
  const files = fetched.filter(({ type }) => type === 'Script' || type === 'Stylesheet');
  const sizes = await Promise.all(scripts.map(({ url }) => gzipped(new URL(url))));
  const addresses = (some: readonly Fetched[]): string[] => some.map(({ url }) => new URL(url).pathname);
  return {
    requests: fetched.length,
    scripts: scripts.length,
    scriptGzipBytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    uncompressed: addresses(files.filter((file) => isLong(file) && !isCompressed(file))),
    notKept: addresses(files.filter(({ headers }) => !headers['cache-control']?.includes('immutable'))),
  };
}

/** Less than a kilobyte is not worth compressing; what was compressed while it was sent has no length. */
const isLong = ({ headers }: Fetched): boolean => Number(headers['content-length'] ?? Infinity) > 1_024;
const isCompressed = ({ headers }: Fetched): boolean => /^(br|gzip)$/.test(headers['content-encoding'] ?? '');

/** The shop as `npm start` runs it, on a database and a port of its own, once its demo data are there. */
async function withServer<T>(databaseUrl: string, work: (shop: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'paifan-bench-'));
  const port = await freePort(34_900);
  const program = ['--import', 'tsx', 'server/src/main.ts', '--services', 'web,worker,scheduler,simulator'];
  const server = spawn(process.execPath, program, {
    env: {
      ...{ PATH: process.env['PATH'], NODE_ENV: 'development', PAIFAN_DEMO: '1', LOG_LEVEL: 'warn' },
      ...{ PAIFAN_LOCAL_DIRECTORY: folder, FILES_FOLDER: folder },
      ...{ DATABASE_URL: databaseUrl, PORT: String(port) },
    },
    stdio: ['ignore', 2, 2],
  });
  try {
    const shop = `http://127.0.0.1:${port}`;
    await step('a shop with the demo’s data opens', () => untilHealthy(shop, server));
    return await work(shop);
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

const READY_LIMIT_MS = 5 * 60_000;

async function untilHealthy(shop: string, server: ChildProcess): Promise<void> {
  for (const end = Date.now() + READY_LIMIT_MS; Date.now() < end; await pause(100)) {
    if (server.exitCode !== null) throw new ClearError('The server ended before it was open.');
    const answer = await fetch(`${shop}/healthz`).catch(() => null);
    if (answer?.ok === true) return;
  }
  throw new ClearError(`The server did not open within ${READY_LIMIT_MS / 60_000} minutes.`);
}
