import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { merchantId as merchantIdOf, type MerchantId, type StoreId } from '@paifan/shared/ids/ids';
import { merchantScene } from '@paifan/shared/members/scenes';
import { ratio } from '@paifan/shared/money/ratio';
import type { Browser } from 'playwright-core';
import { manualClock } from '../../server/src/clock';
import { addStoreProduct, atStore } from '../../server/test/support/checkout';
import { addMerchant } from '../../server/test/support/merchants';
import { operatorWith } from '../../server/test/support/operators';
import { book, closeDay } from '../../server/test/support/payables';
import { cashier, startTestShop, type Person, type TestShop } from '../../server/test/support/shop';
import { openBrowser, visit, type Visitor } from './browser';
import { become, read, seen, tap } from './screen';
import { shoot } from './shots';

/* Selling here, in the mini-program: from the application to the statement of the first day. */

const OWNER = '江掌柜';
const CLERK = '小李';
const PICTURE = path.resolve(__dirname, '../../miniapp/src/icons/home.png');
const TEXTS = {
  ...{ name: '江边小馆', trade: '餐饮', contactName: '李小江', phone: '13912345678' },
  ...{ district: '杭州市上城区', address: '江边路 1 号', commission: '8' },
};

let shop: TestShop;
let browser: Browser;
let visitor: Visitor;
let folder: string;
let owner: Person;
let clerk: Person;
let buyer: Person;
/** Of the merchant that came of the application. */
let merchant: MerchantId;
let store: StoreId;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paifan-merchant-'));
  shop = await startTestShop({
    ...{ demo: true, clock: manualClock(new Date()), config: { files: { folder } } },
    ...{ services: ['web', 'worker', 'scheduler', 'simulator'], tickMs: 20 },
  });
  owner = await shop.signIn('desk-owner');
  clerk = await shop.signIn('desk-clerk');
  buyer = await shop.signIn('desk-buyer');
  const faces = [
    [owner, OWNER],
    [clerk, CLERK],
    [buyer, '沈知夏'],
  ] as const;
  for (const [{ id }, nickname] of faces)
    await shop.db.members.update({ nickname, avatar: '/pictures/avatars/bun.svg' }, { where: { id } });
  await shop.publish({
    recruitment: { ratio: ratio('0.1') },
    referral: { directRatio: ratio('0'), indirectRatio: ratio('0'), freezeDays: 7 },
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
  await rm(folder, { recursive: true });
});

afterEach(async () => {
  if (visitor.complaints.length > 0) await shoot(visitor.page, 'complaint').catch(() => undefined);
  expect(visitor.complaints.splice(0)).toEqual([]);
});

/** Opens a page by its address, as a link does. */
async function open(address: string, ready: string): Promise<void> {
  const [page, query] = address.split('?');
  await visitor.page.goto('about:blank');
  await visitor.page.goto(`/#/packages/${page}/index${query === undefined ? '' : `?${query}`}`);
  await seen(visitor.page, ready).first().waitFor();
}

const atDesk = (page: string, ready: string): Promise<void> =>
  open(`desk/${page}?merchant=${merchant}`, ready);

/** Agrees to what the page asks before it does something final. */
const agree = (): Promise<void> => visitor.page.locator('.taro-model__confirm').click();

const write = (className: string, text: string): Promise<void> =>
  visitor.page.locator(`.${className} input`).filter({ visible: true }).fill(text);

function visitAs(nickname: string): void {
  beforeAll(async () => {
    visitor = await visit(browser, shop.url);
    await become(visitor.page, nickname);
  });
  afterAll(() => visitor.context.close());
}

describe('who wants to sell', () => {
  visitAs(OWNER);

  test('has no desk yet, and its page says so', async () => {
    await open('desk/home', 't-desk-home .t-empty');
    await shoot(visitor.page, 'desk-home-none');
  });

  test('applies by a member’s code; what is missing is said, what was typed stays, and a picture comes with it', async () => {
    const { page } = visitor;
    await open(`merchant/apply?scene=${merchantScene(buyer.inviteCode)}`, 't-apply');
    await seen(page, 't-recruiter').filter({ hasText: '沈**' }).waitFor();
    await tap(page, 't-apply-send');
    await seen(page, 't-problem').first().waitFor();
    await shoot(page, 'merchant-apply-problems');
    for (const [field, text] of Object.entries(TEXTS)) await write(`t-apply-${field}`, text);
    await tap(page, 't-choose-place');
    await shoot(page, 'merchant-apply-place');
    await tap(page, 't-place-confirm');
    await seen(page, 't-place').waitFor();
    await tap(page, 't-add-hours');
    await seen(page, 't-hours-to').fill('23:30');
    await shoot(page, 'merchant-apply-hours');

    await open('merchant/apply', 't-apply');
    expect(await page.locator('.t-apply-name input').inputValue()).toBe(TEXTS.name);
    expect(await read(page, 't-hours-told')).toBe('每天09:00–23:30');
    const choosing = page.waitForEvent('filechooser');
    await tap(page, 't-apply-pictures .t-add-picture');
    await page.getByText('从相册选择').click();
    await (await choosing).setFiles(PICTURE);
    await seen(page, 't-uploaded').waitFor();
    await shoot(page, 'merchant-apply');
    await tap(page, 't-apply-send');
    await seen(page, 't-applications .t-application').waitFor();
    expect(await read(page, 't-application-state')).toBe('待审核');
    const row = await shop.db.applications.findOne({ where: { name: TEXTS.name }, rejectOnEmpty: true });
    expect(row).toMatchObject({ memberId: owner.id, recruiterId: buyer.id, proposedRatio: '0.08' });
    expect(row.pictures).toHaveLength(1);
  });

  test('reads the reason, corrects, accepts another commission, and has a desk', async () => {
    const { page } = visitor;
    const reviewer = await operatorWith(shop, 'owner');
    const { no } = await shop.db.applications.findOne({ where: { name: TEXTS.name }, rejectOnEmpty: true });
    const params = { no };
    await reviewer.call('POST /api/admin/applications/:no/reject', {
      ...{ params, body: { reason: '请补充营业执照' } },
    });
    await open('merchant/state', 't-application-reason');
    expect(await read(page, 't-application-reason')).toBe('请补充营业执照');
    await tap(page, 't-correct');
    await seen(page, 't-apply-phone').waitFor();
    await write('t-apply-phone', TEXTS.phone);
    await tap(page, 't-apply-send');
    await seen(page, 't-application-state').filter({ hasText: '待审核' }).waitFor();

    await reviewer.call('POST /api/admin/applications/:no/offer', {
      ...{ params, body: { commissionRatio: '0.12', note: '同类门店为 12%' } },
    });
    await open('merchant/state', 't-accept-offer');
    await shoot(page, 'merchant-state');
    await tap(page, 't-accept-offer');
    await agree();
    await page.locator('.t-accept-offer').waitFor({ state: 'detached' });
    const approved = await reviewer.call('POST /api/admin/applications/:no/approve', {
      params,
      body: {
        ...{ commissionRatio: '0.12', contractFrom: null, contractUntil: null },
        overruled: ['store:new', 'cashier:new'],
      },
    });
    merchant = merchantIdOf(approved.merchantId);
    if (approved.storeId === null) throw new Error('a store merchant has a store');
    store = approved.storeId;
    expect((await shop.db.stores.findByPk(store))?.openingHours).toBe('每天 09:00–23:30');
    await open('merchant/state', 't-to-desk');
    await tap(page, 't-to-desk');
    await seen(page, 't-desk-home .t-today').waitFor();
    expect(await read(page, 't-desk-name')).toBe(TEXTS.name);
  });

  test('reads what the own code for merchants brings, and keeps its picture', async () => {
    const { page } = visitor;
    await open('merchant/recruit', 't-recruit-code');
    await seen(page, 't-recruitment').filter({ hasText: '10%' }).waitFor();
    await shoot(page, 'merchant-recruit');
    const saving = page.waitForEvent('download');
    await tap(page, 't-save-code');
    expect((await saving).suggestedFilename()).toMatch(/\.png$/);
  });
});

describe('who works at a desk', () => {
  visitAs(OWNER);

  test('sees a payment at the cashier the moment it is made, and hears it unless the sound is off', async () => {
    const { page } = visitor;
    await atDesk('home', 't-today');
    expect(await read(page, 't-today')).toBe('¥0.00');
    const sound = page.waitForRequest(/\/packages\/desk\/sounds\/paid\.wav$/);
    await shop.buy(buyer, cashier(store, 6_800));
    await seen(page, 't-newest').filter({ hasText: '¥68.00' }).waitFor();
    expect((await sound.then((request) => request.response()))?.ok()).toBe(true);
    expect(await read(page, 't-today')).toBe('¥68.00');
    await shoot(page, 'desk-home');
    await tap(page, 't-sound-on');
    await seen(page, 't-sound-off').waitFor();
    await shop.buy(buyer, cashier(store, 12_350));
    await seen(page, 't-today').filter({ hasText: '191' }).waitFor();
    await tap(page, 't-to-receipts');
    await seen(page, 't-receipts .t-taking').nth(1).waitFor();
    await shoot(page, 'desk-receipts');
  });

  test('shows the code of the cashier, and has another one in its place', async () => {
    const { page } = visitor;
    await atDesk('codes', 't-add-code');
    await write('t-label', '前台');
    await tap(page, 't-add-code');
    await tap(page, 't-show-code');
    await seen(page, 't-code-picture').waitFor();
    await shoot(page, 'desk-code');
    await tap(page, 't-sheet-close');
    await tap(page, 't-renew');
    await agree();
    await seen(page, 't-revoked').waitFor();
    await shoot(page, 'desk-codes');
  });

  test('hands over what a pickup code names, once', async () => {
    const { page } = visitor;
    const product = await addStoreProduct(
      shop,
      store,
      { title: '店里的糕点' },
      { offersExpress: true, offersPickup: true },
    );
    const { no } = await shop.buy(buyer, atStore(store, product, 'pickup', 2));
    const { pickupCode } = await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true });
    await atDesk('pickup', 't-pickup-typed');
    await write('t-pickup-typed', '1234');
    await tap(page, 't-find');
    await page.getByText('提货码是 8 位数字').waitFor();
    await write('t-pickup-typed', pickupCode === '00000000' ? '00000001' : '00000000');
    await tap(page, 't-find');
    await seen(page, 't-error').waitFor();
    visitor.complaints.splice(0); // the browser notes every 404
    await write('t-pickup-typed', pickupCode ?? '');
    await tap(page, 't-find');
    await seen(page, 't-redeem-pickup').waitFor();
    await shoot(page, 'desk-pickup');
    await tap(page, 't-redeem-pickup');
    await agree();
    await seen(page, 't-pickup-state').filter({ hasText: '已提货' }).waitFor();
    expect(await page.locator('.t-redeem-pickup').count()).toBe(0);
    expect((await buyer.call('GET /api/orders/:no', { params: { no } })).state).toBe('completed');

    const sent = await shop.buy(buyer, atStore(store, product, 'express'));
    await atDesk('orders', 't-desk-order');
    await shoot(page, 'desk-orders');
    await tap(page, 't-desk-order');
    await tap(page, 't-send');
    await tap(page, 't-carrier-SF');
    await write('t-number', 'SF100000001');
    await shoot(page, 'desk-send');
    await tap(page, 't-send-confirm');
    await seen(page, 't-desk-parcel .t-tracking').filter({ hasText: 'SF100000001' }).waitFor();
    await shoot(page, 'desk-order');
    expect((await buyer.call('GET /api/orders/:no', { params: { no: sent.no } })).state).toBe('shipped');
  });

  test('reads what the first day came to', async () => {
    const { page } = visitor;
    await book(shop);
    await closeDay(shop);
    await atDesk('statements', 't-statement-row');
    await shoot(page, 'desk-statements');
    await tap(page, 't-statement-row');
    await seen(page, 't-statement-line').nth(2).waitFor();
    // 68.00 + 123.50 at the cashier and 200.00 fetched, 12 % of each for the shop.
    expect(await read(page, 't-statement .t-sale')).toBe('¥391.50');
    expect(await read(page, 't-statement .t-commission')).toBe('¥46.98');
    expect(await read(page, 't-statement .t-payable')).toBe('¥344.52');
    await shoot(page, 'desk-statement');
  });

  test('asks somebody to come, and sees who works here', async () => {
    const { page } = visitor;
    await atDesk('staff', 't-staff-row');
    await tap(page, 't-invite-staff');
    await write('t-staff-name', CLERK);
    await shoot(page, 'desk-invite');
    await tap(page, 't-make-invitation');
    expect(await read(page, 't-invitation-code')).toMatch(/^[0-9A-Z]{10}$/);
    await shoot(page, 'desk-staff');
  });
});

describe('who was asked to come', () => {
  visitAs(CLERK);

  test('accepts, and sees what a clerk needs and nothing else', async () => {
    const { page } = visitor;
    const invitation = await shop.db.staffInvitations.findOne({
      where: { merchantId: merchant },
      rejectOnEmpty: true,
    });
    await open(`desk/join?code=${invitation.code}`, 't-join-merchant');
    await shoot(page, 'desk-join');
    await tap(page, 't-join-accept');
    await seen(page, 't-desk-home .t-to-pickup').waitFor();
    for (const absent of ['t-to-staff', 't-to-statements']) expect(await seen(page, absent).count()).toBe(0);
    await atDesk('codes', 't-code');
    for (const absent of ['t-add-code', 't-renew', 't-revoke'])
      expect(await seen(page, absent).count()).toBe(0);
    await atDesk('staff', 't-staff .t-empty');
    await shoot(page, 'desk-staff-refused');
  });

  test('works at two desks and chooses', async () => {
    const { page } = visitor;
    const second = await addMerchant(shop, { kind: 'supplier', name: '临安茶厂' });
    await shop.db.staff.create({
      ...{ merchantId: second, memberId: clerk.id, name: CLERK, role: 'owner' },
      createdAt: shop.clock.now(),
    });
    await open('merchant/home', 't-desk');
    await shoot(page, 'merchant-home');
    await atDesk('home', 't-change-desk');
    await tap(page, 't-change-desk');
    await tap(page, 't-desks-sheet .t-desk');
    await seen(page, 't-desk-name').filter({ hasText: '临安茶厂' }).waitFor();
    await seen(page, 't-to-staff').waitFor();
    expect(await seen(page, 't-to-pickup').count()).toBe(0);
    await shoot(page, 'desk-home-supplier');
  });
});
