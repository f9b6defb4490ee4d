import { z } from 'zod';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import { fen, subtractFen, ZERO_FEN } from '@paifan/shared/money/fen';
import { purchasePoints } from '@paifan/shared/rebate/rewards/profit';
import { orderTerms } from '@paifan/shared/rebate/settle/place';
import { idColumn, orderIdColumn } from '../../db/columns';
import { postJournals } from '../../db/ledger';
import type { OrderRow } from '../../db/models/orders';
import { execute, query } from '../../db/query';
import { settingsVersion } from '../../db/settings';
import { inTransaction, type Tx } from '../../db/transaction';
import { announce } from '../messages/announce';
import type { ShopContext } from '../context';
import { lockOrder } from './findOrder';

type Office = Pick<ShopContext, 'db' | 'clock'>;

const taskRow = z.object({ id: idColumn, order_id: orderIdColumn });
type Task = z.output<typeof taskRow>;

/** Orders that completed or were refunded, and whose points are not what they should be yet; the oldest first. */
export const readPointsTasks = ({ db }: Office, limit: number): Promise<Task[]> =>
  query(db, `SELECT id, order_id FROM purchase_points_tasks ORDER BY id LIMIT ${limit}`, [], taskRow);

/**
 * Gives the points for a purchase that completed, or takes back what a refund makes too many: each line has ⌊net paid × points per yuan⌋
 * as soon as its order completed, by the settings that the order follows. The balance may go below zero. SPEC sections 3 and 7.
 */
export async function settlePurchasePoints(office: Office, { id, order_id: orderId }: Task): Promise<void> {
  const { db, clock } = office;
  await inTransaction(db, async (tx) => {
    const order = await lockOrder(db, tx, orderId);
    // Somebody else may have been here a moment ago.
    const isOurs = (await execute(tx, 'DELETE FROM purchase_points_tasks WHERE id = ?', [id])) > 0;
    if (!isOurs) return;
    const change = await correctLines(office, tx, order);
    if (change === 0) return;
    const event = change > 0 ? 'purchasePointsGiven' : 'purchasePointsTakenBack';
    const amount = fen(Math.abs(change));
    if (change > 0) {
      const about = { orderId, orderNo: order.no, amount };
      await announce(office, tx, order.memberId, { kind: 'purchasePoints', ...about });
    }
    const postings = postingsOf(event, { member: order.memberId, amount });
    const key = journalKey(event, `${orderId}/${id}`);
    await postJournals(tx, [{ key, event, at: clock.now().getTime(), orderId, postings }]);
  });
}

/** @returns by how much the points of all lines changed */
async function correctLines({ db }: Office, tx: Tx, order: OrderRow): Promise<number> {
  const terms = orderTerms((await settingsVersion(tx, order.settingsVersionId)).settings);
  const lines = await db.orderLines.findAll({ where: { orderId: order.id }, transaction: tx });
  let change = 0;
  for (const line of lines) {
    const netPaidFen = subtractFen(line.paidFen, line.refundedFen);
    const due = order.completedAt === null ? ZERO_FEN : purchasePoints(terms, netPaidFen);
    if (due === line.pointsGiven) continue;
    change += due - line.pointsGiven;
    await db.orderLines.update(
      { pointsGiven: due },
      { where: { orderId: line.orderId, lineNo: line.lineNo }, transaction: tx },
    );
  }
  return change;
}
