import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { History } from '@paifan/shared/replay/schema';
import type { OrderRow, QueueTask } from '@paifan/shared/rebate/settle/facts';
import { insertRows, updateRows } from '../db/bulk';
import type { Database } from '../db/connect';
import { execute, query, type SqlValue } from '../db/query';
import { inTransaction, type Tx } from '../db/transaction';
import type { LoggedTask } from './tasks';

const LONG_AGO = new Date('1990-01-01T00:00:00Z');

/** Removes every row, but not the schema. The ledger's triggers refuse a delete, not this. */
export async function emptyDatabase(db: Database): Promise<void> {
  const tables = await query(
    db,
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME NOT LIKE 'migrations%'`,
    [],
    z.object({ name: z.string() }),
  );
  const oneRow = z.object({ there: z.int() });
  await inTransaction(db, async (tx) => {
    await execute(tx, 'SET SESSION foreign_key_checks = 0');
    for (const { name } of tables) {
      const [row] = await query(tx, `SELECT 1 AS there FROM ${name} LIMIT 1`, [], oneRow);
      if (row !== undefined) await execute(tx, `TRUNCATE TABLE ${name}`);
    }
    await execute(tx, 'SET SESSION foreign_key_checks = 1');
  });
}

/** A version of the settings is read once and never changes: every history of a process has one with an id of its own. */
let versions = 0;

/** Writes the shop of a history: members, stores and one version of the settings. @returns the version's id */
export async function writeShop(
  db: Database,
  { members, stores, settings }: Pick<History, 'members' | 'stores' | 'settings'>,
): Promise<string> {
  versions += 1;
  const version = String(versions);
  await db.settingsVersions.create({
    id: version,
    settings,
    note: 'history',
    publishedBy: 'replay',
    publishedAt: LONG_AGO,
  });
  await inTransaction(db, async (tx) => {
    await insertRows(
      tx,
      'members',
      ['id', 'openid', 'nickname', 'avatar', 'level', 'invite_code', 'joined_at'],
      members.map(({ id, level }) => [
        ...[id, `openid-${id}`, `member ${id}`, '', level],
        ...[id.padStart(8, '0'), LONG_AGO],
      ]),
    );
    await updateRows(
      tx,
      'members',
      { id: 'BIGINT UNSIGNED', inviter_id: 'BIGINT UNSIGNED' },
      members.flatMap(({ id, inviter }) => (inviter === null ? [] : [[id, inviter]])),
      { match: 't.id = v.id', set: 't.inviter_id = v.inviter_id' },
    );
    await insertRows(
      tx,
      'stores',
      [
        ...['id', 'name', 'trade', 'picture', 'address', 'district', 'opening_hours', 'phone'],
        ...['commission_ratio', 'recruiter_id', 'rebate', 'cashier', 'created_at'],
      ],
      stores.map((store) => [
        ...[store.id, 'store', 'trade', '', '', '', '', ''],
        ...[store.commissionRatio, store.recruiter],
        ...[JSON.stringify(store.rebate), JSON.stringify(store.cashier), LONG_AGO],
      ]),
    );
  });
  return version;
}

const ORDER_COLUMNS = [
  ...['id', 'no', 'member_id', 'kind', 'store_id', 'state', 'total_fen', 'deducted_fen'],
  ...['settings_version_id', 'commission_ratio', 'recruiter_id', 'upline', 'idempotency_key'],
  ...['request_hash', 'placed_at', 'expires_at', 'paid_at'],
];

const orderValues = (order: OrderRow, at: Date, version: string): SqlValue[] => [
  ...[order.id, `NO${order.id}`, order.member, order.kind, order.store, 'paid'],
  ...[order.lines.reduce((sum, { paidFen }) => sum + paidFen, 0), order.deducted ? 1 : 0, version],
  ...[order.commissionRatio, order.recruiter, JSON.stringify(order.upline), `key-${order.id}`],
  ...[createHash('sha256').update(order.id).digest(), at, at, at],
];

const LINE_COLUMNS = [
  ...['order_id', 'line_no', 'product_id', 'title', 'unit_price_fen', 'quantity', 'paid_fen', 'cost_fen'],
  ...['refunded_fen', 'queue_key', 'terms', 'explanation'],
];

const linesOf = (order: OrderRow): SqlValue[][] =>
  order.lines.map((line) => [
    ...[order.id, line.line, line.product, 'bought', line.paidFen, 1, line.paidFen, line.costFen],
    ...[0, line.terms.queue, JSON.stringify({ ...line.terms, slot: line.slot }), '[]'],
  ]);

export interface PaidOrder {
  readonly order: OrderRow;
  readonly at: Date;
}

/** Orders as if they had just been paid, under a version of the settings. */
export async function writeOrders(tx: Tx, paid: readonly PaidOrder[], version: string): Promise<void> {
  const orders = paid.map(({ order, at }) => orderValues(order, at, version));
  await insertRows(tx, 'orders', ORDER_COLUMNS, orders);
  await insertRows(
    tx,
    'order_lines',
    LINE_COLUMNS,
    paid.flatMap(({ order }) => linesOf(order)),
  );
}

/** What the refunds gave back, as their use case notes it: a refund that asks for too much is refused when it is settled. */
async function writeRefunds(tx: Tx, tasks: readonly LoggedTask[]): Promise<void> {
  const refunds = new Map<string, [order: string, line: number, amountFen: number]>();
  for (const { task } of tasks) {
    if (task.type !== 'refunded') continue;
    const name = `${task.order}/${task.line}`;
    const sum = (refunds.get(name)?.[2] ?? 0) + task.amountFen;
    refunds.set(name, [task.order, task.line, Math.min(sum, Number.MAX_SAFE_INTEGER)]);
  }
  await updateRows(
    tx,
    'order_lines',
    { order_id: 'BIGINT UNSIGNED', line_no: 'SMALLINT UNSIGNED', amount_fen: 'BIGINT UNSIGNED' },
    [...refunds.values()],
    {
      match: 't.order_id = v.order_id AND t.line_no = v.line_no',
      set: 't.refunded_fen = LEAST(t.paid_fen, t.refunded_fen + v.amount_fen)',
    },
  );
}

function payloadOf(task: QueueTask): string | null {
  switch (task.type) {
    case 'refunded':
      return JSON.stringify({ line: task.line, amountFen: task.amountFen });
    case 'draw':
      return JSON.stringify({ entry: task.entry, outcome: task.outcome });
    case 'exchange':
      return JSON.stringify({ entry: task.entry, asset: task.asset });
    case 'pause':
    case 'resume':
      return JSON.stringify({ what: task.what });
    case 'reset':
      return task.joinedUntil === undefined
        ? null
        : JSON.stringify({ joinedUntil: new Date(task.joinedUntil).toISOString() });
    default:
      return null;
  }
}

/** What makes a task unique in its queue, with its kind. One that the rules name no cause for is named by its event. */
export function causeOf(task: QueueTask, event: number): string {
  if ('cause' in task) return task.cause;
  return task.type === 'paid' || task.type === 'completed' ? task.order : String(event);
}

/** Writes what use cases would: the orders that were paid, what was refunded, and the tasks in their order. */
export async function writeTasks(
  db: Database,
  tasks: readonly (LoggedTask & { readonly event: number })[],
  version: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const paid = tasks.flatMap(({ order, task }) =>
      order === null ? [] : [{ order, at: new Date(task.at) }],
    );
    await writeOrders(tx, paid, version);
    await writeRefunds(tx, tasks);
    await insertRows(
      tx,
      'queues',
      ['queue_key', 'all_paused', 'created_at'],
      tasks.map(({ queue, allPaused, task }) => [queue, allPaused, new Date(task.at)]),
      'queue_key = VALUES(queue_key)',
    );
    await insertRows(
      tx,
      'settlement_tasks',
      ['queue_key', 'kind', 'cause', 'order_id', 'payload', 'at'],
      tasks.map(({ queue, task, event }) => [
        ...[queue, task.type, causeOf(task, event), 'order' in task ? task.order : null],
        ...[payloadOf(task), new Date(task.at)],
      ]),
    );
  });
}
