import { z } from 'zod';
import type { EntryId, OrderId } from '@paifan/shared/ids/ids';
import { assertBalanced, type Journal } from '@paifan/shared/ledger/journal';
import type { Posting } from '@paifan/shared/ledger/templates';
import { openWrites, type Writes } from './bulk';
import { idColumn } from './columns';
import { isDuplicate, messageOf } from './errors';
import { queryText, sqlList } from './query';
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

type AccountIds = Map<string, string>;

/**
 * Books journals and adds them to the balances. Call it last in a transaction: the balances of the platform's own accounts are
 * what every transaction meets at, and they stay locked until the commit. Balances are locked in order of their ids.
 * @throws AlreadyBooked when one of the keys is booked already; Error when a journal does not balance. Roll back after either.
 */
export async function postJournals(
  tx: Tx,
  journals: readonly BookedJournal[],
  writes: Writes = openWrites(tx),
): Promise<void> {
  const ledger = openLedger(tx, writes);
  await ledger.book(journals);
  await ledger.close();
}

/** The ledger in a transaction that books some journals after the others. */
export interface Ledger {
  /** Books journals; the balances are told in the end. @throws as `postJournals`, here or later */
  book(journals: readonly BookedJournal[]): Promise<void>;
  /** Adds all that was booked to the balances, and waits for everything that was written. The last step of the transaction. */
  close(): Promise<void>;
}

export function openLedger(tx: Tx, writes: Writes): Ledger {
  const accountIds: AccountIds = new Map();
  const sums = new Map<string, number>();
  return {
    async book(journals) {
      if (journals.length === 0) return;
      journals.forEach(assertBalanced);
      await refusingTwice(async () => {
        const journalIds = await insertJournals(writes, journals);
        await findAccountsOf(tx, writes, journals, accountIds);
        for (const { account, amount } of journals.flatMap(({ postings }) => postings)) {
          const id = found(accountIds, account.code);
          sums.set(id, (sums.get(id) ?? 0) + amount);
        }
        await insertPostings(writes, journals, await journalIds(), accountIds);
      });
    },
    close: () =>
      refusingTwice(async () => {
        await addToBalances(writes, sums);
        await writes.done();
      }),
  };
}

async function refusingTwice(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isDuplicate(error, 'journals_key')) throw new AlreadyBooked(messageOf(error));
    throw error;
  }
}

const insertJournals = (
  writes: Writes,
  journals: readonly BookedJournal[],
): Promise<() => Promise<readonly string[]>> =>
  writes.insertNumbered(
    'journals',
    ['journal_key', 'event', 'order_id', 'queue_id', 'at'],
    journals.map(({ key, event, orderId, queueId, at }) => [
      key,
      event,
      orderId ?? null,
      queueId ?? null,
      new Date(at),
    ]),
  );

const accountIdRow = z.object({ id: idColumn, code: z.string() });

/** Finds the accounts of journals that are not known yet; those that do not exist begin here. */
async function findAccountsOf(
  tx: Tx,
  writes: Writes,
  journals: readonly BookedJournal[],
  known: AccountIds,
): Promise<void> {
  const accounts = new Map(
    journals.flatMap(({ postings }) => postings.map(({ account }) => [account.code, account] as const)),
  );
  const unknown = [...accounts.keys()].filter((code) => !known.has(code));
  await findAccounts(tx, unknown, known);
  const missing = unknown.filter((code) => !known.has(code)).sort();
  if (missing.length === 0) return;
  const rows = missing.map((code) => [code, accounts.get(code)?.asset ?? null]);
  // Somebody else may create the same account at this moment.
  await writes.insert('accounts', ['code', 'asset'], rows, 'code = VALUES(code)');
  // Two who create the same may lock each other out: that has to be told, and not that the accounts are not there.
  await writes.done();
  await findAccounts(tx, missing, known);
}

async function findAccounts(tx: Tx, codes: readonly string[], known: AccountIds): Promise<void> {
  if (codes.length === 0) return;
  const sql = `SELECT id, code FROM accounts WHERE code IN (${sqlList(codes)})`;
  for (const { id, code } of await queryText(tx, sql, accountIdRow)) known.set(code, id);
}

async function addToBalances(writes: Writes, sums: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...sums]
    .filter(([, amount]) => amount !== 0)
    .sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1));
  await writes.update('accounts', { id: 'BIGINT UNSIGNED', amount: 'BIGINT' }, rows, {
    match: 't.id = v.id',
    set: 't.balance = t.balance + v.amount',
  });
}

async function insertPostings(
  writes: Writes,
  journals: readonly BookedJournal[],
  journalIds: readonly string[],
  accountIds: AccountIds,
): Promise<void> {
  const rows = journals.flatMap(({ postings }, index) =>
    postings.map(({ account, amount, entryId }, seq) => [
      journalIds[index] ?? null,
      seq,
      found(accountIds, account.code),
      amount,
      entryId ?? null,
    ]),
  );
  await writes.insert('postings', ['journal_id', 'seq', 'account_id', 'amount', 'entry_id'], rows);
}

function found(accountIds: AccountIds, code: string): string {
  const id = accountIds.get(code);
  if (id === undefined) throw new Error(`account ${code} was written a moment ago and is not there`);
  return id;
}
