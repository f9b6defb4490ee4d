import { z } from 'zod';
import { positionIn, type ChainBody } from '@paifan/shared/rebate/proof/body';
import type { ChainedQueue } from './chainReads';
import {
  countColumn,
  entryIdColumn,
  fenColumn,
  idColumn,
  orderIdColumn,
  queueKeyColumn,
  timeColumn,
} from './columns';
import { query } from './query';
import type { Tx } from './transaction';

/** What an event tells, and the task that it tells of. */
export interface Told {
  readonly seq: number;
  readonly taskId: string | null;
  readonly body: ChainBody;
}

interface Problem {
  readonly seq: number;
  readonly problem: string;
}

const taskRow = z.object({
  id: idColumn,
  kind: z.string(),
  order_id: orderIdColumn.nullable(),
  at: timeColumn,
  settled_at: timeColumn.nullable(),
  /** The queue that the order's lines were placed for, when that one was merged into this. */
  home: queueKeyColumn.nullable(),
});
type Task = z.output<typeof taskRow>;

/** Holds a page of events against the tables: their tasks, the entries that joined, and what the tasks' orders paid. */
export async function tablesProblems(tx: Tx, queue: ChainedQueue, told: readonly Told[]): Promise<Problem[]> {
  const tasks = await tasksOf(tx, told);
  const entries = await entriesOf(tx, queue, told);
  const problems: Problem[] = [];
  const find = ({ seq }: Told, problem: string): void => void problems.push({ seq, problem });
  checkTasks(told, tasks, find);
  checkJoined(told, tasks, entries, find);
  await checkPaid(tx, queue, told, tasks, entries, find);
  return problems;
}

type Find = (event: Told, problem: string) => void;
type Tasks = ReadonlyMap<string, Task>;

async function tasksOf(tx: Tx, told: readonly Told[]): Promise<Tasks> {
  const ids = told.flatMap(({ taskId }) => taskId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await query(
    tx,
    `SELECT id, kind, order_id, at, settled_at, JSON_UNQUOTE(JSON_EXTRACT(payload, '$.of')) AS home
     FROM settlement_tasks WHERE id IN (?)`,
    [ids],
    taskRow,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** An event tells of a task that was settled, of its kind, at its time. */
function checkTasks(told: readonly Told[], tasks: Tasks, find: Find): void {
  for (const event of told) {
    if (event.taskId === null) continue;
    const task = tasks.get(event.taskId);
    const { at, task: kind } = event.body;
    if (task === undefined || task.settled_at === null) find(event, `no task ${event.taskId} was settled`);
    else if (task.kind !== kind || task.at.getTime() !== at)
      find(event, `task ${task.id} is ${task.kind} at ${task.at.toISOString()}, not what the body says`);
  }
}

const entryRow = z.object({
  position: countColumn,
  entry_id: entryIdColumn,
  order_id: orderIdColumn,
  joined_at: timeColumn,
});
type Entries = ReadonlyMap<number, z.output<typeof entryRow>>;

/** Who stands, or stood before a merge, at the positions that events tell of. */
async function entriesOf(tx: Tx, queue: ChainedQueue, told: readonly Told[]): Promise<Entries> {
  const positions = new Set(
    told.flatMap(({ body }) => body.happenings.flatMap((happening) => positionIn(happening) ?? [])),
  );
  if (positions.size === 0) return new Map();
  const rows = await query(
    tx,
    `SELECT position, id AS entry_id, order_id, joined_at FROM entries WHERE queue_id = :queue AND position IN (:positions)
     UNION ALL
     SELECT m.position, e.id, e.order_id, e.joined_at FROM entry_moves m JOIN entries e ON e.id = m.entry_id
     WHERE m.queue_id = :queue AND m.position IN (:positions)`,
    { queue: queue.id, positions: [...positions] },
    entryRow,
  );
  return new Map(rows.map((row) => [row.position, row]));
}

/** Who joined stands at the position that the event gave, with the order of its task. */
function checkJoined(told: readonly Told[], tasks: Tasks, entries: Entries, find: Find): void {
  for (const event of told) {
    const order = tasks.get(event.taskId ?? '')?.order_id;
    for (const [name, position] of event.body.happenings) {
      if (name !== 'joined') continue;
      const entry = entries.get(position);
      if (entry?.order_id !== order || entry?.joined_at.getTime() !== event.body.at)
        find(event, `the entry at position ${position} is not the one that joined there`);
    }
  }
}

const paidRow = z.object({
  entry_id: entryIdColumn,
  order_id: orderIdColumn,
  home: queueKeyColumn,
  amount: fenColumn,
});

interface Payment {
  readonly event: Told;
  readonly position: number;
  readonly entry: string;
  readonly order: string;
  /** The queue that the lines were placed for: lines of several that were merged are settled by a task each. */
  readonly home: string;
  readonly amount: number;
}

/** What an event's order paid to an entry is what the payouts say. An order pays at one of its tasks only: at its settle event. */
async function checkPaid(
  tx: Tx,
  queue: ChainedQueue,
  told: readonly Told[],
  tasks: Tasks,
  entries: Entries,
  find: Find,
): Promise<void> {
  const payments = paymentsIn(queue, told, tasks, entries);
  if (payments.length === 0) return;
  const rows = await query(
    tx,
    `SELECT p.entry_id, p.cause_order_id AS order_id, l.queue_key AS home, SUM(p.amount_fen) AS amount
     FROM payouts p JOIN order_lines l ON l.order_id = p.cause_order_id AND l.line_no = p.cause_line_no
     WHERE p.entry_id IN (:entries) AND p.cause_order_id IN (:orders)
     GROUP BY p.entry_id, p.cause_order_id, l.queue_key`,
    {
      entries: [...new Set(payments.map(({ entry }) => entry))],
      orders: [...new Set(payments.map(({ order }) => order))],
    },
    paidRow,
  );
  const booked = new Map(
    rows.map(({ entry_id, order_id, home, amount }) => [`${entry_id}/${order_id}/${home}`, amount]),
  );
  for (const { event, position, entry, order, home, amount } of payments) {
    const found = booked.get(`${entry}/${order}/${home}`) ?? 0;
    if (found !== amount) find(event, `it paid ${amount} to position ${position}, the payouts say ${found}`);
  }
}

/** What each event's order paid to each entry, in line or early. */
function paymentsIn({ key }: ChainedQueue, told: readonly Told[], tasks: Tasks, entries: Entries): Payment[] {
  return told.flatMap((event) => {
    const { order_id: order = null, home = null } = tasks.get(event.taskId ?? '') ?? {};
    if (order === null) return [];
    const paid = new Map<number, number>();
    for (const [name, position, amount] of event.body.happenings) {
      if (name !== 'paidOut' && name !== 'accelerated') continue;
      paid.set(position, (paid.get(position) ?? 0) + amount);
    }
    return [...paid].map(([position, amount]) => {
      const entry = entries.get(position)?.entry_id ?? '';
      return { event, position, entry, order, home: home ?? key, amount };
    });
  });
}
