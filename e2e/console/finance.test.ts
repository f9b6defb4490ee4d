import type { Browser, Locator, Page } from 'playwright-core';
import { shanghaiDay, startOfDay } from '../../shared/src/time/shanghai';
import { manualClock } from '../../server/src/clock';
import { aStatement } from '../../server/test/support/payables';
import { mall, startTestShop, type Person } from '../../server/test/support/shop';
import { giveCash, WIDE, withdraw } from '../../server/test/support/wallet';
import type { TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { keepSeats, openConsoleBrowser, type Seats } from './workplace';

/* Money: withdrawn, put right by two persons, followed through the ledger, held against WeChat's bill, checked, and paid out. */

const DAY = 86_400_000;

let shop: TestShop;
let browser: Browser;
let seats: Seats;
let ann: Person;
let bob: Person;
/** Paid yesterday. */
let orderNo = '';
beforeAll(async () => {
  // WeChat has the bill of a day at ten the next.
  const today = Math.max(Date.now(), startOfDay(shanghaiDay(Date.now())) + DAY / 2);
  const clock = manualClock(new Date(today - DAY));
  [shop, browser] = [await startTestShop({ clock }), await openConsoleBrowser()];
  await shop.publish({
    withdrawal: { ...WIDE, reviewAboveFen: 0 },
    dividend: { weights: { gold: 2, silver: 1 } },
  });
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob');
  await shop.db.members.update({ level: 'gold' }, { where: { id: ann.id } });
  await shop.db.members.update({ level: 'silver' }, { where: { id: bob.id } });
  const tea = await shop.addProduct();
  await shop.buy(ann, mall(tea));
  orderNo = (await shop.buy(bob, mall(tea))).no;
  clock.set(new Date(today));
  seats = keepSeats(browser, shop);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

const dialog = (page: Page) => page.getByRole('dialog');
const button = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name: new RegExp(`^(loading )?${[...name].join('\\s*')}`) });
const confirm = (page: Page, verb: string) => button(page.locator('.ant-modal-confirm'), verb).click();

test('a withdrawal is reviewed, sent, confirmed in WeChat and arrives; another is refused and the money is back', async () => {
  for (const person of [ann, bob]) await giveCash(shop, person.id, 5_000);
  const asked = await withdraw(ann, 3_000);
  await withdraw(bob, 5_000);
  const { page, complaints } = await seats('finance', 'withdrawals?state=reviewing');
  const row = (amount: string) => page.locator('tr[data-row-key]').filter({ hasText: amount });
  await row('¥50.00').waitFor();
  await shoot(page, 'console-withdrawals');
  await button(row('¥30.00'), '审核').click();
  await dialog(page).getByText('近 90 天余额从哪里来、到哪里去').waitFor();
  await shoot(page, 'console-withdrawal');
  await button(dialog(page), '通过').click();
  await confirm(page, '通过');
  await page.locator('.ant-drawer').waitFor({ state: 'detached' });
  await row('¥30.00').waitFor({ state: 'detached' });
  await button(row('¥50.00'), '审核').click();
  expect(await button(dialog(page), '驳回').isDisabled()).toBe(true);
  await dialog(page).getByLabel('审核意见').fill('账户信息不一致');
  await button(dialog(page), '驳回').click();
  await confirm(page, '驳回');
  await page.locator('.ant-drawer').waitFor({ state: 'detached' });
  await row('¥50.00').waitFor({ state: 'detached' });
  expect((await bob.call('GET /api/me/wallet')).reservedFen).toBe(0);

  await shop.shop.scheduler.runJob('sendWithdrawals');
  const params = { id: asked.id };
  const sheet = await ann.call('POST /api/me/withdrawals/:id/confirm-params', { params });
  shop.simulator.payer.confirmTransfer(sheet.package);
  await shop.deliver();
  await page.goto('/admin/withdrawals');
  await row('¥30.00').getByText('已到账').waitFor();
  await row('¥50.00').getByText('已驳回').waitFor();
  expect(complaints).toEqual([]);
});

test('a balance is put right by two: who asked may not approve, and a refusal has its reason', async () => {
  const first = await seats('finance', 'adjustments');
  const ask = async (yuan: string): Promise<void> => {
    const { page } = first;
    await page.getByRole('button', { name: '申请调账' }).click();
    await dialog(page).getByLabel('会员编号').fill(ann.id);
    await dialog(page).getByLabel('数额').fill(yuan);
    await dialog(page).getByLabel('理由').fill('活动漏发补偿');
    await button(dialog(page), '提交').click();
    await page.getByRole('cell', { name: `+¥${yuan}` }).waitFor();
  };
  await ask('12.34');
  await ask('56.00');
  expect(await button(first.page.getByRole('row').nth(1), '入账').isDisabled()).toBe(true);
  await shoot(first.page, 'console-adjustments');

  const second = await seats('finance', 'adjustments', 'second');
  const row = (amount: string) => second.page.getByRole('row').filter({ hasText: amount });
  await button(row('+¥12.34'), '入账').click();
  await confirm(second.page, '入账');
  await row('+¥12.34').getByText('已入账').waitFor();
  await button(row('+¥56.00'), '驳回').click();
  await dialog(second.page).getByLabel('理由').fill('与订单不符');
  await button(dialog(second.page), '驳回').click();
  await row('+¥56.00').getByText('与订单不符').waitFor();
  await shoot(second.page, 'console-adjustments-decided');
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test('the ledger is walked: journal, postings, account past its first page, and back; all of it adds up to nothing', async () => {
  for (let count = 0; count < 52; count += 1) await giveCash(shop, bob.id, 1);
  const { page, complaints } = await seats('finance', `ledger?orderNo=${orderNo}`);
  const row = page.getByRole('row').filter({ hasText: orderNo }).first();
  await row.getByRole('button').first().click();
  await shoot(page, 'console-journals');
  await page.goto(`/admin/ledger?memberId=${bob.id}`);
  await page.getByRole('row').filter({ hasText: '股东分红' }).first().getByRole('button').first().click();
  await page
    .getByRole('link', { name: `会员可用余额 · ${bob.id}` })
    .first()
    .click();
  await page.waitForURL(/tab=statement/);
  await page.getByRole('button', { name: '加载更多' }).click();
  await page.getByText(/^共 5\d 条，已到底/).waitFor();
  await shoot(page, 'console-statement');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.waitForURL(/key=/);
  await page.goBack();
  await page.waitForURL(/tab=statement/);
  await page.goto('/admin/ledger?tab=trial');
  await page.getByText('平衡', { exact: true }).waitFor();
  await page.getByText('金额合计：¥0.00').waitFor();
  await shoot(page, 'console-trial-balance');
  expect(complaints).toEqual([]);
});

test('a day is held against WeChat’s bill; the one difference says what it means, and what was found out is kept', async () => {
  const order = shop.simulator.box.state.orders.get(orderNo);
  if (order === undefined) throw new Error('the order was paid at the simulator');
  order.totalFen += 1;
  const { page, complaints } = await seats('finance', 'reconciliation');
  await page.getByRole('button', { name: '重新对账' }).click();
  await page.getByText('已开始对账').waitFor();
  await shop.shop.scheduler.runJob('reconcile');
  await page.reload();
  await page.getByText('1 处差异未处理').waitFor();
  await shoot(page, 'console-reconciliation');
  await button(page.getByRole('row').filter({ hasText: orderNo }), '处理').click();
  await dialog(page).getByLabel('查明了什么，做了什么').fill('微信侧多记一分，已联系客服');
  await shoot(page, 'console-difference');
  await button(dialog(page), '处理完毕').click();
  await page.getByText('1 处差异已处理').waitFor();
  order.totalFen -= 1;
  expect(complaints).toEqual([]);
});

test('the books are checked when somebody wants it, and come out sound', async () => {
  const { page, complaints } = await seats('finance', 'book-checks');
  await page.getByRole('button', { name: '现在检查' }).click();
  await page.getByText('等待中').waitFor();
  await shop.shop.scheduler.runJob('checkBooks');
  await page.getByText('全部相符').waitFor();
  await shoot(page, 'console-book-checks');

  // Whoever edits a balance by hand is found, in words, with the way there and what to do.
  const edit = (by: number) =>
    shop.db.sequelize.query(`UPDATE accounts SET balance = balance + ${by} WHERE code = 'sales'`);
  await edit(100);
  await page.getByRole('button', { name: '现在检查' }).click();
  await page.getByText('等待中').waitFor();
  await shop.shop.scheduler.runJob('checkBooks');
  await page.getByText('1 处不符').waitFor();
  await button(page, '查看').click();
  await dialog(page).getByText('余额与分录（1 处）').waitFor();
  await dialog(page)
    .getByText(/^余额 -?¥[\d,.]+，分录合计 -?¥[\d,.]+$/)
    .waitFor();
  await dialog(page)
    .getByText(/备份数据库/)
    .waitFor();
  await shoot(page, 'console-book-findings');
  await dialog(page).getByRole('link', { name: '销售收入' }).click();
  await page.getByRole('tab', { name: '科目明细', selected: true }).waitFor();
  await edit(-100);
  expect(complaints).toEqual([]);
});

test('a merchant is paid by two persons', async () => {
  // Made up, without the lines that it would come from: the books are checked before.
  await aStatement(shop);
  const first = await seats('finance', 'merchant-payouts');
  await first.page.getByRole('button', { name: '申请结算' }).click();
  await confirm(first.page, '申请结算');
  await first.page.getByText('已申请，等另一位操作员复核').waitFor();
  await first.page.goto('/admin/merchant-payouts?tab=payouts');
  await button(first.page, '复核').click();
  await first.page.getByText('自己的申请要由另一位操作员复核').waitFor();
  const { page, complaints } = await seats('finance', 'merchant-payouts?tab=payouts', 'second');
  await button(page, '复核').click();
  await button(page, '复核通过').click();
  await confirm(page, '复核通过');
  await page.getByLabel('转账单号').fill('20260301998877');
  await button(page, '登记打款').click();
  await confirm(page, '登记打款');
  await dialog(page).getByText('已打款').waitFor();
  expect([...first.complaints, ...complaints]).toEqual([]);
});

test('a dividend is reckoned and prepared by one, looked at and paid by another, once for its name', async () => {
  const first = await seats('finance', 'dividends');
  const { page } = first;
  await page.getByRole('button', { name: '发起分红' }).click();
  await dialog(page).getByLabel('本次分红').fill('10');
  await dialog(page).getByRole('cell', { name: '¥6.66' }).waitFor();
  await dialog(page).getByLabel('名称').fill('三月');
  await dialog(page).getByRole('checkbox').check();
  await shoot(page, 'console-dividend-preview');
  await button(dialog(page), '提交复核').click();
  await page.locator('.ant-modal-confirm').getByText('¥9.99').waitFor();
  await confirm(page, '提交复核');
  const row = (of: Page) => of.locator('tr[data-row-key]').filter({ hasText: '三月' });
  await row(page).getByText('待复核').waitFor();
  await button(row(page), '复核').click();
  await page.getByText('自己发起的分红要由另一位操作员复核').waitFor();
  expect(await button(dialog(page), '通过并发放').count()).toBe(0);

  const second = await seats('finance', 'dividends?state=requested', 'second');
  await button(row(second.page), '复核').click();
  await dialog(second.page).getByRole('checkbox').check();
  await shoot(second.page, 'console-dividend-decide');
  await button(dialog(second.page), '通过并发放').click();
  await second.page.locator('.ant-modal-confirm').getByText('¥9.99').waitFor();
  await confirm(second.page, '通过并发放');
  await row(second.page).waitFor({ state: 'detached' });
  await second.page.goto('/admin/dividends');
  await row(second.page).getByText('已发放').waitFor();
  await shoot(second.page, 'console-dividends');
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test('who may only read money finds no way to move it; who may not, no page', async () => {
  const { page, complaints } = await seats('auditor', 'adjustments');
  await page.getByRole('cell', { name: '+¥12.34' }).waitFor();
  for (const deed of ['申请调账', '入账']) expect(await button(page, deed).count()).toBe(0);
  await page.goto('/admin/dividends');
  await page.getByRole('cell', { name: '三月' }).waitFor();
  for (const deed of ['发起分红', '复核']) expect(await button(page, deed).count()).toBe(0);
  await page.goto('/admin/reconciliation');
  await page.getByText('1 处差异已处理').waitFor();
  expect(await button(page, '重新对账').count()).toBe(0);
  expect(complaints).toEqual([]);
  const clerk = await seats('service', 'ledger');
  await clerk.page.getByText('没有权限').waitFor();
});
