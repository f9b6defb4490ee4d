import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { Asset } from '@paifan/shared/ledger/accounts';
import { countColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { PageRequest } from '../../db/paging';
import { query, queryOne } from '../../db/query';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';

/** A movement of an account. */
export interface StatementItem {
  readonly journalId: string;
  readonly key: string;
  readonly event: string;
  readonly at: Date;
  readonly amount: number;
  readonly balanceAfter: number;
  readonly orderNo: string | null;
}

export interface AccountStatement {
  readonly account: string;
  readonly asset: Asset;
  readonly balance: number;
  readonly items: readonly StatementItem[];
  readonly next: string | null;
}

const accountRow = z.object({
  id: idColumn,
  asset: z.enum(['money', 'points', 'love', 'voucher']),
  balance: fenColumn,
});
const itemRow = z.object({
  journal_id: idColumn,
  seq: countColumn,
  journal_key: z.string(),
  event: z.string(),
  at: timeColumn,
  amount: fenColumn,
  order_no: z.string().nullable(),
});

/** Where the page before ended, and what the balance was then. */
const CURSOR = /^([1-9]\d{0,18})\.(\d{1,9})\.(-?\d{1,16})$/;

/**
 * The movements of an account, newest first, with the balance after each: reckoned back from today's balance, so it costs no more for
 * an account with millions of movements.
 * @throws ApiError account_not_found
 */
export async function readStatement(
  { db }: Pick<ShopContext, 'db'>,
  { account, cursor, limit }: PageRequest & { readonly account: string },
): Promise<AccountStatement> {
  const [, journal, seq, carried] = CURSOR.exec(cursor ?? '') ?? [];
  return inTransaction(
    db,
    async (tx) => {
      const found = await queryOne(
        tx,
        'SELECT id, asset, balance FROM accounts WHERE code = ?',
        [account],
        accountRow,
      );
      if (found === null) throw new ApiError('account_not_found');
      const rows = await query(
        tx,
        `SELECT p.journal_id, p.seq, j.journal_key, j.event, j.at, p.amount, o.no AS order_no
         FROM postings p JOIN journals j ON j.id = p.journal_id LEFT JOIN orders o ON o.id = j.order_id
         WHERE p.account_id = :id ${journal === undefined ? '' : 'AND (p.journal_id < :journal OR (p.journal_id = :journal AND p.seq < :seq))'}
         ORDER BY p.journal_id DESC, p.seq DESC LIMIT ${limit + 1}`,
        { id: found.id, journal: journal ?? '', seq: seq ?? '' },
        itemRow,
      );
      let balance: number = carried === undefined ? found.balance : Number(carried);
      const shown = rows.slice(0, limit);
      const items = shown.map((row): StatementItem => {
        const balanceAfter = balance;
        balance -= row.amount;
        return {
          journalId: row.journal_id,
          key: row.journal_key,
          event: row.event,
          at: row.at,
          amount: row.amount,
          balanceAfter,
          orderNo: row.order_no,
        };
      });
      const last = shown.at(-1);
      const next = rows.length > limit && last ? `${last.journal_id}.${last.seq}.${balance}` : null;
      return { account, asset: found.asset, balance: found.balance, items, next };
    },
    'one moment',
  );
}
