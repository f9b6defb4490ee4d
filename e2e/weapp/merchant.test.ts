import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { merchantId as merchantIdOf, type MerchantId, type StoreId } from '@paifan/shared/ids/ids';
import { merchantScene } from '@paifan/shared/members/scenes';
import { addStoreProduct, atStore } from '../../server/test/support/checkout';
import { operatorWith } from '../../server/test/support/operators';
import { cashier, type Person } from '../../server/test/support/shop';
import { openStockedShop, type TestShop } from '../support/shop';
import type { ScannedCode } from './harness/surroundings';
import { textOf } from './harness/wxml';
import { openPhone, readText, waitForPage, type Phone } from './phone';

const APPLY = 'packages/merchant/apply/index';
const DESK = 'packages/desk/home/index';
const NAME = '江边小馆';
const SOUND = '/packages/desk/sounds/paid.wav';

let shop: TestShop;
let folder: string;
let buyer: Person;
let merchant: MerchantId;
let store: StoreId;
const phones: Phone[] = [];

function phoneOf(openid: string, more?: Parameters<typeof openPhone>[2]): Phone {
  const phone = openPhone(shop, openid, more);
  phones.push(phone);
  return phone;
}

const toasts = (phone: Phone): unknown[] =>
  phone.calls.filter(({ name }) => name === 'showToast').map(({ options }) => options['title']);

/** Holds a code before the camera; null: it is closed again. A tap while the last one is still being dealt with does nothing. */
async function scan(phone: Phone, code: ScannedCode | null): Promise<void> {
  phone.around.codes.push(code);
  while (phone.around.codes.length > 0) await phone.tap('t-scan-pickup');
}

/** The owner's phone, opened at a page of the desk. */
const ownerAt = (page: string): Phone =>
  phoneOf('weapp-merchant', { way: { path: `packages/desk/${page}/index`, query: { merchant } } });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paifan-weapp-merchant-'));
  shop = await openStockedShop({ config: { files: { folder } } });
  buyer = await shop.signIn('weapp-merchant-buyer');
});

afterEach(() => {
  const complaints = phones.flatMap((phone) => phone.complaints);
  for (const phone of phones.splice(0)) phone.end();
  expect(complaints).toEqual([]);
});

afterAll(async () => {
  await shop?.stop();
  await rm(folder, { recursive: true });
});

test('a member’s code for merchants opens the form cold; what was typed outlives the program; it is sent with a picture', async () => {
  const way = { path: APPLY, query: { scene: encodeURIComponent(merchantScene(buyer.inviteCode)) } };
  const first = phoneOf('weapp-merchant', { way });
  await first.input('t-apply-name', NAME);
  await first.input('t-apply-trade', '餐饮');
  await first.until(() => first.storage.get('application'), 'what was typed to be kept');

  const phone = phoneOf('weapp-merchant', { way: { path: APPLY }, storage: new Map(first.storage) });
  await phone.input('t-apply-contactName', '李小江');
  await phone.input('t-apply-phone', '13912345678');
  phone.around.chosen = {
    ...{ name: NAME, address: '浙江省杭州市上城区江边路 1 号' },
    ...{ latitude: 30.245853, longitude: 120.169341 },
  };
  await phone.tap('t-choose-place');
  expect(await readText(phone, 't-place')).toBe('30.245853, 120.169341');
  // Who closes the map again keeps what was chosen before.
  phone.around.chosen = null;
  await phone.tap('t-choose-place');
  expect(await readText(phone, 't-place')).toBe('30.245853, 120.169341');
  await phone.tap('t-add-hours');
  await phone.pick('t-hours-to', '00:00');
  expect(await readText(phone, 't-hours-told')).toBe('每天 09:00–24:00');
  phone.person.pictures = [await readFile(path.resolve(__dirname, '../../miniapp/src/icons/home.png'))];
  await phone.tap('t-add-picture');
  await phone.until(() => phone.all('t-uploaded').length === 1, 'the picture');
  await phone.tap('t-apply-send');
  await waitForPage(phone, 'packages/merchant/state/index');
  expect(await readText(phone, 't-application-state')).toBe('待审核');

  const row = await shop.db.applications.findOne({ where: { name: NAME }, rejectOnEmpty: true });
  expect(row).toMatchObject({
    ...{ district: '浙江省杭州市上城区', address: `江边路 1 号 ${NAME}`, trade: '餐饮' },
    ...{ latitudeE6: 30_245_853, longitudeE6: 120_169_341, recruiterId: buyer.id },
  });
  const reviewer = await operatorWith(shop, 'owner');
  const approved = await reviewer.call('POST /api/admin/applications/:no/approve', {
    params: { no: row.no },
    body: {
      ...{ commissionRatio: '0.1', contractFrom: null, contractUntil: null },
      overruled: ['store:new', 'cashier:new'],
    },
  });
  merchant = merchantIdOf(approved.merchantId);
  if (approved.storeId === null) throw new Error('a store merchant has a store');
  store = approved.storeId;
  expect((await shop.db.stores.findByPk(store))?.openingHours).toBe('每天 09:00–24:00');
  phone.page().tell('onPullDownRefresh');
  await phone.tap('t-to-desk');
  await waitForPage(phone, DESK);
  expect(await readText(phone, 't-desk-name')).toBe(NAME);
});

test('the desk changes the page of its store with a picture of its own, which customers see', async () => {
  const phone = ownerAt('store');
  expect(await readText(phone, 't-hours-told')).toBe('每天 09:00–24:00');
  await phone.tap('t-day-7');
  await phone.input('t-desk-notice', '今日有鲈鱼');
  phone.person.pictures = [await readFile(path.resolve(__dirname, '../../miniapp/src/icons/cart.png'))];
  await phone.tap('t-add-picture');
  await phone.until(() => phone.all('t-uploaded').length === 2, 'the picture');
  await phone.tap('t-save-store');
  await phone.until(() => toasts(phone).includes('已保存，门店页已更新'), 'that it was saved');
  expect(await shop.db.stores.findByPk(store)).toMatchObject({
    ...{ openingHours: '周一至周六 09:00–24:00', notice: '今日有鲈鱼' },
    pictures: [expect.stringMatching(/^\/uploads\//)],
  });
});

test('the desk tells of a payment while it is looked at, with a sound that can be off and stays off', async () => {
  const phone = ownerAt('home');
  expect(await readText(phone, 't-today')).toBe('¥0.00');
  await shop.buy(buyer, cashier(store, 6_800));
  expect(await readText(phone, 't-newest')).toBe('收到 ¥68.00');
  expect(phone.played).toEqual([SOUND]);

  await phone.tap('t-sound-on');
  await shop.buy(buyer, cashier(store, 12_350));
  await phone.until(() => phone.text().includes('¥191.50'), 'the second payment');
  expect(phone.played).toHaveLength(1);
  expect(phone.storage.get('deskSilent')).toBe('yes');
  expect(phone.calls.filter(({ name }) => name === 'setKeepScreenOn')[0]?.options).toMatchObject({
    keepScreenOn: true,
  });
  expect(phone.setData.largestBytes).toBeLessThan(64 * 1024);
});

test('the cashier’s code goes to the album', async () => {
  const phone = ownerAt('codes');
  await phone.input('t-label', '前台');
  await phone.tap('t-add-code');
  await phone.tap('t-show-code');
  await phone.tap('t-save-code');
  await phone.until(() => phone.album.length === 1, 'the picture in the album');
  expect(toasts(phone)).toContain('已保存');
});

test('goods are handed over by a scan: closed, of something else, of a wrong code, and of the right one, once', async () => {
  const product = await addStoreProduct(shop, store, { title: '店里的糕点', categoryId: 'pantry' });
  const { no } = await shop.buy(buyer, atStore(store, product, 'pickup', 2));
  const { pickupCode } = await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true });
  const code = pickupCode ?? '';
  const phone = ownerAt('pickup');

  await scan(phone, null);
  expect(phone.all('t-pickup-order')).toHaveLength(0);
  expect(toasts(phone)).toEqual([]);

  await scan(phone, { result: 'https://example.com/' });
  await phone.until(() => toasts(phone).includes('提货码是 8 位数字'), 'what is wrong with it');

  await scan(phone, { result: code === '00000000' ? '00000001' : '00000000' });
  expect(await readText(phone, 't-error-message')).not.toBe('');

  await scan(phone, { result: code });
  await phone.until(() => phone.text().includes('交付 2 件'), 'what is to be handed over');
  await phone.tap('t-redeem-pickup');
  await phone.until(() => phone.text().includes('已提货'), 'that it was handed over');
  expect(phone.all('t-redeem-pickup')).toHaveLength(0);
  expect((await buyer.call('GET /api/orders/:no', { params: { no } })).state).toBe('completed');
});

test('a card brings somebody to the desk, who sees what a clerk needs', async () => {
  const owner = ownerAt('staff');
  await owner.tap('t-invite-staff');
  await owner.input('t-staff-name', '小李');
  await owner.tap('t-make-invitation');
  const code = await readText(owner, 't-invitation-code');
  await owner.tap('t-send-invitation');
  expect(owner.cards).toEqual([
    { title: `邀请你加入「${NAME}」的工作台`, path: `/packages/desk/join/index?code=${code}` },
  ]);

  const clerk = phoneOf('weapp-clerk', { way: { path: 'packages/desk/join/index', query: { code } } });
  expect(await readText(clerk, 't-join-merchant')).toContain(NAME);
  await clerk.tap('t-join-accept');
  await waitForPage(clerk, DESK);
  await clerk.until(() => clerk.all('t-to-pickup').length === 1, 'the desk');
  for (const absent of ['t-to-staff', 't-to-statements']) expect(clerk.all(absent)).toHaveLength(0);

  owner.page().tell('onPullDownRefresh');
  await owner.until(() => owner.all('t-staff-row').length === 2, 'the new clerk');
  expect(owner.all('t-staff-state').map(({ element }) => textOf(element))).toEqual(['店员', '负责人']);

  const late = phoneOf('weapp-late', { way: { path: 'packages/desk/join/index', query: { code } } });
  expect(await readText(late, 't-error-message')).not.toBe('');
});
