import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openConsoleBrowser, openSession } from '../e2e/console/workplace';
import { ensureBuilt } from '../scripts/build';
import { ensureDatabase } from '../scripts/database';
import { say, step } from '../scripts/terminal';
import type { Measured } from './support/measured';
import { openBigStage, openDemoStage, type ConsoleStage, type Visitor } from './support/consoleStage';
import { wholeNumbers } from './support/options';
import { seededRandom } from './support/random';
import { median } from './support/settling';

/** Issue of the consoles: no page waits longer than this on the demo's data. */
const LIMIT_MS = 1_000;
const STANDING = path.join(__dirname, 'support', 'standing.js');
/** An address of the application that no page has: nothing is read for it. */
const NOWHERE = 'no-such-page';

/** More than there are. */
const ALL = 1_000;

/** Times by page, in ms. */
type Times = Map<string, number[]>;

/**
 * Every page of the consoles, opened in Chromium within the application and by a first load, until its content stands. Beside them in the
 * same run: an address of the same application that has no page, and `/healthz`.
 */
export async function benchConsoles(args: readonly string[]): Promise<Measured> {
  const { rounds, orders, pages } = wholeNumbers(args, { rounds: 5, orders: 0, pages: ALL });
  await ensureBuilt('admin');
  const { url, stop } = await ensureDatabase();
  // The demo is played in a shop as the tests open it, on the same server.
  process.env['TEST_DATABASE_URL'] ??= url;
  let stage: ConsoleStage | undefined;
  let browser: Browser | undefined;
  try {
    stage = orders === 0 ? await openDemoStage() : await openBigStage(url, orders);
    browser = await openConsoleBrowser();
    const within: Times = new Map();
    const first: Times = new Map();
    const nowhere: number[] = [];
    const health: number[] = [];
    for (const everywhere of stage.visitors) {
      const visitor = { ...everywhere, addresses: everywhere.addresses.slice(0, pages) };
      await step(
        `the ${visitor.name}'s ${visitor.addresses.length} pages, ${rounds} times each`,
        async (detail) => {
          for (let round = 1; round <= rounds; round += 1) {
            detail(`round ${round}`);
            await walkWithin(
              await openTab(browser as Browser, stage as ConsoleStage, visitor),
              visitor,
              round,
              {
                ...{ within, nowhere, health },
              },
            );
            for (const address of visitor.addresses) {
              const page = await openTab(browser as Browser, stage as ConsoleStage, visitor);
              keep(first, address, await loadFirst(page, address));
              await page.context().close();
            }
          }
        },
      );
    }
    return { ...report(within, first, nowhere, health), ...stage.size, rounds };
  } finally {
    await browser?.close();
    await stage?.stop();
    await stop();
  }
}

const keep = (times: Times, address: string, ms: number): void => {
  times.set(address, [...(times.get(address) ?? []), ms]);
};

/** A tab of a browser that has never been here: nothing is in its cache. */
async function openTab(browser: Browser, stage: ConsoleStage, { side, token }: Visitor): Promise<Page> {
  const context = await openSession(browser, stage, side, token);
  await context.addInitScript(readFileSync(STANDING, 'utf8'));
  return context.newPage();
}

async function loadFirst(page: Page, address: string): Promise<number> {
  await page.goto(`/admin/${address}`, { waitUntil: 'commit' });
  return page.evaluate<number>('standing.loaded()');
}

/** One page after another, in another order each round, so that none always profits from what the one before it has read. */
async function walkWithin(
  page: Page,
  { side, addresses }: Visitor,
  round: number,
  { within, nowhere, health }: { within: Times; nowhere: number[]; health: number[] },
): Promise<void> {
  const home = side === 'operator' ? '/admin' : '/admin/desk';
  await loadFirst(page, side === 'operator' ? 'account' : 'desk/account');
  for (const address of shuffled(addresses, round)) {
    nowhere.push(await reach(page, `${home}/${NOWHERE}`, '.ant-result-404'));
    keep(within, address, await reach(page, `/admin/${address}`, 'h1'));
    health.push(await page.evaluate<number>(`standing.asked('/healthz')`));
  }
  await page.context().close();
}

const reach = (page: Page, address: string, selector: string): Promise<number> =>
  page.evaluate<number>(`standing.reached(${JSON.stringify(address)}, ${JSON.stringify(selector)})`);

function shuffled(addresses: readonly string[], seed: number): string[] {
  const random = seededRandom(seed);
  return addresses
    .map((address) => ({ address, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ address }) => address);
}

const worst = (times: readonly number[]): number => Math.round(Math.max(...times));
const middle = (times: readonly number[]): number => Math.round(median(times));

function report(
  within: Times,
  first: Times,
  nowhere: readonly number[],
  health: readonly number[],
): Measured {
  const rows = [...within]
    .map(([page, times]) => {
      const loads = first.get(page) ?? [];
      return { page, ms: middle(times), worst: worst(times), loadMs: middle(loads), loadWorst: worst(loads) };
    })
    .sort((a, b) => b.ms - a.ms);
  say(`  ${'page'.padEnd(40)}  within: median  worst   first load: median  worst (ms)`);
  for (const { page, ...row } of rows)
    say(
      `  ${page.padEnd(40)} ${String(row.ms).padStart(15)} ${String(row.worst).padStart(6)} ${String(row.loadMs).padStart(20)} ${String(row.loadWorst).padStart(6)}`,
    );
  const slowest = Math.max(...rows.map(({ ms }) => ms));
  return {
    ours: slowest,
    yardstick: middle(nowhere),
    healthMs: middle(health),
    pages: rows.length,
    medianMs: middle(rows.map(({ ms }) => ms)),
    worstMs: Math.max(...rows.map(({ worst: ms }) => ms)),
    loadMedianMs: middle(rows.map(({ loadMs }) => loadMs)),
    loadSlowestMs: Math.max(...rows.map(({ loadMs }) => loadMs)),
    loadWorstMs: Math.max(...rows.map(({ loadWorst }) => loadWorst)),
    limitMs: LIMIT_MS,
    within: slowest < LIMIT_MS,
    slowest: rows.slice(0, 8),
  };
}
