import type { Browser, BrowserContext, Page } from 'playwright-core';
import { operatorWith } from '../../server/test/support/operators';
import { shoot } from '../web/shots';
import { openFurnishedShop, type FurnishedShop } from './furnished';
import { DESK_PAGES, OPERATOR_PAGES } from './pageTables';
import { letLoad } from './pageStates';
import { openConsoleBrowser, openSession, type Side } from './workplace';

/* Every page of the tables, by the table: it opens with the demo's data, on two screens. */

let shop: FurnishedShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = [await openFurnishedShop(), await openConsoleBrowser()];
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

const TABS = 3;
const SCREENS = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** The address of each page; a page with parameters needs an example. */
function addressesOf(paths: readonly string[], examples: Readonly<Record<string, string>>): string[] {
  const missing = paths.filter((path) => path.includes(':') && examples[path] === undefined);
  expect(missing).toEqual([]);
  return paths.map((path) => examples[path] ?? path);
}

interface Round {
  readonly name: string;
  readonly side: Side;
  readonly token: () => Promise<string>;
  readonly addresses: () => string[];
}

const ROUNDS: readonly Round[] = [
  {
    name: 'operators',
    side: 'operator',
    token: async () => (await operatorWith(shop, 'owner')).token,
    addresses: () =>
      addressesOf(
        OPERATOR_PAGES.map(({ path }) => path),
        shop.operatorExamples,
      ),
  },
  {
    name: 'a store',
    side: 'staff',
    token: async () => shop.atStore.token,
    addresses: () =>
      addressesOf(
        DESK_PAGES.filter(({ kind }) => kind !== 'supplier').map(({ path }) => path),
        shop.deskExamples,
      ).map((address) => `desk/${address}`),
  },
  {
    name: 'a supplier',
    side: 'staff',
    token: async () => shop.atSupplier.token,
    addresses: () =>
      addressesOf(
        DESK_PAGES.filter(({ kind }) => kind === 'supplier').map(({ path }) => path),
        shop.deskExamples,
      ).map((address) => `desk/${address}`),
  },
];

/** Does something with every address, in a few tabs at a time. @returns what was found against each */
async function inTabs(
  context: BrowserContext,
  addresses: readonly string[],
  judge: (page: Page, address: string) => Promise<readonly string[]>,
): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  const rest = [...addresses];
  const work = async (): Promise<void> => {
    for (let address = rest.shift(); address !== undefined; address = rest.shift()) {
      const page = await context.newPage();
      const against = await judge(page, address).catch((error: unknown) => [String(error)]);
      if (against.length > 0) found[address] = against;
      await page.close();
    }
  };
  await Promise.all(Array.from({ length: TABS }, work));
  return found;
}

const tooWide = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');

async function opens(page: Page, address: string): Promise<string[]> {
  const against: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') against.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => against.push(error.stack ?? error.message));
  await page.goto(`/admin/${address}`);
  await letLoad(page);
  if (!(await page.title()).endsWith(' · 排返')) against.push('has no title');
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    await shoot(page, `every-${address.replace(/[^a-z-]+/gi, '_')}-${screen.width}`);
    const beyond = await tooWide(page);
    if (beyond > 0) against.push(`${beyond} px wider than a screen of ${screen.width}`);
  }
  return against;
}

describe.each(ROUNDS)('every page of $name', ({ side, token, addresses }) => {
  test('opens without a complaint and fits the screen', async () => {
    const context = await openSession(browser, shop, side, await token());
    expect(await inTabs(context, addresses(), opens)).toEqual({});
    await context.close();
  });
});
