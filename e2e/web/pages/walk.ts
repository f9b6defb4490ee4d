import type { Browser, BrowserContext, Page } from 'playwright-core';
import { become, seen } from '../screen';
import { addressOf, type PageRow } from './table';
import type { Stage } from './stage';

/** The screens on which every page has to look well: an iPhone and a small Android phone. */
export const SCREENS = [
  { name: 'iphone', width: 390, height: 844 },
  { name: 'android', width: 360, height: 640 },
] as const;

/** As many pages load side by side: one waits for the server while another one draws. */
const LANES = 4;

/** A page of the browser with the mini-program in it. */
export interface Walker {
  page: Page;
  /** What the page wrote to the console as an error, or threw, since this was last asked. */
  complaints(): string[];
}

/** A phone's browser in the hands of a member. */
export async function phoneOf(
  browser: Browser,
  shop: Stage['shop'],
  nickname: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...{ viewport: SCREENS[0], deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },
    ...{ baseURL: shop.url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' },
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto('/');
  await become(page, nickname);
  await page.close();
  return context;
}

/**
 * Visits all these pages, some side by side, and keeps what each visit found; what a visit throws is among it, so that one page that
 * fails hides no other.
 */
export async function walk<Row>(
  context: BrowserContext,
  rows: readonly Row[],
  visit: (walker: Walker, row: Row) => Promise<string[]>,
): Promise<ReadonlyMap<Row, readonly string[]>> {
  const found = new Map<Row, string[]>();
  const waiting = [...rows];
  const lane = async (): Promise<void> => {
    const walker = await walkerIn(context);
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      found.set(
        row,
        await visit(walker, row).catch((thrown: unknown) => [
          thrown instanceof Error ? thrown.message : String(thrown),
        ]),
      );
    }
    await walker.page.close();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return found;
}

async function walkerIn(context: BrowserContext): Promise<Walker> {
  const page = await context.newPage();
  let complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  return {
    page,
    complaints: () => {
      const said = complaints;
      complaints = [];
      return said;
    },
  };
}

/** Opens a page by its address, and waits for something in it. A mini-program that is open already stays so. */
export const openPage = (walker: Walker, row: PageRow, stage: Stage, waitFor: string): Promise<void> =>
  openAt(walker, row, waitFor, addressOf(row, stage.shown));

let loads = 0;

/** The same in a mini-program that has just been opened and knows nothing: another query makes another document. */
export const openAnew = (walker: Walker, row: PageRow, stage: Stage, waitFor: string): Promise<void> =>
  openAt(walker, row, waitFor, `/?load=${(loads += 1)}${addressOf(row, stage.shown).slice(1)}`);

async function openAt(
  { page, complaints }: Walker,
  row: PageRow,
  waitFor: string,
  address: string,
): Promise<void> {
  complaints();
  await page.goto(address);
  await seen(page, `${row.root} .${waitFor}`).first().waitFor();
}
