import { z } from 'zod';
import { ACCOUNT_KIND_NAMES, type AccountKind, type Asset } from '@paifan/shared/ledger/accounts';
import { countColumn, fenColumn } from '../../db/columns';
import { query } from '../../db/query';
import type { ShopContext } from '../context';

/** The balances of all accounts of one kind. */
export interface TrialRow {
  readonly kind: AccountKind;
  readonly asset: Asset;
  readonly accounts: number;
  /** Credit is above zero. */
  readonly balance: number;
}

const ASSETS = ['money', 'points', 'love', 'voucher'] as const;

const row = z.object({
  kind: z.enum(ACCOUNT_KIND_NAMES),
  asset: z.enum(ASSETS),
  accounts: countColumn,
  balance: fenColumn,
});

/** The trial balance, from the balances alone: one pass over the accounts. For each asset it adds up to 0. */
export async function readTrialBalance({
  db,
}: Pick<ShopContext, 'db'>): Promise<{ rows: TrialRow[]; sums: { asset: Asset; balance: number }[] }> {
  // Codes are `promotion`, `member:7:cash`, `member:7:setAside:cash` or `queue:product:7:pool`: what is between whose and what is left out.
  const rows = await query(
    db,
    `SELECT IF(LOCATE(':', code) = 0, code,
         CONCAT(SUBSTRING_INDEX(code, ':', 1), ':', SUBSTRING_INDEX(code, ':', IF(code LIKE '%:setAside:%', -2, -1)))) AS kind,
       asset, COUNT(*) AS accounts, SUM(balance) AS balance
     FROM accounts GROUP BY kind, asset ORDER BY kind, asset`,
    [],
    row,
  );
  const sums = ASSETS.map((asset) => ({
    asset,
    balance: rows.filter((each) => each.asset === asset).reduce((sum, { balance }) => sum + balance, 0),
  }));
  return { rows, sums };
}
