import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { operatorWith, PASSWORD } from '../../server/test/support/operators';
import { openDemoShop, type TestShop } from '../support/shop';
import { letLoad } from './pageStates';
import { openConsoleBrowser, openSession, sitDown } from './workplace';

/* The consoles without a mouse, and for those who have them read aloud. */

let shop: TestShop;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [shop, browser] = [await openDemoShop(), await openConsoleBrowser()];
  const { token } = await operatorWith(shop, 'owner');
  page = await (await openSession(browser, shop, 'operator', token)).newPage();
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

const open = async (address: string): Promise<void> => {
  await page.goto(`/admin/${address}`);
  await letLoad(page);
};
const focused = (): Promise<string> =>
  page.evaluate(
    '(document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText).trim()',
  );
const outlineOfFocused = (): Promise<string> =>
  page.evaluate('getComputedStyle(document.activeElement).outlineStyle');

/** Presses Tab until this has the focus. @throws Error when it is not reached */
async function tabTo(name: string | RegExp, most = 120): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const now = await focused();
    if (typeof name === 'string' ? now.replace(/\s/g, '') === name : name.test(now)) return;
  }
  throw new Error(`${most} presses of Tab do not reach ${String(name)}; the focus is at ${await focused()}`);
}

test('Enter signs in', async () => {
  const newcomer = await sitDown(browser, shop);
  await newcomer.page.goto('/admin/');
  await newcomer.page.keyboard.type('nobody');
  await newcomer.page.keyboard.press('Tab');
  await newcomer.page.keyboard.type('not the password');
  await newcomer.page.keyboard.press('Enter');
  await newcomer.page.getByText('登录名、密码或动态验证码不正确').waitFor();
  const { login } = await operatorWith(shop, 'service');
  await newcomer.page.getByLabel('登录名').fill(login);
  await newcomer.page.getByLabel('密码').fill(PASSWORD);
  await newcomer.page.keyboard.press('Enter');
  await newcomer.page.getByRole('button', { name: /退\s*出/ }).waitFor();
  await newcomer.context.close();
});

test('the first Tab offers to skip the menu, and each stop of the focus is seen', async () => {
  await open('orders');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('跳到内容');
  expect(await page.getByRole('button', { name: '跳到内容' }).boundingBox()).toMatchObject({ y: 8 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);

  await open('orders');
  await tabTo('队列');
  expect(await outlineOfFocused()).toBe('solid');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/admin\/queues$/);
  await letLoad(page);
  await tabTo('商城队列');
  expect(await outlineOfFocused()).toBe('solid');
  await page.keyboard.press('Enter');
  await page.waitForURL(/queues\/mall/);
});

test('/ goes to the search of a list, Enter asks, and the search stands in the address', async () => {
  await open('products');
  await page.keyboard.press('/');
  await page.keyboard.type('龙井');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.search.includes(encodeURIComponent('龙井')));
  await page
    .getByRole('link', { name: /龙井茶/ })
    .first()
    .waitFor();
  await page.keyboard.press('/');
  // Where something is typed it is a character like others.
  expect(await page.locator('main input').first().inputValue()).toContain('龙井');
});

test('a drawer opens, closes by Esc, and gives the focus back to what opened it', async () => {
  await open('queues/mall');
  for (const [opener, title] of [
    ['清零', '清零队列'],
    ['合并其他队列', '合并到商城队列'],
  ] as const) {
    await tabTo(opener);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText(title).waitFor();
    expect(await page.evaluate('document.getElementById("root").contains(document.activeElement)')).toBe(
      false,
    );
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectFocus(opener);
  }
});

test('a question over a drawer gives the focus back to the drawer, and then the drawer to what opened it', async () => {
  await open('queues/mall');
  await tabTo('清零');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('清零队列').waitFor();
  await tabTo('通知并安排清零');
  await page.keyboard.press('Enter');
  const question = page.locator('.ant-modal-confirm');
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await expectFocus('通知并安排清零');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expectFocus('清零');

  // Both go with what they were for.
  await page.keyboard.press('Enter');
  await tabTo('通知并安排清零');
  await page.keyboard.press('Enter');
  await question.locator('button:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
  await expectFocus('清零');
});

test('a dialog closes by Esc and gives the focus back; Enter sends its form', async () => {
  await open('operators');
  await tabTo('新建操作员');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('登录名').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expectFocus('新建操作员');

  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('登录名').fill('keyboard');
  await page.getByRole('dialog').getByLabel('姓名').fill('小键');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('code').waitFor();
  await page.keyboard.press('Escape');
});

test('a row that opens is reached, and opened by Enter', async () => {
  await open('audit');
  await tabTo(/新建操作员/);
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog')
    .getByRole('row', { name: /登录名 — keyboard/ })
    .waitFor();
  await page.keyboard.press('Escape');
});

async function expectFocus(name: string): Promise<void> {
  for (let turn = 0; turn < 200 && (await focused()).replace(/\s/g, '') !== name; turn += 1)
    await page.waitForTimeout(50);
  expect((await focused()).replace(/\s/g, '')).toBe(name);
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

// prettier-ignore
const MAIN_PAGES = ['home', 'queues', 'queues/mall', 'orders', 'products', 'products/1', 'members', 'stores/1', 'settings', 'simulation', 'rule-test', 'system'];

test.each(MAIN_PAGES)('%s has nothing that keeps somebody out', async (address) => {
  await open(address);
  // By the developer tools' way: the policy of the page allows no script from elsewhere.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run({ resultTypes: ['violations'] })`,
  );
  const severe = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 200))
          .join('\n')} (${nodes.length})`,
    );
  expect(severe).toEqual([]);
});
