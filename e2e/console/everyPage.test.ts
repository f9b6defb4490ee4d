import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addMerchant, staffWith } from '../../server/test/support/merchants';
import { operatorWith } from '../../server/test/support/operators';
import { permissionsOf, ROLE_NAMES, type Role } from '../../shared/src/operators/permissions';
import { openFreshShop, type TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { openFurnishedShop, type FurnishedShop } from './furnished';
import {
  addressesOf,
  addressOfNothing,
  ALWAYS_FILLED,
  NOTHING,
  OPERATOR_PAGES,
  pagesOfDesk,
} from './pageTables';
import { emptiness, goInside, letLoad, openBroken, SHORT_PAUSES } from './pageStates';
import { openConsoleBrowser, openSession, type Side } from './workplace';

/*
 * Every page of the tables, by the table: it shows that it loads, says so when it cannot, comes when it is tried again, without a
 * complaint and within two screens; and in a shop that has just been opened it says what is not there, and what to do.
 */

let browser: Browser;
beforeAll(async () => {
  browser = await openConsoleBrowser();
});
afterAll(() => browser?.close());

const TABS = 3;
/** A busy machine needs its time for all pages of an operator. */
const WALK_MS = 300_000;
const SCREENS = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

const pagesOf = (role: Role): string[] =>
  OPERATOR_PAGES.filter(({ permission }) => permissionsOf(role).has(permission)).map(({ path }) => path);

/** Somebody who opens every page that is theirs. */
interface Round {
  readonly who: string;
  readonly side: Side;
  readonly token: () => Promise<string>;
  readonly paths: readonly string[];
  readonly isLookedAt?: boolean;
}

const deskOf = ({ side }: Round): string => (side === 'staff' ? 'desk/' : '');

interface Tab {
  readonly page: Page;
  /** What the page wrote to the console as an error, or threw, since this was last asked. */
  readonly complaints: () => string[];
}

async function openTab(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage();
  let said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => said.push(error.stack ?? error.message));
  return { page, complaints: () => said.splice(0) };
}

/** Does something with every address, in a few tabs side by side. @returns what was found against each */
async function inTabs(
  context: BrowserContext,
  addresses: readonly string[],
  judge: (tab: Tab, address: string) => Promise<readonly string[]>,
): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  const rest = [...addresses];
  const work = async (): Promise<void> => {
    const tab = await openTab(context);
    for (let address = rest.shift(); address !== undefined; address = rest.shift()) {
      const against = await judge(tab, address).catch((error: unknown) => [String(error)]);
      if (against.length > 0) found[address] = against;
    }
    await tab.page.close();
  };
  await Promise.all(Array.from({ length: TABS }, work));
  return found;
}

const tooWide = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');

/** Looks at a page as it stands, and keeps a picture of it. */
async function looks(page: Page, name: string): Promise<string[]> {
  const against: string[] = [];
  if (!(await page.title()).endsWith(' · 排返')) against.push('has no title');
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    if (screen === SCREENS[0]) await shoot(page, name.replace(/[^a-z-]+/gi, '_'));
    const beyond = await tooWide(page);
    if (beyond > 0) against.push(`${beyond} px wider than a screen of ${screen.width}`);
  }
  await page.setViewportSize(SCREENS[0]);
  return against;
}

/** The browser writes down every answer outside 2xx, and a page says of each what became of it. */
const isRefusal = (said: string): boolean =>
  said.startsWith('Failed to load resource') && said.includes('/api/');

describe('a shop in which every page has something to show', () => {
  let shop: FurnishedShop;
  beforeAll(async () => {
    shop = await openFurnishedShop();
  }, WALK_MS);
  afterAll(() => shop?.stop());

  const rounds: readonly Round[] = [
    {
      ...{ who: 'operators', side: 'operator', paths: pagesOf('owner') },
      token: async () => (await operatorWith(shop, 'owner')).token,
    },
    { who: 'a store', side: 'staff', paths: pagesOfDesk('store'), token: async () => shop.atStore.token },
    {
      who: 'a supplier',
      side: 'staff',
      paths: pagesOfDesk('supplier'),
      token: async () => shop.atSupplier.token,
    },
  ];

  test.each(rounds)(
    'every page for $who loads, fails and comes, and looks well',
    async (round) => {
      const { side, token, paths } = round;
      const examples = side === 'operator' ? shop.operatorExamples : shop.deskExamples;
      const addresses = addressesOf(paths, examples).map((address) => `${deskOf(round)}${address}`);
      const context = await openSession(browser, shop, side, await token());
      await context.addInitScript(SHORT_PAUSES);
      const found = await inTabs(context, addresses, async ({ page, complaints }, address) => {
        const turn = addresses.indexOf(address);
        const against = await openBroken(page, address, turn);
        await letLoad(page);
        against.push(
          ...(await emptiness(page, false)),
          ...(await looks(page, `every-${deskOf(round)}${paths[turn] ?? ''}`)),
        );
        return [...against, ...complaints().filter((said) => !isRefusal(said))];
      });
      expect(found).toEqual({});
      await context.close();
    },
    WALK_MS,
  );
});

describe('a shop of this morning', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openFreshShop();
  });
  afterAll(() => shop?.stop());

  const rounds: readonly Round[] = [
    ...ROLE_NAMES.map((role) => ({
      ...{
        who: `the role ${role}`,
        side: 'operator' as const,
        paths: pagesOf(role),
        isLookedAt: role === 'owner',
      },
      token: async () => (await operatorWith(shop, role)).token,
    })),
    { who: 'a store', side: 'staff', paths: pagesOfDesk('store'), token: () => deskToken('store') },
    { who: 'a supplier', side: 'staff', paths: pagesOfDesk('supplier'), token: () => deskToken('supplier') },
  ];
  const deskToken = async (kind: 'store' | 'supplier'): Promise<string> =>
    (await staffWith(shop, await addMerchant(shop, { kind, name: '新来的商家' }), 'owner')).token;

  test.each(rounds)(
    'every page for $who says what is not there, and what to do',
    async (round) => {
      const { side, token, paths, isLookedAt = true } = round;
      const desk = deskOf(round);
      const context = await openSession(browser, shop, side, await token());
      const found = await inTabs(context, paths, async ({ page, complaints }, path) => {
        if (page.url() === 'about:blank') {
          await page.goto(`/admin/${desk}account`);
          await letLoad(page);
        }
        const isThere = !path.includes(':');
        const against = isThere
          ? await opensEmpty(page, `${desk}${path}`, ALWAYS_FILLED.has(path))
          : await opensNothing(page, `${desk}${addressOfNothing(path)}`);
        // Roles see the same pages: their look is the owner's.
        if (isThere && isLookedAt) against.push(...(await looks(page, `empty-${desk}${path}`)));
        return [...against, ...complaints().filter((said) => !(isRefusal(said) && said.includes(NOTHING)))];
      });
      expect(found).toEqual({});
      await context.close();
    },
    WALK_MS,
  );
});

async function opensEmpty(page: Page, address: string, isFilled: boolean): Promise<string[]> {
  await goInside(page, address);
  await letLoad(page);
  const against = await emptiness(page, true);
  if (!isFilled && (await page.locator('.nothing').filter({ visible: true }).count()) === 0)
    against.push('does not say that there is nothing');
  return against;
}

/** A page of something that is not there, or is gone. */
async function opensNothing(page: Page, address: string): Promise<string[]> {
  const alert = await goInside(page, address, '.ant-alert-error');
  const words = await alert.innerText();
  return /不存在|没有|已/.test(words) ? [] : [`does not say that it is not there: «${words.trim()}»`];
}
