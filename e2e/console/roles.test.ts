import type { Browser, Page } from 'playwright-core';
import { operatorWith } from '../../server/test/support/operators';
import { permissionsOf, ROLE_NAMES, type Role } from '../../shared/src/operators/permissions';
import { gzipped } from '../support/gzipped';
import { openDemoShop, type TestShop } from '../support/shop';
import { goInside, letLoad } from './pageStates';
import { OPERATOR_PAGES } from './pageTables';
import { openConsoleBrowser, openSession } from './workplace';

/* What a role may not see is absent from its menu, and refused by its address; and what a first visit loads. */

/** Over the network. */
const FIRST_LOAD = 500_000;
/** The library of charts, which comes by itself when the page stands. */
const CHARTS = /\/Chart-[\w-]+\.js$/;

let shop: TestShop;
let browser: Browser;
/** Pages of single things, by their path: what to open as an example. */
let examples: Readonly<Record<string, string>>;
beforeAll(async () => {
  [shop, browser] = [await openDemoShop(), await openConsoleBrowser()];
  examples = await examplesIn(shop);
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

const mayOpen = (role: Role): ((page: (typeof OPERATOR_PAGES)[number]) => boolean) => {
  const permissions = permissionsOf(role);
  return ({ permission }) => permissions.has(permission);
};

async function examplesIn({ db }: TestShop): Promise<Readonly<Record<string, string>>> {
  const paid = { where: { state: 'completed', kind: 'mall' } as const, rejectOnEmpty: true } as const;
  const [order, product, store] = [
    await db.orders.findOne(paid),
    await db.products.findOne({ rejectOnEmpty: true }),
    await db.stores.findOne({ rejectOnEmpty: true }),
  ];
  return {
    'queues/:key': 'queues/mall',
    'explain/:no/:line': `explain/${order.no}/0`,
    'orders/:no': `orders/${order.no}`,
    'products/:id': `products/${product.id}`,
    'members/:id': `members/${order.memberId}`,
    'stores/:id': `stores/${store.id}`,
  };
}

/** Pages with their examples, without those that have none in the demo. */
const addressesWithExamples = (pages: typeof OPERATOR_PAGES): string[] =>
  pages.flatMap(({ path }) => examples[path] ?? (path.includes(':') ? [] : path));

/** The pages of a link. */
const leadsTo = (href: string): typeof OPERATOR_PAGES => {
  const [address = ''] = href.replace('/admin/', '').split(/[?#]/);
  return OPERATOR_PAGES.filter(({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(address));
};

const menuOf = (page: Page): Promise<string[]> =>
  page.getByRole('navigation', { name: '主菜单' }).getByRole('link').allInnerTexts();

/** Opens an address as a link does, without loading everything anew. */
const goWithin = (page: Page, path: string): Promise<unknown> =>
  page.evaluate(
    `history.pushState(null, '', '/admin/${path}'); dispatchEvent(new PopStateEvent('popstate'))`,
  );

describe.each(ROLE_NAMES)('the role %s', (role) => {
  const may = mayOpen(role);
  const refused = OPERATOR_PAGES.filter((page) => !may(page) && !page.path.includes(':'));

  test('has in its menu what it may see, is led nowhere else, and is told calmly that the rest is not for it', async () => {
    const { token } = await operatorWith(shop, role);
    const context = await openSession(browser, shop, 'operator', token);
    const page = await context.newPage();
    const failed: string[] = [];
    page.on('response', (answer) => {
      if (answer.status() === 403) failed.push(answer.url());
    });
    await page.goto('/admin/account');
    await page.getByRole('button', { name: /退\s*出/ }).waitFor();
    const labels = OPERATOR_PAGES.filter(may).flatMap(({ label }) => label ?? []);
    expect(await menuOf(page)).toEqual(labels);
    const refusal = page.getByText('您的角色不能查看此页');
    const [first, ...rest] = refused;
    if (first !== undefined) {
      await page.goto(`/admin/${first.path}`);
      await refusal.waitFor();
    }
    for (const { path } of rest) {
      await goWithin(page, 'account');
      await refusal.waitFor({ state: 'detached' });
      await goWithin(page, path);
      await refusal.waitFor();
    }
    // Who may open everything cannot be led astray.
    const shown = refused.length === 0 ? [] : addressesWithExamples(OPERATOR_PAGES.filter(may));
    for (const address of shown) {
      await goInside(page, address);
      await letLoad(page);
      const links = page.locator('main a[href^="/admin/"]');
      const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      expect([address, hrefs.filter((href) => !leadsTo(href).some(may))]).toEqual([address, []]);
    }
    // The page asks for nothing that it would be refused.
    expect(failed).toEqual([]);
    await context.close();
  });
});

test('a first visit loads less than 500 kB until the figures of the home page can be read; its charts follow', async () => {
  const { token } = await operatorWith(shop, 'owner');
  const context = await openSession(browser, shop, 'operator', token);
  const page = await context.newPage();
  const loaded = new Set<string>();
  page.on('response', (response) => {
    if (['script', 'stylesheet', 'document'].includes(response.request().resourceType()))
      loaded.add(response.url());
  });
  await page.goto('/admin/home');
  await page.locator('canvas').first().waitFor();
  const charts = [...loaded].filter((url) => CHARTS.test(url));
  expect(charts).toHaveLength(1);
  const first = [...loaded].filter((url) => !CHARTS.test(url));
  const sizes = await Promise.all(first.map((url) => gzipped(new URL(url))));
  expect(sizes.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(FIRST_LOAD);
  await context.close();
});
