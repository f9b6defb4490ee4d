import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { defaultSettings } from '@paifan/shared/settings/platformSettings';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { marginName } from '@paifan/shared/rebate/margin/checkMargins';
import { stockShop } from '../../src/demo/stock';
import { demoSettings } from '../../src/demo/settings';
import { checkShopMargins } from '../../src/usecases/settings/checkMargins';
import { publishSettings } from '../../src/usecases/settings/settings';
import { startTestShop, type TestShop } from '../support/shop';

let shop: TestShop;

beforeAll(async () => {
  shop = await startTestShop();
  shop.clock.advance(1);
  await shop.db.categories.destroy({ where: {} });
  await stockShop(shop.db, shop.clock);
});
afterAll(() => shop?.stop());

const settings = (changes: Partial<PlatformSettings> = {}): PlatformSettings => ({
  ...demoSettings(),
  ...changes,
});
const names = async (changes: Partial<PlatformSettings>): Promise<string[]> =>
  (await checkShopMargins(shop.db, settings(changes))).map(({ subject }) => marginName(subject));

const publish = async (changes: Partial<PlatformSettings>, overruled?: string[]): Promise<void> => {
  shop.clock.advance(1);
  await publishSettings(shop.context, {
    settings: settings(changes),
    note: '测试',
    publishedBy: 'li',
    overruled,
  });
};
const versions = () => shop.db.settingsVersions.findAll({ order: [['id', 'DESC']] });

const productNamed = async (title: string): Promise<string> => {
  const row = await shop.db.products.findOne({ where: { title }, rejectOnEmpty: true });
  return `product:${row.id}`;
};
const storeNamed = async (name: string): Promise<string> =>
  (await shop.db.stores.findOne({ where: { name }, rejectOnEmpty: true })).id;

const GENEROUS = { referral: { directRatio: ratio('0.07'), indirectRatio: ratio('0'), freezeDays: 1 } };

describe('the margin guard over the shop as it is kept', () => {
  test('finds nothing wrong with the demo shop', async () => {
    expect(await names({})).toEqual([]);
  });

  test('lists what no longer fits when inviters get more: a store by its online sales and its cashier apart', async () => {
    const noodles = await storeNamed('巷口面馆');
    const books = await storeNamed('半日书店');
    expect(await names(GENEROUS)).toEqual([
      `store:${noodles}`,
      `cashier:${noodles}`,
      `store:${books}`,
      `cashier:${books}`,
    ]);
  });

  test('lists a product that gives rewards though its rebate is off', async () => {
    const rice = await productNamed('五常大米 5 kg');
    const listed = await names({ referral: { ...GENEROUS.referral, directRatio: ratio('0.13') } });
    expect(listed).toContain(rice);
  });

  test('checks a product also when it is not on sale', async () => {
    const id = await shop.addProduct({
      priceFen: fen(1000),
      costFen: fen(990),
      onSale: false,
      categoryId: 'tea',
    });
    expect(await names({})).toEqual([`product:${id}`]);
    await shop.db.skus.destroy({ where: { productId: id } });
    await shop.db.products.destroy({ where: { id } });
  });
});

describe('publishing', () => {
  test('is refused with the findings while something does not fit, and nothing changes', async () => {
    const before = (await versions()).length;
    await expect(publish(GENEROUS)).rejects.toMatchObject({
      code: 'margin_exceeded',
      details: {
        findings: [
          { subject: { type: 'store' }, title: '巷口面馆 · 线上', margin: '0.2', over: expect.any(String) },
          { subject: { type: 'cashier' }, title: '巷口面馆 · 收银台' },
          { subject: { type: 'store' } },
          { subject: { type: 'cashier' } },
        ],
      },
    });
    expect(await versions()).toHaveLength(before);
  });

  test('is refused while one of the findings is not overruled by its name', async () => {
    const [first, ...others] = await names(GENEROUS);
    await expect(publish(GENEROUS, others)).rejects.toMatchObject({
      details: { findings: [{ subject: { type: 'store' } }] },
    });
    expect(first).toMatch(/^store:/);
  });

  test('goes through when every finding is overruled by name, and the version keeps by whom and what', async () => {
    const listed = await names(GENEROUS);
    await publish(GENEROUS, [...listed, 'product:0']);
    const [latest] = await versions();
    expect(latest).toMatchObject({ publishedBy: 'li', overruled: listed });
  });

  test('of what fits overrules nothing', async () => {
    await publish({});
    expect((await versions())[0]?.overruled).toBeNull();
  });

  test('a new shop begins with the default settings', async () => {
    expect((await versions()).at(-1)).toMatchObject({ publishedBy: 'system', settings: defaultSettings() });
  });
});
