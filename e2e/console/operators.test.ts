import type { Browser } from 'playwright-core';
import { openStockedShop, type TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { openConsoleBrowser, signInAs, sitDown } from './workplace';

/* Operators: from a new colleague's one-time password to what the audit log says of it. */

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = [await openStockedShop(), await openConsoleBrowser()];
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

test('an owner adds a colleague, who changes the password and sees only what the role allows', async () => {
  const owner = await sitDown(browser, shop);
  await signInAs(owner, shop, 'owner');
  const { page } = owner;
  await page.getByRole('link', { name: '操作员', exact: true }).click();
  await page.getByRole('button', { name: '新建操作员' }).click();
  await page.getByRole('dialog').getByLabel('登录名').fill('xiaomei');
  await page.getByRole('dialog').getByLabel('姓名').fill('小美');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /新\s*建/ })
    .click();
  const password = await page.getByRole('dialog').locator('code').innerText();
  await shoot(page, 'console-one-time-password');
  await page.keyboard.press('Escape');
  await page.getByRole('cell', { name: 'xiaomei' }).waitFor();
  await shoot(page, 'console-operators');

  const colleague = await sitDown(browser, shop);
  await colleague.page.goto('/admin/operators');
  await colleague.page.getByLabel('登录名').fill('xiaomei');
  await colleague.page.getByLabel('密码').fill(password.trim());
  await colleague.page.getByRole('button', { name: /登\s*录/ }).click();
  await colleague.page.getByText('这是初始密码，请先修改').waitFor();
  await colleague.page.getByLabel('原密码').fill(password.trim());
  await colleague.page.getByLabel('新密码').fill('a long new password');
  await colleague.page.getByLabel('再输一次').fill('a long new password');
  await colleague.page.getByRole('button', { name: '修改密码' }).click();
  await colleague.page.getByText('没有权限').waitFor();
  expect(await colleague.page.getByRole('link', { name: '操作员', exact: true }).count()).toBe(0);

  await page.getByRole('link', { name: '操作记录' }).click();
  await page.getByRole('cell', { name: '新建操作员' }).first().click();
  await page.getByRole('row', { name: /登录名 — xiaomei/ }).waitFor();
  await page.getByRole('row', { name: /角色 — 客服/ }).waitFor();
  await shoot(page, 'console-audit');
  expect([...owner.complaints, ...colleague.complaints]).toEqual([]);
});

test('a wrong password is told, and what was typed stays', async () => {
  const { page } = await sitDown(browser, shop);
  await page.goto('/admin/');
  await page.getByLabel('登录名').fill('nobody');
  await page.getByLabel('密码').fill('not the password');
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByText('登录名、密码或动态验证码不正确').waitFor();
  expect(await page.getByLabel('登录名').inputValue()).toBe('nobody');
});
