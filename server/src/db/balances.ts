import { z } from 'zod';
import type { Account } from '@paifan/shared/ledger/accounts';
import { ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { fenColumn, idColumn } from './columns';
import { query } from './query';
import type { Tx } from './transaction';

const idRow = z.object({ id: idColumn });
const balanceRow = z.object({ code: z.string(), balance: fenColumn });

/**
 * Locks balances in the order of their ids, as everybody does who posts, and reads them: what is decided by a balance holds until
 * the transaction ends. An account that nothing was posted to yet is 0 and cannot be locked, so nothing can be taken from it.
 * @returns the balance of an account by its code
 */
export async function lockBalances(tx: Tx, accounts: readonly Account[]): Promise<(code: string) => Fen> {
  if (accounts.length === 0) return () => ZERO_FEN;
  const codes = accounts.map(({ code }) => code);
  const ids = await query(tx, 'SELECT id FROM accounts WHERE code IN (?)', [codes], idRow);
  if (ids.length === 0) return () => ZERO_FEN;
  const rows = await query(
    tx,
    'SELECT code, balance FROM accounts WHERE id IN (?) ORDER BY id FOR UPDATE',
    [ids.map(({ id }) => id)],
    balanceRow,
  );
  const balances = new Map(rows.map(({ code, balance }) => [code, balance]));
  return (code) => balances.get(code) ?? ZERO_FEN;
}
