import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { fen, type Fen } from '@paifan/shared/money/fen';
import { dayText, startOfDay } from '@paifan/shared/time/shanghai';
import { countColumn, fenColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { queryOne } from '../../db/query';
import type { Column } from '../../tables/columns';
import { writeTable } from '../exports/writeTable';
import { dayOf } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';

/** A day of Shanghai, in figures. */
interface DayFigures {
  readonly day: string;
  readonly placed: number;
  readonly paid: number;
  readonly paidFen: Fen;
  readonly refunds: number;
  readonly refundedFen: Fen;
  readonly joined: number;
  readonly queueInFen: Fen;
  readonly queuePaidFen: Fen;
  readonly newMembers: number;
  readonly withdrawnFen: Fen;
}

const COLUMNS: readonly Column<DayFigures>[] = [
  { title: '日期', kind: 'text', value: (row) => row.day },
  { title: '下单数', kind: 'whole', value: (row) => row.placed },
  { title: '微信收款笔数', kind: 'whole', value: (row) => row.paid },
  { title: '微信收款', kind: 'yuan', value: (row) => row.paidFen },
  { title: '微信退款笔数', kind: 'whole', value: (row) => row.refunds },
  { title: '微信退款', kind: 'yuan', value: (row) => row.refundedFen },
  { title: '队列流入', kind: 'yuan', value: (row) => row.queueInFen },
  { title: '队列奖励', kind: 'yuan', value: (row) => row.queuePaidFen },
  { title: '新增权益数', kind: 'whole', value: (row) => row.joined },
  { title: '新会员', kind: 'whole', value: (row) => row.newMembers },
  { title: '提现到账', kind: 'yuan', value: (row) => row.withdrawnFen },
];

/** One row a day: each is read by itself, by indexes over time. */
export const reportDays: LongJobRun = async ({ db }, job) => {
  const { format, from, to } = exportRequests.reportDays.parse(job.row.params);
  const [first, last] = [dayOf(from), dayOf(to)];
  const total = Math.max(0, last - first + 1);
  return writeTable(job, { format, columns: COLUMNS, total, pages: daysFrom(db, first, last) });
};

async function* daysFrom(db: Database, first: number, last: number): AsyncGenerator<readonly DayFigures[]> {
  for (let day = first; day <= last; day += 1) yield [await readDay(db, day)];
}

const amountRow = z.object({ times: countColumn, amount: fenColumn });
const queueDayRow = z.object({ joined: countColumn, inflow: fenColumn, paid: fenColumn });

async function readDay(db: Database, day: number): Promise<DayFigures> {
  const span = [new Date(startOfDay(day)), new Date(startOfDay(day + 1))];
  const amount = async (table: string, column: string, at: string, also = '') =>
    (await queryOne(
      db,
      `SELECT COUNT(*) AS times, COALESCE(SUM(${column}), 0) AS amount FROM ${table} WHERE ${at} >= ? AND ${at} < ? ${also}`,
      span,
      amountRow,
    )) ?? { times: 0, amount: fen(0) };
  const placed = await amount('orders', 'total_fen', 'placed_at');
  const paid = await amount('payments', 'amount_fen', 'paid_at');
  const refunded = await amount('refunds', 'amount_fen', 'finished_at', "AND state = 'success'");
  const members = await amount('members', '0', 'joined_at');
  const withdrawn = await amount('withdrawals', 'amount_fen - fee_fen', 'ended_at', "AND state = 'paid'");
  const queues = await queryOne(
    db,
    `SELECT COALESCE(SUM(joined_count), 0) AS joined, COALESCE(SUM(inflow_fen), 0) AS inflow, COALESCE(SUM(paid_fen), 0) AS paid
     FROM queue_days WHERE day = ?`,
    [dayText(day)],
    queueDayRow,
  );
  return {
    day: dayText(day),
    placed: placed.times,
    paid: paid.times,
    paidFen: paid.amount,
    refunds: refunded.times,
    refundedFen: refunded.amount,
    newMembers: members.times,
    withdrawnFen: withdrawn.amount,
    joined: queues?.joined ?? 0,
    queueInFen: queues?.inflow ?? fen(0),
    queuePaidFen: queues?.paid ?? fen(0),
  };
}
