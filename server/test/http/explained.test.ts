import { ratio } from '@paifan/shared/money/ratio';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let buyer: Person;

beforeAll(async () => {
  shop = await startTestShop();
  buyer = await shop.signIn('openid-of-explained');
});
afterAll(() => shop?.stop());

const keptWith = async (orderNo: string) => {
  const order = await shop.db.orders.findOne({ where: { no: orderNo }, rejectOnEmpty: true });
  return shop.db.orderLines.findOne({ where: { orderId: order.id, lineNo: 0 }, rejectOnEmpty: true });
};

describe('what was asked when an order was placed', () => {
  test('is kept with it, whatever becomes of the product and of the settings', async () => {
    const rebate = { extractionRatio: ratio('0.3'), levelRatios: { gold: ratio('2') } };
    const product = await shop.addProduct({ rebate });
    const { no } = await shop.place(buyer, mall(product));
    await shop.db.products.update({ rebate: { enabled: false } }, { where: { id: product } });
    await shop.publish({ extractionRatio: ratio('0.5'), levelRatios: { gold: ratio('1.5') } });

    const { terms, explanation } = await keptWith(no);
    expect(explanation).toMatchObject({
      switches: [
        { owner: 'platform', enabled: true },
        { owner: 'product', enabled: null },
      ],
      closed: false,
      extraction: [{ owner: 'product', ratio: '0.3' }],
      brake: null,
    });
    expect(explanation.entitlement[0]).toEqual({
      source: 'product.level',
      outcome: { notApplied: { why: 'noLevel' } },
    });
    expect(explanation.entitlement.at(-1)).toEqual({
      source: 'platform.fixed',
      outcome: { applied: { ratio: terms.entitlementRatio } },
    });
  });

  test('names who had switched the rebate off', async () => {
    const store = await shop.addStore({ cashier: { enabled: false } });
    const { no } = await shop.place(buyer, cashier(store, 5_000));
    expect((await keptWith(no)).explanation.switches).toEqual([
      { owner: 'platform', enabled: true },
      { owner: 'cashier', enabled: false },
    ]);
  });
});

test('lines of orders from before the switches were kept still have the rules of their ratio', async () => {
  const { no } = await shop.place(buyer, mall(await shop.addProduct()));
  const line = await keptWith(no);
  const asked = line.explanation.entitlement;
  await shop.db.sequelize.query(
    'UPDATE order_lines SET explanation = :asked WHERE order_id = :order AND line_no = 0',
    { replacements: { asked: JSON.stringify(asked), order: line.orderId } },
  );
  const others = await shop.db.orderLines.findAll({ raw: true, order: ['orderId', 'lineNo'] });

  const migration = readFileSync(
    path.resolve(__dirname, '../../../sql/migrations/0009_explanations_and_overruling.sql'),
    'utf8',
  );
  const [update = ''] = migration.split(';');
  await shop.db.sequelize.query(update);

  expect((await keptWith(no)).explanation).toEqual({
    switches: [],
    closed: false,
    extraction: [],
    entitlement: asked,
    brake: null,
  });
  const after = await shop.db.orderLines.findAll({ raw: true, order: ['orderId', 'lineNo'] });
  expect(after.filter(({ orderId }) => orderId !== line.orderId)).toEqual(
    others.filter(({ orderId }) => orderId !== line.orderId),
  );
});
