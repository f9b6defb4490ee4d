import { z } from 'zod';
import { lotsInPool, sliceLots, type ChainStep, type PoolLot } from '@paifan/shared/explain/poolLots';
import type { EntryId, OrderId } from '@paifan/shared/ids/ids';
import { fen, type Fen } from '@paifan/shared/money/fen';
import { positionIn, readBody, type ChainBody } from '@paifan/shared/rebate/proof/body';
import { dayText, shanghaiDay, startOfDay } from '@paifan/shared/time/shanghai';
import { countColumn, entryIdColumn, fenColumn, idColumn, memberIdColumn, orderIdColumn } from './columns';
import { query, queryOne } from './query';
import type { Executor } from './transaction';

/** A payment to an entry, by the line whose step paid it. */
export interface PaidEntry {
  readonly entryId: EntryId;
  readonly memberId: z.output<typeof memberIdColumn>;
  readonly amountFen: Fen;
  readonly kind: string;
}

const toldRow = z.object({ queue_id: idColumn, body: z.string() });
const entryRow = z.object({ id: entryIdColumn });
const paidRow = z
  .object({ entry_id: entryIdColumn, member_id: memberIdColumn, amount_fen: fenColumn, kind: z.string() })
  .transform((row): PaidEntry => ({
    entryId: row.entry_id,
    memberId: row.member_id,
    amountFen: row.amount_fen,
    kind: row.kind,
  }));

const PAID = ['paidOut', 'accelerated', 'shared'];

/**
 * What a line's own step paid to entries, in the order in which it did. Payouts have no index by their cause, which settlement would pay
 * for with every one; the chain tells which positions its tasks paid.
 */
export async function readPaidByLine(executor: Executor, order: OrderId, line: number): Promise<PaidEntry[]> {
  const told = await query(
    executor,
    `SELECT e.queue_id, e.body FROM queue_events e
     WHERE e.task_id IN (SELECT id FROM settlement_tasks WHERE order_id = ? AND kind IN ('paid', 'completed'))`,
    [order],
    toldRow,
  );
  const places = told.flatMap(({ queue_id, body }) =>
    readBody(body).happenings.flatMap((happening) => {
      const position = PAID.includes(happening[0]) ? positionIn(happening) : null;
      return position === null ? [] : [`(${Number(queue_id)}, ${position})`];
    }),
  );
  if (places.length === 0) return [];
  // A merge gives whoever still waits a new place; the old one is kept.
  const list = places.join(', ');
  const entries = await query(
    executor,
    `SELECT id FROM entries WHERE (queue_id, position) IN (${list})
     UNION SELECT entry_id AS id FROM entry_moves WHERE (queue_id, position) IN (${list})`,
    [],
    entryRow,
  );
  return query(
    executor,
    `SELECT p.entry_id, e.member_id, p.amount_fen, p.kind FROM payouts p JOIN entries e ON e.id = p.entry_id
     WHERE p.entry_id IN (:entries) AND p.cause_order_id = :order AND p.cause_line_no = :line ORDER BY p.id`,
    { entries: entries.map(({ id }) => id), order, line },
    paidRow,
  );
}

/** A payout that an event of the whole queue made. */
export interface QueuePayout {
  readonly kind: string;
  readonly at: Date;
  readonly amountFen: Fen;
}

const eventRow = z.object({
  queue_id: idColumn,
  seq: countColumn,
  body: z.string(),
});
const placeRow = z.object({ queue_id: idColumn, position: countColumn });
const stepRow = z.object({ body: z.string(), order_id: orderIdColumn.nullable() });
const sumRow = z.object({ balance: fenColumn });

/** Which tasks pay without an order. */
const TASK_OF: Readonly<Record<string, string>> = {
  resume: 'resume',
  unionPayout: 'unionPayout',
  merge: 'merge',
  windDown: 'windDown',
  windDownShare: 'windDown',
};

/** So many events are looked through, backwards; what is older has no name. */
const MOST_EVENTS = 5000;

/**
 * Whose money a payout was that no order's step made: the oldest in the pool at that time. A lot without an order is older than what
 * is looked through, or came from another queue.
 */
export async function readMoneyBehind(
  executor: Executor,
  entry: EntryId,
  payout: QueuePayout,
): Promise<PoolLot[]> {
  const unknown = [{ order: null, amountFen: payout.amountFen }];
  const found = await findEvent(executor, entry, payout);
  if (found === null) return unknown;
  const { queueId, seq, body, paidIndex } = found;
  const steps = await stepsBefore(executor, queueId, seq);
  const inEvent = body.happenings.slice(0, paidIndex);
  const taken = inEvent.reduce(
    (sum, [name, , amount]) => sum + (PAID.includes(name) ? Number(amount) : 0),
    0,
  );
  const brought = inEvent.filter(([name]) => name === 'tookOver');
  const broughtFen = brought.reduce((sum, [, , , , amount]) => sum + Number(amount), 0);
  const poolFen = (await poolBefore(executor, queueId, body.at, steps)) + broughtFen;
  const lots = lotsInPool(fen(poolFen), [{ order: null, happenings: brought }, ...steps]);
  const slice = sliceLots(lots, fen(taken), payout.amountFen);
  const named = slice.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return named === payout.amountFen ? slice : unknown;
}

interface FoundEvent {
  readonly queueId: string;
  readonly seq: number;
  readonly body: ChainBody;
  /** Where among the happenings the entry is paid. */
  readonly paidIndex: number;
}

async function findEvent(
  executor: Executor,
  entry: EntryId,
  { kind, at }: QueuePayout,
): Promise<FoundEvent | null> {
  const places = await query(
    executor,
    `SELECT queue_id, position FROM entries WHERE id = :entry
     UNION ALL SELECT queue_id, position FROM entry_moves WHERE entry_id = :entry`,
    { entry },
    placeRow,
  );
  const events = await query(
    executor,
    `SELECT e.queue_id, e.seq, e.body FROM settlement_tasks t
     JOIN queues q ON q.queue_key = t.queue_key JOIN queue_events e ON e.task_id = t.id AND e.queue_id = q.id
     WHERE q.id IN (:queues) AND t.kind = :task AND t.at = :at`,
    { queues: places.map(({ queue_id }) => queue_id), task: TASK_OF[kind] ?? kind, at },
    eventRow,
  );
  for (const { queue_id: queueId, seq, body: text } of events) {
    const body = readBody(text);
    const positions = places.filter(({ queue_id }) => queue_id === queueId).map(({ position }) => position);
    const paidIndex = body.happenings.findIndex(
      (happening) => PAID.includes(happening[0]) && positions.includes(positionIn(happening) ?? -1),
    );
    if (paidIndex >= 0) return { queueId, seq, body, paidIndex };
  }
  return null;
}

/** An event before another one, with its time. */
type TimedStep = ChainStep & Pick<ChainBody, 'at'>;

/** The events before one, the latest first, as many as are looked through. */
async function stepsBefore(executor: Executor, queueId: string, seq: number): Promise<readonly TimedStep[]> {
  const rows = await query(
    executor,
    `SELECT e.body, t.order_id FROM queue_events e LEFT JOIN settlement_tasks t ON t.id = e.task_id
     WHERE e.queue_id = :queue AND e.seq < :seq AND e.seq >= :from ORDER BY e.seq DESC`,
    { queue: queueId, seq, from: Math.max(1, seq - MOST_EVENTS) },
    stepRow,
  );
  return rows.map(({ body, order_id }) => {
    const { at: happenedAt, happenings } = readBody(body);
    return { order: order_id, happenings, at: happenedAt };
  });
}

/** The pool before an event: what the days before it came to, and what happened on its own day until then. */
async function poolBefore(
  executor: Executor,
  queueId: string,
  at: number,
  steps: readonly TimedStep[],
): Promise<number> {
  const day = shanghaiDay(at);
  const row = await queryOne(
    executor,
    `SELECT COALESCE(SUM(inflow_fen) - SUM(paid_fen) + SUM(moved_fen), 0) AS balance FROM queue_days
     WHERE queue_id = ? AND day < ?`,
    [queueId, dayText(day)],
    sumRow,
  );
  const today = steps.filter((step) => step.at >= startOfDay(day) && step.at < startOfDay(day + 1));
  return today.reduce((sum, { happenings }) => sum + netOf(happenings), row?.balance ?? 0);
}

/** What an event did to the pool. */
const netOf = (happenings: ChainStep['happenings']): number =>
  happenings.reduce((sum, happening) => {
    switch (happening[0]) {
      case 'contributed':
        return sum + happening[1];
      case 'withdrawn':
      case 'swept':
        return sum - happening[1];
      case 'paidOut':
      case 'accelerated':
      case 'shared':
        return sum - happening[2];
      case 'takenBack':
        return sum + happening[2];
      case 'takenBackElsewhere':
        return sum + happening[3];
      case 'tookOver':
        return sum + happening[4];
      case 'wentOver':
        return sum - happening[3];
      default:
        return sum;
    }
  }, 0);
