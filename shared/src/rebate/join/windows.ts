import type { RewardWindow } from '../../settings/rules';
import { dayText, minuteOfClock, shanghaiDay, shanghaiMinute, type Instant } from '../../time/shanghai';

function isInside({ from, to, fromDate, toDate }: RewardWindow, at: Instant): boolean {
  const minute = shanghaiMinute(at);
  if (minute < minuteOfClock(from) || minute >= minuteOfClock(to)) return false;
  const day = dayText(shanghaiDay(at));
  return (fromDate === undefined || fromDate <= day) && (toDate === undefined || day <= toDate);
}

/** Does the moment lie in one of the windows? No windows restrict nothing. SPEC section 6. */
export const isWithin = (windows: readonly RewardWindow[], at: Instant): boolean =>
  windows.length === 0 || windows.some((window) => isInside(window, at));
