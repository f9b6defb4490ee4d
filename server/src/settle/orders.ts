import { z } from 'zod';
import type { EntryId, OrderId, QueueKey } from '@paifan/shared/ids/ids';
import type { LineRow, OrderRow, RewardRow } from '@paifan/shared/rebate/settle/facts';
import { orderTerms } from '@paifan/shared/rebate/settle/place';
import {
  countColumn,
  fenColumn,
  idColumn,
  memberIdColumn,
  orderIdColumn,
  productIdColumn,
  queueKeyColumn,
  ratioColumn,
  storeIdColumn,
  timeColumn,
} from '../db/columns';
import { query, queryAlike, sqlList } from '../db/query';
import { settingsVersion } from '../db/settings';
import { readLineTerms } from '../db/terms';
import type { Tx } from '../db/transaction';
import { NO_MERGES, queueAfter, type Merges } from './merges';

/** In the rules an entry goes by the line that got it: `<order>/<line>`. */
export const entryName = (order: string, line: number): EntryId => `${order}/${line}` as EntryId;

/** The order of an entry's name. */
export const orderOfEntry = (entry: EntryId): OrderId => entry.split('/')[0] as OrderId;

/** A line with its order. */
const orderLineRow = z.object({
  id: orderIdColumn,
  member_id: memberIdColumn,
  kind: z.enum(['mall', 'store', 'cashier']),
  store_id: storeIdColumn.nullable(),
  commission_ratio: ratioColumn,
  recruiter_id: memberIdColumn.nullable(),
  deducted_fen: fenColumn,
  settings_version_id: idColumn,
  upline: z.unknown(),
  placed_at: timeColumn,
  line_no: countColumn,
  product_id: productIdColumn.nullable(),
  paid_fen: fenColumn,
  cost_fen: fenColumn,
  queue_key: queueKeyColumn,
  terms: z.string(),
  refund_settled_fen: fenColumn,
  contributed_fen: fenColumn,
  has_entry: z.int(),
});

const uplineSchema = z.array(z.object({ member: memberIdColumn, level: z.string().nullable() })).nullable();

const rewardRow = z.object({
  id: idColumn,
  kind: z.enum(['direct', 'indirect', 'team', 'recruitment']),
  order_id: orderIdColumn,
  line_no: countColumn,
  member_id: memberIdColumn,
  ratio: ratioColumn,
  amount_fen: fenColumn,
  state: z.enum(['frozen', 'released', 'cancelled']),
  releases_at: timeColumn.nullable(),
});

/** A reward with its row's id. */
export interface StoredReward extends RewardRow {
  readonly id: string;
}

const toReward = (row: z.output<typeof rewardRow>): StoredReward => ({
  id: row.id,
  kind: row.kind,
  order: row.order_id,
  line: row.line_no,
  member: row.member_id,
  ratio: row.ratio,
  amountFen: row.amount_fen,
  state: row.state,
  releaseAt: row.releases_at?.getTime() ?? null,
});

export const SELECT_REWARD =
  'SELECT id, kind, order_id, line_no, member_id, ratio, amount_fen, state, releases_at FROM rewards';

export const readRewards = async (
  tx: Tx,
  where: string,
  parameters: Parameters<typeof query>[2],
): Promise<StoredReward[]> =>
  (await query(tx, `${SELECT_REWARD} ${where}`, parameters, rewardRow)).map(toReward);

/** Orders with those of their lines that belong to one queue, by queue. */
export type OrdersByQueue = ReadonlyMap<QueueKey, readonly OrderRow[]>;

/**
 * Loads orders, with the lines of some queues.
 * @param settled those that were settled before, when they were paid: only they can have entries and rewards already
 * @param merges lines of a queue that was merged into another belong to that one
 */
export async function loadOrders(
  tx: Tx,
  orders: readonly OrderId[],
  settled: readonly OrderId[],
  merges: Merges = NO_MERGES,
): Promise<OrdersByQueue> {
  if (orders.length === 0) return new Map();
  const hasEntry =
    settled.length === 0
      ? '0'
      : 'EXISTS (SELECT 1 FROM entries e WHERE e.order_id = l.order_id AND e.line_no = l.line_no)';
  const found = await queryAlike(
    tx,
    `SELECT o.id, o.member_id, o.kind, o.store_id, o.commission_ratio, o.recruiter_id, o.deducted_fen, o.settings_version_id,
       o.upline, o.placed_at, l.line_no, l.product_id, l.paid_fen, l.cost_fen, l.queue_key, CAST(l.terms AS CHAR) AS terms,
       l.refund_settled_fen, l.contributed_fen, ${hasEntry} AS has_entry
     FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE ${amongIds('o.id', orders)} ORDER BY o.id, l.line_no`,
    orderLineRow,
  );
  const wanted = new Set(orders);
  const rows = found.filter(({ id }) => wanted.has(id));
  const rewards =
    settled.length === 0 ? [] : await readRewards(tx, 'WHERE order_id IN (?) ORDER BY id', [settled]);
  const queueNow = ({ placed_at, queue_key }: OrderLineRow): QueueKey =>
    queueAfter(merges, queue_key, placed_at.getTime());
  return byQueue(await ordersOf(tx, rows), rows, rewards, queueNow);
}

/**
 * Most orders of a batch were placed one after the other: then a stretch of ids is read, which costs half as much as a list. It may
 * hold others too.
 */
function amongIds(column: string, ids: readonly OrderId[]): string {
  const numbers = ids.map(Number);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return last - first < ids.length * 1.25
    ? `${column} BETWEEN ${first} AND ${last}`
    : `${column} IN (${sqlList(ids)})`;
}

type OrderLineRow = z.output<typeof orderLineRow>;
type OrderHead = Omit<OrderRow, 'lines'>;

/** The orders of some lines, without them. */
async function ordersOf(tx: Tx, rows: readonly OrderLineRow[]): Promise<ReadonlyMap<OrderId, OrderHead>> {
  const versions = [...new Set(rows.map(({ settings_version_id }) => settings_version_id))];
  const terms = new Map(
    await Promise.all(
      versions.map(async (id) => [id, orderTerms((await settingsVersion(tx, id)).settings)] as const),
    ),
  );
  const heads = new Map<OrderId, OrderHead>();
  for (const row of rows) {
    const ownTerms = terms.get(row.settings_version_id);
    if (ownTerms === undefined) throw new Error(`order ${row.id} has no settings`);
    if (heads.has(row.id)) continue;
    heads.set(row.id, {
      id: row.id,
      member: row.member_id,
      kind: row.kind,
      store: row.store_id,
      commissionRatio: row.commission_ratio,
      recruiter: row.recruiter_id,
      deducted: row.deducted_fen > 0,
      terms: ownTerms,
      upline: uplineSchema.parse(row.upline) ?? [],
    });
  }
  return heads;
}

function byQueue(
  heads: ReadonlyMap<OrderId, OrderHead>,
  lines: readonly OrderLineRow[],
  rewards: readonly StoredReward[],
  queueNow: (line: OrderLineRow) => QueueKey,
): OrdersByQueue {
  const rewardsOf = grouped(rewards, ({ order, line }) => entryName(order, line));
  const queues = new Map<QueueKey, Map<OrderId, OrderRow & { lines: LineRow[] }>>();
  for (const row of lines) {
    const head = heads.get(row.id);
    if (head === undefined) continue;
    const queue = queueNow(row);
    const orders = queues.get(queue) ?? new Map<OrderId, OrderRow & { lines: LineRow[] }>();
    queues.set(queue, orders);
    const order = orders.get(head.id) ?? { ...head, lines: [] };
    orders.set(head.id, order);
    order.lines.push(toLine(row, rewardsOf.get(entryName(row.id, row.line_no)) ?? []));
  }
  return new Map([...queues].map(([key, orders]) => [key, [...orders.values()]]));
}

function toLine(row: OrderLineRow, rewards: RewardRow[]): LineRow {
  const terms = readLineTerms(row.terms);
  return {
    line: row.line_no,
    product: row.product_id,
    paidFen: row.paid_fen,
    costFen: row.cost_fen,
    terms,
    slot: terms.slot,
    refundedFen: row.refund_settled_fen,
    contributedFen: row.contributed_fen,
    entry: row.has_entry === 1 ? entryName(row.id, row.line_no) : null,
    rewards,
  };
}

/** Items by a key, in the order in which they came. */
export function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
