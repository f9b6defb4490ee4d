import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { shanghaiDay, startOfDay } from '@paifan/shared/time/shanghai';
import type { WithdrawalStanding } from '@paifan/shared/wallet/judgeWithdrawal';
import { RETURNED_STATES } from '@paifan/shared/wallet/withdrawalStates';
import { countColumn, fenColumn } from '../../db/columns';
import { queryOne } from '../../db/query';
import type { Executor } from '../../db/transaction';

const todayRow = z.object({ today_fen: fenColumn, today_count: countColumn });

/** When the day in Shanghai began. */
export const startOfToday = (now: Date): Date => new Date(startOfDay(shanghaiDay(now.getTime())));

/** What a member has withdrawn today, beside the cash that is there. */
export async function readStanding(
  executor: Executor,
  memberId: MemberId,
  cashFen: Fen,
  now: Date,
): Promise<WithdrawalStanding> {
  const row = await queryOne(
    executor,
    `SELECT COALESCE(SUM(amount_fen), 0) AS today_fen, COUNT(*) AS today_count FROM withdrawals
     WHERE member_id = ? AND requested_at >= ? AND state NOT IN (?)`,
    [memberId, startOfToday(now), RETURNED_STATES],
    todayRow,
  );
  if (row === null) throw new Error('a sum has one row');
  return { cashFen, todayFen: row.today_fen, todayCount: row.today_count };
}
