import type { BodyInputOf } from '@paifan/shared/contract/contract';
import type { FreightTemplateId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { THE_SHOP } from '../../src/usecases/actor';
import { reviewAfterSale } from '../../src/usecases/afterSale/reviewAfterSale';
import { shipOrder } from '../../src/usecases/shipping/shipOrder';
import { operatorWith, type TestOperator } from '../support/operators';
import { HOME, mall, startTestShop, type Basket, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let operator: TestOperator;
let ann: Person;
beforeAll(async () => {
  shop = await startTestShop();
  operator = await operatorWith(shop, 'catalogue');
  ann = await shop.signIn('ann');
});
afterAll(() => shop.stop());

type Template = BodyInputOf<'POST /api/admin/freight-templates'>;

let count = 0;
const template = (changes: Partial<Template> = {}): Template => {
  count += 1;
  const rate = { first: 1, firstFen: fen(600), additional: 1, additionalFen: fen(100) };
  return {
    ...{ name: `模板 ${count}`, chargeBy: 'piece', regions: [{ regions: ['33'], ...rate }] },
    ...{ elsewhere: null, freeFromFen: null, freeFromPieces: null },
    ...changes,
  };
};

/** A product that is sent by a template. */
async function sentBy(id: FreightTemplateId, priceFen = 10_000, weightGrams = 0) {
  const product = await shop.addProduct({ priceFen: fen(priceFen) });
  await operator.call('PUT /api/admin/freight-templates/:id/products', {
    ...{ params: { id }, body: { productIds: [product] } },
  });
  await shop.db.products.update({ weightGrams }, { where: { id: product } });
  return product;
}

const newTemplate = async (changes?: Partial<Template>): Promise<FreightTemplateId> =>
  (await operator.call('POST /api/admin/freight-templates', { body: template(changes) })).id;

const quote = (basket: Basket) => ann.call('POST /api/orders/quote', { body: basket });

describe('freight', () => {
  test('is part of the total, belongs to no line, and earns nothing', async () => {
    const tea = await sentBy(await newTemplate());
    const quoted = await quote(mall(tea, 3));
    expect(quoted).toMatchObject({
      goodsFen: 30_000,
      freightFen: 800,
      totalFen: 30_800,
      entitledFen: 30_000,
    });
    expect(quoted.lines).toMatchObject([{ paidFen: 30_000, terms: { entitledFen: 30_000 } }]);
    const order = await shop.buy(ann, mall(tea, 3));
    expect(order).toMatchObject({ freightFen: 800, totalFen: 30_800, delivery: 'express', address: HOME });
    expect(order.lines).toMatchObject([{ paidFen: 30_000, entry: { entitledFen: 30_000 } }]);
  });

  test('of products by one template is counted together; several templates add up; without one it is free', async () => {
    const first = await newTemplate();
    const rate = { first: 1_000, firstFen: fen(800), additional: 500, additionalFen: fen(200) };
    const second = await newTemplate({ chargeBy: 'weight', regions: [], elsewhere: rate });
    const [tea, cup, pot] = [await sentBy(first), await sentBy(first), await sentBy(second, 5_000, 800)];
    const free = await shop.addProduct();
    const items = [
      { productId: tea, quantity: 1 },
      { productId: cup, quantity: 2 },
      { productId: pot, quantity: 2 },
      { productId: free, quantity: 1 },
    ];
    // 3 pieces: 600 + 2 × 100; 1,600 g: 800 + 2 × 200.
    expect(await quote({ kind: 'mall', items })).toMatchObject({ freightFen: 800 + 1_200 });
  });

  test('follows the address; where nothing is sent to, the order is refused with its products', async () => {
    const tea = await sentBy(await newTemplate());
    const { id } = await ann.call('POST /api/me/addresses', {
      body: { ...HOME, regionCode: '540102', province: '西藏自治区', city: '拉萨市', district: '城关区' },
    });
    const body = { ...mall(tea), addressId: id };
    expect(await ann.fail('POST /api/orders/quote', { body })).toMatchObject({
      ...{ status: 409, code: 'not_delivered', details: { productIds: [tea] } },
    });
    expect(await quote(mall(tea))).toMatchObject({ freightFen: 600 });
  });

  test('is free from an amount on, which counts after the discount', async () => {
    const tea = await sentBy(await newTemplate({ freeFromFen: fen(20_000) }));
    expect((await quote(mall(tea, 1))).freightFen).toBe(600);
    expect((await quote(mall(tea, 2))).freightFen).toBe(0);
  });

  test('of an order does not change with its template', async () => {
    const id = await newTemplate();
    const tea = await sentBy(id);
    const { no } = await shop.place(ann, mall(tea));
    await operator.call('PUT /api/admin/freight-templates/:id', {
      ...{ params: { id }, body: template({ freeFromPieces: 1 }) },
    });
    expect(await ann.call('GET /api/orders/:no', { params: { no } })).toMatchObject({ freightFen: 600 });
    expect((await quote(mall(tea))).freightFen).toBe(0);
  });
});

/** Refunds a line in full, as far as WeChat. */
async function refundLine(no: string, line: number, amountFen: number): Promise<void> {
  const asked = await ann.call('POST /api/orders/:no/after-sales', {
    params: { no },
    body: { line, kind: 'refundOnly', quantity: 1, amountFen: fen(amountFen), reason: 'notWanted' },
  });
  await reviewAfterSale(shop.context, THE_SHOP, asked.no, { agrees: true });
  for (let round = 0; round < 4; round += 1) {
    shop.clock.advance(61_000);
    await shop.shop.scheduler.runJob('refundPayments');
    await shop.deliver();
  }
  await shop.settle();
}

const refundsOf = async (no: string) => {
  const order = await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true });
  const refunds = await shop.db.refunds.findAll({ where: { orderId: order.id }, order: [['id', 'ASC']] });
  return refunds.map(({ reason, amountFen, state }) => ({ reason, amountFen, state }));
};

describe('freight of a refunded order', () => {
  async function bought(): Promise<string> {
    const id = await newTemplate();
    const items = [await sentBy(id), await sentBy(id, 4_000)].map((productId) => ({
      productId,
      quantity: 1,
    }));
    return (await shop.buy(ann, { kind: 'mall', items })).no;
  }

  test('goes back with the last line when nothing was sent', async () => {
    const no = await bought();
    await refundLine(no, 0, 10_000);
    expect(await refundsOf(no)).toEqual([{ reason: 'afterSale', amountFen: 10_000, state: 'success' }]);
    await refundLine(no, 1, 4_000);
    expect(await refundsOf(no)).toEqual([
      { reason: 'afterSale', amountFen: 10_000, state: 'success' },
      { reason: 'afterSale', amountFen: 4_000, state: 'success' },
      { reason: 'freight', amountFen: 700, state: 'success' },
    ]);
    expect(await ann.call('GET /api/orders/:no', { params: { no } })).toMatchObject({ state: 'refunded' });
  });

  test('stays with the shop once something was sent', async () => {
    const no = await bought();
    await shipOrder(shop.context, THE_SHOP, no, [
      { kind: 'express', carrier: 'SF', number: 'SF1234567890', content: [{ line: 0, quantity: 1 }] },
    ]);
    const refund = async (line: number, amountFen: number) => {
      const { no: asked } = await ann.call('POST /api/orders/:no/after-sales', {
        params: { no },
        body: { line, kind: 'refundOnly', quantity: line, amountFen: fen(amountFen), reason: 'damaged' },
      });
      await reviewAfterSale(shop.context, THE_SHOP, asked, { agrees: true });
      for (let round = 0; round < 3; round += 1) {
        shop.clock.advance(61_000);
        await shop.shop.scheduler.runJob('refundPayments');
        await shop.deliver();
      }
      await shop.settle();
    };
    await refund(0, 10_000);
    await refund(1, 4_000);
    expect((await refundsOf(no)).map(({ reason }) => reason)).toEqual(['afterSale', 'afterSale']);
  });
});

describe('freight templates', () => {
  test('have names of their own, and are kept while a product uses them', async () => {
    const draft = template();
    const { id } = await operator.call('POST /api/admin/freight-templates', { body: draft });
    expect(await operator.fail('POST /api/admin/freight-templates', { body: draft })).toMatchObject({
      code: 'freight_template_taken',
    });
    await sentBy(id);
    expect(await operator.fail('DELETE /api/admin/freight-templates/:id', { params: { id } })).toMatchObject({
      code: 'freight_template_in_use',
    });
    const unused = await newTemplate();
    await operator.call('DELETE /api/admin/freight-templates/:id', { params: { id: unused } });
    const { items } = await operator.call('GET /api/admin/freight-templates');
    expect(items.map((each) => each.id)).not.toContain(unused);
  });

  test.each<[string, Partial<Template>]>([
    ['sends nothing anywhere', { regions: [], elsewhere: null }],
    [
      'names a region twice',
      {
        regions: ['33', '33'].map((region) => ({
          ...{ regions: [region], first: 1, firstFen: fen(1), additional: 1, additionalFen: fen(1) },
        })),
      },
    ],
    ['adds by nothing', { elsewhere: { first: 1, firstFen: fen(1), additional: 0, additionalFen: fen(1) } }],
  ])('one that %s is refused', async (_, changes) => {
    const body = template(changes);
    expect(await operator.fail('POST /api/admin/freight-templates', { body })).toMatchObject({ status: 400 });
  });

  test('are given to all named products or to none', async () => {
    const id = await newTemplate();
    const tea = await shop.addProduct();
    const body = { productIds: [tea, '999999' as typeof tea] };
    expect(
      await operator.fail('PUT /api/admin/freight-templates/:id/products', { params: { id }, body }),
    ).toMatchObject({ code: 'product_not_found' });
    expect((await shop.db.products.findByPk(tea))?.freightTemplateId).toBeNull();
  });
});
