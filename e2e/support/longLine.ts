import { inTransaction } from '../../server/src/db/transaction';
import { makePaid } from '../../server/src/usecases/payment/payOrders';
import type { Person, TestShop } from '../../server/test/support/shop';

const LINES = 20;

/**
 * Lets a member hold so many entries, each of a line of an order of twenty products. The first order is placed at the door; the others
 * are the same again, a second apart. All are paid at once and settled by the real worker.
 * @param entries a multiple of 20
 */
export async function standInLine(shop: TestShop, member: Person, entries: number): Promise<void> {
  const { db, clock } = shop;
  const items = [];
  for (let product = 0; product < LINES; product += 1)
    items.push({ productId: await shop.addProduct({ title: `第 ${product + 1} 种茶` }), quantity: 1 });
  const { no } = await shop.place(member, { kind: 'mall', items });
  const placed = await db.orders.findOne({ where: { no }, rejectOnEmpty: true });
  const lines = await db.orderLines.findAll({ where: { orderId: placed.id } });
  const { id: _, ...row } = placed.get({ plain: true });
  await db.orders.bulkCreate(
    Array.from({ length: entries / LINES - 1 }, (_, index) => ({
      ...row,
      no: `AGAIN${index}`,
      idempotencyKey: `again-${index}`,
    })),
  );
  const orders = await db.orders.findAll({ where: { memberId: member.id }, order: ['id'] });
  await db.orderLines.bulkCreate(
    orders
      .filter(({ id }) => id !== placed.id)
      .flatMap(({ id: orderId }) => lines.map((line) => ({ ...line.get({ plain: true }), orderId }))),
  );
  const paid = orders.map((order) => {
    clock.advance(1_000);
    return { order, paidAt: clock.now() };
  });
  await inTransaction(db, (tx) => makePaid(shop.context, tx, paid));
  await shop.settle();
}
