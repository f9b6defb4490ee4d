import { minuteOfClock, shanghaiDay, startOfDay, type Day, type Instant } from '../../time/shanghai';

const MINUTE = 60_000;

/** When the union queue is paid on a day. SPEC section 8. @param payoutAt `HH:mm` */
export const unionPayoutDue = (day: Day, payoutAt: string): Instant =>
  startOfDay(day) + minuteOfClock(payoutAt) * MINUTE;

/** When the union queue is paid next. @param payoutAt `HH:mm` */
export function nextUnionPayout(payoutAt: string, now: Instant): Instant {
  const today = shanghaiDay(now);
  const due = unionPayoutDue(today, payoutAt);
  return now < due ? due : unionPayoutDue(today + 1, payoutAt);
}
