import { z } from 'zod';
import { DIVIDEND } from '@paifan/shared/ledger/accounts';
import { journalKey, type Journal } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import type { Fen } from '@paifan/shared/money/fen';
import { splitDividend, type Dividend, type Shareholder } from '@paifan/shared/rebate/rewards/dividend';
import { fenColumn, memberIdColumn } from '../db/columns';
import type { Database } from '../db/connect';
import { postJournals } from '../db/ledger';
import { query, queryOne } from '../db/query';
import { settingsInForce } from '../db/settings';
import { inTransaction, type Executor, type Tx } from '../db/transaction';

export interface DividendOrder {
  readonly amountFen: Fen;
  /** Names the dividend for ever: it is paid once. */
  readonly cause: string;
  readonly at: Date;
}

const shareholderRow = z
  .object({ id: memberIdColumn, level: z.string().nullable() })
  .transform(({ id, level }): Shareholder => ({ member: id, level }));

const readShareholders = (executor: Executor, levels: readonly string[]): Promise<Shareholder[]> =>
  levels.length === 0
    ? Promise.resolve([])
    : query(
        executor,
        'SELECT id, level FROM members WHERE level IN (?) ORDER BY id',
        [levels],
        shareholderRow,
      );

/** What is left of earlier dividends. @param lock two dividends at a time wait for each other here */
async function readRest(executor: Executor, lock: '' | 'FOR UPDATE'): Promise<Fen> {
  const row = await queryOne(
    executor,
    `SELECT balance FROM accounts WHERE code = ? ${lock}`,
    [DIVIDEND.code],
    z.object({ balance: fenColumn }),
  );
  return row?.balance ?? fenColumn.parse(0);
}

/** How an amount is split, with what the split goes by. */
export interface DividendSplit extends Dividend {
  readonly restBeforeFen: Fen;
  readonly weights: Readonly<Record<string, number>>;
  readonly holders: readonly Shareholder[];
}

/** How an amount, and the rest of last time, would be split by the levels of now. SPEC section 9. */
export async function previewDividend(
  executor: Executor,
  amountFen: Fen,
  at: Date,
  lock: '' | 'FOR UPDATE' = '',
): Promise<DividendSplit> {
  const { weights } = (await settingsInForce(executor, at)).settings.dividend;
  const holders = await readShareholders(executor, Object.keys(weights));
  const restBeforeFen = await readRest(executor, lock);
  return { ...splitDividend(amountFen, restBeforeFen, weights, holders), restBeforeFen, weights, holders };
}

/** Books a dividend as it was split under the lock. The last step of its transaction. @throws AlreadyBooked */
export async function bookDividend(
  tx: Tx,
  { amountFen, cause, at }: DividendOrder,
  { parts }: Pick<DividendSplit, 'parts'>,
): Promise<void> {
  const journals: Journal[] = [
    { event: 'dividendDeclared' as const, postings: postingsOf('dividendDeclared', { amountFen }) },
    { event: 'dividendPaid' as const, postings: postingsOf('dividendPaid', { to: parts }) },
  ].map(({ event, postings }) => ({ key: journalKey(event, cause), event, at: at.getTime(), postings }));
  await postJournals(
    tx,
    journals.filter(({ postings }) => postings.length > 0),
  );
}

/**
 * Pays a dividend: an amount, and the rest of last time, is split among the members by the weight of their level; the rest
 * carries. SPEC section 9.
 * @throws AlreadyBooked when a dividend of this cause was paid before; nothing is paid twice
 */
export const payDividend = (db: Database, order: DividendOrder): Promise<void> =>
  inTransaction(db, async (tx) =>
    bookDividend(tx, order, await previewDividend(tx, order.amountFen, order.at, 'FOR UPDATE')),
  );
