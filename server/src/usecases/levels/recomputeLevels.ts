import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { ZERO_FEN } from '@paifan/shared/money/fen';
import { countColumn, fenColumn, idColumn, memberIdColumn } from '../../db/columns';
import { updateRows } from '../../db/bulk';
import { execute, query } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { judge, lockFigures, readRevision } from './judge';

type Office = Pick<ShopContext, 'db' | 'clock'>;

const AT_ONCE = 200;

/**
 * Counts the figures of members anew whose orders completed or were refunded, and judges their levels; then judges everybody who was
 * judged by older levels. Figures are counted from the orders themselves, so doing it twice changes nothing. SPEC section 11.
 */
export async function recomputeLevels(office: Office): Promise<void> {
  while ((await countSome(office)) === AT_ONCE);
  while ((await judgeSome(office)) === AT_ONCE);
}

const taskRow = z.object({ id: idColumn, member_id: memberIdColumn.nullable() });

/**
 * A task that is seen was committed, with its order: what is read after that includes it. One that is not seen yet stays for the
 * next time, whatever its number.
 */
async function countSome(office: Office): Promise<number> {
  const tasks = await query(
    office.db,
    `SELECT t.id, o.member_id FROM figure_tasks t LEFT JOIN orders o ON o.id = t.order_id ORDER BY t.id LIMIT ${AT_ONCE}`,
    [],
    taskRow,
  );
  if (tasks.length === 0) return 0;
  const buyers = new Set(tasks.flatMap(({ member_id }) => (member_id === null ? [] : [member_id])));
  await inTransaction(office.db, async (tx) => {
    await countBuyers(office, tx, [...buyers]);
    await execute(tx, 'DELETE FROM figure_tasks WHERE id IN (?)', [tasks.map(({ id }) => id)]);
  });
  return tasks.length;
}

const sumRow = z.object({ member_id: memberIdColumn, orders: countColumn, spent_fen: fenColumn });

async function countBuyers(office: Office, tx: Tx, buyers: readonly MemberId[]): Promise<void> {
  const before = await lockFigures(tx, buyers);
  if (before.size === 0) return;
  const sums = await query(
    tx,
    `SELECT o.member_id, COUNT(DISTINCT o.id) AS orders, SUM(l.paid_fen - l.refunded_fen) AS spent_fen
     FROM orders o JOIN order_lines l ON l.order_id = o.id
     WHERE o.member_id IN (?) AND o.state = 'completed' GROUP BY o.member_id`,
    [buyers],
    sumRow,
  );
  const sumOf = new Map(sums.map((row) => [row.member_id, row]));
  const counted = new Map(
    [...before].map(([id, { invitees }]) => {
      const sum = sumOf.get(id);
      return [id, { spentFen: sum?.spent_fen ?? ZERO_FEN, completedOrders: sum?.orders ?? 0, invitees }];
    }),
  );
  await updateRows(
    tx,
    'member_figures',
    { id: 'BIGINT UNSIGNED', spent: 'BIGINT UNSIGNED', orders: 'INT UNSIGNED' },
    [...counted].map(([id, { spentFen, completedOrders }]) => [id, spentFen, completedOrders]),
    { match: 't.member_id = v.id', set: 't.spent_fen = v.spent, t.completed_orders = v.orders' },
  );
  await judge(office, tx, counted);
  // An inviter's figure changes only with the first completed order, or when the last one was refunded in full.
  const turned = [...counted].filter(
    ([id, { completedOrders }]) => completedOrders > 0 !== (before.get(id)?.completedOrders ?? 0) > 0,
  );
  await countInviters(
    office,
    tx,
    turned.map(([id]) => id),
  );
}

const inviterRow = z.object({ inviter_id: memberIdColumn });
const inviteesRow = z.object({ inviter_id: memberIdColumn, invitees: countColumn });

async function countInviters(office: Office, tx: Tx, invitees: readonly MemberId[]): Promise<void> {
  if (invitees.length === 0) return;
  const found = await query(
    tx,
    'SELECT DISTINCT inviter_id FROM members WHERE id IN (?) AND inviter_id IS NOT NULL',
    [invitees],
    inviterRow,
  );
  if (found.length === 0) return;
  const inviters = found.map(({ inviter_id }) => inviter_id);
  const before = await lockFigures(tx, inviters);
  const rows = await query(
    tx,
    `SELECT m.inviter_id, COUNT(*) AS invitees FROM members m JOIN member_figures f ON f.member_id = m.id
     WHERE m.inviter_id IN (?) AND f.completed_orders > 0 GROUP BY m.inviter_id`,
    [inviters],
    inviteesRow,
  );
  const countOf = new Map(rows.map((row) => [row.inviter_id, row.invitees]));
  const counted = new Map(
    [...before].map(([id, figures]) => [id, { ...figures, invitees: countOf.get(id) ?? 0 }]),
  );
  await updateRows(
    tx,
    'member_figures',
    { id: 'BIGINT UNSIGNED', invitees: 'INT UNSIGNED' },
    [...counted].map(([id, figures]) => [id, figures.invitees]),
    { match: 't.member_id = v.id', set: 't.invitees = v.invitees' },
  );
  await judge(office, tx, counted);
}

const staleRow = z.object({ member_id: memberIdColumn });

/** Judges members again, by what was counted last, after the levels were changed. */
async function judgeSome(office: Office): Promise<number> {
  const stale = await query(
    office.db,
    `SELECT member_id FROM member_figures WHERE revision < ? ORDER BY revision, member_id LIMIT ${AT_ONCE}`,
    [await readRevision(office.db)],
    staleRow,
  );
  if (stale.length === 0) return 0;
  await inTransaction(office.db, async (tx) =>
    judge(
      office,
      tx,
      await lockFigures(
        tx,
        stale.map(({ member_id }) => member_id),
      ),
    ),
  );
  return stale.length;
}
