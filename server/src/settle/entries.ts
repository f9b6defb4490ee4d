import { z } from 'zod';
import type { EntryId, MemberId, OrderId } from '@paifan/shared/ids/ids';
import type { EntryRow } from '@paifan/shared/rebate/settle/facts';
import type { RuleSource } from '@paifan/shared/rebate/ratio/chains';
import {
  countColumn,
  entryIdColumn,
  fenColumn,
  flagColumn,
  idColumn,
  memberIdColumn,
  orderIdColumn,
  ratioColumn,
  timeColumn,
} from '../db/columns';
import { query, type SqlParameter } from '../db/query';
import type { Tx } from '../db/transaction';
import { entryName, orderOfEntry } from './orders';

/** An entry as the rules know it, with what its row has beside: its queue, and the id that members see. */
export interface StoredEntry extends EntryRow {
  readonly queueId: string;
  /** Null for one that joined in this transaction, and is not written yet. */
  readonly rowId: EntryId | null;
}

const entryRow = z.object({
  queue_id: idColumn,
  id: entryIdColumn,
  position: countColumn,
  member_id: memberIdColumn,
  order_id: orderIdColumn,
  line_no: countColumn,
  ratio: ratioColumn,
  source: z.string(),
  entitled_fen: fenColumn,
  rewarded_fen: fenColumn,
  state: z.enum(['waiting', 'done', 'exchanged', 'converted', 'cleared', 'cancelled']),
  completed: flagColumn,
  drawn: flagColumn,
  brought_balance: z.enum(['points', 'love', 'loveFrozen', 'voucher']).nullable(),
  brought_ratio: ratioColumn.nullable(),
  brought_amount: fenColumn.nullable(),
  joined_at: timeColumn,
});

const COLUMNS = Object.keys(entryRow.shape).join(', ');

function toEntry(row: z.output<typeof entryRow>): StoredEntry {
  const { brought_balance: balance, brought_ratio: ratio, brought_amount: amount } = row;
  return {
    queueId: row.queue_id,
    rowId: row.id,
    id: entryName(row.order_id, row.line_no),
    order: row.order_id,
    line: row.line_no,
    member: row.member_id,
    position: row.position,
    source: row.source as RuleSource,
    joinedAt: row.joined_at.getTime(),
    ratio: row.ratio,
    entitledFen: row.entitled_fen,
    rewardedFen: row.rewarded_fen,
    state: row.state,
    completed: row.completed,
    drawn: row.drawn,
    brought: balance === null || ratio === null || amount === null ? null : { balance, ratio, amount },
  };
}

const select = async (tx: Tx, sql: string, parameters: readonly SqlParameter[]): Promise<StoredEntry[]> =>
  (await query(tx, sql, parameters, entryRow)).map(toEntry);

/** All entries of some orders, in any queue. */
export const entriesOfOrders = (tx: Tx, orders: readonly OrderId[]): Promise<StoredEntry[]> =>
  select(tx, `SELECT ${COLUMNS} FROM entries WHERE order_id IN (?)`, [orders]);

/** Entries by their names. */
export async function entriesByName(tx: Tx, names: readonly EntryId[]): Promise<StoredEntry[]> {
  const wanted = new Set(names);
  const found = await entriesOfOrders(tx, names.map(orderOfEntry));
  return found.filter(({ id }) => wanted.has(id));
}

/** How much of a line is wanted. */
export interface HeadWanted {
  readonly queueId: string;
  /** Only entries of completed orders may be paid. */
  readonly completedOnly: boolean;
  readonly limit: number;
}

/**
 * The first entries of each line that may be paid, in order. The index holds waiting entries of completed and of other orders
 * each in line order, so that neither those that left the line nor those that are passed over are read.
 */
export async function headsOfLines(tx: Tx, heads: readonly HeadWanted[]): Promise<StoredEntry[]> {
  if (heads.length === 0) return [];
  const arms = heads.map(({ queueId, completedOnly, limit }) => {
    const run = (completed: boolean): string =>
      `(SELECT ${COLUMNS} FROM entries FORCE INDEX (entries_waiting)
        WHERE queue_id = ${Number(queueId)} AND state = 'waiting' AND completed = ${completed} ORDER BY position LIMIT ${limit})`;
    if (completedOnly) return run(true);
    return `(SELECT * FROM (${run(false)} UNION ALL ${run(true)}) head ORDER BY position LIMIT ${limit})`;
  });
  return select(tx, arms.join(' UNION ALL '), []);
}

/**
 * Who waits in a line from the first on who joined after a moment. The whole line is looked through, as it is written by
 * the reset that asks.
 */
export const entriesFromLater = (tx: Tx, queueId: string, joinedUntil: Date): Promise<StoredEntry[]> =>
  select(
    tx,
    `SELECT ${COLUMNS} FROM entries WHERE queue_id = ? AND state = 'waiting' AND position >= (
       SELECT MIN(position) FROM entries WHERE queue_id = ? AND state = 'waiting' AND joined_at > ?)`,
    [queueId, queueId, joinedUntil],
  );

/** The first waiting entries of a member in a queue. @param merged merges made the ids and the positions differ in order */
export const firstEntriesOf = (
  tx: Tx,
  { queueId, member, completedOnly, limit }: HeadWanted & { readonly member: MemberId },
  merged: boolean,
): Promise<StoredEntry[]> =>
  select(
    tx,
    // Within a queue that no merge concerns the ids grow with the positions.
    `SELECT ${COLUMNS} FROM entries FORCE INDEX (entries_of_member)
     WHERE member_id = ? AND state = 'waiting' AND queue_id = ? ${completedOnly ? 'AND completed' : ''}
     ORDER BY ${merged ? 'position' : 'id'} LIMIT ?`,
    [member, queueId, limit],
  );
