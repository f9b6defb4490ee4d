import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { DividendId } from '@paifan/shared/ids/ids';
import { fen, sumFen, type Fen } from '@paifan/shared/money/fen';
import { DIVIDEND_STATES, type DividendState } from '@paifan/shared/wallet/dividends';
import { countColumn, dividendIdColumn, fenColumn, operatorIdColumn, timeColumn } from '../../db/columns';
import { readOperatorNames, type OperatorName } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { Executor } from '../../db/transaction';
import { previewDividend, type DividendSplit } from '../../settle/dividend';
import type { ShopContext } from '../context';
import { isId, toPage } from '../lists';

const dividendRow = z.object({
  id: dividendIdColumn,
  name: z.string(),
  state: z.enum(DIVIDEND_STATES),
  amount_fen: fenColumn,
  rest_before_fen: fenColumn,
  paid_fen: fenColumn,
  members: countColumn,
  requested_by_id: operatorIdColumn,
  requested_at: timeColumn,
  decided_by_id: operatorIdColumn.nullable(),
  decided_at: timeColumn.nullable(),
  decision_note: z.string().nullable(),
});
export type DividendRow = z.output<typeof dividendRow>;

/** A dividend that was paid, or is to be. Until it is paid its figures are those of when it was prepared. */
export interface Dividend {
  readonly id: DividendId;
  /** Of the period. */
  readonly name: string;
  readonly state: DividendState;
  readonly amountFen: Fen;
  readonly restBeforeFen: Fen;
  readonly paidFen: Fen;
  readonly restAfterFen: Fen;
  readonly members: number;
  readonly requestedBy: OperatorName;
  readonly requestedAt: Date;
  /** null while it is paid: it is of the time when one person was enough. */
  readonly decidedBy: OperatorName | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

const COLUMNS = Object.keys(dividendRow.shape).join(', ');

/** Dividends, the newest first. */
export async function listDividends(
  { db }: Pick<ShopContext, 'db'>,
  filter: PageRequest & { readonly state?: DividendState },
): Promise<Page<Dividend>> {
  const { cursor, limit, state } = filter;
  const conditions = [
    ...(isId(cursor) ? ['id < :cursor'] : []),
    ...(state === undefined ? [] : ['state = :state']),
  ];
  const rows = await query(
    db,
    `SELECT ${COLUMNS} FROM dividends ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY id DESC LIMIT ${limit + 1}`,
    { cursor: cursor ?? '', state: state ?? '' },
    dividendRow,
  );
  const { items, next } = toPage(rows, filter);
  return { items: await withNames(db, items), next };
}

/** @throws ApiError dividend_not_found */
export async function readDividend(executor: Executor, id: DividendId): Promise<Dividend> {
  const rows = await query(executor, `SELECT ${COLUMNS} FROM dividends WHERE id = ?`, [id], dividendRow);
  const [found] = await withNames(executor, rows);
  if (found === undefined) throw new ApiError('dividend_not_found');
  return found;
}

/** Under its lock. @throws ApiError dividend_not_found */
export async function lockDividend(executor: Executor, id: DividendId): Promise<DividendRow> {
  const sql = `SELECT ${COLUMNS} FROM dividends WHERE id = ? FOR UPDATE`;
  const [row] = await query(executor, sql, [id], dividendRow);
  if (row === undefined) throw new ApiError('dividend_not_found');
  return row;
}

async function withNames(executor: Executor, rows: readonly DividendRow[]): Promise<Dividend[]> {
  const operators = await readOperatorNames(
    executor,
    rows.flatMap(({ requested_by_id, decided_by_id }) => [requested_by_id, decided_by_id]),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.state,
    amountFen: row.amount_fen,
    restBeforeFen: row.rest_before_fen,
    paidFen: row.paid_fen,
    restAfterFen: fen(row.amount_fen + row.rest_before_fen - row.paid_fen),
    members: row.members,
    requestedBy: operators(row.requested_by_id),
    requestedAt: row.requested_at,
    decidedBy: row.decided_by_id && operators(row.decided_by_id),
    decidedAt: row.decided_at,
    decisionNote: row.decision_note,
  }));
}

/** How an amount would be split now. */
export const previewSplit = ({ db, clock }: ShopContext, amountFen: Fen): Promise<DividendSplit> =>
  previewDividend(db, amountFen, clock.now());

/** What all parts of a split come to. @throws ApiError dividend_changed when it is not what somebody saw and confirmed */
export function confirmedTotal({ parts }: DividendSplit, expectedPaidFen: Fen): Fen {
  const paidFen = sumFen(parts.map(({ amountFen }) => amountFen));
  if (paidFen !== expectedPaidFen) throw new ApiError('dividend_changed', undefined, { paidFen });
  return paidFen;
}

/** What a split comes to, level by level. */
export interface SplitFigures {
  readonly paidFen: Fen;
  readonly restAfterFen: Fen;
  readonly members: number;
  readonly levels: readonly {
    readonly level: string;
    readonly weight: number;
    readonly members: number;
    readonly eachFen: Fen;
  }[];
}

export function figuresOf({ parts, restFen, weights, holders }: DividendSplit): SplitFigures {
  const amountOf = new Map(parts.map(({ member, amountFen }) => [member, amountFen]));
  const levels = Object.entries(weights)
    .filter(([, weight]) => weight > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([level, weight]) => {
      const members = holders.filter((holder) => holder.level === level);
      const [first] = members;
      // Rounded down for each by its weight, so those of one level get the same.
      const eachFen = (first && amountOf.get(first.member)) ?? fen(0);
      return { level, weight, members: members.length, eachFen };
    });
  const paidFen = sumFen(parts.map(({ amountFen }) => amountFen));
  return { paidFen, restAfterFen: restFen, members: parts.length, levels };
}
