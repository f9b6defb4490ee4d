import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { operatorWith } from '../../server/test/support/operators';
import { staffWith } from '../../server/test/support/merchants';
import { shoot } from '../web/shots';
import { openFormShop, type FormShop } from './formShop';
import { answer, choose, closeDialog, holdForm, named, press, top, typeable } from './forms';
import {
  LEFT_OUT,
  OPERATOR_FORMS,
  PUBLIC_FORMS,
  STORE_FORMS,
  SUPPLIER_FORMS,
  type FormRow,
} from './formTables';
import { SOURCES } from './pageTables';
import { goInside, letLoad } from './pageStates';
import { openConsoleBrowser, openSession, sitDown } from './workplace';

/* What somebody types stays until it is saved: when the server says no, or nothing, and when somebody would leave. */

let shop: FormShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = [await openFormShop(), await openConsoleBrowser()];
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

async function opened(page: Page, address: string): Promise<Page> {
  page.setDefaultTimeout(20_000);
  await page.goto(`/admin/${address}`);
  await letLoad(page);
  return page;
}

/** Whoever fills forms in, and where the page is opened that shows them. */
const PEOPLE = [
  {
    who: 'an operator',
    rows: OPERATOR_FORMS,
    home: 'account',
    // Of somebody who asked for nothing yet, and may decide everything.
    sit: async () =>
      (await openSession(browser, shop, 'operator', (await operatorWith(shop, 'owner')).token)).newPage(),
  },
  {
    who: 'a store',
    rows: STORE_FORMS,
    home: 'desk/account',
    sit: async () => {
      const { token } = await staffWith(shop, shop.atStore.merchantId, 'owner');
      return (await openSession(browser, shop, 'staff', token)).newPage();
    },
  },
  {
    who: 'a supplier',
    rows: SUPPLIER_FORMS,
    home: 'desk/account',
    sit: async () => (await openSession(browser, shop, 'staff', shop.atSupplier.token)).newPage(),
  },
  {
    who: 'anybody',
    rows: PUBLIC_FORMS,
    home: 'apply',
    sit: async () => (await sitDown(browser, shop)).page,
  },
] as const satisfies readonly {
  who: string;
  rows: readonly FormRow[];
  home: string;
  sit: () => Promise<Page>;
}[];

describe.each(PEOPLE)('of $who', ({ rows, home, sit }) => {
  let page: Page;
  beforeAll(async () => {
    page = await opened(await sit(), home);
  });
  afterAll(() => page?.context().close());
  afterEach(async () => {
    await page.unrouteAll();
    // A password that is shown once, or what a test left behind.
    await closeDialog(page);
    if ((await page.locator('[role=dialog]').filter({ visible: true }).count()) > 0) await opened(page, home);
  });

  test.each(rows.map((row, turn) => ({ row, turn, form: row.form })))(
    'what was typed for $form stays when it is refused, and is saved then',
    ({ row, turn }) => holdForm(page, shop, row, { turn, desk: home.startsWith('desk/') ? 'desk/' : '' }),
  );
});

test('no form is forgotten by the tables', () => {
  const DRAWS =
    /<(Form|TextDialog|ReasonDialog|FormDialog|Input|InputNumber|Select|DatePicker|FilterDays|Switch|Checkbox|Radio)\b/;
  const WRITES = /\b(useWrite|useUnsaved)\(/;
  const drawn = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .filter((file) => {
      const text = readFileSync(path.join(SOURCES, file), 'utf8');
      return DRAWS.test(text) && WRITES.test(text);
    })
    .map((file) => file.slice(0, -'.tsx'.length));
  const held = new Set([
    ...PEOPLE.flatMap(({ rows }) => rows.map((row) => row.in)),
    ...Object.keys(LEFT_OUT),
  ]);
  expect(drawn.filter((file) => !held.has(file))).toEqual([]);
});

describe('before it is lost, it is asked:', () => {
  let page: Page;
  beforeAll(async () => {
    const { token } = await operatorWith(shop, 'owner');
    page = await opened(await (await openSession(browser, shop, 'operator', token)).newPage(), 'account');
  });
  afterAll(() => page?.context().close());

  const asked = (): Locator => page.locator('.ant-modal-confirm-title', { hasText: '填写的内容还没有保存' });
  const stay = async (): Promise<void> => {
    await asked().waitFor();
    await answer(page, '继续填写');
    await asked().waitFor({ state: 'detached' });
  };
  const giveUp = async (verb: string): Promise<void> => {
    await asked().waitFor();
    await answer(page, verb);
    await asked().waitFor({ state: 'detached' });
  };
  const open = async (address: string, ...way: readonly string[]): Promise<void> => {
    await goInside(page, shop.operatorExamples[address] ?? address);
    await letLoad(page);
    for (const step of way) await press(named(top(page), step));
  };
  const noDialog = (): Promise<void> => page.getByRole('dialog').first().waitFor({ state: 'detached' });
  const menuLink = (name: string): Promise<void> =>
    page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name, exact: true }).click();
  const heading = (name: string): Promise<void> =>
    page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();

  test('by Esc and by a press beside a dialog; not by its own button', async () => {
    await open('categories', '新建分类');
    // Nothing is typed yet: nothing is asked, and the field is ready for it.
    await page.keyboard.type('秋茶');
    expect(await typeable(page, '名称').inputValue()).toBe('秋茶');

    await page.keyboard.press('Escape');
    await stay();
    await page.mouse.click(640, 780);
    await stay();
    expect(await typeable(page, '名称').inputValue()).toBe('秋茶');
    await page.keyboard.press('Escape');
    await giveUp('不保存，关闭');
    await noDialog();

    await press(named(top(page), '新建分类'));
    await typeable(page, '名称').fill('秋茶');
    await press(named(top(page), '取消'));
    await noDialog();
  });

  test('by a link and by «back»', async () => {
    await menuLink('商品');
    await page.getByRole('link', { name: /自制辣酱/ }).click();
    await letLoad(page);
    await typeable(page, '简介').fill('两斤装');
    await menuLink('会员');
    await asked().waitFor();
    await shoot(page, 'console-unsaved');
    await stay();
    expect(await typeable(page, '简介').inputValue()).toBe('两斤装');

    await page.goBack();
    await giveUp('不保存，离开');
    await heading('商品');
  });

  test('what was chosen of a list, as long as it is another choice', async () => {
    await open('products/:id');
    await choose(page, '分类', '器物');
    await menuLink('会员');
    await stay();
    await choose(page, '分类', '粮油干货');
    await menuLink('会员');
    await heading('会员');
  });

  test('a day that was chosen', async () => {
    await open('queues/:key', '结束队列');
    await typeable(page, '执行时间').click();
    const days = page.locator('.ant-picker-dropdown').filter({ visible: true });
    await days.locator('.ant-picker-cell-in-view').last().click();
    await page.locator('.ant-drawer-title').click();
    await days.waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await stay();
    await page.keyboard.press('Escape');
    await giveUp('不保存，关闭');
    await noDialog();
  });

  test('a switch, and a row that was taken away', async () => {
    await open('gifts', '修改');
    await typeable(page, '上架').press('Space');
    await page.keyboard.press('Escape');
    await stay();
    await typeable(page, '上架').press('Space');
    await page.keyboard.press('Escape');
    await noDialog();

    await open('message-templates', '设置');
    await typeable(page, '推送到微信').check();
    await press(named(top(page), '移除'));
    await page.keyboard.press('Escape');
    await giveUp('不保存，关闭');
    await noDialog();
  });

  test('what was typed on the page below a dialog that saved something else; not what was sought', async () => {
    await open('stores/:id');
    await typeable(page, '店铺公告').fill('大雪歇业一天');
    await press(named(top(page), '收银码'));
    await press(named(top(page), '新增收银码'));
    await typeable(page, '位置').fill('三楼');
    await press(named(top(page), '生成'));
    await noDialog();
    await menuLink('订单');
    await giveUp('不保存，离开');
    await heading('订单');

    await choose(page, '状态', '已完成');
    await page.waitForURL(/state=completed/);
    await typeable(page, '会员编号').fill('1');
    await menuLink('会员');
    await heading('会员');
  });

  test('the first field that is not right has the focus when a form is sent', async () => {
    await open('adjustments', '申请调账');
    await press(named(top(page), '提交'));
    await page.getByText('请输入会员编号').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('member');
    await press(named(top(page), '取消'));
  });
});
