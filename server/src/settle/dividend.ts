import { z } from 'zod';
import { DIVIDEND } from '@paifan/shared/ledger/accounts';
import { journalKey, type Journal } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import type { Fen } from '@paifan/shared/money/fen';
import { splitDividend, type Shareholder } from '@paifan/shared/rebate/rewards/dividend';
import { fenColumn, memberIdColumn } from '../db/columns';
import type { Database } from '../db/connect';
import { postJournals } from '../db/ledger';
import { query, queryOne } from '../db/query';
import { settingsInForce } from '../db/settings';
import { inTransaction, type Tx } from '../db/transaction';

export interface DividendOrder {
  readonly amountFen: Fen;
  /** Names the dividend for ever: it is paid once. */
  readonly cause: string;
  readonly at: Date;
}

const shareholderRow = z
  .object({ id: memberIdColumn, level: z.string().nullable() })
  .transform(({ id, level }): Shareholder => ({ member: id, level }));

const shareholders = (tx: Tx, levels: readonly string[]): Promise<Shareholder[]> =>
  levels.length === 0
    ? Promise.resolve([])
    : query(tx, 'SELECT id, level FROM members WHERE level IN (?) ORDER BY id', [levels], shareholderRow);

/** What is left of earlier dividends; two dividends at a time wait for each other here. */
async function lockRest(tx: Tx): Promise<Fen> {
  const row = await queryOne(
    tx,
    'SELECT balance FROM accounts WHERE code = ? FOR UPDATE',
    [DIVIDEND.code],
    z.object({ balance: fenColumn }),
  );
  return row?.balance ?? fenColumn.parse(0);
}

/**
 * Pays a dividend: an amount, and the rest of last time, is split among the members by the weight of their level; the rest
 * carries. SPEC section 9.
 * @throws AlreadyBooked when a dividend of this cause was paid before; nothing is paid twice
 */
export async function payDividend(db: Database, { amountFen, cause, at }: DividendOrder): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { weights } = (await settingsInForce(tx, at)).settings.dividend;
    const holders = await shareholders(tx, Object.keys(weights));
    const { parts } = splitDividend(amountFen, await lockRest(tx), weights, holders);
    const journals: Journal[] = [
      { event: 'dividendDeclared' as const, postings: postingsOf('dividendDeclared', { amountFen }) },
      { event: 'dividendPaid' as const, postings: postingsOf('dividendPaid', { to: parts }) },
    ].map(({ event, postings }) => ({ key: journalKey(event, cause), event, at: at.getTime(), postings }));
    await postJournals(
      tx,
      journals.filter(({ postings }) => postings.length > 0),
    );
  });
}
