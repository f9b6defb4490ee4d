import type { Browser, Page } from 'playwright-core';
import { entryId, type EntryId, type ProductId } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import { mall, startTestShop, type Person, type TestShop } from '../../server/test/support/shop';
import { openBrowser, visit, type Visitor } from './browser';
import { become, read, seen, tap } from './screen';
import { shoot } from './shots';

const MEMBER = '沈知夏';

let shop: TestShop;
let browser: Browser;
let visitor: Visitor;
let member: Person;
let product: ProductId;

beforeAll(async () => {
  shop = await startTestShop({ demo: true, services: ['web', 'simulator'] });
  await shop.publish({
    exchangeName: '换积分',
    lottery: {
      type: 'fixed',
      prizes: [
        { ratio: ratio('0.8'), weight: 3 },
        { ratio: ratio('1.5'), weight: 1 },
      ],
    },
    exchange: { points: { ratio: ratio('0.8') }, voucher: { ratio: ratio('1') } },
  });
  product = await shop.addProduct({ title: '桂花乌龙茶' });
  member = await shop.signIn('line-member');
  await shop.db.members.update(
    { nickname: MEMBER, avatar: '/pictures/avatars/bun.svg' },
    { where: { id: member.id } },
  );
  browser = await openBrowser();
});

beforeEach(async () => {
  visitor = await visit(browser, shop.url);
  await become(visitor.page, MEMBER);
});

afterEach(async () => {
  await visitor.context.close();
  expect(visitor.complaints).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

async function entryOf(buyer: Person): Promise<EntryId> {
  shop.clock.advance(60_000);
  const order = await shop.buy(buyer, mall(product));
  return entryId(order.lines[0]?.entry?.id ?? '');
}

async function openHistory(page: Page, id: EntryId): Promise<void> {
  await page.goto(`/#/packages/line/history/index?id=${id}`);
  await seen(page, 't-history .t-to-proof').waitFor();
}

test('the odds are shown before the draw, then what came of it and how to check it', async () => {
  const { page } = visitor;
  await openHistory(page, await entryOf(member));
  await tap(page, 't-to-draw');
  await seen(page, 't-chance').first().waitFor();
  expect(await read(page, 't-chance')).toBe('机会75%');
  await shoot(page, 'page-draw');
  await tap(page, 't-do-draw');
  await seen(page, 't-draw-pending').waitFor();
  await shop.settle();
  expect(await read(page, 't-draw-ratio')).toMatch(/^(80|150)%$/);
  await tap(page, 't-draw-check');
  expect(await read(page, 't-commitment')).toMatch(/^[0-9a-f]{64}$/);
  await shoot(page, 'draw-drawn');
});

test('an entry is given up for what was shown, once and for all', async () => {
  const { page } = visitor;
  await openHistory(page, await entryOf(member));
  await tap(page, 't-to-exchange');
  await seen(page, 't-offer-voucher').waitFor();
  expect(await read(page, 't-do-exchange')).toBe('换积分');
  await shoot(page, 'page-exchange');
  await tap(page, 't-offer-voucher');
  await tap(page, 't-do-exchange');
  await page.locator('.taro-model__confirm').click();
  await seen(page, 't-exchange-state').waitFor();
  await shop.settle();
  await seen(page, 't-exchange-state-text').filter({ hasText: '已完成' }).waitFor();
  await shoot(page, 'exchange-done');
});

test('the neighbours in the line are masked, and the proof of the place is checked in the page', async () => {
  const { page } = visitor;
  const neighbour = await shop.signIn('line-neighbour');
  await shop.db.members.update({ nickname: '周明远' }, { where: { id: neighbour.id } });
  await entryOf(neighbour);
  const id = await entryOf(member);
  await entryOf(neighbour);
  await openHistory(page, id);
  await shoot(page, 'page-entry');
  await tap(page, 't-to-process');
  await seen(page, 't-process .t-self').waitFor();
  expect(await seen(page, 't-process .t-neighbour-name').filter({ hasText: '周**' }).count()).toBeGreaterThan(
    0,
  );
  await shoot(page, 'page-process');
  await page.goto(`/#/packages/line/proof/index?id=${id}`);
  await seen(page, 't-proof-ok').waitFor();
  await shoot(page, 'page-proof');
});
