import type { Browser, Locator, Page, Route } from 'playwright-core';
import { operatorWith } from '../../server/test/support/operators';
import { openConsoleBrowser, openSession } from './workplace';
import { shoot } from '../web/shots';
import { openFurnishedShop, type FurnishedShop } from './furnished';
import { goInside, letLoad } from './pageStates';

/* What an operator types stays until it is saved: when the server says no, or nothing, and when somebody would leave. */

let shop: FurnishedShop;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [shop, browser] = [await openFurnishedShop(), await openConsoleBrowser()];
  page = await (await openSession(browser, shop, 'operator', await ownerToken())).newPage();
  page.setDefaultTimeout(8_000);
  await page.goto('/admin/account');
  await letLoad(page);
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

/** Of somebody who asked for nothing yet, and may decide everything. */
const ownerToken = async (): Promise<string> => (await operatorWith(shop, 'owner')).token;

interface FormRow {
  /** The form as a sentence goes on. */
  readonly form: string;
  /** Below /admin/, or an example of this page with parameters. */
  readonly at: string;
  /** Buttons or tabs to it, one after the other. */
  readonly way?: readonly string[];
  /** What is typed, by the name of the field. */
  readonly typed: Readonly<Record<string, string>>;
  readonly send: string;
  /** The button of the question before it is done. */
  readonly verb?: string;
  /** What is said when it is saved. */
  readonly saved: string;
}

// prettier-ignore
const FORMS: readonly FormRow[] = [
  { form: 'a product', at: 'products/:id', typed: { 商品名称: '自制辣酱大瓶', 简介: '一斤装' }, send: '保存', saved: '已保存' },
  { form: 'a category', at: 'categories', way: ['新建分类'], typed: { 名称: '茶点' }, send: '保存', saved: '已新建' },
  { form: 'a freight template', at: 'freight', way: ['新建运费模板'], typed: { 模板名称: '同城配送' }, send: '保存', saved: '已新建' },
  { form: 'a coupon', at: 'coupons', way: ['新建优惠券'], typed: { 名称: '立冬券', 天数: '9' }, send: '新建', saved: '已新建' },
  { form: 'a level', at: 'levels', way: ['新建等级'], typed: { 编号: 'elder', 名称: '老街坊', 高低: '9', '已完成订单实付满（元）': '5000' }, send: '新建', saved: '等级已新建' },
  { form: 'a note on an order', at: 'orders/:no', typed: { 备注: '客人晚上在家' }, send: '记下', saved: '已记下' },
  { form: 'an adjustment', at: 'adjustments', way: ['申请调账'], typed: { 会员编号: '1', 数额: '3.20', 理由: '运费多收' }, send: '提交', saved: '已提交' },
  { form: 'a store', at: 'stores/:id', typed: { 店铺公告: '立冬起早半小时开门' }, send: '保存', saved: '已保存' },
  { form: 'a merchant', at: 'merchants/:id', way: ['修改资料与合同'], typed: { 联系人: '王小二' }, send: '保存', saved: '已' },
  { form: 'a code of a cashier', at: 'stores/:id', way: ['收银码', '新增收银码'], typed: { 位置: '二楼' }, send: '生成', saved: '二楼' },
  { form: 'a payout to a merchant', at: 'merchant-payouts?tab=payouts', way: ['复核'], typed: { 说明: '先核对账户' }, send: '驳回', verb: '驳回', saved: '已驳回' },
  { form: 'a rejection of an application', at: 'applications/:no', way: ['驳回'], typed: { 原因: '执照看不清' }, send: '驳回', saved: '已驳回' },
  { form: 'a rejection of a product of a supplier', at: 'proposals/:id', way: ['不通过'], typed: { '理由（供应商会看到）': '图片不清楚' }, send: '不通过', saved: '已退回供应商' },
  { form: 'an operator', at: 'operators', way: ['新建操作员'], typed: { 登录名: 'xiaochen', 姓名: '小陈' }, send: '新建', saved: '初始密码' },
  { form: 'the pause of all lines', at: 'queues', way: ['暂停全部'], typed: { 理由: '盘点' }, send: '暂停全部', saved: '已' },
];

const REFUSALS = [
  { words: '刚刚有人改过', make: refuse(409, { code: 'conflict', message: '刚刚有人改过' }) },
  { words: '这样不行', make: refuse(422, { code: 'invalid_request', message: '这样不行' }) },
  { words: '服务器内部错误', make: refuse(500, { code: 'internal', message: '服务器内部错误' }) },
  { words: '网络不太通畅', make: (route: Route) => route.abort('connectionfailed') },
] as const;

function refuse(status: number, json: object): (route: Route) => Promise<void> {
  return (route) => route.fulfill({ status, json });
}

test.each(FORMS.map((row, turn) => ({ ...row, turn })))(
  'what was typed for $form stays when it is refused, and is saved then',
  async ({ at, way = [], typed, send, verb, saved, turn }) => {
    const { words, make } = REFUSALS[turn % REFUSALS.length] ?? REFUSALS[0];
    let isRefused = true;
    await page.route('**/api/**', (route) =>
      isRefused && route.request().method() !== 'GET' ? make(route) : route.continue(),
    );
    await goInside(page, shop.operatorExamples[at] ?? at);
    await letLoad(page);
    for (const step of way) await press(named(page, step));
    for (const [field, text] of Object.entries(typed)) await fieldOf(field).fill(text);

    await press(named(top(), send));
    if (verb !== undefined) await press(named(question(), verb));
    await page.getByText(words).first().waitFor();
    for (const [field, text] of Object.entries(typed)) expect(await fieldOf(field).inputValue()).toBe(text);

    isRefused = false;
    await press(verb === undefined ? named(top(), send) : named(question(), verb));
    await page.getByText(saved).last().waitFor();
  },
);

afterEach(async () => {
  await page.unrouteAll();
  // A password that is shown once, or what a test left behind.
  if ((await page.locator('[role=dialog]').filter({ visible: true }).count()) > 0) {
    await page.goto('/admin/account');
    await letLoad(page);
  }
});

const question = (): Locator => page.locator('.ant-modal-confirm');
/** The dialog or drawer that is in front, or the page. */
const top = (): Locator => page.locator('[role=dialog], main').filter({ visible: true }).last();
/** A field by its name; a name may be part of a longer one elsewhere. */
const fieldOf = (name: string): Locator =>
  page
    .locator('[role=dialog]:not(.ant-modal-confirm), main')
    .filter({ visible: true })
    .last()
    .getByLabel(name, { exact: true })
    .first();
/** A button or tab that can be pressed now, by the beginning of its words: Ant Design sets two characters apart. */
const named = (within: Page | Locator, name: string): Locator =>
  within
    .locator('button:not(.ant-btn-loading):enabled, [role=tab]')
    .filter({ hasText: new RegExp(`^\\s*${[...name].join('\\s*')}`), visible: true })
    .first();
/** Without a mouse. */
const press = (what: Locator): Promise<void> => what.press('Enter');

const asked = (): Locator => page.locator('.ant-modal-confirm-title', { hasText: '填写的内容还没有保存' });
const answer = (verb: string): Promise<void> => press(named(question(), verb));

test('Esc and a press beside a dialog ask before what was typed is lost; its own button does not', async () => {
  await goInside(page, 'categories');
  await letLoad(page);
  await press(named(page, '新建分类'));
  // Nothing is typed yet: nothing is asked, and the field is ready for it.
  await page.keyboard.type('秋茶');
  expect(await fieldOf('名称').inputValue()).toBe('秋茶');

  await page.keyboard.press('Escape');
  await asked().waitFor();
  await answer('继续填写');
  await asked().waitFor({ state: 'detached' });
  await page.mouse.click(640, 780);
  await asked().waitFor();
  await answer('继续填写');
  await asked().waitFor({ state: 'detached' });
  expect(await fieldOf('名称').inputValue()).toBe('秋茶');

  await page.keyboard.press('Escape');
  await answer('不保存，关闭');
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });

  await press(named(page, '新建分类'));
  await fieldOf('名称').fill('秋茶');
  await press(named(top(), '取消'));
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
});

test('a link asks before a page is left on which something is not saved; «back» too', async () => {
  const menu = page.getByRole('navigation', { name: '主菜单' });
  await menu.getByRole('link', { name: '商品', exact: true }).click();
  await page.getByRole('link', { name: /自制辣酱/ }).click();
  await letLoad(page);
  await fieldOf('简介').fill('两斤装');
  await menu.getByRole('link', { name: '会员', exact: true }).click();
  await asked().waitFor();
  await shoot(page, 'console-unsaved');
  await answer('继续填写');
  await asked().waitFor({ state: 'detached' });
  expect(await fieldOf('简介').inputValue()).toBe('两斤装');

  await page.goBack();
  await asked().waitFor();
  await answer('不保存，离开');
  await page.getByRole('heading', { name: '商品', exact: true, level: 1 }).waitFor();
});

test('the first field that is not right has the focus when a form is sent', async () => {
  await goInside(page, 'adjustments');
  await letLoad(page);
  await press(named(page, '申请调账'));
  await press(named(top(), '提交'));
  await page.getByText('请输入会员编号').waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('member');
  await press(named(top(), '取消'));
});
