import { manualClock } from '../../server/src/clock';
import { startTestShop, type TestShop } from '../../server/test/support/shop';
import { callsOf, phonesOf, readText, toasts, type Phone } from './phone';

let shop: TestShop;
const phoneOf = phonesOf(() => shop);

beforeAll(async () => {
  shop = await startTestShop({ clock: manualClock(new Date()) });
});
afterAll(() => shop?.stop());

async function openPoster(phone: Phone): Promise<void> {
  await phone.open('/packages/me/invite/index');
  await phone.tap('t-poster-open');
  await phone.until(() => phone.all('t-poster-save').length > 0, 'the drawn poster');
}

describe('the poster of an invitation', () => {
  test('is drawn on a canvas with the member’s own code, and saved to the album', async () => {
    const inviter = await shop.signIn('weapp-inviter');
    const phone = phoneOf(inviter.openid);
    await openPoster(phone);
    const drawn = phone.strokes.filter(({ name }) => name === 'fillText').map(({ values }) => values[0]);
    expect(drawn).toContain(`微信扫一扫 · 邀请码 ${inviter.inviteCode}`);
    const pictures = phone.strokes.filter(({ name }) => name === 'drawImage');
    expect(pictures).toHaveLength(1);
    expect(Reflect.get(Object(pictures[0]?.values[0]), 'src')).toMatch(/^data:image\/png;base64,/);

    await phone.tap('t-poster-save');
    await phone.until(() => toasts(phone).includes('已保存'), 'that it was saved');
    expect(phone.album).toHaveLength(1);
    await phone.tap('t-poster-send');
    expect(callsOf(phone, 'showShareImageMenu')).toHaveLength(1);
  });

  test('who does not let it into the album reads how to allow it, and saves it then', async () => {
    const phone = phoneOf('weapp-shy');
    Object.assign(phone.person, { allowsAlbum: false, allowsInSettings: false });
    await openPoster(phone);
    await phone.tap('t-poster-save');
    expect(await readText(phone, 't-poster-unsaved')).toContain('允许');
    expect(callsOf(phone, 'openSetting')).toHaveLength(1);
    expect(phone.album).toEqual([]);

    phone.person.allowsInSettings = true;
    await phone.tap('t-poster-save');
    await phone.until(() => phone.album.length === 1, 'the picture in the album');
    await phone.until(() => phone.all('t-poster-unsaved').length === 0, 'the hint to be gone');
  });

  test('who does not want to go to the settings is left in peace', async () => {
    const phone = phoneOf('weapp-private');
    Object.assign(phone.person, { allowsAlbum: false, agrees: false });
    await openPoster(phone);
    await phone.tap('t-poster-save');
    expect(await readText(phone, 't-poster-unsaved')).toContain('允许');
    expect(callsOf(phone, 'openSetting')).toEqual([]);
  });
});

test('the card that a member sends leads to the shop with their code', async () => {
  const inviter = await shop.signIn('weapp-sender');
  const phone = phoneOf(inviter.openid);
  await phone.open('/packages/me/invite/index');
  await readText(phone, 't-poster-open');
  await phone.tap('t-invite-send');
  const card = phone.share();
  expect(phone.cards).toEqual([card]);
  expect(String(card.path)).toContain(inviter.inviteCode);
  expect(String(card.title)).not.toBe('');
});

describe('the profile', () => {
  /** One white dot. */
  const PICTURE = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
    'base64',
  );

  test('takes the number that WeChat’s button gives, masked; who refuses is not asked again by itself', async () => {
    const phone = phoneOf('weapp-callable');
    phone.person.phoneNumber = null;
    await phone.open('/packages/me/profile/index');
    await phone.tap('t-bind');
    expect(await readText(phone, 't-phone')).toBe('还没有绑定');
    phone.person.phoneNumber = '13912345678';
    await phone.tap('t-bind');
    await phone.until(() => phone.text().includes('139****5678'), 'the masked number');
  });

  test('takes the picture that WeChat’s button gives, and uploads it', async () => {
    const phone = phoneOf('weapp-pictured');
    await phone.open('/packages/me/profile/index');
    await readText(phone, 't-phone');
    await phone.tap('t-avatar');
    expect(callsOf(phone, 'uploadFile')).toEqual([]);
    phone.person.pictures = [PICTURE];
    await phone.tap('t-avatar');
    await phone.until(() => toasts(phone).includes('头像已更新'), 'that it was taken');
    const member = await shop.db.members.findOne({ where: { openid: 'weapp-pictured' } });
    expect(member?.avatar).toMatch(/^\/uploads\//);
  });
});
