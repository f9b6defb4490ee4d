import { z } from 'zod';
import type { OrderId } from '@paifan/shared/ids/ids';
import { queueOf } from '@paifan/shared/rebate/queue/lines';
import type { ReplayResult } from '@paifan/shared/replay/result';
import type { History, HistoryEvent } from '@paifan/shared/replay/schema';
import { systemClock } from '../clock';
import type { Database } from '../db/connect';
import { execute, query } from '../db/query';
import { createLogger } from '../log';
import { releaseDueRewards } from '../settle/releases';
import { createSettleWorker, type SettleWorker } from '../settle/worker';
import { payDividend } from '../settle/dividend';
import { numbered } from './numbered';
import { resultIn } from './result';
import { playEvents, type LoggedTask } from './tasks';
import { causeOf, emptyDatabase, writeShop, writeTasks } from './write';

export interface ReplayOptions {
  /** A database of its own: everything in it is removed. */
  readonly db: Database;
  /** How many tasks a transaction settles at most; as in production if not given. */
  readonly batchSize?: number;
  /** How many tasks are written before they are settled. */
  readonly tasksAtOnce?: number;
  /** Is told how many events were played. */
  readonly progress?: (events: number) => void;
}

type EventTask = LoggedTask & { readonly event: number };

/**
 * Replays a history through the database: the real tables, the real worker, in batches. Its counter (placing, paying and
 * completing orders) is the one of the replay in memory; entries, money and refusals are the database's.
 * @throws Error when a task could not be settled
 */
export async function replayInDatabase(given: History, options: ReplayOptions): Promise<ReplayResult> {
  const { db, tasksAtOnce = 5_000, progress = () => undefined } = options;
  const history = numbered(given);
  await emptyDatabase(db);
  const version = await writeShop(db, history.history);

  const worker = createSettleWorker({ ...options, clock: systemClock, logger: createLogger('silent') });
  const together = mayBeSettledTogether(history.history);
  const eventOf = new Map<string, number>();
  const rejected = new Set<number>();
  const written = new Set<OrderId>();
  let open: EventTask[] = [];
  const settle = async (): Promise<void> => {
    if (open.length === 0) return;
    await writeTasks(db, open, version);
    await settleAll(db, worker);
    open = [];
  };

  for (const { index, event, tasks, taken } of playEvents(history.history)) {
    if (!taken && tasks.length === 0) rejected.add(index);
    for (const logged of tasks) {
      // An order whose lines go to several queues comes with each of them.
      const isNew = logged.order !== null && !written.has(logged.order.id);
      const task = { ...logged, order: isNew ? logged.order : null, event: index };
      if (open.length >= tasksAtOnce || !together(open.at(-1), task)) await settle();
      open.push(task);
      if (task.order !== null) written.add(task.order.id);
      eventOf.set(taskName(task.queue, task.task.type, causeOf(task.task, index)), index);
    }
    await besideTheQueues(db, event, index);
    progress(index + 1);
  }
  await settle();
  const end = given.events.at(-1)?.at;
  if (end !== undefined) await releaseDueRewards(db, new Date(end));
  for (const name of await refusedTasks(db)) {
    const index = eventOf.get(name);
    if (index !== undefined) rejected.add(index);
  }
  return resultIn(
    db,
    history,
    [...rejected].sort((a, b) => a - b),
  );
}

const taskName = (queue: string, kind: string, cause: string): string => `${queue} ${kind} ${cause}`;

/** What is no event of a queue: members' levels, which dividends go by, and the dividends themselves. */
async function besideTheQueues(db: Database, event: HistoryEvent, index: number): Promise<void> {
  if (event.type === 'setLevel')
    await execute(db, 'UPDATE members SET level = ? WHERE id = ?', [event.level, event.member]);
  if (event.type === 'dividend')
    await payDividend(db, { amountFen: event.amountFen, cause: String(index), at: new Date(event.at) });
}

const openRow = z.object({ queue_key: z.string(), kind: z.string(), error: z.string().nullable() });

async function settleAll(db: Database, worker: SettleWorker): Promise<void> {
  await worker.settleAll();
  const [left] = await query(
    db,
    'SELECT queue_key, kind, error FROM settlement_tasks WHERE settled_at IS NULL ORDER BY attempts DESC, id LIMIT 1',
    [],
    openRow,
  );
  if (left !== undefined)
    throw new Error(`a task (${left.kind}) of queue ${left.queue_key} could not be settled: ${left.error}`);
}

const refusedRow = z.object({ queue_key: z.string(), kind: z.string(), cause: z.string() });

async function refusedTasks(db: Database): Promise<string[]> {
  const rows = await query(
    db,
    'SELECT queue_key, kind, cause FROM settlement_tasks WHERE error IS NOT NULL',
    [],
    refusedRow,
  );
  return rows.map(({ queue_key, kind, cause }) => taskName(queue_key, kind, cause));
}

/**
 * Queues are settled apart from each other, so the order of events between two of them is lost within a batch. It matters
 * to one rule only: limits count a member's entries of an item in any queue (SPEC section 6). Where the lines of an item with
 * a limit go to several queues, a batch ends when the queue changes.
 */
function mayBeSettledTogether(history: History): (last: EventTask | undefined, next: EventTask) => boolean {
  if (!limitsSpanQueues(history)) return () => true;
  return (last, next) => last === undefined || last.queue === next.queue;
}

const isLimited = (rules: { maxPerMember?: number; maxPerMemberPerDay?: number }): boolean =>
  rules.maxPerMember !== undefined || rules.maxPerMemberPerDay !== undefined;

/** A store's and a cashier's limits count orders of one queue; a product may be sold in the mall and in several stores. */
function limitsSpanQueues({ products, events, settings }: History): boolean {
  const limited = new Set(products.filter(({ rebate }) => isLimited(rebate)).map(({ id }) => id));
  const queueOfProduct = new Map<string, string>();
  return events.some((event) => {
    if (event.type !== 'order' || event.kind === 'cashier') return false;
    const store = event.kind === 'mall' ? null : event.store;
    return event.lines.some(({ product }) => {
      if (!limited.has(product)) return false;
      const queue = queueOf(event.kind, product, store, settings);
      const known = queueOfProduct.get(product) ?? queue;
      queueOfProduct.set(product, known);
      return known !== queue;
    });
  });
}
