import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { History } from '@paifan/shared/replay/schema';
import type { ReplayResult } from '@paifan/shared/replay/result';
import type { OrderRow, QueueTask } from '@paifan/shared/rebate/settle/facts';
import { fenColumn, memberIdColumn } from '../../src/db/columns';
import type { Database } from '../../src/db/connect';
import { insertRows } from '../../src/db/bulk';
import { readWallet } from '../../src/db/ledgerReads';
import { execute, query, type SqlValue } from '../../src/db/query';
import { inTransaction } from '../../src/db/transaction';
import type { LoggedTask } from './history';

/** A version of the settings never changes and is read once: every history has one with an id of its own. */
let versions = 0;

const LONG_AGO = new Date('2020-01-01T00:00:00Z');

/** Removes every row, but not the schema. The ledger's triggers refuse a delete, not this. */
export async function emptyDatabase(db: Database): Promise<void> {
  const tables = await query(
    db,
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT LIKE 'migrations%'`,
    [],
    z.object({ name: z.string() }),
  );
  await inTransaction(db, async (tx) => {
    await execute(tx, 'SET SESSION foreign_key_checks = 0');
    for (const { name } of tables) {
      const [row] = await query(
        tx,
        `SELECT 1 AS there FROM ${name} LIMIT 1`,
        [],
        z.object({ there: z.int() }),
      );
      if (row !== undefined) await execute(tx, `TRUNCATE TABLE ${name}`);
    }
    await execute(tx, 'SET SESSION foreign_key_checks = 1');
  });
}

/** The shop of a history: members, stores and one version of the settings. */
export async function writeShop(
  db: Database,
  { members, stores, settings }: Pick<History, 'members' | 'stores' | 'settings'>,
): Promise<void> {
  versions += 1;
  await db.settingsVersions.create({
    id: String(versions),
    settings,
    note: 'history',
    publishedBy: 'test',
    publishedAt: LONG_AGO,
  });
  await inTransaction(db, async (tx) => {
    await insertRows(
      tx,
      'members',
      ['id', 'openid', 'nickname', 'avatar', 'level', 'invite_code', 'joined_at'],
      members.map(({ id, level }) => [
        id,
        `openid-${id}`,
        `member ${id}`,
        '',
        level,
        id.padStart(8, '0'),
        LONG_AGO,
      ]),
    );
    for (const { id, inviter } of members) {
      if (inviter !== null)
        await execute(tx, 'UPDATE members SET inviter_id = ? WHERE id = ?', [inviter, id]);
    }
    await insertRows(
      tx,
      'stores',
      [
        ...[
          'id',
          'name',
          'trade',
          'picture',
          'address',
          'district',
          'opening_hours',
          'phone',
          'commission_ratio',
        ],
        ...['recruiter_id', 'rebate', 'cashier', 'created_at'],
      ],
      stores.map((store) => [
        ...[store.id, 'store', 'trade', '', '', '', '', '', store.commissionRatio, store.recruiter],
        ...[JSON.stringify(store.rebate), JSON.stringify(store.cashier), LONG_AGO],
      ]),
    );
  });
}

/** An order as if it had just been paid. */
export async function writeOrder(db: Database, order: OrderRow, at: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    await insertRows(
      tx,
      'orders',
      [
        ...[
          'id',
          'no',
          'member_id',
          'kind',
          'store_id',
          'state',
          'total_fen',
          'deducted_fen',
          'settings_version_id',
        ],
        ...[
          'commission_ratio',
          'recruiter_id',
          'upline',
          'idempotency_key',
          'request_hash',
          'placed_at',
          'expires_at',
          'paid_at',
        ],
      ],
      [
        [
          ...[order.id, `NO${order.id}`, order.member, order.kind, order.store, 'paid'],
          ...[order.lines.reduce((sum, { paidFen }) => sum + paidFen, 0), order.deducted ? 1 : 0, versions],
          ...[order.commissionRatio, order.recruiter, JSON.stringify(order.upline), `key-${order.id}`],
          ...[createHash('sha256').update(order.id).digest(), at, at, at],
        ],
      ],
    );
    await insertRows(
      tx,
      'order_lines',
      [
        ...[
          'order_id',
          'line_no',
          'product_id',
          'title',
          'unit_price_fen',
          'quantity',
          'paid_fen',
          'cost_fen',
        ],
        ...['refunded_fen', 'queue_key', 'terms', 'explanation'],
      ],
      order.lines.map((line): SqlValue[] => [
        ...[order.id, line.line, line.product, 'bought', line.paidFen, 1, line.paidFen, line.costFen],
        ...[line.refundedFen, line.terms.queue, JSON.stringify({ ...line.terms, slot: line.slot }), '[]'],
      ]),
    );
  });
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
    default:
      return null;
  }
}

/** What makes a task unique in its queue, with its kind. Events of a history that the rules name no cause for are numbered. */
function causeOf(task: QueueTask, number: number): string {
  if ('cause' in task) return task.cause;
  return task.type === 'paid' || task.type === 'completed' ? task.order : String(number);
}

/** Writes what a use case would: the order that was paid, what was refunded, and the task. */
export async function writeTask(
  db: Database,
  { queue, task, order, allPaused }: LoggedTask,
  number: number,
): Promise<void> {
  const at = new Date(task.at);
  if (order !== null) {
    const there = await db.orders.findByPk(order.id);
    if (there === null) await writeOrder(db, order, at);
  }
  if (task.type === 'refunded') {
    await execute(
      db,
      'UPDATE order_lines SET refunded_fen = LEAST(paid_fen, refunded_fen + ?) WHERE order_id = ? AND line_no = ?',
      [Math.max(0, task.amountFen), task.order, task.line],
    );
  }
  await inTransaction(db, async (tx) => {
    await insertRows(
      tx,
      'queues',
      ['queue_key', 'all_paused', 'created_at'],
      [[queue, allPaused, at]],
      'queue_key = queue_key',
    );
    await insertRows(
      tx,
      'settlement_tasks',
      ['queue_key', 'kind', 'cause', 'order_id', 'payload', 'at'],
      [[queue, task.type, causeOf(task, number), 'order' in task ? task.order : null, payloadOf(task), at]],
    );
  });
}

const entryRow = z.object({
  queue_key: z.string(),
  order_id: memberIdColumn,
  line_no: z.int(),
  member_id: memberIdColumn,
  ratio: z.string(),
  source: z.string(),
  entitled_fen: fenColumn,
  rewarded_fen: fenColumn,
  state: z.string(),
});

async function queuesIn(db: Database): Promise<ReplayResult['queues']> {
  const queues = await query(
    db,
    'SELECT queue_key, CAST(pool_fen AS SIGNED) - CAST(debt_fen AS SIGNED) AS pool FROM queues',
    [],
    z.object({ queue_key: z.string(), pool: fenColumn }),
  );
  const rows = await query(
    db,
    'SELECT q.queue_key, e.* FROM entries e JOIN queues q ON q.id = e.queue_id ORDER BY e.queue_id, e.position',
    [],
    entryRow,
  );
  const entriesOf = (key: string): ReplayResult['queues'][string]['entries'] =>
    rows
      .filter(({ queue_key }) => queue_key === key)
      .map((row) => ({
        id: `${row.order_id}/${row.line_no}`,
        member: row.member_id,
        ratio: row.ratio,
        source: row.source,
        entitledFen: row.entitled_fen,
        rewardedFen: row.rewarded_fen,
        state: row.state,
      }));
  const shown = queues.map(
    ({ queue_key, pool }) => [queue_key, { poolFen: pool, entries: entriesOf(queue_key) }] as const,
  );
  return Object.fromEntries(shown.filter(([, { poolFen, entries }]) => poolFen !== 0 || entries.length > 0));
}

async function accountsIn(db: Database): Promise<ReplayResult['accounts']> {
  const rows = await query(
    db,
    'SELECT code, balance FROM accounts',
    [],
    z.object({ code: z.string(), balance: fenColumn }),
  );
  const sum = (pattern: RegExp): number =>
    rows.filter(({ code }) => pattern.test(code)).reduce((total, { balance }) => total + balance, 0);
  return {
    promotion: sum(/^promotion$/),
    pool: sum(/^queue:/),
    memberCash: sum(/^member:\d+:cash$/),
    memberFrozen: sum(/^member:\d+:frozen$/),
    dividend: sum(/^dividend$/),
  };
}

/** What has come of a history in the database, in the form of a replay's result. */
export async function resultIn(db: Database, members: readonly string[]): Promise<ReplayResult> {
  const wallets = await Promise.all(
    members.map(async (member) => {
      const { cash, frozen, points, love, loveFrozen, voucher } = await readWallet(
        db,
        memberIdColumn.parse(member),
      );
      return [member, { cashFen: cash, frozenFen: frozen, points, love, loveFrozen, voucher }] as const;
    }),
  );
  const rewards = await query(
    db,
    'SELECT kind, order_id, line_no, member_id, amount_fen, state FROM rewards',
    [],
    z
      .object({
        kind: z.string(),
        order_id: z.string(),
        line_no: z.int(),
        member_id: z.string(),
        amount_fen: fenColumn,
        state: z.string(),
      })
      .transform((row) => ({
        kind: row.kind,
        order: row.order_id,
        line: row.line_no,
        member: row.member_id,
        amountFen: row.amount_fen,
        state: row.state,
      })),
  );
  return {
    queues: await queuesIn(db),
    members: Object.fromEntries(wallets),
    rewards: sortRewards(rewards as unknown as ReplayResult['rewards']),
    accounts: await accountsIn(db),
    rejected: [],
  };
}

const rewardKey = ({ order, line, kind, member }: ReplayResult['rewards'][number]): string =>
  `${order}/${line}/${kind}/${member}`;

/** In an order of its own: a replay sorts by ids as text. */
export const sortRewards = (rewards: ReplayResult['rewards']): ReplayResult['rewards'] =>
  [...rewards].sort((a, b) => (rewardKey(a) < rewardKey(b) ? -1 : 1));
