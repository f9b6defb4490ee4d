import type { Browser, Page } from 'playwright-core';
import { openidOf } from '../../server/src/demo/people';
import { demoSettings } from '../../server/src/demo/settings';
import { mall } from '../../server/test/support/shop';
import { openDemoShop, type TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { openConsoleBrowser, signInAs, sitDown, type Workplace } from './workplace';

/* The lines: from the question whether they are fed to the single fen, and what may be done to them. */

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = [await openDemoShop(), await openConsoleBrowser()];
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

const confirm = (page: Page, verb: RegExp) => page.locator('.ant-modal').getByRole('button', { name: verb });
const menu = (page: Page, name: string) => page.getByRole('menu').getByRole('link', { name, exact: true });

async function ownerAt(address: string, viewport = { width: 1280, height: 800 }): Promise<Workplace> {
  const owner = await sitDown(browser, shop, viewport);
  await signInAs(owner, shop, 'owner');
  await owner.page.goto(address);
  return owner;
}

test('the first page says whether the lines are fed, what changed today and what needs a person', async () => {
  const { page, complaints } = await ownerAt('/admin/', { width: 1920, height: 1080 });
  await page.getByText('覆盖率').first().waitFor();
  await page.getByRole('img', { name: '每日流入与奖励' }).locator('canvas').waitFor();
  await page.getByText('需要处理').waitFor();
  await shoot(page, 'console-home-1920');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByText('90 天').click();
  await page.waitForURL(/days=90/);
  await shoot(page, 'console-home');
  await page.getByRole('link', { name: '商城队列' }).click();
  await page.waitForURL(/\/queues\/mall/);
  expect(complaints).toEqual([]);
});

test('a line is watched live; one of its entries is followed to the fen and proved', async () => {
  const { page, complaints } = await ownerAt('/admin/queues');
  await page.getByRole('cell', { name: '商城队列' }).waitFor();
  await shoot(page, 'console-queues');
  await page.getByRole('link', { name: '商城队列' }).click();
  // As many may be paid in full as join: what is owed to them changes all the same.
  const people = page.getByText(/^\d+ 份权益$/);
  const owed = page.locator('.figures .ant-card').filter({ has: people }).locator('.figure');
  const before = await owed.innerText();
  await page.getByRole('img', { name: '每日流入与奖励' }).locator('canvas').waitFor();
  await page.getByRole('row').getByRole('link', { name: /^\d+$/ }).first().waitFor();
  await shoot(page, 'console-queue');

  const [product] = (await shop.anyone.call('GET /api/products')).items;
  if (product === undefined) throw new Error('the demo sells something');
  await shop.buy(await shop.signIn(openidOf('apo')), mall(product.id));
  await owed.filter({ hasNotText: before }).waitFor();

  await page.getByRole('row').getByRole('link', { name: /^\d+$/ }).first().click();
  await page.getByText('比例从哪条规则来').waitFor();
  await page.getByRole('button', { name: '查看证明' }).click();
  await page.getByText(/本浏览器自己核对了 \d+ 个事件：哈希、先后与封存全部一致/).waitFor();
  await shoot(page, 'console-entry');
  await page.getByRole('link', { name: '每一分钱从哪来、到哪去' }).click();
  await page.getByText('它收到的，以及那是谁的钱').waitFor();
  await shoot(page, 'console-explain');
  expect(complaints).toEqual([]);
});

test('after sharing was switched on, the old lines are offered to be merged', async () => {
  await shop.publish({ ...demoSettings(), cashiersShareQueue: true });
  const { page, complaints } = await ownerAt('/admin/queues');
  await page.getByText(/新订单已排到收银台队列/).waitFor();
  await shoot(page, 'console-merge-offer');
  await page.getByRole('button', { name: /合\s*并/ }).click();
  await confirm(page, /合\s*并/).click();
  await page.getByText('正在合并').waitFor();
  await shop.settle();
  await page.reload();
  await page.getByRole('link', { name: '收银台队列', exact: true }).waitFor();
  expect(await page.getByText(/新订单已排到收银台队列/).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('rules are tried out: which ratio and why, and whom an order would pay', async () => {
  const { page, complaints } = await ownerAt('/admin/rule-test');
  await page.getByRole('combobox', { name: '商品' }).click();
  await page.locator('.ant-select-item-option').first().click();
  await page.getByLabel('实付金额').fill('168');
  await page.getByRole('button', { name: /试\s*算/ }).click();
  await page.getByText('这一单付给谁').waitFor();
  await page.getByText('¥33.60').first().waitFor();
  await shoot(page, 'console-rule-test');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await shoot(page, 'console-rule-test-1920');
  expect(complaints).toEqual([]);
});

test('two plans are played and compared, and the settings of one become a draft', async () => {
  const { page, complaints } = await ownerAt('/admin/simulation');
  const play = async (): Promise<void> => {
    const asked = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: '开始模拟' }).click();
    await asked;
    await shop.shop.scheduler.runJob('runLongJobs');
    await page.getByText('结束时待奖励').waitFor();
  };
  expect(await page.getByLabel('方案名称').inputValue()).toBe('本店现状');
  await page.getByLabel('天数').fill('90');
  await play();
  await page.getByRole('img', { name: '待奖励与近 30 天流入' }).locator('canvas').waitFor();
  await shoot(page, 'console-simulator');

  await page.getByLabel('方案名称').fill('少给一些');
  await page.getByLabel('默认奖励权益').fill('50');
  await play();
  await page.getByRole('columnheader', { name: '少给一些' }).waitFor();
  await page.getByRole('columnheader', { name: '本店现状' }).waitFor();
  await page.getByRole('cell', { name: '巷口面馆 · 收银台' }).first().waitFor();
  await page.getByRole('cell', { name: '龙井茶' }).first().waitFor();
  expect(await page.locator('.tester .ant-card-head-title').allInnerTexts()).toEqual([
    ...['方案', '少给一些', '结果', '按队列 · 少给一些', '按队列 · 本店现状'],
    ...['按商品与门店 · 少给一些', '按商品与门店 · 本店现状', '我的模拟'],
  ]);
  await page.getByText('按队列 · 少给一些').scrollIntoViewIfNeeded();
  // No table is wider than its place.
  const widths = `[...document.querySelectorAll('.tester .ant-card .ant-table')].map((one) => [one.querySelector('table').scrollWidth, one.clientWidth])`;
  for (const [needed, there] of await page.evaluate<[number, number][]>(widths))
    expect(needed).toBeLessThanOrEqual(there);
  await page.getByRole('heading', { name: '模拟' }).scrollIntoViewIfNeeded();
  await shoot(page, 'console-simulator-compare');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await shoot(page, 'console-simulator-compare-1920');
  await page.getByRole('button', { name: '采用这些设置' }).click();
  await confirm(page, /放入草稿/).click();
  await page.getByText('已改动 1 项，尚未发布').waitFor();
  await page.waitForURL(/\/settings$/);
  expect(await page.locator('#setting-entitlementRatio').getByLabel('默认奖励权益').inputValue()).toBe('50');
  expect(complaints).toEqual([]);
});

test('rewards, dividends and the public commitments have their pages', async () => {
  const { page, complaints } = await ownerAt('/admin/rewards');
  await page.getByText('直推奖励').first().waitFor();
  await shoot(page, 'console-rewards');
  await menu(page, '分红').click();
  await page.getByRole('button', { name: '发起分红' }).click();
  await page.getByText('上次余下').last().waitFor();
  await shoot(page, 'console-dividend');
  await page.keyboard.press('Escape');
  await menu(page, '抽奖与封存').click();
  await page.getByText('当日总哈希').first().waitFor();
  await shoot(page, 'console-commitments');
  expect(complaints).toEqual([]);
});

test('who may not manage lines sees them and no way to touch them; who may not see them finds no page', async () => {
  const clerk = await sitDown(browser, shop);
  await signInAs(clerk, shop, 'service');
  expect(await menu(clerk.page, '总览').count()).toBe(0);
  await menu(clerk.page, '队列').click();
  await clerk.page.getByRole('link', { name: '商城队列' }).click();
  await clerk.page.getByText('排队的权益').waitFor();
  for (const act of ['暂停队列', '合并其他队列', '结束队列'])
    expect(await clerk.page.getByRole('button', { name: act }).count()).toBe(0);

  const buyer = await sitDown(browser, shop);
  await signInAs(buyer, shop, 'catalogue');
  expect(await menu(buyer.page, '队列').count()).toBe(0);
  await buyer.page.goto('/admin/queues');
  await buyer.page.getByText('没有权限').waitFor();
});
