import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { runChecks } from '../../src/db/checks';
import { asking, refund } from '../support/afterSale';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';
import { giveCash } from '../support/wallet';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
  await shop.publish({ pointsPerYuan: ratio('0.5') });
});
afterAll(async () => {
  expect(await runChecks(shop.db)).toEqual([]);
  await shop.stop();
});

const pointsOf = async (buyer: Person) => (await buyer.call('GET /api/me/wallet')).points;
const give = () => shop.shop.scheduler.runJob('givePurchasePoints');

test('points are given when the order completes, by what was paid, and a refund takes its part of them back', async () => {
  const buyer = await shop.signIn('buyer');
  const { no } = await shop.buy(buyer, mall(await shop.addProduct({ priceFen: fen(9_999) })));
  await give();
  expect(await pointsOf(buyer)).toBe(0);
  await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
  await Promise.all([give(), give()]);
  // ⌊99.99 × 0.5⌋ in hundredths.
  expect(await pointsOf(buyer)).toBe(4_999);
  await shop.settle();
  const { items: messages } = await buyer.call('GET /api/me/messages', { query: {} });
  expect(messages.filter(({ kind }) => kind === 'purchasePoints')).toHaveLength(1);

  await refund(shop, buyer, no, asking(3_333));
  await give();
  expect(await pointsOf(buyer)).toBe(3_333);
  await refund(shop, buyer, no, asking(6_666));
  await give();
  expect(await pointsOf(buyer)).toBe(0);
  const { items } = await buyer.call('GET /api/me/bill', { query: { balance: 'points' } });
  expect(items.map(({ text, amount }) => [text, amount])).toEqual([
    ['退款收回赠送积分', -3_333],
    ['退款收回赠送积分', -1_666],
    ['消费赠送积分', 4_999],
  ]);
});

test('what was spent meanwhile is owed', async () => {
  const buyer = await shop.signIn('spender');
  const storeId = await shop.addStore();
  const { no } = await shop.buy(buyer, cashier(storeId, 10_000));
  await give();
  expect(await pointsOf(buyer)).toBe(5_000);
  await shop.publish({
    pointsPerYuan: ratio('0.5'),
    deductions: { points: { valueRatio: ratio('0.01'), maxRatio: ratio('1') }, love: null },
  });
  await giveCash(shop, buyer.id, 1_000);
  await shop.place(buyer, { ...cashier(storeId, 1_000), use: { points: fen(5_000), cashFen: fen(950) } });
  await refund(shop, buyer, no, asking(10_000));
  await give();
  // 9.50 yuan of money brought 4.75 points.
  expect(await pointsOf(buyer)).toBe(-5_000 + 475);
});

test('an order that is refunded before it completes brings none', async () => {
  const buyer = await shop.signIn('returner');
  const { no } = await shop.buy(buyer, mall(await shop.addProduct({ priceFen: fen(2_000) })));
  await refund(shop, buyer, no, asking(500));
  await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
  await give();
  expect(await pointsOf(buyer)).toBe(750);
});
