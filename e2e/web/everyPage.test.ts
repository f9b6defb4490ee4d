import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { ROOT } from '../../scripts/paths';
import { openBrowser } from './browser';
import { barriers } from './pages/axe';
import { misfits } from './pages/looks';
import { NOTHING, openEmptyShop, openFullShop, type Stage } from './pages/stage';
import { nameOf, NOT_THERE, PAGES, WALKED_ELSEWHERE, type PageRow } from './pages/table';
import { openPage, phoneOf, SCREENS, walk, type Walker } from './pages/walk';
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

test('every page of the mini-program is in the table or walked elsewhere, and no other', () => {
  Reflect.set(globalThis, 'defineAppConfig', (config: unknown) => config);
  const file = path.join(ROOT, 'miniapp', 'src', 'app.config.ts');
  const { pages, subPackages } = (jest.requireActual(file) as { default: AppConfig }).default;
  const all = [
    ...pages,
    ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
  ];
  expect([...new Set([...PAGES.map((row) => row.path), ...WALKED_ELSEWHERE])].sort()).toEqual(
    [...all].sort(),
  );
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

/** A busy machine needs its time for forty pages, three states and two phones. */
const WALK_MS = 300_000;

const namedRows = PAGES.map((row) => ({ name: nameOf(row), row }));

describe('a page with something in it, and one that does not load', () => {
  let stage: Stage;
  let context: BrowserContext;
  let loaded: Awaited<ReturnType<typeof walk<PageRow>>>;
  let failing: typeof loaded;

  beforeAll(async () => {
    stage = await openFullShop();
    context = await phoneOf(browser, stage);
    loaded = await walk(context, PAGES, async (walker, row) => {
      await openPage(walker, row, stage, row.ready);
      return [...(await lookAt(walker, `${nameOf(row)}-loaded`)), ...walker.complaints()];
    });
    failing = await walk(context, PAGES, failToLoad);
  }, WALK_MS);

  afterAll(async () => {
    await context?.close();
    await stage?.shop.stop();
  });

  /** Half of the pages find a server that fails, half of them none; then all is well again. */
  async function failToLoad(walker: Walker, row: PageRow): Promise<string[]> {
    const { page } = walker;
    const refused = PAGES.indexOf(row) % 2 === 0;
    await page.route('**/api/**', (route) =>
      refused
        ? route.fulfill({ status: 500, json: { code: 'internal', message: '服务器出错了，请稍后再试' } })
        : route.abort('connectionfailed'),
    );
    await walker.page.goto('about:blank');
    await openPage(walker, row, stage, 't-error');
    const found = await lookAt(walker, `${nameOf(row)}-error`);
    await page.unroute('**/api/**');
    await seen(page, `${row.root} .t-retry`).first().click();
    await seen(page, `${row.root} .${row.ready}`).first().waitFor();
    return found;
  }

  test.each(namedRows)('$name shows it well, and everybody can use it', ({ row }) => {
    expect(loaded.get(row)).toEqual([]);
  });

  test.each(namedRows)('$name says that it did not load, and loads when asked again', ({ row }) => {
    expect(failing.get(row)).toEqual([]);
  });
});

describe('a page with nothing in it', () => {
  let stage: Stage;
  let context: BrowserContext;
  let found: Awaited<ReturnType<typeof walk<PageRow>>>;

  beforeAll(async () => {
    stage = await openEmptyShop();
    context = await phoneOf(browser, stage);
    found = await walk(context, PAGES, async (walker, row) => {
      await openPage(walker, row, stage, row.empty);
      const faults = await lookAt(walker, `${nameOf(row)}-empty`);
      return [
        ...faults,
        ...walker
          .complaints()
          .filter((said) => !isRefusal(said) || (row.empty !== NOT_THERE && !said.includes(`/${NOTHING}`))),
      ];
    });
  });

  afterAll(async () => {
    await context?.close();
    await stage?.shop.stop();
  });

  /**
   * The browser writes down every answer outside 2xx, also the one that says that there is no such thing; asked once more, that one may
   * come when the next page is open already.
   */
  const isRefusal = (said: string): boolean => /status of 4\d\d/.test(said) && said.includes('/api/');

  test.each(namedRows)('$name explains itself, and everybody can use it', ({ row }) => {
    expect(found.get(row)).toEqual([]);
  });
});
