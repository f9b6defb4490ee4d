import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { levelOf, type Level, type MemberFigures } from '@paifan/shared/members/levels';
import { ZERO_FEN } from '@paifan/shared/money/fen';
import { insertRows } from '../../db/bulk';
import { countColumn, fenColumn, memberIdColumn } from '../../db/columns';
import { execute, query, queryOne } from '../../db/query';
import type { Executor, Tx } from '../../db/transaction';
import { announceAll } from '../messages/announce';
import type { ShopContext } from '../context';
import { readLevels } from './levels';

/** What judging needs. */
type Office = Pick<ShopContext, 'db' | 'clock'>;

const figuresRow = z
  .object({
    member_id: memberIdColumn,
    spent_fen: fenColumn,
    completed_orders: countColumn,
    invitees: countColumn,
  })
  .transform((row) => ({
    memberId: row.member_id,
    spentFen: row.spent_fen,
    completedOrders: row.completed_orders,
    invitees: row.invitees,
  }));

const SELECT_FIGURES = 'SELECT member_id, spent_fen, completed_orders, invitees FROM member_figures';

/** A member's figures as they were counted last; all 0 when nothing was counted yet. */
export async function readFigures(executor: Executor, memberId: MemberId): Promise<MemberFigures> {
  const row = await queryOne(executor, `${SELECT_FIGURES} WHERE member_id = ?`, [memberId], figuresRow);
  if (row === null) return { spentFen: ZERO_FEN, completedOrders: 0, invitees: 0 };
  const { memberId: _, ...figures } = row;
  return figures;
}

/** Locks the figures of members, which begin here if they have none: whoever counts or judges a member does it alone. */
export async function lockFigures(
  tx: Tx,
  members: readonly MemberId[],
): Promise<Map<MemberId, MemberFigures>> {
  if (members.length === 0) return new Map();
  const sorted = [...members].sort((a, b) => Number(a) - Number(b));
  await insertRows(
    tx,
    'member_figures',
    ['member_id'],
    sorted.map((id) => [id]),
    'member_id = member_id',
  );
  const rows = await query(
    tx,
    `${SELECT_FIGURES} WHERE member_id IN (?) ORDER BY member_id FOR UPDATE`,
    [sorted],
    figuresRow,
  );
  return new Map(rows.map((row) => [row.memberId, row]));
}

const revisionRow = z.object({ revision: countColumn });

/** How often the levels were changed. */
export async function readRevision(executor: Executor): Promise<number> {
  const row = await queryOne(executor, 'SELECT revision FROM level_revision', [], revisionRow);
  if (row === null) throw new Error('level_revision has one row');
  return row.revision;
}

const memberRow = z.object({
  id: memberIdColumn,
  level: z.string().nullable(),
  hand_level: z.string().nullable(),
});

/** Judges members whose figures are locked: sets the level that follows, and tells who rises. */
export async function judge(
  office: Office,
  tx: Tx,
  figures: ReadonlyMap<MemberId, MemberFigures>,
): Promise<void> {
  const ids = [...figures.keys()];
  if (ids.length === 0) return;
  // First the revision: levels that change in between are newer than it says, and these members are judged once more.
  const revision = await readRevision(tx);
  const levels = await readLevels(office.db, tx);
  const rows = await query(tx, 'SELECT id, level, hand_level FROM members WHERE id IN (?)', [ids], memberRow);
  const rises: { memberId: MemberId; level: Level }[] = [];
  for (const { id, level: before, hand_level: given } of rows) {
    const own = figures.get(id);
    if (own === undefined) continue;
    const after = levelOf(levels, own, given);
    if (after?.id === (before ?? undefined)) continue;
    await execute(tx, 'UPDATE members SET level = ? WHERE id = ?', [after?.id ?? null, id]);
    if (after !== null && after.rank > rankOf(levels, before)) rises.push({ memberId: id, level: after });
  }
  await execute(tx, 'UPDATE member_figures SET revision = ? WHERE member_id IN (?)', [revision, ids]);
  if (rises.length === 0) return;
  await announceAll(
    office,
    tx,
    rises.map(({ memberId, level: { id, name } }) => ({
      memberId,
      news: { kind: 'levelRaised', level: id, name },
    })),
  );
}

const rankOf = (levels: readonly Level[], id: string | null): number =>
  levels.find((level) => level.id === id)?.rank ?? -1;
