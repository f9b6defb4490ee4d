import { entryId, type EntryId } from '@paifan/shared/ids/ids';
import type { EntryRow, LineRow } from '@paifan/shared/rebate/settle/facts';
import type { QueuePlan } from '@paifan/shared/rebate/settle/queuePlan';
import type { GivenValue, Writes } from '../db/bulk';
import { sqlText, timeText, type SqlValue } from '../db/query';
import type { StoredEntry } from './entries';
import type { StoredFacts } from './facts';
import { entryName } from './orders';

/** A plan with the facts that it was made from. */
export interface Planned {
  readonly facts: StoredFacts;
  readonly plan: QueuePlan;
}

/** Entries by their names in the rules → the ids that members see. */
export type RowIds = Map<EntryId, EntryId>;

/** Writes what became of the entries and of the orders' lines. Adds the ids of all entries that the plans know to `rowIds`. */
export async function applyLine(writes: Writes, planned: readonly Planned[], rowIds: RowIds): Promise<void> {
  await clearEntries(writes, planned);
  const numbers = await insertEntries(writes, planned);
  await updateEntries(writes, planned);
  await updateOrderLines(writes, planned);
  keepRowIds(planned, await numbers(), rowIds);
}

/** A reset: also entries that were not loaded leave the line. */
async function clearEntries(writes: Writes, planned: readonly Planned[]): Promise<void> {
  for (const { facts, plan } of planned) {
    if (plan.clearedUpToPosition === null) continue;
    const at = plan.events.findLast(({ type }) => type === 'reset')?.at ?? 0;
    await writes.run(
      `UPDATE entries SET state = 'cleared', ended_at = ${sqlText(new Date(at))}
       WHERE queue_id = ${sqlText(facts.queue.id)} AND state = 'waiting' AND position <= ${plan.clearedUpToPosition}`,
    );
  }
}

/** When entries left the line, by the events of the plan. */
const endTimes = ({ plan }: Planned): ReadonlyMap<EntryId, number> =>
  new Map(plan.events.flatMap((event) => (event.type === 'left' ? [[event.entry, event.at] as const] : [])));

function insertEntries(
  writes: Writes,
  planned: readonly Planned[],
): Promise<() => Promise<readonly string[]>> {
  const columns = [
    ...[
      'queue_id',
      'position',
      'member_id',
      'order_id',
      'line_no',
      'product_id',
      'store_id',
      'order_kind',
      'ratio',
    ],
    ...[
      'source',
      'entitled_fen',
      'rewarded_fen',
      'state',
      'completed',
      'drawn',
      'brought_balance',
      'brought_ratio',
    ],
    ...['brought_amount', 'joined_at', 'ended_at'],
  ];
  return writes.insertNumbered('entries', columns, planned.flatMap(rowsToInsert));
}

function rowsToInsert(work: Planned): SqlValue[][] {
  const { facts, plan } = work;
  const ended = endTimes(work);
  const orders = new Map(facts.orders.map((order) => [order.id, order]));
  return plan.entryInserts.map((entry) => {
    const order = orders.get(entry.order);
    const line = order?.lines.find(({ line: number }) => number === entry.line);
    if (order === undefined || line === undefined)
      throw new Error(`entry ${entry.id} belongs to no line of the facts`);
    const endedAt = ended.get(entry.id);
    return [
      facts.queue.id,
      entry.position,
      entry.member,
      entry.order,
      entry.line,
      line.product,
      order.store,
      order.kind,
      entry.ratio,
      entry.source,
      entry.entitledFen,
      entry.rewardedFen,
      entry.state,
      entry.completed,
      entry.drawn,
      entry.brought?.balance ?? null,
      entry.brought?.ratio ?? null,
      entry.brought?.amount ?? null,
      new Date(entry.joinedAt),
      endedAt === undefined ? null : new Date(endedAt),
    ];
  });
}

async function updateEntries(writes: Writes, planned: readonly Planned[]): Promise<void> {
  // A later plan of the same queue has the last word.
  const changed = new Map<EntryId, { position: number; row: GivenValue[] }>();
  for (const work of planned) {
    const ended = endTimes(work);
    for (const entry of work.plan.entryUpdates) {
      const row = [rowQueueOf(entry, work), ...changingColumns(entry), sqlTime(ended.get(entry.id))];
      changed.set(entry.id, { position: entry.position, row });
    }
  }
  const rows = [...changed.values()].sort((a, b) => a.position - b.position).map(({ row }) => row);
  await writes.update(
    'entries',
    {
      queue_id: 'INT UNSIGNED',
      position: 'BIGINT UNSIGNED',
      ratio: 'VARCHAR(16)',
      entitled_fen: 'BIGINT UNSIGNED',
      rewarded_fen: 'BIGINT UNSIGNED',
      state: 'VARCHAR(16)',
      completed: 'TINYINT',
      drawn: 'TINYINT',
      brought_balance: 'VARCHAR(16)',
      brought_ratio: 'VARCHAR(16)',
      brought_amount: 'BIGINT UNSIGNED',
      ended_at: 'VARCHAR(23)',
    },
    rows,
    {
      match: 't.queue_id = v.queue_id AND t.position = v.position',
      set: `t.ratio = v.ratio, t.entitled_fen = v.entitled_fen, t.rewarded_fen = v.rewarded_fen, t.state = v.state,
        t.completed = v.completed, t.drawn = v.drawn, t.brought_balance = v.brought_balance,
        t.brought_ratio = v.brought_ratio, t.brought_amount = v.brought_amount,
        t.ended_at = COALESCE(t.ended_at, v.ended_at)`,
    },
  );
}

/** An entry that had left a queue before that was merged into this one stays in its row. */
const rowQueueOf = (entry: EntryRow, { facts }: Planned): string =>
  'queueId' in entry ? (entry as StoredEntry).queueId : facts.queue.id;

const changingColumns = (entry: EntryRow): (string | number | null)[] => [
  entry.position,
  entry.ratio,
  entry.entitledFen,
  entry.rewardedFen,
  entry.state,
  entry.completed ? 1 : 0,
  entry.drawn ? 1 : 0,
  entry.brought?.balance ?? null,
  entry.brought?.ratio ?? null,
  entry.brought?.amount ?? null,
];

const sqlTime = (at: number | undefined): string | null => (at === undefined ? null : timeText(new Date(at)));

/** What stands as contributed and refunded, and why a line got no entry; lines that stay as they were are left alone. */
async function updateOrderLines(writes: Writes, planned: readonly Planned[]): Promise<void> {
  const rows = planned.flatMap(({ facts, plan }) => {
    const before = new Map<string, LineRow>(
      facts.orders.flatMap((order) =>
        order.lines.map((line) => [entryName(order.id, line.line), line] as const),
      ),
    );
    const lines = new Map<string, [string, number, number | null, number | null, string | null]>();
    for (const { order, line, contributedFen, refundedFen } of plan.lineChanges) {
      const old = before.get(entryName(order, line));
      if (old?.contributedFen === contributedFen && old.refundedFen === refundedFen) continue;
      lines.set(entryName(order, line), [order, line, contributedFen, refundedFen, null]);
    }
    for (const event of plan.events) {
      if (event.type !== 'notJoined') continue;
      const [order, line, contributedFen, refundedFen] = lines.get(entryName(event.order, event.line)) ?? [
        event.order,
        event.line,
        null,
        null,
      ];
      lines.set(entryName(order, line), [order, line, contributedFen, refundedFen, event.reason]);
    }
    return [...lines.values()];
  });
  rows.sort(([a, m], [b, n]) => Number(BigInt(a) - BigInt(b)) || m - n);
  await writes.update(
    'order_lines',
    {
      order_id: 'BIGINT UNSIGNED',
      line_no: 'SMALLINT UNSIGNED',
      contributed_fen: 'BIGINT UNSIGNED',
      refund_settled_fen: 'BIGINT UNSIGNED',
      no_entry_reason: 'VARCHAR(32)',
    },
    rows,
    {
      match: 't.order_id = v.order_id AND t.line_no = v.line_no',
      set: `t.contributed_fen = COALESCE(v.contributed_fen, t.contributed_fen),
        t.refund_settled_fen = COALESCE(v.refund_settled_fen, t.refund_settled_fen),
        t.no_entry_reason = COALESCE(v.no_entry_reason, t.no_entry_reason)`,
    },
  );
}

/** New entries have their numbers in the order in which they were inserted. */
function keepRowIds(planned: readonly Planned[], numbers: readonly string[], rowIds: RowIds): void {
  for (const { facts } of planned) {
    for (const { id, rowId } of facts.entries) if (rowId !== null) rowIds.set(id, rowId);
  }
  const inserted = planned.flatMap(({ plan }) => plan.entryInserts);
  for (const [index, { id }] of inserted.entries()) rowIds.set(id, entryId(numbers[index] ?? ''));
}
