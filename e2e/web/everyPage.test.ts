import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { ROOT } from '../../scripts/paths';
import { openBrowser } from './browser';
import { barriers } from './pages/axe';
import { failApi } from './pages/failing';
import { lookLarger, misfits } from './pages/looks';
import { NOTHING, openEmptyShop, openFullShop, type Stage } from './pages/stage';
import { nameOf, NOT_THERE, PAGES, type PageRow } from './pages/table';
import { openAnew, openPage, phoneOf, SCREENS, walk, type Walker } from './pages/walk';
import { seen } from './screen';
import { shoot } from './shots';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

interface AppConfig {
  pages: readonly string[];
  subPackages: readonly { root: string; pages: readonly string[] }[];
}

test('every page of the mini-program is in the table, and no other', () => {
  Reflect.set(globalThis, 'defineAppConfig', (config: unknown) => config);
  const file = path.join(ROOT, 'miniapp', 'src', 'app.config.ts');
  const { pages, subPackages } = (jest.requireActual(file) as { default: AppConfig }).default;
  const all = [
    ...pages,
    ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
  ];
  expect([...new Set(PAGES.map((row) => row.path))].sort()).toEqual([...all].sort());
});

/** Looks at what is on the screen, on either phone: a picture of it, what does not fit, and what keeps people out. */
async function lookAt({ page }: Walker, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    await shoot(page, `${screen.name}/${name}`);
    found.push(...(await misfits(page)).map((fault) => `${screen.name}: ${fault}`));
  }
  return [...found, ...(await barriers(page))];
}

/** Looks once more, on the phone on which it is now, as people see it who have chosen large text. */
async function lookAtLargeText({ page }: Walker, name: string): Promise<string[]> {
  await lookLarger(page, true);
  await shoot(page, `large/${name}`);
  const found = (await misfits(page)).map((fault) => `large text: ${fault}`);
  await lookLarger(page, false);
  return found;
}

/** A busy machine needs its time for sixty pages on two phones. */
const WALK_MS = 600_000;

const named = (rows: readonly PageRow[]) => rows.map((row) => ({ name: nameOf(row), row }));
const asking = PAGES.filter(({ asksNothing = false }) => !asksNothing);

type Found = Awaited<ReturnType<typeof walk<PageRow>>>;

describe('a page with nothing in it', () => {
  let stage: Stage;
  const contexts: BrowserContext[] = [];
  let found: Found;

  beforeAll(async () => {
    stage = await openEmptyShop();
    const { shop, nickname, shopkeeper } = stage;
    found = new Map([
      ...(await walkAs(await phoneOf(browser, shop, nickname), (row) => row.atDesk !== true)),
      ...(await walkAs(await phoneOf(browser, shop, shopkeeper), (row) => row.atDesk === true)),
    ]);
  }, WALK_MS);

  afterAll(async () => {
    for (const context of contexts) await context.close();
    await stage?.shop.stop();
  });

  function walkAs(context: BrowserContext, opens: (row: PageRow) => boolean): Promise<Found> {
    contexts.push(context);
    return walk(context, PAGES.filter(opens), async (walker, row) => {
      await openPage(walker, row, stage, row.empty);
      const faults = await lookAt(walker, `${nameOf(row)}-empty`);
      return [
        ...faults,
        ...walker
          .complaints()
          .filter((said) => !isRefusal(said) || (row.empty !== NOT_THERE && !said.includes(NOTHING))),
      ];
    });
  }

  /**
   * The browser writes down every answer outside 2xx, also the one that says that there is no such thing; asked once more, that one may
   * come when the next page is open already.
   */
  const isRefusal = (said: string): boolean => /status of 4\d\d/.test(said) && said.includes('/api/');

  test.each(named(PAGES))('$name explains itself, and everybody can use it', ({ row }) => {
    expect(found.get(row)).toEqual([]);
  });
});

describe('a page with something in it, and one that does not load', () => {
  let stage: Stage;
  let context: BrowserContext;
  let loaded: Found;
  let failing: Found;

  beforeAll(async () => {
    stage = await openFullShop();
    context = await phoneOf(browser, stage.shop, stage.nickname);
    loaded = await walk(context, PAGES, async (walker, row) => {
      await openPage(walker, row, stage, row.ready);
      const found = await lookAt(walker, `${nameOf(row)}-loaded`);
      return [...found, ...(await lookAtLargeText(walker, nameOf(row))), ...walker.complaints()];
    });
    failing = await walk(context, asking, failToLoad);
  }, WALK_MS);

  afterAll(async () => {
    await context?.close();
    await stage?.shop.stop();
  });

  /** Half of the pages find a server that fails, half of them none; then all is well again. */
  async function failToLoad(walker: Walker, row: PageRow): Promise<string[]> {
    const { page } = walker;
    const heal = await failApi(page, PAGES.indexOf(row) % 2 === 0 ? 'refused' : 'unreachable');
    let found: string[];
    try {
      await openAnew(walker, row, stage, 't-error');
      found = await lookAt(walker, `${nameOf(row)}-error`);
    } finally {
      await heal();
    }
    await seen(page, `${row.root} .t-retry`).first().click();
    await seen(page, `${row.root} .${row.ready}`).first().waitFor();
    return found;
  }

  test.each(named(PAGES))('$name shows it well, also in large text, and everybody can use it', ({ row }) => {
    expect(loaded.get(row)).toEqual([]);
  });

  test.each(named(asking))('$name says that it did not load, and loads when asked again', ({ row }) => {
    expect(failing.get(row)).toEqual([]);
  });
});
