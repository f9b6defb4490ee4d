import { z } from 'zod';
import type { EntryId, OrderId } from '@paifan/shared/ids/ids';
import { assertBalanced, type Journal, type Posting } from '@paifan/shared/ledger/journal';
import { insertRows, updateRows } from './bulk';
import { idColumn } from './columns';
import { isDuplicate, messageOf } from './errors';
import { query } from './query';
import type { Tx } from './transaction';

/** A posting, and the entry that it paid, for the member's bill. */
export interface BookedPosting extends Posting {
  readonly entryId?: EntryId | null;
}

/** A journal of the rules, with what the database keeps beside it: the order and the queue that it belongs to. */
export interface BookedJournal extends Journal {
  readonly orderId?: OrderId | null;
  readonly queueId?: string | null;
  readonly postings: readonly BookedPosting[];
}

/** The same cause was booked before; the transaction has to be rolled back. SPEC section 2. */
export class AlreadyBooked extends Error {
  constructor(detail: string) {
    super(`a cause may be booked once: ${detail}`);
    this.name = 'AlreadyBooked';
  }
}

type AccountIds = ReadonlyMap<string, string>;

/**
 * Books journals and adds them to the balances. Call it last in a transaction: the balances of the platform's own accounts are
 * what every transaction meets at, and they stay locked until the commit. Balances are locked in order of their ids.
 * @throws AlreadyBooked when one of the keys is booked already; Error when a journal does not balance. Roll back after either.
 */
export async function postJournals(tx: Tx, journals: readonly BookedJournal[]): Promise<void> {
  if (journals.length === 0) return;
  journals.forEach(assertBalanced);
  await insertJournals(tx, journals);
  const journalIds = await journalIdsOf(tx, journals);
  const accountIds = await accountIdsOf(tx, journals);
  // Balances before postings: a posting's foreign key locks its account for reading, and two transactions that both
  // hold that lock and both want to write would be a deadlock.
  await addToBalances(tx, journals, accountIds);
  await insertPostings(tx, journals, journalIds, accountIds);
}

async function insertJournals(tx: Tx, journals: readonly BookedJournal[]): Promise<void> {
  const rows = journals.map(({ key, event, orderId, queueId, at }) => [
    key,
    event,
    orderId ?? null,
    queueId ?? null,
    new Date(at),
  ]);
  try {
    await insertRows(tx, 'journals', ['journal_key', 'event', 'order_id', 'queue_id', 'at'], rows);
  } catch (error) {
    if (isDuplicate(error, 'journals_key')) throw new AlreadyBooked(messageOf(error));
    throw error;
  }
}

const journalIdRow = z.object({ id: idColumn, journal_key: z.string() });

async function journalIdsOf(
  tx: Tx,
  journals: readonly BookedJournal[],
): Promise<ReadonlyMap<string, string>> {
  const keys = journals.map(({ key }) => key);
  const rows = await query(
    tx,
    'SELECT id, journal_key FROM journals WHERE journal_key IN (?)',
    [keys],
    journalIdRow,
  );
  return new Map(rows.map(({ id, journal_key }) => [journal_key, id]));
}

const accountIdRow = z.object({ id: idColumn, code: z.string() });

async function accountIdsOf(tx: Tx, journals: readonly BookedJournal[]): Promise<AccountIds> {
  const accounts = new Map(
    journals.flatMap(({ postings }) => postings.map(({ account }) => [account.code, account] as const)),
  );
  const known = await findAccounts(tx, [...accounts.keys()]);
  const missing = [...accounts.values()].filter(({ code }) => !known.has(code));
  if (missing.length === 0) return known;
  const rows = missing.map(({ code, asset }) => [code, asset]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  // Somebody else may create the same account at this moment.
  await insertRows(tx, 'accounts', ['code', 'asset'], rows, 'code = VALUES(code)');
  return findAccounts(tx, [...accounts.keys()]);
}

async function findAccounts(tx: Tx, codes: readonly string[]): Promise<AccountIds> {
  const rows = await query(tx, 'SELECT id, code FROM accounts WHERE code IN (?)', [codes], accountIdRow);
  return new Map(rows.map(({ id, code }) => [code, id]));
}

async function addToBalances(
  tx: Tx,
  journals: readonly BookedJournal[],
  accountIds: AccountIds,
): Promise<void> {
  const sums = new Map<string, number>();
  for (const { postings } of journals) {
    for (const { account, amount } of postings) {
      const id = found(accountIds, account.code);
      sums.set(id, (sums.get(id) ?? 0) + amount);
    }
  }
  const rows = [...sums]
    .filter(([, amount]) => amount !== 0)
    .sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1));
  await updateRows(tx, 'accounts', { id: 'BIGINT UNSIGNED', amount: 'BIGINT' }, rows, {
    match: 't.id = v.id',
    set: 't.balance = t.balance + v.amount',
  });
}

async function insertPostings(
  tx: Tx,
  journals: readonly BookedJournal[],
  journalIds: ReadonlyMap<string, string>,
  accountIds: AccountIds,
): Promise<void> {
  const rows = journals.flatMap(({ key, postings }) =>
    postings.map(({ account, amount, entryId }, seq) => [
      found(journalIds, key),
      seq,
      found(accountIds, account.code),
      amount,
      entryId ?? null,
    ]),
  );
  await insertRows(tx, 'postings', ['journal_id', 'seq', 'account_id', 'amount', 'entry_id'], rows);
}

function found(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`${name} was written a moment ago and is not there`);
  return id;
}
