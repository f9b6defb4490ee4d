import { z } from 'zod';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import { balanceAccount, type Asset, type MemberBalance } from '@paifan/shared/ledger/accounts';
import { countColumn, fenColumn, idColumn, queueKeyColumn, timeColumn } from './columns';
import type { Page, PageRequest } from './paging';
import { query, type SqlParameter } from './query';
import type { Executor } from './transaction';

/** A journal with its postings. */
export interface ListedJournal {
  readonly id: string;
  readonly key: string;
  readonly event: string;
  readonly at: Date;
  readonly orderNo: string | null;
  readonly queueKey: string | null;
  readonly postings: readonly ListedPosting[];
  /** How many postings are left out. */
  readonly morePostings: number;
}

export interface ListedPosting {
  readonly account: string;
  readonly asset: Asset;
  readonly amount: number;
  readonly entryId: string | null;
}

/** What is asked for; of key, order, account and member, one at a time. */
export interface JournalFilter extends PageRequest {
  readonly key?: string;
  readonly orderId?: OrderId;
  /** The code of an account. */
  readonly account?: string;
  readonly memberId?: MemberId;
  readonly fromTime?: Date;
  readonly toTime?: Date;
}

const MOST_POSTINGS = 200;
const CURSOR = /^[1-9]\d{0,18}$/;
const BALANCES: readonly MemberBalance[] = [
  ...(['cash', 'frozen', 'reserved', 'points', 'love', 'loveFrozen', 'voucher'] as const),
];

const idRow = z.object({ id: idColumn });

/** Journals, newest first: the ledger explorer. Every way to ask has its index. */
export async function listJournals(executor: Executor, filter: JournalFilter): Promise<Page<ListedJournal>> {
  const ids = await findIds(executor, filter);
  const shown = ids.slice(0, filter.limit);
  return {
    items: await readJournals(executor, shown),
    next: ids.length > filter.limit ? (shown.at(-1) ?? null) : null,
  };
}

async function findIds(executor: Executor, filter: JournalFilter): Promise<string[]> {
  const { cursor, limit, key, orderId, fromTime, toTime } = filter;
  const bounds = await idBounds(executor, fromTime, toTime);
  if (bounds === 'none') return [];
  const accounts = await accountIds(executor, filter);
  const column = accounts === null ? 'j.id' : 'p.journal_id';
  const parameters: Record<string, SqlParameter> = { key: key ?? '', orderId: orderId ?? '', ...bounds };
  const conditions = [
    ...(cursor && CURSOR.test(cursor) ? [`${column} < ${cursor}`] : []),
    ...(bounds.low === undefined
      ? []
      : [`${column} BETWEEN :low AND :high`, 'j.at >= :fromTime', 'j.at < :toTime']),
    ...(key === undefined ? [] : ['j.journal_key = :key']),
    ...(orderId === undefined ? [] : ['j.order_id = :orderId']),
  ];
  const order = `ORDER BY ${column} DESC LIMIT ${limit + 1}`;
  const arm = (from: string, all: readonly string[], distinct = ''): string =>
    `(SELECT ${distinct}${column} AS id FROM ${from} ${all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`} ${order})`;
  const joined =
    bounds.low === undefined ? 'postings p' : 'postings p JOIN journals j ON j.id = p.journal_id';
  const arms =
    accounts === null
      ? [arm('journals j', conditions)]
      : accounts.map((id) => arm(joined, [`p.account_id = ${id}`, ...conditions], 'DISTINCT '));
  if (arms.length === 0) return [];
  const sql = `SELECT DISTINCT id FROM (${arms.join(' UNION ALL ')}) found ORDER BY id DESC LIMIT ${limit + 1}`;
  return (await query(executor, sql, parameters, idRow)).map(({ id }) => id);
}

/** The accounts that are asked for; null: none in particular. */
async function accountIds(
  executor: Executor,
  { account, memberId }: JournalFilter,
): Promise<readonly string[] | null> {
  if (account === undefined && memberId === undefined) return null;
  const codes =
    account === undefined && memberId !== undefined
      ? BALANCES.map((balance) => balanceAccount(memberId, balance).code)
      : [account ?? ''];
  const rows = await query(executor, 'SELECT id FROM accounts WHERE code IN (?)', [codes], idRow);
  return rows.map(({ id }) => id);
}

const boundsRow = z.object({ low_id: idColumn.nullable(), high_id: idColumn.nullable() });

async function idBounds(
  executor: Executor,
  fromTime: Date | undefined,
  toTime: Date | undefined,
): Promise<Record<string, SqlParameter> | 'none'> {
  if (fromTime === undefined || toTime === undefined) return {};
  const [row] = await query(
    executor,
    'SELECT MIN(id) AS low_id, MAX(id) AS high_id FROM journals WHERE at >= ? AND at < ?',
    [fromTime, toTime],
    boundsRow,
  );
  return row === undefined || row.low_id === null || row.high_id === null
    ? 'none'
    : { low: row.low_id, high: row.high_id, fromTime, toTime };
}

const journalRow = z.object({
  id: idColumn,
  journal_key: z.string(),
  event: z.string(),
  at: timeColumn,
  order_no: z.string().nullable(),
  queue_key: queueKeyColumn.nullable(),
});
const postingRow = z.object({
  journal_id: idColumn,
  code: z.string(),
  asset: z.enum(['money', 'points', 'love', 'voucher']),
  amount: fenColumn,
  entry_id: idColumn.nullable(),
});
const countRow = z.object({ journal_id: idColumn, postings: countColumn });

/** Journals by their ids, the newest first. */
export async function readJournals(executor: Executor, ids: readonly string[]): Promise<ListedJournal[]> {
  if (ids.length === 0) return [];
  const journals = await query(
    executor,
    `SELECT j.id, j.journal_key, j.event, j.at, o.no AS order_no, q.queue_key
     FROM journals j LEFT JOIN orders o ON o.id = j.order_id LEFT JOIN queues q ON q.id = j.queue_id
     WHERE j.id IN (?) ORDER BY j.id DESC`,
    [ids],
    journalRow,
  );
  const postings = await query(
    executor,
    `SELECT p.journal_id, a.code, a.asset, p.amount, p.entry_id
     FROM postings p JOIN accounts a ON a.id = p.account_id
     WHERE p.journal_id IN (?) AND p.seq < ${MOST_POSTINGS} ORDER BY p.journal_id, p.seq`,
    [ids],
    postingRow,
  );
  const counts = await query(
    executor,
    'SELECT journal_id, COUNT(*) AS postings FROM postings WHERE journal_id IN (?) GROUP BY journal_id',
    [ids],
    countRow,
  );
  return journals.map((journal) => {
    const shown = postings.filter(({ journal_id }) => journal_id === journal.id);
    const all = counts.find(({ journal_id }) => journal_id === journal.id)?.postings ?? 0;
    return {
      id: journal.id,
      key: journal.journal_key,
      event: journal.event,
      at: journal.at,
      orderNo: journal.order_no,
      queueKey: journal.queue_key,
      postings: shown.map(({ code, asset, amount, entry_id }) => ({
        account: code,
        asset,
        amount,
        entryId: entry_id,
      })),
      morePostings: all - shown.length,
    };
  });
}
