import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { openidOf } from '../../server/src/demo/people';
import { introduceMember } from '../../server/src/demo/stock';
import { mall } from '../../server/test/support/shop';
import { giveCash } from '../../server/test/support/wallet';
import { openStockedShop, type Person, type TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { openConsoleBrowser, signInAs, sitDown } from './workplace';

/* Members: found, looked at, given a level; levels, terms and templates of messages. */

let shop: TestShop;
let browser: Browser;
let inviter: Person;
let buyer: Person;
beforeAll(async () => {
  shop = await openStockedShop({ members: ['qiuyue', 'juzi'] });
  inviter = await shop.signIn(openidOf('qiuyue'));
  buyer = await shop.signIn(openidOf('mingyuan'), inviter.inviteCode);
  await introduceMember(shop.db, 'mingyuan');
  const product = await shop.db.products.findOne({ where: { title: '青瓷茶杯' }, rejectOnEmpty: true });
  await shop.buy(buyer, mall(product.id));
  // The shop works by itself: it may be the one that settles.
  const isWaiting = async () => (await buyer.call('GET /api/queue/entries')).items.length > 0;
  for (let asked = 0; asked < 200 && !(await isWaiting()); asked += 1) await setTimeout(50);
  await giveCash(shop, buyer.id, 700);
  browser = await openConsoleBrowser();
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

test('a member is found, seen with everything, and given a level by hand', async () => {
  const clerk = await sitDown(browser, shop);
  const { page } = clerk;
  await signInAs(clerk, shop, 'owner');
  await page.getByRole('link', { name: '会员', exact: true }).click();
  await page.getByRole('cell', { name: '橘子汽水' }).waitFor();
  await shoot(page, 'console-members');
  await page.getByLabel('完整昵称').fill('周明远');
  await page.getByLabel('完整昵称').press('Enter');
  await page.waitForURL(/nickname=/);
  await page.getByRole('cell', { name: '橘子汽水' }).waitFor({ state: 'detached' });

  await page.getByRole('link', { name: '周明远' }).click();
  await page.getByRole('heading', { name: '会员 周明远' }).waitFor();
  // One entry of what was bought, waiting alone in its line.
  await page.getByText('排队中').waitFor();
  await shoot(page, 'console-member');
  await page.getByRole('tab', { name: '账单' }).click();
  await page.getByRole('cell', { name: '+¥7.00' }).waitFor();
  await shoot(page, 'console-member-bill');
  await page.getByRole('button', { name: '导出账户明细' }).click();
  const exporting = page.getByRole('dialog', { name: '导出账户明细' });
  await exporting.getByText('CSV').click();
  const download = page.waitForEvent('download');
  await exporting.getByRole('button', { name: '开始导出' }).click();
  // The gift of 7.00 and what is there after it, as the list shows them.
  expect(await readFile(await (await download).path(), 'utf8')).toMatch(/,7\.00,7\.00,/);
  await exporting.getByText('已完成，1 / 1 行').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '设置等级' }).click();
  await page.getByRole('combobox', { name: '等级' }).press('ArrowDown');
  await page.locator('.ant-select-item-option', { hasText: '金卡会员' }).click();
  await page.getByRole('button', { name: /^(loading )?设\s*置$/ }).click();
  await page.getByText('请说明理由').waitFor();
  await page.getByLabel('理由').fill('老街坊');
  // The button moves up when the complaint goes.
  await page.getByText('请说明理由').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^(loading )?设\s*置$/ }).click();
  await page.getByText('手动不低于 金卡会员').waitFor();

  // The way up, and the tree down from there.
  await page.getByRole('link', { name: /林秋月/ }).click();
  await page.getByRole('heading', { name: '会员 林秋月' }).waitFor();
  await page.getByRole('tab', { name: /邀请/ }).click();
  const tree = page.getByRole('list', { name: '邀请的会员' });
  await tree.getByRole('link', { name: '周明远' }).waitFor();
  await tree.getByRole('button', { name: '展开 周明远 邀请的会员' }).click();
  await tree.getByText('没有邀请任何人').waitFor();
  await shoot(page, 'console-member-invitees');
  expect(clerk.complaints).toEqual([]);
  expect((await inviter.call('GET /api/me/invitees')).items.map(({ id }) => id)).toContain(buyer.id);
});

test('what a member was told is found, with what WeChat said of it, and sent again', async () => {
  const now = shop.clock.now();
  const { id: outboxId } = await shop.db.outbox.create({
    ...{ kind: 'orderClosed', memberId: buyer.id, payload: { orderId: '1', orderNo: 'NO1' } },
    ...{ createdAt: now, nextTryAt: null, attempts: 1, error: '47003 argument invalid!' },
  });
  await shop.db.messages.create({
    ...{ outboxId, memberId: buyer.id, kind: 'orderClosed', at: now },
    ...{ title: '订单已关闭', body: '订单 NO1 超过支付时间，已关闭。' },
    ...{ wechatState: 'failed', askedAt: now },
    letter: {
      templateId: 'tmpl-closed',
      page: 'packages/orders/detail/index?no=NO1',
      data: { thing1: '订单已关闭' },
    },
  });
  const owner = await sitDown(browser, shop);
  const { page } = owner;
  await signInAs(owner, shop, 'owner');
  await page.goto(`/admin/members/${buyer.id}?tab=messages`);
  await page.getByRole('cell', { name: /支付成功.*已支付/ }).waitFor();
  await shoot(page, 'console-member-messages');
  await page.goto(`/admin/messages?memberId=${buyer.id}`);
  await page.getByRole('cell', { name: '推送失败' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('填入的内容与模板的字段不符').waitFor();
  await drawer.getByRole('cell', { name: 'tmpl-closed' }).waitFor();
  await shoot(page, 'console-message');
  // Nobody set a template for its kind meanwhile.
  await drawer.getByRole('button', { name: '再推送一次' }).click();
  await drawer.getByText('仅站内消息').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: '微信推送' }).click();
  await page.locator('.ant-select-item-option', { hasText: '推送失败' }).click();
  await page.waitForURL(/wechat=failed/);
  await page.getByText('没有符合条件的记录').waitFor();
  expect(owner.complaints).toEqual([]);
});

test('a level is added with its conditions, and what was typed stays when it is refused', async () => {
  const owner = await sitDown(browser, shop);
  const { page } = owner;
  await signInAs(owner, shop, 'owner');
  await page.getByRole('link', { name: '会员等级' }).click();
  await page.getByText('只由店里手动授予').or(page.getByText('已完成实付满').first()).first().waitFor();
  await page.getByRole('button', { name: '新建等级' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('编号').fill('钻石会员');
  await dialog.getByLabel('名称').fill('钻石会员');
  await dialog.getByLabel('高低').fill('30');
  await dialog.getByRole('button', { name: /新\s*建/ }).click();
  await dialog.getByText('至少填一个条件').waitFor();
  await dialog.getByLabel('已完成订单实付满').fill('50000');
  await dialog.getByText('至少填一个条件').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: /新\s*建/ }).click();
  await page.getByText('已完成实付满 ¥50,000.00').waitFor();
  await shoot(page, 'console-levels');

  await page.getByRole('link', { name: '用户协议' }).click();
  await page.getByRole('button', { name: '发布新版本' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('标题').fill('用户协议');
  await drawer.getByLabel('正文').fill('第一段。\n\n权益稳赚不赔。');
  await drawer.getByRole('button', { name: '检查并发布' }).click();
  await page.getByRole('button', { name: /^(loading )?发\s*布$/ }).click();
  // The server refuses the phrase; the text is still there.
  await page.locator('.ant-message-error').waitFor();
  expect(await drawer.getByLabel('正文').inputValue()).toContain('第一段');
  await page.getByRole('button', { name: '不做了' }).click();
  await drawer.getByLabel('正文').fill('第一段。\n\n权益由后续订单按顺序奖励，以实际到账为准。');
  await shoot(page, 'console-terms');
  await drawer.getByRole('button', { name: '检查并发布' }).click();
  await page.getByRole('button', { name: /^(loading )?发\s*布$/ }).click();
  await page.getByText('（现行）').waitFor();

  await page.getByRole('link', { name: '消息模板' }).click();
  const row = page.getByRole('row').filter({ hasText: '权益到账' }).first();
  await row.getByRole('button', { name: /设\s*置/ }).click();
  await page.getByRole('dialog').getByRole('switch').click();
  await page.getByLabel('模板 ID').fill('tmpl-rewarded');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await row.getByText('tmpl-rewarded').waitFor();
  await shoot(page, 'console-message-templates');
  expect((await shop.anyone.call('GET /api/message-templates')).items).toContainEqual({
    kind: 'rewarded',
    templateId: 'tmpl-rewarded',
  });
  // The browser itself says that a request was refused.
  expect(owner.complaints).toEqual([expect.stringContaining('/api/admin/terms')]);
});

test('who may only look finds no way to change, and no bill without the right to see money', async () => {
  const auditor = await sitDown(browser, shop);
  await signInAs(auditor, shop, 'auditor');
  await auditor.page.goto(`/admin/members/${buyer.id}`);
  await auditor.page.getByRole('heading', { name: '会员 周明远' }).waitFor();
  expect(await auditor.page.getByRole('button', { name: '设置等级' }).count()).toBe(0);
  const service = await sitDown(browser, shop);
  await signInAs(service, shop, 'service');
  await service.page.goto(`/admin/members/${buyer.id}`);
  await service.page.getByRole('button', { name: '设置等级' }).waitFor();
  expect(await service.page.getByRole('tab', { name: '账单' }).count()).toBe(0);
  expect(await service.page.getByRole('link', { name: '消息模板' }).count()).toBe(0);
  await service.page.getByRole('link', { name: '消息记录' }).click();
  await service.page.getByRole('cell', { name: /支付成功.*已支付/ }).waitFor();
  await service.page.goto('/admin/terms');
  await service.page.getByText('没有权限').waitFor();
});
