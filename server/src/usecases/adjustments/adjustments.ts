import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { AdjustmentId, MemberId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import {
  ADJUSTABLE,
  ADJUSTMENT_STATES,
  type Adjustable,
  type AdjustmentState,
} from '@paifan/shared/wallet/adjustments';
import {
  adjustmentIdColumn,
  fenColumn,
  memberIdColumn,
  operatorIdColumn,
  timeColumn,
} from '../../db/columns';
import { during, equals, where } from '../../db/conditions';
import type { TimeSpan } from '../../db/idBounds';
import { readMemberNames, readOperatorNames, type MemberName, type OperatorName } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { Executor } from '../../db/transaction';
import type { ShopContext } from '../context';
import { beforeCursor, toPage } from '../lists';

const adjustmentRow = z.object({
  id: adjustmentIdColumn,
  member_id: memberIdColumn,
  balance: z.enum(ADJUSTABLE),
  amount: fenColumn,
  reason: z.string(),
  state: z.enum(ADJUSTMENT_STATES),
  requested_by_id: operatorIdColumn,
  requested_at: timeColumn,
  decided_by_id: operatorIdColumn.nullable(),
  decided_at: timeColumn.nullable(),
  decision_note: z.string().nullable(),
});
export type AdjustmentRow = z.output<typeof adjustmentRow>;

/** A balance that is put right by hand, or is to be. */
export interface Adjustment {
  readonly id: AdjustmentId;
  readonly member: MemberName;
  readonly balance: Adjustable;
  /** Fen, or hundredths; below zero: it is taken. */
  readonly amount: Fen;
  readonly reason: string;
  readonly state: AdjustmentState;
  readonly requestedBy: OperatorName;
  readonly requestedAt: Date;
  readonly decidedBy: OperatorName | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

const COLUMNS = Object.keys(adjustmentRow.shape).join(', ');

/** Adjustments, newest first. */
export async function listAdjustments(
  { db }: Pick<ShopContext, 'db'>,
  filter: PageRequest & TimeSpan & { readonly state?: AdjustmentState; readonly memberId?: MemberId },
): Promise<Page<Adjustment>> {
  const { sql, values } = where([
    ...equals('state', filter.state),
    ...equals('member_id', filter.memberId),
    ...during('requested_at', filter),
    ...beforeCursor('id', filter),
  ]);
  const rows = await query(
    db,
    `SELECT ${COLUMNS} FROM adjustments ${sql} ORDER BY id DESC LIMIT ${filter.limit + 1}`,
    values,
    adjustmentRow,
  );
  const { items, next } = toPage(rows, filter);
  return { items: await withNames(db, items), next };
}

/** @throws ApiError adjustment_not_found */
export async function readAdjustment(executor: Executor, id: AdjustmentId): Promise<Adjustment> {
  const rows = await query(executor, `SELECT ${COLUMNS} FROM adjustments WHERE id = ?`, [id], adjustmentRow);
  const [found] = await withNames(executor, rows);
  if (found === undefined) throw new ApiError('adjustment_not_found');
  return found;
}

/** Under its lock. @throws ApiError adjustment_not_found */
export async function lockAdjustment(executor: Executor, id: AdjustmentId): Promise<AdjustmentRow> {
  const sql = `SELECT ${COLUMNS} FROM adjustments WHERE id = ? FOR UPDATE`;
  const [row] = await query(executor, sql, [id], adjustmentRow);
  if (row === undefined) throw new ApiError('adjustment_not_found');
  return row;
}

async function withNames(executor: Executor, rows: readonly AdjustmentRow[]): Promise<Adjustment[]> {
  const members = await readMemberNames(
    executor,
    rows.map(({ member_id }) => member_id),
  );
  const operators = await readOperatorNames(
    executor,
    rows.flatMap(({ requested_by_id, decided_by_id }) => [requested_by_id, decided_by_id]),
  );
  return rows.map((row) => ({
    id: row.id,
    member: members(row.member_id),
    balance: row.balance,
    amount: row.amount,
    reason: row.reason,
    state: row.state,
    requestedBy: operators(row.requested_by_id),
    requestedAt: row.requested_at,
    decidedBy: row.decided_by_id && operators(row.decided_by_id),
    decidedAt: row.decided_at,
    decisionNote: row.decision_note,
  }));
}
