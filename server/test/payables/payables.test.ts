import { z } from 'zod';
import type { MerchantId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { payableAccount } from '@paifan/shared/ledger/accounts';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { dayOfText, dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { runChecks } from '../../src/db/checks';
import { execute, query } from '../../src/db/query';
import { createScheduler } from '../../src/jobs/scheduler';
import { bookPayables } from '../../src/usecases/payables/bookPayables';
import { asking, expectCleanBooks, giveBack, refund, request } from '../support/afterSale';
import { addStoreProduct, atStore } from '../support/checkout';
import { addMerchant, addMerchantWithStore, staffWith } from '../support/merchants';
import { operatorWith } from '../support/operators';
import { book, closeDay } from '../support/payables';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';
import { give } from '../support/wallet';

let shop: TestShop;
let ann: Person;
let merchantId: MerchantId;
let storeId: StoreId;
beforeAll(async () => {
  shop = await startTestShop();
});
beforeEach(async () => {
  ann = await shop.signIn('ann');
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
});
afterEach(() => expectCleanBooks(shop));
afterAll(() => shop.stop());

const payableRow = z.object({
  line_no: z.number(),
  nth: z.number(),
  sale_fen: z.number(),
  commission_fen: z.number(),
  freight_fen: z.number(),
  amount_fen: z.number(),
});
/** What is booked for an order: sale, commission, freight, amount of each row. */
async function booked(no: string): Promise<number[][]> {
  const rows = await query(
    shop.db,
    `SELECT p.line_no, p.nth, p.sale_fen, p.commission_fen, p.freight_fen, p.amount_fen
     FROM payables p JOIN orders o ON o.id = p.order_id WHERE o.no = ? ORDER BY p.id`,
    [no],
    payableRow,
  );
  return rows.map((row) => [
    ...[row.line_no, row.nth, row.sale_fen, row.commission_fen, row.freight_fen, row.amount_fen],
  ]);
}

/** The days to whose statements the rows of an order belong. */
async function dayOf(no: string): Promise<string[]> {
  const rows = await query(
    shop.db,
    'SELECT p.day FROM payables p JOIN orders o ON o.id = p.order_id WHERE o.no = ? ORDER BY p.id',
    [no],
    z.object({ day: z.string() }),
  );
  return rows.map(({ day }) => day);
}

/** What the ledger says that a merchant is owed. */
async function owed(merchant: MerchantId = merchantId): Promise<number> {
  const [row] = await query(
    shop.db,
    'SELECT balance FROM accounts WHERE code = ?',
    [payableAccount(merchant).code],
    z.object({ balance: z.number() }),
  );
  return row?.balance ?? 0;
}

/** A product of a supplier, at 6.00 a piece. */
async function supplied(): Promise<{ readonly supplier: MerchantId; readonly productId: ProductId }> {
  const supplier = await addMerchant(shop, { kind: 'supplier' });
  const productId = await shop.addProduct({ priceFen: fen(1_000), costFen: fen(600) });
  await shop.db.products.update({ merchantId: supplier, source: 'supplier' }, { where: { id: productId } });
  return { supplier, productId };
}
const received = async (no: string) => {
  await ann.call('POST /api/orders/:no/receipt', { params: { no } });
  await shop.settle();
};

describe('a store', () => {
  test('is owed what was paid at its cashier less the commission, once', async () => {
    const { no } = await shop.buy(ann, cashier(storeId, 10_001));
    expect(await owed()).toBe(0);
    await book(shop);
    await book(shop);
    expect(await booked(no)).toEqual([[0, 0, 10_001, 3_000, 0, 7_001]]);
    expect(await owed()).toBe(7_001);
    const owner = await staffWith(shop, merchantId, 'owner');
    expect(await owner.call('GET /api/desk/payables')).toEqual({
      ...{ balanceFen: 7_001, unclosedFen: 7_001, openFen: 0, inPayoutFen: 0, paidFen: 0 },
    });
  });

  test('is owed the commission of when an order was placed', async () => {
    const placed = await shop.place(ann, cashier(storeId, 10_000));
    await shop.db.stores.update({ commissionRatio: ratio('0.5') }, { where: { id: storeId } });
    await shop.pay(ann, placed.no);
    await shop.deliver();
    await shop.settle();
    await book(shop);
    expect(await booked(placed.no)).toEqual([[0, 0, 10_000, 3_000, 0, 7_000]]);
  });

  test('is owed an order of its online shop when that completes, by line, with the freight of what it sent', async () => {
    const [bowl, cup] = [await addStoreProduct(shop, storeId), await addStoreProduct(shop, storeId)];
    const operator = await operatorWith(shop, 'owner');
    const rate = { first: 1, firstFen: fen(800), additional: 1, additionalFen: fen(0) };
    const { id } = await operator.call('POST /api/admin/freight-templates', {
      body: {
        ...{ name: '门店配送', chargeBy: 'piece', regions: [], elsewhere: rate },
        ...{ freeFromFen: null, freeFromPieces: null },
      },
    });
    await shop.db.products.update({ freightTemplateId: id }, { where: { id: [bowl, cup] } });
    const items = [
      { productId: bowl, quantity: 1 },
      { productId: cup, quantity: 2 },
    ];
    const { no, totalFen } = await shop.buy(ann, { ...atStore(storeId, bowl, 'express'), items });
    expect(totalFen).toBe(30_800);
    await book(shop);
    expect(await booked(no)).toEqual([]);
    await received(no);
    await book(shop);
    expect(await booked(no)).toEqual([
      [0, 0, 10_000, 3_000, 800, 7_800],
      [1, 0, 20_000, 6_000, 0, 14_000],
    ]);
    expect(await owed()).toBe(21_800);
  });

  test('bears a refund by a row of its own, to the last fen', async () => {
    const { no } = await shop.buy(ann, cashier(storeId, 10_000));
    await book(shop);
    await refund(shop, ann, no, asking(3_333));
    await book(shop);
    expect(await booked(no)).toEqual([
      [0, 0, 10_000, 3_000, 0, 7_000],
      [0, 1, -3_333, -1_000, 0, -2_333],
    ]);
    await refund(shop, ann, no, asking(6_667));
    await book(shop);
    expect((await booked(no)).at(-1)).toEqual([0, 2, -6_667, -2_000, 0, -4_667]);
    expect(await owed()).toBe(0);
  });

  test('is owed what was paid with money: points and a voucher lower it as a lower price would', async () => {
    await give(shop, ann.id, 'voucher', 2_000);
    const { no } = await shop.buy(ann, { ...cashier(storeId, 10_000), use: { voucher: fen(2_000) } });
    await book(shop);
    expect(await booked(no)).toEqual([[0, 0, 8_000, 2_400, 0, 5_600]]);
  });

  test('that is the shop’s own is owed nothing', async () => {
    const own = await shop.addStore();
    const { no } = await shop.buy(ann, cashier(own, 10_000));
    await book(shop);
    expect(await booked(no)).toEqual([]);
  });
});

describe('a supplier', () => {
  test('is owed the supply price of a line that completed, whatever its buyer paid; the shop’s own lines owe nothing', async () => {
    const { supplier, productId } = await supplied();
    const items = [
      { productId, quantity: 3 },
      { productId: await shop.addProduct(), quantity: 1 },
    ];
    const { no } = await shop.buy(ann, { kind: 'mall', items });
    await received(no);
    await book(shop);
    expect(await booked(no)).toEqual([[0, 0, 1_800, 0, 0, 1_800]]);
    expect(await owed(supplier)).toBe(1_800);
  });

  test('is owed no piece that was not sent', async () => {
    const { supplier, productId } = await supplied();
    const { no } = await shop.buy(ann, mall(productId, 3));
    await refund(shop, ann, no, asking(1_000, { quantity: 1 }));
    await received(no);
    await book(shop);
    expect(await owed(supplier)).toBe(1_200);
  });

  test('is owed no piece that came back, and nothing when the whole line was given back', async () => {
    const { supplier, productId } = await supplied();
    const { no } = await shop.buy(ann, mall(productId, 3));
    await received(no);
    await book(shop);
    const back = await request(ann, no, asking(1_000, { kind: 'returnRefund', quantity: 1 }));
    await giveBack(shop, ann, back.no, { restock: true });
    await book(shop);
    expect(await owed(supplier)).toBe(1_200);
    await refund(shop, ann, no, asking(500));
    await book(shop);
    // Money alone went back: the goods are with their buyer.
    expect(await owed(supplier)).toBe(1_200);
    await refund(shop, ann, no, asking(1_500));
    await book(shop);
    expect(await owed(supplier)).toBe(0);
  });
});

describe('exactly once', () => {
  test('however many book at once, and while money goes back', async () => {
    const numbers: string[] = [];
    for (const amount of [1_000, 2_000, 3_000]) {
      numbers.push((await shop.buy(ann, cashier(storeId, amount))).no);
    }
    const other = createScheduler(shop.context);
    await Promise.all([
      ...[1, 2, 3, 4].map(() => bookPayables(shop.context)),
      other.runJob('bookPayables'),
      refund(shop, ann, numbers[2] ?? '', asking(500)),
    ]);
    await bookPayables(shop.context);
    expect(await owed()).toBe(700 + 1_400 + 1_750);
    for (const no of numbers.slice(0, 2)) expect(await booked(no)).toHaveLength(1);
  });

  test('what happened while nothing was booked is made up for, each with its own day', async () => {
    const today = dayText(shanghaiDay(shop.clock.now().getTime()));
    const first = await shop.buy(ann, cashier(storeId, 1_000));
    shop.clock.advance(86_400_000);
    const second = await shop.buy(ann, cashier(storeId, 2_000));
    await book(shop);
    expect(await dayOf(first.no)).toEqual([today]);
    expect(await dayOf(second.no)).toEqual([dayText(dayOfText(today) + 1)]);
  });

  test('what comes after its day was closed belongs to the first day that is open', async () => {
    const { no } = await shop.buy(ann, cashier(storeId, 10_000));
    const late = await shop.buy(ann, cashier(storeId, 20_000));
    const { id, paidAt } = await shop.db.orders.findOne({ where: { no: late.no }, rejectOnEmpty: true });
    await execute(shop.db, 'DELETE FROM payable_tasks WHERE order_id = ?', [id]);
    await closeDay(shop);
    await execute(shop.db, 'INSERT INTO payable_tasks (order_id, at) VALUES (?, ?)', [id, paidAt]);
    await book(shop);
    const [closed] = await dayOf(no);
    expect(await dayOf(late.no)).toEqual([dayText(dayOfText(closed ?? '') + 1)]);
  });

  test('one order that cannot be booked keeps no other waiting', async () => {
    const broken = await shop.buy(ann, cashier(storeId, 1_000));
    const order = await shop.db.orders.findOne({ where: { no: broken.no }, rejectOnEmpty: true });
    await shop.db.orderLines.update({ merchantId: '999999' as MerchantId }, { where: { orderId: order.id } });
    const { no } = await shop.buy(ann, cashier(storeId, 2_000));
    await book(shop);
    expect(await booked(no)).toHaveLength(1);
    expect(await booked(broken.no)).toEqual([]);
    await shop.db.orderLines.update({ merchantId }, { where: { orderId: order.id } });
    await book(shop);
    expect(await owed()).toBe(2_100);
  });
});

test.each<[string, string, string, RegExp]>([
  [
    'a line that is owed more than its order says',
    'UPDATE payables SET sale_fen = sale_fen + 1, amount_fen = amount_fen + 1 WHERE merchant_id = ?',
    'UPDATE payables SET sale_fen = sale_fen - 1, amount_fen = amount_fen - 1 WHERE merchant_id = ?',
    /^order /,
  ],
  [
    'an account that says less',
    "UPDATE accounts SET balance = balance - 1 WHERE code = CONCAT('merchant:', ?, ':payable')",
    "UPDATE accounts SET balance = balance + 1 WHERE code = CONCAT('merchant:', ?, ':payable')",
    /^merchant /,
  ],
  [
    'a statement that lacks a line',
    'UPDATE day_statements SET sale_fen = sale_fen + 1, payable_fen = payable_fen + 1 WHERE merchant_id = ?',
    'UPDATE day_statements SET sale_fen = sale_fen - 1, payable_fen = payable_fen - 1 WHERE merchant_id = ?',
    /^statement /,
  ],
])('the check of the books finds %s', async (_, tamper, repair, subject) => {
  await shop.buy(ann, cashier(storeId, 10_000));
  await closeDay(shop);
  await execute(shop.db, tamper, [merchantId]);
  const found = (await runChecks(shop.db)).filter(({ check }) => check === 'payables-are-booked');
  expect(found.map((finding) => finding.subject)).toContainEqual(expect.stringMatching(subject));
  await execute(shop.db, repair, [merchantId]);
});
