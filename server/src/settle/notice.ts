import { nextReset, noticeMs } from '@paifan/shared/rebate/reset/schedule';
import { nextUnionPayout } from '@paifan/shared/rebate/union/payoutTime';
import { settingsInForce } from '../db/settings';
import type { Executor } from '../db/transaction';

/** How long before a reset or a wind-down those who wait are told, by the settings in force; milliseconds. */
export const readNoticeMs = async (executor: Executor, now: Date): Promise<number> =>
  noticeMs((await settingsInForce(executor, now)).settings);

/** When the reset schedule in force clears the lines next; null: there is none, or none any more. */
export async function readNextReset(executor: Executor, now: Date): Promise<Date | null> {
  const { resetSchedule } = (await settingsInForce(executor, now)).settings;
  const at = resetSchedule && nextReset(resetSchedule, now.getTime());
  return at === null ? null : new Date(at);
}

/** When the union queue is paid next, by the settings in force. */
export async function readNextUnionPayout(executor: Executor, now: Date): Promise<Date> {
  const { unionPayoutAt } = (await settingsInForce(executor, now)).settings;
  return new Date(nextUnionPayout(unionPayoutAt, now.getTime()));
}
