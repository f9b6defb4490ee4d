import { subtractFen, ZERO_FEN } from '../../money/fen';
import { daysInMs, type Instant } from '../../time/shanghai';
import type { Desk, Recorder } from '../settle/desk';
import type { LineRow, OrderRow, RewardRow } from '../settle/facts';
import { netPaid } from '../settle/lines';
import { REWARDS, REWARD_KINDS, rewardAmount } from './rewards';

const rewardName = ({ order, line, kind, member }: RewardRow): string => `${order}/${line}/${kind}/${member}`;

type What = 'granted' | 'reduced' | 'cancelled' | 'released';

function tell(
  record: Recorder,
  what: What,
  { kind, order, line, member, amountFen }: RewardRow,
  at: Instant,
): void {
  record.happened({ type: 'reward', what, kind, order, line, member, amountFen, at });
}

/** Grants what the line grants, frozen; a reward of 0 is not recorded. SPEC section 9. */
export function grantRewards(order: OrderRow, line: LineRow, at: Instant, { record }: Desk): void {
  for (const kind of REWARD_KINDS) {
    for (const { member, ratio } of REWARDS[kind].beneficiaries(order)) {
      const amountFen = rewardAmount(order, line, kind, ratio);
      if (amountFen === 0) continue;
      const reward: RewardRow = {
        kind,
        order: order.id,
        line: line.line,
        member,
        ratio,
        amountFen,
        state: 'frozen',
        releaseAt: null,
      };
      // Not pushed: an array that grows keeps room for more, and a line has few rewards for ever.
      line.rewards = [...line.rewards, reward];
      record.rewardGranted(reward);
      record.book('rewardGranted', rewardName(reward), at, { member, amountFen });
      tell(record, 'granted', reward, at);
    }
  }
}

/** The order is completed: from now on its frozen rewards have a time of release; without freeze days it is now. */
export function setReleaseTimes(order: OrderRow, line: LineRow, at: Instant, { record }: Desk): void {
  const { freezeDays } = order.terms.referral;
  for (const reward of line.rewards) {
    if (reward.state !== 'frozen') continue;
    reward.releaseAt = at + daysInMs(freezeDays);
    if (freezeDays === 0) releaseReward(reward, at, record);
    else record.rewardChanged(reward);
  }
}

/**
 * Releases a frozen reward whose time has come to cash. SPEC section 9.
 * @throws Error when it is not frozen or its time has not come.
 */
export function releaseReward(reward: RewardRow, at: Instant, record: Recorder): void {
  const { state, releaseAt, member, amountFen } = reward;
  if (state !== 'frozen' || releaseAt === null || releaseAt > at) {
    throw new Error(`reward ${rewardName(reward)} cannot be released: it is ${state}, due at ${releaseAt}`);
  }
  reward.state = 'released';
  record.rewardChanged(reward);
  record.book('rewardReleased', rewardName(reward), at, { member, amountFen });
  tell(record, 'released', reward, at);
}

/** Releases the line's rewards whose time has come, if nobody has yet: an event finds them as they should be by then. */
function releaseDue(line: LineRow, at: Instant, record: Recorder): void {
  for (const reward of line.rewards) {
    if (reward.state !== 'frozen' || reward.releaseAt === null || reward.releaseAt > at) continue;
    releaseReward(reward, at, record);
  }
}

/**
 * Computes the line's rewards anew after a refund: a frozen one is reduced, a released one taken back from cash; with
 * nothing paid any more they are cancelled. SPEC section 7, refund (1).
 */
export function reduceRewards(
  order: OrderRow,
  line: LineRow,
  cause: string,
  at: Instant,
  { record }: Desk,
): void {
  releaseDue(line, at, record);
  const isCancelled = netPaid(line) === 0;
  for (const reward of line.rewards) {
    if (reward.state === 'cancelled') continue;
    const amountFen = isCancelled ? ZERO_FEN : rewardAmount(order, line, reward.kind, reward.ratio);
    const difference = subtractFen(reward.amountFen, amountFen);
    if (difference === 0 && !isCancelled) continue;
    const event = reward.state === 'frozen' ? 'rewardReduced' : 'rewardTakenBack';
    reward.amountFen = amountFen;
    if (isCancelled) reward.state = 'cancelled';
    record.rewardChanged(reward);
    record.book(event, `${rewardName(reward)}/${cause}`, at, {
      member: reward.member,
      amountFen: difference,
    });
    tell(record, isCancelled ? 'cancelled' : 'reduced', reward, at);
  }
}
