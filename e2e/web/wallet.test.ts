import type { Browser } from 'playwright-core';
import { memberScene } from '@paifan/shared/members/scenes';
import { ratio } from '@paifan/shared/money/ratio';
import { addGift } from '../../server/test/support/gifts';
import { startTestShop, type Person, type TestShop } from '../../server/test/support/shop';
import { give, giveCash, WIDE } from '../../server/test/support/wallet';
import { openBrowser, visit, type Visitor } from './browser';
import { become, read, seen, tap } from './screen';
import { shoot } from './shots';

/** Who has something of everything, and somebody who has nothing. */
const RICH = '沈知夏';
const NEWCOMER = '新来的邻居';

let shop: TestShop;
let browser: Browser;
let visitor: Visitor;
let rich: Person;
let newcomer: Person;

beforeAll(async () => {
  shop = await startTestShop({ demo: true, services: ['web', 'simulator'], tickMs: 20 });
  rich = await shop.signIn('wallet-rich');
  newcomer = await shop.signIn('wallet-newcomer', memberScene(rich.inviteCode));
  const faces = [
    [rich.id, RICH],
    [newcomer.id, NEWCOMER],
  ] as const;
  for (const [id, nickname] of faces)
    await shop.db.members.update({ nickname, avatar: '/pictures/avatars/bun.svg' }, { where: { id } });
  await shop.publish({
    referral: { directRatio: ratio('0.05'), indirectRatio: ratio('0'), freezeDays: 7 },
    withdrawal: WIDE,
    transfer: { points: { min: 100, max: 100_000, daily: 100_000 } },
  });
  await giveCash(shop, rich.id, 12_345);
  await give(shop, rich.id, 'points', 30_000);
  await addGift(shop);
  await shop.buy(newcomer, {
    kind: 'mall',
    items: [{ productId: await shop.addProduct({ title: '桂花乌龙茶' }), quantity: 1 }],
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

function visitAs(nickname: string): void {
  beforeAll(async () => {
    visitor = await visit(browser, shop.url);
    await become(visitor.page, nickname);
  });
  afterAll(() => visitor.context.close());
  afterEach(() => expect(visitor.complaints.splice(0)).toEqual([]));
}

async function open(path: string, ready: string): Promise<void> {
  const [page, query] = path.split('?');
  await visitor.page.goto(`/#/packages/${page}/index${query === undefined ? '' : `?${query}`}`);
  await seen(visitor.page, ready).first().waitFor();
}

/** Agrees to what the page asks before it does something final. */
const agree = (): Promise<void> => visitor.page.locator('.taro-model__confirm').click();

describe('who has a little of everything', () => {
  visitAs(RICH);

  test('a frozen reward says why it is frozen', async () => {
    await open('wallet/rewards', 't-reward');
    expect(await read(visitor.page, 't-reward-state')).toBe('冻结中');
    expect(await read(visitor.page, 't-reward-reason')).not.toBe('');
  });

  test('a withdrawal is asked for, its confirmation left and opened again, and then paid', async () => {
    const { page } = visitor;
    await open('wallet/withdraw', 't-withdraw-form');
    await page.locator('.t-amount input').fill('0.5');
    await seen(page, 't-problem').waitFor();
    await page.locator('.t-amount input').fill('20');
    await shoot(page, 'page-withdraw');
    await tap(page, 't-withdraw');
    await seen(page, 't-open-withdrawal').waitFor();
    await tap(page, 't-confirm-withdrawal');
    expect(await read(page, 't-transfer-amount')).toBe('¥20.00');
    await shoot(page, 'withdraw-sheet');
    await tap(page, 't-transfer-cancel');
    await page.reload();
    await tap(page, 't-confirm-withdrawal');
    await tap(page, 't-transfer-confirm');
    await seen(page, 't-withdrawal-state').filter({ hasText: '已确认' }).waitFor();
    await shoot(page, 'withdraw-confirmed');
    await shop.deliver();
    await seen(page, 't-withdrawal-row-state').filter({ hasText: '已到账' }).waitFor();
    await seen(page, 't-withdraw-form').waitFor();
    expect(await read(page, 't-most')).not.toBe('¥123.45');
  });

  test('a gift is redeemed with an address, and the redemption taken back', async () => {
    const { page } = visitor;
    await open('gifts/list', 't-gift');
    await tap(page, 't-gift');
    await seen(page, 't-gift-page .t-redeem').waitFor();
    await shoot(page, 'page-gift');
    await tap(page, 't-redeem');
    for (const [field, text] of [
      ['name', '沈知夏'],
      ['phone', '13900000000'],
      ['detail', '老街 1 号'],
    ] as const)
      await page.locator(`input.t-address-${field}`).fill(text);
    await tap(page, 't-address-confirm');
    await agree();
    await seen(page, 't-gift-orders .t-gift-order').waitFor();
    await shoot(page, 'page-gift-orders');
    await tap(page, 't-cancel-gift');
    await agree();
    await seen(page, 't-gift-order-state').filter({ hasText: '取消' }).waitFor();
  });

  test('points are handed to another member, once', async () => {
    const { page } = visitor;
    await open('wallet/transfer', 't-transfer-form');
    await page.locator('.t-code input').fill(newcomer.inviteCode);
    await page.locator('.t-amount input').last().fill('10');
    await tap(page, 't-transfer');
    await agree();
    await page.getByText('已转给').waitFor();
    expect((await newcomer.call('GET /api/me/wallet')).points).toBe(1_000);
  });

  test('a phone number is bound and shown masked', async () => {
    const { page } = visitor;
    await open('me/profile', 't-profile .t-bind');
    await tap(page, 't-bind');
    await page.locator('input.t-phone-number').fill('13912345678');
    await tap(page, 't-phone-confirm');
    await seen(page, 't-phone').filter({ hasText: '139****5678' }).waitFor();
  });

  test('the poster is drawn, with the code in it', async () => {
    const { page } = visitor;
    await open('me/invite', 't-invite-code');
    await tap(page, 't-poster-open');
    await seen(page, 't-poster-save').waitFor();
    await shoot(page, 'invite-poster');
  });
});
