import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import { checkChains } from '../../db/chainChecks';
import { runChecks, type CheckFinding } from '../../db/checks';
import { countColumn, idColumn, operatorIdColumn, timeColumn } from '../../db/columns';
import { messageOf } from '../../db/errors';
import { insertRow } from '../../db/insertRow';
import { readOperatorNames, type OperatorName } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import { execute, query, queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { isId, toPage } from '../lists';
import type { Operator } from '../operators/sessions';

const findingSchema = z.object({ check: z.string(), subject: z.string(), problem: z.string() });
const bookCheckRow = z.object({
  id: idColumn,
  state: z.enum(['waiting', 'running', 'sound', 'unsound', 'failed']),
  requested_by_id: operatorIdColumn.nullable(),
  requested_at: timeColumn,
  finished_at: timeColumn.nullable(),
  checks_done: countColumn,
  checks_total: countColumn,
  findings: z.array(findingSchema),
  error: z.string().nullable(),
});

/** A check of the books with who asked for it; null: the clock. */
export type BookCheck = z.output<typeof bookCheckRow> & { readonly requestedBy: OperatorName | null };

const COLUMNS = Object.keys(bookCheckRow.shape).join(', ');

/** Checks of the books, newest first. */
export async function listBookChecks(
  { db }: Pick<ShopContext, 'db'>,
  page: PageRequest,
): Promise<Page<BookCheck>> {
  const rows = await query(
    db,
    `SELECT ${COLUMNS} FROM book_checks ${isId(page.cursor) ? 'WHERE id < :cursor' : ''} ORDER BY id DESC LIMIT ${page.limit + 1}`,
    { cursor: page.cursor ?? '' },
    bookCheckRow,
  );
  const { items, next } = toPage(rows, page);
  const names = await readOperatorNames(
    db,
    items.map(({ requested_by_id }) => requested_by_id),
  );
  return {
    items: items.map((row) => ({ ...row, requestedBy: row.requested_by_id && names(row.requested_by_id) })),
    next,
  };
}

/** @throws ApiError book_check_not_found */
export async function readBookCheck({ db }: Pick<ShopContext, 'db'>, id: string): Promise<BookCheck> {
  const row = await queryOne(db, `SELECT ${COLUMNS} FROM book_checks WHERE id = ?`, [id], bookCheckRow);
  if (row === null) throw new ApiError('book_check_not_found');
  const names = await readOperatorNames(db, [row.requested_by_id]);
  return { ...row, requestedBy: row.requested_by_id && names(row.requested_by_id) };
}

/** An operator wants the books checked; one that waits or runs already is the answer. A job does it. */
export async function requestBookCheck(shop: ShopContext, { id: operatorId }: Operator): Promise<BookCheck> {
  const id = await inTransaction(shop.db, async (tx) => {
    const wanted = await wantCheck(shop, tx, operatorId);
    await audit(tx, {
      ...{ at: shop.clock.now(), operatorId, action: 'bookCheck.requested', subject: `bookCheck:${wanted}` },
      ...{ before: null, after: {} },
    });
    return wanted;
  });
  return readBookCheck(shop, id);
}

/** The clock wants them checked, once a day. */
export async function wantDailyCheck(shop: ShopContext): Promise<void> {
  await inTransaction(shop.db, (tx) => wantCheck(shop, tx, null));
}

async function wantCheck({ clock }: ShopContext, tx: Tx, by: OperatorId | null): Promise<string> {
  const open = await queryOne(
    tx,
    "SELECT id FROM book_checks WHERE state IN ('waiting', 'running') ORDER BY id LIMIT 1 FOR UPDATE",
    [],
    z.object({ id: idColumn }),
  );
  if (open !== null) return open.id;
  return insertRow(tx, 'book_checks', {
    ...{ state: 'waiting', requested_by_id: by, requested_at: clock.now(), findings: '[]' },
  });
}

/** A run that has not told of itself for so long has died. */
const DEAD_SECONDS = 900;

/** Runs the checks that wait. What another process has in hand is left to it, until it has died. */
export async function runBookChecks(shop: ShopContext): Promise<void> {
  const { db } = shop;
  const due = await query(
    db,
    `SELECT id FROM book_checks WHERE state = 'waiting'
       OR (state = 'running' AND seen_at < UTC_TIMESTAMP(3) - INTERVAL ${DEAD_SECONDS} SECOND) ORDER BY id`,
    [],
    z.object({ id: idColumn }),
  );
  for (const { id } of due) {
    const taken = await execute(
      db,
      `UPDATE book_checks SET state = 'running', started_at = ?, seen_at = UTC_TIMESTAMP(3), checks_done = 0
       WHERE id = ? AND (state = 'waiting' OR seen_at < UTC_TIMESTAMP(3) - INTERVAL ${DEAD_SECONDS} SECOND)`,
      [shop.clock.now(), id],
    );
    if (taken === 1) await run(shop, id);
  }
}

async function run({ db, clock, logger }: ShopContext, id: string): Promise<void> {
  const progress = async (done: number, total: number): Promise<void> => {
    await execute(
      db,
      'UPDATE book_checks SET checks_done = ?, checks_total = ?, seen_at = UTC_TIMESTAMP(3) WHERE id = ?',
      // The chains of the queues come last.
      [done, total + 1, id],
    );
  };
  try {
    const findings = [...(await runChecks(db, progress)), ...(await checkChains(db))];
    if (findings.length > 0)
      logger.error({ bookCheck: id, findings: findings.length }, 'the books are not right');
    await execute(
      db,
      'UPDATE book_checks SET state = ?, findings = ?, finished_at = ?, checks_done = checks_total, error = NULL WHERE id = ?',
      [findings.length === 0 ? 'sound' : 'unsound', JSON.stringify(shown(findings)), clock.now(), id],
    );
  } catch (error) {
    logger.error({ err: error, bookCheck: id }, 'the books could not be checked');
    await execute(db, "UPDATE book_checks SET state = 'failed', error = ?, finished_at = ? WHERE id = ?", [
      messageOf(error).slice(0, 500),
      clock.now(),
      id,
    ]);
  }
}

const MOST_FINDINGS = 1_000;
const shown = (findings: readonly CheckFinding[]): CheckFinding[] =>
  findings.slice(0, MOST_FINDINGS).map(({ check, subject, problem }) => ({ check, subject, problem }));
