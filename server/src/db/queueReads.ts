import { z } from 'zod';
import type { EntryId, MemberId, OrderId, QueueKey } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { RuleSource } from '@paifan/shared/rebate/ratio/chains';
import type { Brought } from '@paifan/shared/rebate/settle/facts';
import { before } from './blocks';
import {
  countColumn,
  entryIdColumn,
  fenColumn,
  flagColumn,
  idColumn,
  memberIdColumn,
  orderIdColumn,
  queueKeyColumn,
  ratioColumn,
  timeColumn,
} from './columns';
import type { Page, PageRequest } from './paging';
import { query, queryOne, type SqlParameter } from './query';
import type { Executor } from './transaction';

const entryRow = z
  .object({
    id: entryIdColumn,
    queue_id: idColumn,
    queue_key: queueKeyColumn,
    position: countColumn,
    member_id: memberIdColumn,
    order_id: orderIdColumn,
    order_no: z.string(),
    line_no: countColumn,
    title: z.string(),
    picture: z.string().nullable(),
    state: z.enum(['waiting', 'done', 'exchanged', 'converted', 'cleared', 'cancelled']),
    ratio: ratioColumn,
    source: z.string(),
    entitled_fen: fenColumn,
    rewarded_fen: fenColumn,
    completed: flagColumn,
    joined_at: timeColumn,
    ended_at: timeColumn.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    queueId: row.queue_id,
    queueKey: row.queue_key,
    position: row.position,
    memberId: row.member_id,
    orderId: row.order_id,
    orderNo: row.order_no,
    lineNo: row.line_no,
    title: row.title,
    picture: row.picture,
    state: row.state,
    ratio: row.ratio,
    source: row.source as RuleSource,
    entitledFen: row.entitled_fen,
    rewardedFen: row.rewarded_fen,
    completed: row.completed,
    joinedAt: row.joined_at,
    endedAt: row.ended_at,
  }));

type FoundEntry = z.output<typeof entryRow>;

/** An entry with what was bought. */
export interface PlacedEntry extends FoundEntry {
  /** 1 is served next; null when it no longer waits. Entries that are passed over for now are counted: they keep their place. */
  readonly place: number | null;
  /** What remains to all waiting entries before it; null when it no longer waits. */
  readonly aheadFen: Fen | null;
}

const SELECT_ENTRY = `
  SELECT e.id, e.queue_id, q.queue_key, e.position, e.member_id, e.order_id, o.no AS order_no, e.line_no, l.title, l.picture,
    e.state, e.ratio, e.source, e.entitled_fen, e.rewarded_fen, e.completed, e.joined_at, e.ended_at
  FROM entries e
  JOIN queues q ON q.id = e.queue_id
  JOIN orders o ON o.id = e.order_id
  JOIN order_lines l ON l.order_id = e.order_id AND l.line_no = e.line_no`;

async function findEntries(
  executor: Executor,
  where: string,
  parameters: Readonly<Record<string, SqlParameter>>,
): Promise<PlacedEntry[]> {
  const rows = await query(executor, `${SELECT_ENTRY} ${where}`, parameters, entryRow);
  const ahead = await readAhead(
    executor,
    rows.filter(({ state }) => state === 'waiting'),
  );
  return rows.map((row): PlacedEntry => {
    const found = ahead.get(row.id);
    return {
      ...row,
      place: found === undefined ? null : found.people + 1,
      aheadFen: found === undefined ? null : found.fen,
    };
  });
}

/** An entry of a member, or null: an entry of somebody else is as if it were not there. */
export async function readEntry(
  executor: Executor,
  member: MemberId,
  entry: EntryId,
): Promise<PlacedEntry | null> {
  const [found] = await findEntries(executor, 'WHERE e.id = :entry AND e.member_id = :member', {
    entry,
    member,
  });
  return found ?? null;
}

/** A member's entries, newest first. */
export async function readEntries(
  executor: Executor,
  member: MemberId,
  { cursor, limit, state }: PageRequest & { readonly state: 'waiting' | 'done' | 'all' },
): Promise<Page<PlacedEntry>> {
  const conditions = [
    'e.member_id = :member',
    ...(state === 'all' ? [] : ['e.state = :state']),
    ...(cursor ? ['e.id < :cursor'] : []),
  ];
  const where = `WHERE ${conditions.join(' AND ')} ORDER BY e.id DESC LIMIT :limit`;
  const rows = await findEntries(executor, where, { member, state, cursor: cursor ?? '', limit: limit + 1 });
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** The entries that the lines of orders got. */
export async function readEntriesOfOrders(
  executor: Executor,
  orders: readonly OrderId[],
): Promise<readonly PlacedEntry[]> {
  if (orders.length === 0) return [];
  return findEntries(executor, 'WHERE e.order_id IN (:orders) ORDER BY e.order_id, e.line_no', { orders });
}

interface Ahead {
  readonly people: number;
  readonly fen: Fen;
}

const aheadRow = z.object({ entry_id: entryIdColumn, people: countColumn, fen: fenColumn });

/**
 * People and amount before each entry: at most 128 rows each of blocks of every level and of entries, however long the line is.
 * One statement, so it sees one moment.
 */
export async function readAhead(
  executor: Executor,
  entries: readonly Pick<PlacedEntry, 'id' | 'queueId' | 'position'>[],
): Promise<ReadonlyMap<EntryId, Ahead>> {
  if (entries.length === 0) return new Map();
  const rows = await query(executor, entries.map(aheadOf).join(' UNION ALL '), [], aheadRow);
  return new Map(rows.map(({ entry_id, people, fen }) => [entry_id, { people, fen }]));
}

/** SQL that sums up what is before an entry. */
function aheadOf({ id, queueId, position }: Pick<PlacedEntry, 'id' | 'queueId' | 'position'>): string {
  const { blocks, positions } = before(position);
  const queue = Number(queueId);
  const runs = blocks
    .filter(({ from, to }) => from < to)
    .map(
      ({ level, from, to }) => `SELECT waiting_count AS people, waiting_fen AS fen FROM queue_blocks
        WHERE queue_id = ${queue} AND level = ${level} AND block >= ${from} AND block < ${to}`,
    );
  const entries = `SELECT 1 AS people, entitled_fen - rewarded_fen AS fen FROM entries FORCE INDEX (PRIMARY)
    WHERE queue_id = ${queue} AND position >= ${positions.from} AND position < ${positions.to} AND state = 'waiting'`;
  return `SELECT ${id} AS entry_id, COALESCE(SUM(people), 0) AS people, COALESCE(SUM(fen), 0) AS fen
    FROM (${[...runs, entries].join(' UNION ALL ')}) ahead`;
}

/** How many wait in a queue; null when nobody has joined it yet. */
export async function readWaiting(executor: Executor, key: QueueKey): Promise<number | null> {
  const row = await queryOne(
    executor,
    'SELECT waiting_count AS people FROM queues WHERE queue_key = ?',
    [key],
    z.object({ people: countColumn }),
  );
  return row?.people ?? null;
}

const payoutRow = z.object({
  id: idColumn,
  at: timeColumn,
  amount_fen: fenColumn,
  kind: z.string(),
  order_no: z.string().nullable(),
  buyer: z.string().nullable(),
  rewarded_after: fenColumn,
});

/** A payment to an entry. Below zero: taken back after a refund. */
export interface PayoutRow {
  readonly id: string;
  readonly at: Date;
  readonly amountFen: Fen;
  /** A PayoutKind of the rules, or `takenBack`. */
  readonly kind: string;
  /** The order that paid it; null at the end of a pause and for the union's payout. */
  readonly orderNo: string | null;
  /** Who placed that order, not masked. */
  readonly buyer: string | null;
  readonly rewardedAfterFen: Fen;
}

/** Every payment to an entry, oldest first: they add up to what it received. SPEC section 12, explain. */
export async function readPayouts(executor: Executor, entry: EntryId): Promise<readonly PayoutRow[]> {
  const rows = await query(
    executor,
    `SELECT p.id, p.at, p.amount_fen, p.kind, o.no AS order_no, m.nickname AS buyer,
       SUM(p.amount_fen) OVER (ORDER BY p.id) AS rewarded_after
     FROM payouts p
     LEFT JOIN orders o ON o.id = p.cause_order_id
     LEFT JOIN members m ON m.id = o.member_id
     WHERE p.entry_id = ?
     ORDER BY p.id`,
    [entry],
    payoutRow,
  );
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    amountFen: row.amount_fen,
    kind: row.kind,
    orderNo: row.order_no,
    buyer: row.buyer,
    rewardedAfterFen: row.rewarded_after,
  }));
}

/** An entry of anybody, for operators. */
export async function readAnyEntry(executor: Executor, entry: EntryId): Promise<PlacedEntry | null> {
  const [found] = await findEntries(executor, 'WHERE e.id = :entry', { entry });
  return found ?? null;
}

const positionRow = z.object({ position: countColumn });

/**
 * Entries of a queue in line order; the cursor is a position. By state, the index holds those of completed and of other orders
 * each in line order.
 */
export async function readQueueEntries(
  executor: Executor,
  queueId: string,
  { cursor, limit, state }: PageRequest & { readonly state: PlacedEntry['state'] | 'all' },
): Promise<Page<PlacedEntry>> {
  const after = cursor && /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0;
  const run = (completed: boolean): string =>
    `(SELECT position FROM entries FORCE INDEX (entries_waiting)
      WHERE queue_id = :queue AND state = :state AND completed = ${completed} AND position > :after ORDER BY position LIMIT :most)`;
  const positions =
    state === 'all'
      ? 'SELECT position FROM entries FORCE INDEX (PRIMARY) WHERE queue_id = :queue AND position > :after'
      : `SELECT position FROM (${run(false)} UNION ALL ${run(true)}) found`;
  const found = await query(
    executor,
    `${positions} ORDER BY position LIMIT :most`,
    { queue: queueId, state, after, most: limit + 1 },
    positionRow,
  );
  const page = found.slice(0, limit).map(({ position }) => position);
  const items =
    page.length === 0
      ? []
      : await findEntries(
          executor,
          'WHERE e.queue_id = :queue AND e.position IN (:page) ORDER BY e.position',
          { queue: queueId, page },
        );
  return { items, next: found.length > limit ? String(page.at(-1)) : null };
}

const broughtRow = z.object({
  brought_balance: z.enum(['points', 'love', 'loveFrozen', 'voucher']).nullable(),
  brought_ratio: ratioColumn.nullable(),
  brought_amount: fenColumn.nullable(),
});

/** What an entry was exchanged or converted into; null: nothing. */
export async function readBrought(executor: Executor, entry: EntryId): Promise<Brought | null> {
  const row = await queryOne(
    executor,
    'SELECT brought_balance, brought_ratio, brought_amount FROM entries WHERE id = ?',
    [entry],
    broughtRow,
  );
  if (row === null) return null;
  const { brought_balance: balance, brought_ratio: ratio, brought_amount: amount } = row;
  return balance === null || ratio === null || amount === null ? null : { balance, ratio, amount };
}
