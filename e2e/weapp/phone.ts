import { WEAPP_DIST } from '../places';
import type { TestShop } from '../support/shop';
import { bootMiniProgram, type MiniProgram, type WayIn } from './harness/miniProgram';
import { nowhere, type Surroundings } from './harness/surroundings';
import { textOf } from './harness/wxml';
import type { Person } from './harness/wechat';

/** The server's address that is built into the bundle (miniapp/config, TARO_APP_API_BASE). */
const BUILT_IN_SERVER = 'http://127.0.0.1:8080';

/** As `wx.chooseAddress` answers it. */
const AT_HOME = {
  ...{ userName: '陈安', telNumber: '13900000000', postalCode: '310000', nationalCode: '330102' },
  ...{ provinceName: '浙江省', cityName: '杭州市', countyName: '上城区', detailInfo: '老街 1 号' },
};

/** Somebody who does what they are asked, at a WeChat that works. */
const WILLING: Omit<Person, 'openid' | 'address'> = {
  ...{ decide: 'pay', payingMs: 0, logsIn: true, takesTransfer: 'confirm', confirmsReceipt: 'confirm' },
  ...{ reminders: 'accept', allowsAlbum: true, allowsInSettings: true, agrees: true },
  ...{ pictures: [], phoneNumber: '13900000000' },
};

export interface Phone extends MiniProgram {
  person: Person;
  around: Surroundings;
}

/** A phone on which the program has just been opened, talking to the shop and to its WeChat. */
export function openPhone(
  shop: TestShop,
  openid: string,
  more: {
    scene?: string;
    way?: WayIn;
    storage?: Map<string, unknown>;
    lacks?: readonly string[];
    offline?: boolean;
  } = {},
): Phone {
  const around = nowhere();
  const person: Person = { openid, address: AT_HOME, ...WILLING };
  const program = bootMiniProgram({
    dist: WEAPP_DIST,
    origins: { [BUILT_IN_SERVER]: shop.url },
    wechat: shop.simulator.payer,
    person,
    around,
    ...more,
  });
  return Object.assign(program, { person, around });
}

/** What stands in the first element with the class, once it is there. */
export const readText = (phone: MiniProgram, className: string): Promise<string> =>
  phone.until(() => {
    const found = phone.all(className)[0];
    return found && textOf(found.element);
  }, `.${className}`);

export const waitForPage = (phone: MiniProgram, route: string): Promise<boolean> =>
  phone.until(() => phone.page().route === route, `the page ${route}`);

/** From the home page to the confirm page of the product with this title; who has no address yet chooses one. */
export async function chooseProduct(phone: MiniProgram, title: string): Promise<void> {
  const at = await phone.until(() => {
    const titles = phone.all('t-product-title').map(({ element }) => textOf(element));
    return titles.includes(title) && { index: titles.indexOf(title) };
  }, `the product ${title}`);
  await phone.tap('t-product-card', at.index);
  await waitForPage(phone, 'packages/shop/product/index');
  await phone.tap('t-buy');
  await waitForPage(phone, 'packages/shop/confirm/index');
  const isMissing = async (): Promise<boolean> => (await readText(phone, 't-address')).includes('请填写');
  if (!(await isMissing())) return;
  await phone.tap('t-address');
  await phone.until(() => phone.text().includes('提交并支付'), 'the address to be taken over');
}

/** What the program has said in passing, oldest first. */
export const toasts = (phone: MiniProgram): string[] =>
  phone.calls.filter(({ name }) => name === 'showToast').map(({ options }) => String(options['title']));

/** How often a function of `wx` was called. */
export const callsOf = (phone: MiniProgram, called: string) =>
  phone.calls.filter(({ name }) => name === called);

/**
 * Phones for the tests of a file: each is closed after its test, and none may have complained.
 * @param shop of which they are customers, once it is open
 */
export function phonesOf(shop: () => TestShop) {
  const phones: Phone[] = [];
  afterEach(() => {
    const complaints = phones.flatMap((phone) => phone.complaints);
    for (const phone of phones.splice(0)) phone.end();
    expect(complaints).toEqual([]);
  });
  return (openid: string, more?: Parameters<typeof openPhone>[2]): Phone => {
    const phone = openPhone(shop(), openid, more);
    phones.push(phone);
    return phone;
  };
}
