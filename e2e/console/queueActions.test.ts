import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { ResponseOf } from '../../shared/src/contract/contract';
import { queueKey, type ProductId, type QueueKey } from '../../shared/src/ids/ids';
import { fen } from '../../shared/src/money/fen';
import { ratio } from '../../shared/src/money/ratio';
import type { Role } from '../../shared/src/operators/permissions';
import type { PlatformSettings } from '../../shared/src/settings/platformSettings';
import { checkChains } from '../../server/src/db/chainChecks';
import { runChecks } from '../../server/src/db/checks';
import { manualClock } from '../../server/src/clock';
import { operatorWith } from '../../server/test/support/operators';
import { mall, startTestShop, type Person } from '../../server/test/support/shop';
import type { TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { openConsoleBrowser, openSession } from './workplace';

/* What an operator does to a line: asked first, in the numbers of then; kept in the log with what was before; provable after as before. */

const DAY = 86_400_000;
const OWN_LINES: Partial<PlatformSettings> = { mallSharesQueue: false, unclaimed: 'carry' };
const UNION = queueKey('union');

let shop: TestShop;
let browser: Browser;
let ann: Person;
let bob: Person;
let tea: ProductId;
let cup: ProductId;
const lineOf = (product: ProductId): QueueKey => queueKey(`product:${product}`);

beforeAll(async () => {
  [shop, browser] = [await startTestShop({ clock: manualClock(new Date()) }), await openConsoleBrowser()];
  await shop.publish(OWN_LINES);
  [tea, cup] = [await shop.addProduct(), await shop.addProduct({ title: '青瓷杯' })];
  await buyersCome();
  for (const [who, what] of [
    [ann, tea],
    [bob, tea],
    [ann, cup],
  ] as const)
    await buy(who, what);
}, 60_000);
afterEach(leave);
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

/** Sessions end while the clock runs on. */
async function buyersCome(): Promise<void> {
  [ann, bob] = [await shop.signIn('ann'), await shop.signIn('bob')];
}
async function buy(who: Person, product: ProductId): Promise<void> {
  shop.clock.advance(1_000);
  await shop.buy(who, mall(product));
}

const places: { context: BrowserContext; complaints: string[] }[] = [];

/** Everybody stands up; nobody had anything to complain of. */
async function leave(): Promise<void> {
  for (const { context, complaints } of places.splice(0)) {
    await context.close();
    expect(complaints).toEqual([]);
  }
}

async function at(address: string, role: Role = 'owner'): Promise<Page> {
  const { token } = await operatorWith(shop, role);
  const context = await openSession(browser, shop, 'operator', token);
  const page = await context.newPage();
  const complaints: string[] = [];
  places.push({ context, complaints });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  await page.goto(`/admin/${address}`);
  return page;
}
const atLine = (key: QueueKey, role?: Role): Promise<Page> => at(`queues/${encodeURIComponent(key)}`, role);

const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name: new RegExp(`^(loading )?${[...name].join('\\s*')}$`) });

/** Answers the question before a deed, once it has named its numbers. */
async function confirm(page: Page, verb: string, facts: readonly string[], picture?: string): Promise<void> {
  const question = page.locator('.ant-modal-confirm');
  for (const fact of facts) await question.getByText(fact, { exact: true }).first().waitFor();
  if (picture !== undefined) await shoot(page, picture);
  await button(question, verb).click();
  await question.waitFor({ state: 'detached' });
}

const state = (page: Page, text: string): Locator =>
  page.locator('.figures .ant-tag').filter({ hasText: text });
const figure = (page: Page, name: string): Locator =>
  page.locator('.figures .ant-card').filter({ hasText: name }).locator('.figure');

type Logged = ResponseOf<'GET /api/admin/audit'>['items'][number];

/** What the log has of a line, the newest first. */
async function logOf(subject: string): Promise<readonly Logged[]> {
  const auditor = await operatorWith(shop, 'auditor');
  return (await auditor.call('GET /api/admin/audit', { query: { subject, limit: '5' } })).items;
}
const titlesOf = async (who: Person): Promise<string[]> =>
  (await who.call('GET /api/me/messages', { query: { limit: '50' } })).items.map(({ title }) => title);

/** Lets a time pass and everything that it brings about. Nobody sits before a screen meanwhile: sessions end. */
async function letPass(milliseconds: number): Promise<void> {
  await leave();
  shop.clock.advance(milliseconds);
  await shop.shop.scheduler.runJob('keepQueues');
  await shop.settle();
  await shop.shop.scheduler.runJob('sealChains');
  await buyersCome();
}

test('one line is paused, gathers what comes in, and pays it down the line at its end; the log shows before and after', async () => {
  const page = await atLine(lineOf(tea));
  await button(page, '暂停队列').click();
  await confirm(page, '暂停队列', ['商品队列 · 龙井茶', '2 份', '¥180.00', '¥0.00'], 'console-act-pause');
  await shop.settle();
  await state(page, '已暂停').waitFor();
  await buy(ann, tea);
  await figure(page, '奖金池').getByText('¥10.00').waitFor();
  await button(page, '恢复队列').click();
  await confirm(page, '恢复队列', ['3 份', '¥280.00', '¥10.00']);
  await shop.settle();
  await state(page, '正常').waitFor();
  await figure(page, '奖金池').getByText('¥0.00').waitFor();

  await page.goto(`/admin/audit?subject=${encodeURIComponent(`queue:${lineOf(tea)}`)}`);
  await page.getByRole('cell', { name: '恢复队列' }).waitFor();
  await page.getByRole('cell', { name: '暂停队列' }).click();
  await page.getByRole('row', { name: '已暂停 否 是' }).waitFor();
  await shoot(page, 'console-act-audit');
});

test('everything is paused with a reason, in the numbers of all lines; a line under the brake says so', async () => {
  const page = await at('queues');
  await button(page, '暂停全部').click();
  const modal = page.locator('.ant-modal');
  await modal.getByText('2 个队列，4 份权益在等').waitFor();
  expect(await modal.innerText()).toContain('¥370.00');
  await button(modal, '暂停全部').click();
  await modal.getByText('请说明理由').waitFor();
  await modal.getByLabel('理由').fill('月末盘点');
  await shoot(page, 'console-act-pause-all');
  await button(modal, '暂停全部').click();
  await modal.waitFor({ state: 'detached' });
  await shop.settle();
  await page.getByRole('row').filter({ hasText: '全部暂停' }).nth(1).waitFor();
  const [version] = (await (await operatorWith(shop, 'auditor')).call('GET /api/admin/settings/versions'))
    .items;
  expect(await logOf(`settings:${version?.id}`)).toMatchObject([
    {
      action: 'settings.published',
      before: { settings: { payoutsPaused: false } },
      after: { settings: { payoutsPaused: true }, note: '月末盘点' },
    },
  ]);
  await button(page, '恢复全部').click();
  await modal.getByLabel('理由').fill('盘点完毕');
  await button(modal, '恢复全部').click();
  await modal.waitFor({ state: 'detached' });
  await shop.settle();
  await page.getByRole('row').filter({ hasText: '正常' }).nth(1).waitFor();

  await shop.publish({ ...OWN_LINES, brake: { floor: ratio('0.9'), factor: ratio('0.5') } });
  await page.reload();
  await page.getByRole('row').filter({ hasText: '刹车中' }).first().waitFor();
  await shoot(page, 'console-act-brake');
  await page.getByRole('link', { name: '商品队列 · 龙井茶' }).click();
  await page.getByText('刹车中：覆盖率低于设置的下限').waitFor();
  await shop.publish(OWN_LINES);
});

test('a reset needs its notice; it is withdrawn, announced again, and done at its time, and everybody is told each time', async () => {
  const page = await atLine(lineOf(tea));
  const announce = async (): Promise<void> => {
    await button(page, '清零').click();
    await button(page.getByRole('dialog'), '通知并安排清零').click();
    await confirm(page, '通知并安排清零', ['商品队列 · 龙井茶', '3 份', '¥270.00', '通知期满时']);
    await page.getByText('已通知会员的计划').waitFor();
  };
  await announce();
  await button(page, '取消计划').click();
  await confirm(page, '取消计划', ['商品队列 · 龙井茶']);
  await page.getByText('已通知会员的计划').waitFor({ state: 'detached' });
  await shop.settle();
  expect(await titlesOf(ann)).toEqual(expect.arrayContaining(['队列即将清零', '队列清零已取消']));
  await announce();
  await shoot(page, 'console-act-reset');
  const [planned] = await logOf(`queue:${lineOf(tea)}`);
  expect(planned).toMatchObject({
    action: 'queue.resetPlanned',
    before: { plan: null, waiting: 3, outstandingFen: 27_000, poolFen: 0 },
    after: { plan: expect.any(String), occursAt: expect.any(String) },
  });

  await letPass(DAY);
  expect(await titlesOf(ann)).toContain('队列已清零');
  const later = await atLine(lineOf(tea));
  await later.getByText('0 份权益').waitFor();
  await later.goto('/admin/queue-plans');
  const row = (text: string) => later.locator('tr[data-row-key]').filter({ hasText: text });
  await row('已执行').filter({ hasText: '商品队列 · 龙井茶' }).waitFor();
  await row('已取消').filter({ hasText: '商品队列 · 龙井茶' }).waitFor();
  await shoot(later, 'console-act-plans');
});

test('a line is wound down in shares, with notice, closes, and is opened again for what comes from then on', async () => {
  // Nobody in it may be paid yet, so its pool has something to share.
  await shop.publish({ ...OWN_LINES, payoutOrder: 'completedFirst' });
  await buy(bob, cup);
  const page = await atLine(lineOf(cup));
  await button(page, '结束队列').click();
  await page.getByRole('radio', { name: '按剩余权益比例分给所有人' }).check();
  await shoot(page, 'console-act-wind-down');
  await button(page.getByRole('dialog'), '通知并安排结束').click();
  await confirm(page, '通知并安排结束', [
    '商品队列 · 青瓷杯',
    '2 份',
    '¥190.00',
    '¥10.00',
    '按剩余权益比例分给所有人',
  ]);
  await page.getByText('已通知会员的计划').waitFor();
  await shop.settle();
  expect(await titlesOf(ann)).toContain('队列即将结束');
  expect((await logOf(`queue:${lineOf(cup)}`))[0]).toMatchObject({
    action: 'queue.windDownPlanned',
    before: { waiting: 2, outstandingFen: 19_000, poolFen: 1_000 },
    after: { mode: 'proRata' },
  });

  await letPass(DAY);
  const later = await atLine(lineOf(cup));
  await state(later, '已结束').waitFor();
  await figure(later, '奖金池').getByText('¥0.00').waitFor();
  expect(await button(later, '清零').count()).toBe(0);
  await shoot(later, 'console-act-closed');
  await button(later, '重新开放').click();
  await confirm(later, '重新开放', ['商品队列 · 青瓷杯', '0 份']);
  await shop.settle();
  await state(later, '正常').waitFor();
  expect((await logOf(`queue:${lineOf(cup)}`))[0]).toMatchObject({
    ...{ action: 'queue.reopened', before: { state: 'closed' }, after: { state: 'open' } },
  });
  await shop.publish(OWN_LINES);
});

test('two lines become one in order of joining; what was sealed before still holds, and what is sealed after holds the merge', async () => {
  await buy(ann, tea);
  await buy(bob, cup);
  await letPass(DAY);
  const seals = await at('commitments');
  const roots = seals.locator('.ant-card').filter({ hasText: '队列封存' }).locator('tr[data-row-key]');
  await roots.first().waitFor();
  const before = await roots.allInnerTexts();

  const page = await atLine(lineOf(cup));
  await button(page, '合并其他队列').click();
  await page.getByRole('combobox', { name: '要合并过来的队列' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '龙井茶' }).click();
  await page.keyboard.press('Escape');
  await page.getByText('合并后权益').waitFor();
  await shoot(page, 'console-act-merge');
  await button(page.getByRole('dialog'), '合并').click();
  await confirm(page, '合并', ['商品队列 · 龙井茶', '1 份', '2 份', '¥200.00', '¥20.00']);
  await shop.settle();
  await page.getByText('合并记录').waitFor();
  await page.getByText('2 份权益').waitFor();
  await shoot(page, 'console-act-merged');
  expect((await logOf(`queue:${lineOf(cup)}`))[0]).toMatchObject({
    action: 'queue.merged',
    before: {
      queues: {
        [lineOf(tea)]: { waiting: 1, outstandingFen: 10_000, poolFen: 1_000 },
        [lineOf(cup)]: { waiting: 1, outstandingFen: 10_000, poolFen: 1_000 },
      },
    },
    after: { from: [lineOf(tea)], people: 1 },
  });

  await letPass(DAY);
  const sealed = await at('commitments');
  await sealed
    .locator('.ant-card')
    .filter({ hasText: '队列封存' })
    .getByText(`共 ${before.length + 1} 条`)
    .waitFor();
  const after = await sealed
    .locator('.ant-card')
    .filter({ hasText: '队列封存' })
    .locator('tr[data-row-key]')
    .allInnerTexts();
  expect(after.slice(1)).toEqual(before);
  expect(after[0]).not.toBe(before[0]);
  await shoot(sealed, 'console-act-seals');
  expect(await checkChains(shop.db)).toEqual([]);
  await sealed.goto(`/admin/queues/${encodeURIComponent(lineOf(cup))}`);
  await sealed.getByRole('row').getByRole('link', { name: /^\d+$/ }).first().click();
  await button(sealed, '查看证明').click();
  await sealed.getByText(/本浏览器自己核对了 \d+ 个事件：哈希、先后与封存全部一致/).waitFor();
});

test('the union’s line says when it is paid and how much, is merged with no other, and is paid at that time alone', async () => {
  await shop.publish({
    ...OWN_LINES,
    ...{
      scheme: 'union',
      union: { poolRatio: ratio('0.6'), dailyCapFen: fen(2_000) },
      unionPayoutAt: '23:00',
    },
  });
  for (const who of [ann, bob]) await buy(who, tea);
  const page = await atLine(UNION);
  const daily = page.locator('.ant-card').filter({ hasText: '工会队列每天按排队顺序发放一次' });
  await daily.getByText('¥20.00').nth(1).waitFor();
  await daily.getByText('23:00:00').waitFor();
  expect(await button(page, '合并其他队列').count()).toBe(0);
  await figure(page, '奖金池').getByText('¥120.00').waitFor();
  await shoot(page, 'console-act-union');
  const auditor = await operatorWith(shop, 'auditor');
  const found = await auditor.call('GET /api/admin/queues/:key', { params: { key: UNION } });
  const nextAt = new Date(found.unionPayout?.nextAt ?? 0).getTime();
  await letPass(nextAt - shop.clock.now().getTime());

  const later = await atLine(UNION);
  await figure(later, '奖金池').getByText('¥100.00').waitFor();
  await later.getByRole('row').getByRole('link', { name: '1', exact: true }).first().click();
  await later.getByText('工会每日发放').waitFor();
  await shoot(later, 'console-act-union-paid');
});

test('a role that may not act finds nothing to act with, and is refused', async () => {
  await shop.publish(OWN_LINES);
  const clerk = await operatorWith(shop, 'service');
  const params = { key: lineOf(cup) };
  const headers = { 'Idempotency-Key': 'not-for-a-clerk' };
  const refused = { status: 403, code: 'forbidden' };
  for (const key of [
    'POST /api/admin/queues/:key/pause',
    'POST /api/admin/queues/:key/resume',
    'POST /api/admin/queues/:key/reopen',
  ] as const)
    expect(await clerk.fail(key, { params })).toEqual(refused);
  for (const key of ['POST /api/admin/queues/pause-all', 'POST /api/admin/queues/resume-all'] as const)
    expect(await clerk.fail(key, { body: { reason: '试试' } })).toEqual(refused);
  expect(await clerk.fail('POST /api/admin/queues/:key/reset', { params, headers, body: {} })).toEqual(
    refused,
  );
  expect(
    await clerk.fail('POST /api/admin/queues/:key/wind-down', { params, headers, body: { mode: 'line' } }),
  ).toEqual(refused);
  expect(
    await clerk.fail('POST /api/admin/queues/:key/merge', { params, headers, body: { from: [lineOf(tea)] } }),
  ).toEqual(refused);

  const page = await atLine(lineOf(cup), 'service');
  await page.getByText('排队的权益').waitFor();
  for (const deed of ['暂停队列', '恢复队列', '合并其他队列', '清零', '结束队列', '重新开放', '取消计划'])
    expect(await button(page, deed).count()).toBe(0);
  await page.goto('/admin/queues');
  await page.getByRole('link', { name: '商品队列 · 青瓷杯' }).waitFor();
  expect(await button(page, '暂停全部').count()).toBe(0);
  expect(await runChecks(shop.db)).toEqual([]);
});
