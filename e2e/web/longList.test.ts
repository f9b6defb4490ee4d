import type { Browser, Page } from 'playwright-core';
import { give } from '../../server/test/support/wallet';
import { startTestShop, type TestShop } from '../../server/test/support/shop';
import { standInLine } from '../support/longLine';
import { openBrowser, visit, type Visitor } from './browser';
import { become, seen, tap } from './screen';
import { walk } from './scrolling';

const MEMBER = '沈知夏';
const ENTRIES = 1_000;
const MOVEMENTS = 300;
/** Some five screens of rows, however long the list is. */
const MOST_DRAWN = 120;

let shop: TestShop;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  shop = await startTestShop({ demo: true, services: ['web', 'simulator'] });
  const member = await shop.signIn('long-list-member');
  const face = { nickname: MEMBER, avatar: '/pictures/avatars/bun.svg' };
  await shop.db.members.update(face, { where: { id: member.id } });
  await standInLine(shop, member, ENTRIES);
  for (let movement = 0; movement < MOVEMENTS; movement += 1) {
    shop.clock.advance(1_000);
    await give(shop, member.id, 'points', 100 + movement);
  }
  browser = await openBrowser();
});

beforeEach(async () => {
  visitor = await visit(browser, shop.url);
  await become(visitor.page, MEMBER);
});

afterEach(async () => {
  await visitor.context.close();
  expect(visitor.complaints).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

/** Opens a page cold, as a link does. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`/#/${address}`);
  // Not every browser moves the page along when something above grows; where one does, it would hide what is looked for here.
  await page.addStyleTag({ content: '* { overflow-anchor: none !important; }' });
}

test('a thousand entries of the line scroll without a jump', async () => {
  const { page } = visitor;
  await open(page, 'pages/line/index');
  await seen(page, 't-line .t-overview').waitFor();
  const all = page.waitForResponse((answer) => answer.url().includes('state=all'));
  await tap(page, 't-filter-all');
  await all;
  await page.locator('.paged-list--old').waitFor({ state: 'detached' });
  await scrollThrough(page, 't-line', ENTRIES);
});

test('so do three hundred movements of a balance', async () => {
  const { page } = visitor;
  await open(page, 'packages/me/bill/index?balance=points');
  await seen(page, 't-bill .t-held').waitFor();
  await scrollThrough(page, 't-bill', MOVEMENTS);
});

/** Through the whole list and back by steps, then by leaps: all stands where it stood, and little of it is in the document. */
async function scrollThrough(page: Page, root: string, rows: number): Promise<void> {
  await seen(page, `${root} .paged-list__item`).first().waitFor();
  const scroller = page.locator('.taro_page').filter({ has: page.locator(`.${root}`) });
  const [down, up, leaps] = [
    await walk(scroller, 'down'),
    await walk(scroller, 'up'),
    await walk(scroller, 'leaps'),
  ];
  for (const { faults: _, ...figures } of [down, up, leaps])
    process.stdout.write(`scrolling ${root}: ${JSON.stringify(figures)}\n`);
  expect([...down.faults, ...up.faults, ...leaps.faults]).toEqual([]);
  expect(down.rows).toBe(rows);
  // Nothing is new on the way back, and the list is as long as before.
  expect([up, leaps].map((way) => [way.rows, way.height])).toEqual(Array(2).fill([rows, down.height]));
  expect(Math.max(down.mostDrawn, up.mostDrawn, leaps.mostDrawn)).toBeLessThanOrEqual(MOST_DRAWN);
}
