import type { Browser } from 'playwright-core';
import { openStockedShop, type TestShop } from '../support/shop';
import { openBrowser, visit, type Visitor } from './browser';
import { become, chooseProduct, goToLine, pay, read, seen, tab, tap } from './screen';
import { shoot } from './shots';

const A = '林秋月';
const B = '周明远';

let shop: TestShop;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  shop = await openStockedShop({ members: ['qiuyue', 'mingyuan'] });
  browser = await openBrowser();
});

beforeEach(async () => {
  visitor = await visit(browser, shop.url);
});

afterEach(async () => {
  if (visitor.complaints.length > 0) await shoot(visitor.page, 'complaint').catch(() => undefined);
  await visitor.context.close();
  expect(visitor.complaints).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

describe('the web build in a browser, the whole way once through', () => {
  test('A buys and stands in line; B buys; A is paid, and the history names the order of B', async () => {
    const { page } = visitor;
    await become(page, A);
    await chooseProduct(page, '青瓷茶杯');
    expect(await read(page, 't-entitled')).toBe('¥96.80');
    expect(await read(page, 't-ratio')).toBe('110%');
    expect(await read(page, 't-rule')).toMatch(/商品/);
    expect(await read(page, 't-honest')).not.toBe('');
    await shoot(page, 'journey-1-confirm');

    await tap(page, 't-pay');
    expect(await read(page, 't-payment-amount')).toBe('¥88.00');
    await shoot(page, 'journey-2-payment-sheet');
    await tap(page, 't-payment-confirm');
    await seen(page, 't-place').waitFor();
    expect(await read(page, 't-place')).toBe('1');
    expect(await read(page, 't-paid-amount')).toBe('¥88.00');
    await shoot(page, 'journey-3-result');

    await goToLine(page);
    expect(await read(page, 't-entry-title')).toBe('青瓷茶杯');
    expect(await read(page, 't-entry-rewarded')).toBe('¥0.00');
    await shoot(page, 'journey-4-line-before');

    await become(page, B);
    await chooseProduct(page, '土蜂蜜 500 g');
    await pay(page);
    expect(await read(page, 't-place')).toBe('2');
    expect(await read(page, 't-ahead')).toBe('¥83.20');
    await shoot(page, 'journey-5-second-buyer');
    const orderOfB = new URLSearchParams(page.url().split('?')[1]).get('no');
    await goToLine(page);

    await become(page, A);
    await tab(page, 'me');
    expect(await read(page, 't-cash')).toContain('13.60');
    await shoot(page, 'journey-6-cash-grown');
    await tab(page, 'line');
    expect(await read(page, 't-entry-rewarded')).toBe('¥13.60');
    await tap(page, 't-entry');
    expect(await read(page, 't-payout-amount')).toBe('+¥13.60');
    expect(await read(page, 't-payout-order')).toBe(orderOfB);
    expect(await read(page, 't-payout-from')).toContain('周');
    expect(await read(page, 't-payout-from')).not.toContain(B);
    await shoot(page, 'journey-7-history');
  });

  test('a cancelled payment leaves the order; it is paid later from its page', async () => {
    const { page } = visitor;
    await become(page, B);
    await chooseProduct(page, '手工挂面 900 g');
    await tap(page, 't-pay');
    await tap(page, 't-payment-cancel');
    expect(await read(page, 't-order-state')).toBe('待付款');
    await shoot(page, 'journey-8-unpaid');
    await tap(page, 't-pay');
    await tap(page, 't-payment-confirm');
    await seen(page, 't-place').waitFor();
    expect(await read(page, 't-result-title')).toBe('支付成功');
  });

  test('who has no address yet is asked for one before anything can be paid', async () => {
    const { page } = visitor;
    const [member] = await shop.db.members.findAll({ where: { nickname: B } });
    await shop.db.addresses.destroy({ where: { memberId: member?.id ?? '' } });
    await become(page, B);
    await chooseProduct(page, '青瓷茶杯');
    expect(await read(page, 't-address')).toBe('请填写收货地址');
    await tap(page, 't-pay');
    await seen(page, 't-address-name').fill('周明远');
    await seen(page, 't-address-phone').fill('13900000002');
    await seen(page, 't-address-detail').fill('柳浪街 2 号');
    await shoot(page, 'journey-address-sheet');
    await tap(page, 't-address-confirm');
    await seen(page, 't-address').filter({ hasText: '柳浪街 2 号' }).waitFor();
    await pay(page);
  });

  test('a payment at the counter of a store', async () => {
    const { page } = visitor;
    await become(page, A);
    await tab(page, 'stores');
    await seen(page, 't-stores .t-store-card').filter({ hasText: '清风理发店' }).click();
    await tap(page, 't-cashier');
    for (const key of ['4', '8']) await tap(page, `t-key-${key}`);
    await shoot(page, 'journey-9-counter');
    await tap(page, 't-cashier-next');
    expect(await read(page, 't-ratio')).toBe('120%');
    expect(await read(page, 't-entitled')).toBe('¥57.60');
    await pay(page);
    expect(await read(page, 't-place')).toBe('1');
  });

  test('keys of the counter that are pressed within one frame all count', async () => {
    const { page } = visitor;
    await tab(page, 'stores');
    await tap(page, 't-stores .t-store-card');
    await tap(page, 't-cashier');
    await seen(page, 't-key-1').waitFor();
    await page.locator('.t-key-1, .t-key-6, .t-key-8').evaluateAll((keys) => {
      for (const key of keys) Reflect.apply(Reflect.get(key, 'click'), key, []);
    });
    expect(await read(page, 't-typed')).toBe('168');
  });

  test('who becomes another member leaves the pages of the first for the tab below them', async () => {
    const { page } = visitor;
    await become(page, A);
    await chooseProduct(page, '竹编提篮');
    await tap(page, 't-pay');
    await tap(page, 't-payment-cancel');
    await seen(page, 't-order-page .t-order-no').waitFor();
    const orderOfA = page.url();

    await become(page, B);
    await seen(page, 't-home .t-product-card').first().waitFor();
    expect(await page.locator('.t-order-page').count()).toBe(0);
    await tab(page, 'me');
    expect(await read(page, 't-nickname')).toContain(B);

    await become(page, A);
    await seen(page, 't-nickname').filter({ hasText: A }).waitFor();
    expect(page.url()).toMatch(/pages\/me\/index$/);

    await page.goto('about:blank');
    await page.goto(orderOfA);
    await seen(page, 't-order-page .t-order-no').waitFor();
    await become(page, B);
    await seen(page, 't-home .t-product-card').first().waitFor();
  });

  test('an order given up by its buyer is closed', async () => {
    const { page } = visitor;
    await become(page, B);
    await chooseProduct(page, '竹编提篮');
    await tap(page, 't-pay');
    await tap(page, 't-payment-cancel');
    await tap(page, 't-close');
    await page.getByText('确定', { exact: true }).click();
    await seen(page, 't-order-state').filter({ hasText: '已关闭' }).waitFor();
  });
});
