import { z } from 'zod';
import { memberId, orderId } from '@paifan/shared/ids/ids';
import type { ReplayResult } from '@paifan/shared/replay/result';
import { fenColumn, memberIdColumn, orderIdColumn, ratioColumn } from '../db/columns';
import type { Database } from '../db/connect';
import { query } from '../db/query';
import type { NumberedHistory } from './numbered';

type Queues = ReplayResult['queues'];
type Members = ReplayResult['members'];
type Rewards = ReplayResult['rewards'];

const queueRow = z.object({ queue_key: z.string(), pool_fen: fenColumn });
const entryRow = z.object({
  queue_key: z.string(),
  order_id: orderIdColumn,
  line_no: z.int(),
  member_id: memberIdColumn,
  ratio: ratioColumn,
  source: z.string(),
  entitled_fen: fenColumn,
  rewarded_fen: fenColumn,
  state: z.string(),
});

async function queuesIn(
  db: Database,
  { nameOf, entryNameOf, queueNameOf }: NumberedHistory,
): Promise<Queues> {
  const queues = await query(
    db,
    'SELECT queue_key, CAST(pool_fen AS SIGNED) - CAST(debt_fen AS SIGNED) AS pool_fen FROM queues',
    [],
    queueRow,
  );
  const rows = await query(
    db,
    `SELECT q.queue_key, e.order_id, e.line_no, e.member_id, e.ratio, e.source, e.entitled_fen, e.rewarded_fen, e.state
     FROM entries e JOIN queues q ON q.id = e.queue_id ORDER BY e.queue_id, e.position`,
    [],
    entryRow,
  );
  const entries = new Map<string, Queues[string]['entries'][number][]>(
    queues.map(({ queue_key }) => [queue_key, []]),
  );
  for (const row of rows) {
    entries.get(row.queue_key)?.push({
      id: entryNameOf(`${row.order_id}/${row.line_no}`),
      member: nameOf(row.member_id),
      ratio: row.ratio,
      source: row.source,
      entitledFen: row.entitled_fen,
      rewardedFen: row.rewarded_fen,
      state: row.state,
    });
  }
  const shown = queues.flatMap(({ queue_key, pool_fen }) => {
    const line = entries.get(queue_key) ?? [];
    return pool_fen === 0 && line.length === 0
      ? []
      : [[queueNameOf(queue_key), { poolFen: pool_fen, entries: line }] as const];
  });
  return Object.fromEntries(shown);
}

const accountRow = z.object({ code: z.string(), balance: fenColumn });
type AccountRow = z.output<typeof accountRow>;

function membersIn(accounts: readonly AccountRow[], { history, nameOf }: NumberedHistory): Members {
  const balances = new Map(accounts.map(({ code, balance }) => [code, balance]));
  return Object.fromEntries(
    history.members.map(({ id }) => {
      const has = (balance: string): number => balances.get(`member:${id}:${balance}`) ?? 0;
      return [
        nameOf(id),
        {
          cashFen: has('cash'),
          frozenFen: has('frozen'),
          points: has('points'),
          love: has('love'),
          loveFrozen: has('loveFrozen'),
          voucher: has('voucher'),
        },
      ];
    }),
  );
}

function totalsOf(accounts: readonly AccountRow[]): ReplayResult['accounts'] {
  const sum = (pattern: RegExp): number =>
    accounts.reduce((total, { code, balance }) => (pattern.test(code) ? total + balance : total), 0);
  return {
    promotion: sum(/^promotion$/),
    pool: sum(/^queue:/),
    memberCash: sum(/^member:\d+:cash$/),
    memberFrozen: sum(/^member:\d+:frozen$/),
    dividend: sum(/^dividend$/),
  };
}

const rewardRow = z.object({
  kind: z.enum(['direct', 'indirect', 'team', 'recruitment']),
  order_id: orderIdColumn,
  line_no: z.int(),
  member_id: memberIdColumn,
  amount_fen: fenColumn,
  state: z.enum(['frozen', 'released', 'cancelled']),
});

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function rewardsIn(db: Database, { nameOf }: NumberedHistory): Promise<Rewards> {
  const rows = await query(
    db,
    'SELECT kind, order_id, line_no, member_id, amount_fen, state FROM rewards',
    [],
    rewardRow,
  );
  const rewards = rows.map((row) => ({
    kind: row.kind,
    order: orderId(nameOf(row.order_id)),
    line: row.line_no,
    member: memberId(nameOf(row.member_id)),
    amountFen: row.amount_fen,
    state: row.state,
  }));
  rewards.sort(
    (a, b) =>
      byText(a.order, b.order) || a.line - b.line || byText(a.kind, b.kind) || byText(a.member, b.member),
  );
  return rewards;
}

/** What has come of a history in the database, in the form of a replay's result. */
export async function resultIn(
  db: Database,
  numbered: NumberedHistory,
  rejected: readonly number[],
): Promise<ReplayResult> {
  const accounts = await query(db, 'SELECT code, balance FROM accounts', [], accountRow);
  return {
    queues: await queuesIn(db, numbered),
    members: membersIn(accounts, numbered),
    rewards: await rewardsIn(db, numbered),
    accounts: totalsOf(accounts),
    rejected,
  };
}
