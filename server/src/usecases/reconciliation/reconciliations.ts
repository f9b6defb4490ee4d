import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import { DIFFERENCE_KINDS, RECONCILIATION_STATES } from '@paifan/shared/reconciliation/differences';
import { dayText, shanghaiDay, shanghaiMinute } from '@paifan/shared/time/shanghai';
import { audit } from '../../db/audit';
import { countColumn, dayColumn, fenColumn, idColumn, operatorIdColumn, timeColumn } from '../../db/columns';
import { readOperatorNames, type OperatorName } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import { execute, query, queryOne } from '../../db/query';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { dayOf, isId, toPage } from '../lists';
import type { Operator } from '../operators/sessions';
import { countUnresolved } from './keepResult';

const reconciliationRow = z.object({
  id: idColumn,
  day: dayColumn,
  state: z.enum(RECONCILIATION_STATES),
  bill_payments: countColumn,
  bill_payments_fen: fenColumn,
  bill_refunds: countColumn,
  bill_refunds_fen: fenColumn,
  bill_fees_fen: fenColumn,
  payments: countColumn,
  payments_fen: fenColumn,
  refunds: countColumn,
  refunds_fen: fenColumn,
  differences: countColumn,
  unresolved: countColumn,
  runs: countColumn,
  started_at: timeColumn.nullable(),
  finished_at: timeColumn.nullable(),
  error: z.string().nullable(),
});
export type Reconciliation = z.output<typeof reconciliationRow>;
const COLUMNS = Object.keys(reconciliationRow.shape).join(', ');
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Days, newest first; the cursor is a day. */
export async function listReconciliations(
  { db }: Pick<ShopContext, 'db'>,
  { cursor, limit }: PageRequest,
): Promise<Page<Reconciliation>> {
  const before = cursor && DAY.test(cursor) ? cursor : null;
  const rows = await query(
    db,
    `SELECT ${COLUMNS} FROM reconciliations ${before === null ? '' : 'WHERE day < :before'} ORDER BY day DESC LIMIT ${limit + 1}`,
    { before },
    reconciliationRow,
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.day ?? null) : null };
}

/** @throws ApiError reconciliation_not_found */
export async function readReconciliation(
  { db }: Pick<ShopContext, 'db'>,
  day: string,
): Promise<Reconciliation> {
  const row = await queryOne(
    db,
    `SELECT ${COLUMNS} FROM reconciliations WHERE day = ?`,
    [day],
    reconciliationRow,
  );
  if (row === null) throw new ApiError('reconciliation_not_found');
  return row;
}

/** The bill of a day is ready at 10:00 of the next; it is asked for a little later. */
const READY_MINUTE = 10 * 60 + 5;
/** WeChat Pay keeps bills for three months. */
const KEPT_DAYS = 89;

/** The last day whose bill is ready. */
export const lastBilledDay = (now: Date): number =>
  shanghaiDay(now.getTime()) - (shanghaiMinute(now.getTime()) >= READY_MINUTE ? 1 : 2);

/**
 * An operator wants a day compared, again or for the first time; a job does it. Wanting what is wanted or under way changes nothing.
 * @throws ApiError reconciliation_day: there is no bill of it, not yet or not any more
 */
export async function wantReconciliation(
  shop: ShopContext,
  { id: operatorId }: Operator,
  day: string,
): Promise<Reconciliation> {
  const { db, clock } = shop;
  const now = clock.now();
  const last = lastBilledDay(now);
  if (dayOf(day) > last || dayOf(day) < last - KEPT_DAYS) throw new ApiError('reconciliation_day');
  await inTransaction(db, async (tx) => {
    await execute(
      tx,
      `INSERT INTO reconciliations (day, state, next_try_at) VALUES (:day, 'wanted', :now)
       ON DUPLICATE KEY UPDATE next_try_at = IF(state = 'running', next_try_at, :now),
         state = IF(state = 'running', state, 'wanted')`,
      { day, now },
    );
    await audit(tx, {
      ...{ at: now, operatorId, action: 'reconciliation.wanted', subject: `reconciliation:${day}` },
      ...{ before: null, after: { day } },
    });
  });
  return readReconciliation(shop, day);
}

const differenceRow = z.object({
  id: idColumn,
  day: dayColumn,
  kind: z.enum(DIFFERENCE_KINDS),
  reference: z.string(),
  order_no: z.string(),
  bill_fen: fenColumn.nullable(),
  shop_fen: fenColumn.nullable(),
  bill_state: z.string().nullable(),
  shop_state: z.string().nullable(),
  note: z.string().nullable(),
  resolved_by_id: operatorIdColumn.nullable(),
  resolved_at: timeColumn.nullable(),
});

/** A difference with who resolved it. */
export type ListedDifference = z.output<typeof differenceRow> & { readonly resolvedBy: OperatorName | null };

const SELECT_DIFFERENCE = `SELECT d.id, r.day, d.kind, d.reference, d.order_no, d.bill_fen, d.shop_fen, d.bill_state, d.shop_state,
  d.note, d.resolved_by_id, d.resolved_at
  FROM reconciliation_differences d JOIN reconciliations r ON r.id = d.reconciliation_id`;

/** Differences, newest first. */
export async function listDifferences(
  { db }: Pick<ShopContext, 'db'>,
  filter: PageRequest & { readonly day?: string; readonly open?: 'yes' | 'no' },
): Promise<Page<ListedDifference>> {
  const { cursor, limit, day, open } = filter;
  const conditions = [
    ...(isId(cursor) ? ['d.id < :cursor'] : []),
    ...(day === undefined ? [] : ['r.day = :day']),
    ...(open === undefined ? [] : [`d.resolved_at IS ${open === 'yes' ? '' : 'NOT '}NULL`]),
  ];
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const rows = await query(
    db,
    `${SELECT_DIFFERENCE} ${where} ORDER BY d.id DESC LIMIT ${limit + 1}`,
    { cursor: cursor ?? '', day: day ?? '' },
    differenceRow,
  );
  const { items, next } = toPage(rows, filter);
  const names = await readOperatorNames(
    db,
    items.map(({ resolved_by_id }) => resolved_by_id),
  );
  return {
    items: items.map((row) => ({ ...row, resolvedBy: row.resolved_by_id && names(row.resolved_by_id) })),
    next,
  };
}

/**
 * An operator says what came of a difference.
 * @throws ApiError difference_not_found, difference_state
 */
export async function resolveDifference(
  { db, clock }: ShopContext,
  { id: operatorId, name }: Operator,
  id: string,
  note: string,
): Promise<ListedDifference> {
  return inTransaction(db, async (tx) => {
    const at = clock.now();
    const row = await queryOne(tx, `${SELECT_DIFFERENCE} WHERE d.id = ? FOR UPDATE`, [id], differenceRow);
    if (row === null) throw new ApiError('difference_not_found');
    if (row.resolved_at !== null) throw new ApiError('difference_state');
    await execute(
      tx,
      'UPDATE reconciliation_differences SET note = ?, resolved_by_id = ?, resolved_at = ? WHERE id = ?',
      [note, operatorId, at, id],
    );
    await countUnresolved(tx);
    await audit(tx, {
      ...{ at, operatorId, action: 'difference.resolved', subject: `difference:${id}` },
      ...{
        before: { open: true },
        after: { open: false, kind: row.kind, reference: row.reference, day: row.day },
      },
    });
    return {
      ...row,
      note,
      resolved_by_id: operatorId,
      resolved_at: at,
      resolvedBy: { id: operatorId, name },
    };
  });
}

/** The days that are to be compared now, oldest first: those that became due, those that are wanted, and those that failed. */
export async function dueDays({ db, clock }: ShopContext): Promise<string[]> {
  const now = clock.now();
  await wantNewDays({ db, clock });
  const rows = await query(
    db,
    `SELECT day FROM reconciliations
     WHERE (state IN ('wanted', 'failed') AND next_try_at <= :now) OR (state = 'running' AND lease_until < :now)
     ORDER BY day`,
    { now },
    z.object({ day: dayColumn }),
  );
  return rows.map(({ day }) => day);
}

/** So many days are made good after a time in which nothing ran. */
const MADE_GOOD_DAYS = 30;

async function wantNewDays({ db, clock }: Pick<ShopContext, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  const last = lastBilledDay(now);
  const latest = await queryOne(
    db,
    'SELECT MAX(day) AS day FROM reconciliations',
    [],
    z.object({ day: dayColumn.nullable() }),
  );
  // The first day is yesterday: what was before the shop began to compare is compared when somebody wants it.
  const first = latest?.day ? Math.max(dayOf(latest.day) + 1, last - MADE_GOOD_DAYS) : last;
  for (let day = first; day <= last; day += 1)
    await execute(
      db,
      "INSERT IGNORE INTO reconciliations (day, state, next_try_at) VALUES (?, 'wanted', ?)",
      [dayText(day), now],
    );
}
