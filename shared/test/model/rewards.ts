/* Rewards beside the queue (SPEC section 9). */
import { DAY_MS, type Millionths, millionths, share, weighted } from './arithmetic';
import { type Line, type Member, move, netPaid, type Order, type Reward, type Shop, storeOf } from './shop';

/** Grants the rewards of one paid line, frozen; one of 0 fen is not recorded. */
export function grantRewards(shop: Shop, line: Line): void {
  const { referral, recruitment } = shop.settings;
  const inviter = line.order.member.inviter;
  if (inviter) grant(shop, 'direct', line, inviter, millionths(referral?.directRatio ?? '0'));
  if (inviter?.inviter)
    grant(shop, 'indirect', line, inviter.inviter, millionths(referral?.indirectRatio ?? '0'));
  grantTeamRewards(shop, line);
  const recruiter = line.order.kind === 'mall' ? undefined : storeOf(line.order).recruiter;
  const who = shop.members.find((member) => member.id === recruiter);
  if (who) grant(shop, 'recruitment', line, who, millionths(recruitment?.ratio ?? '0'));
}

/**
 * "walking up from the buyer's inviter, at most `maxDepth` (default 2) people, levels as they are at payment: whoever's level has a
 * higher ratio than the highest so far gets the difference".
 */
function grantTeamRewards(shop: Shop, line: Line): void {
  const { levelRatios = {}, maxDepth = 2 } = shop.settings.team ?? {};
  let highest: Millionths = 0n;
  let person = line.order.member.inviter;
  for (let depth = 0; depth < maxDepth && person !== null; depth++) {
    const { level } = person;
    const ratio =
      level !== null && Object.hasOwn(levelRatios, level) ? millionths(levelRatios[level] ?? '0') : 0n;
    if (ratio > highest) {
      grant(shop, 'team', line, person, ratio - highest);
      highest = ratio;
    }
    person = person.inviter;
  }
}

/** The base of a reward: net paid, and for recruitment "the platform's commission on the line, ⌊net paid × commission ratio⌋". */
function amountOf(kind: Reward['kind'], line: Line, ratio: Millionths): number {
  return share(kind === 'recruitment' ? commissionOf(line) : netPaid(line), ratio);
}

export function commissionOf(line: Line): number {
  return share(netPaid(line), millionths(storeOf(line.order).commissionRatio ?? '0'));
}

function grant(shop: Shop, kind: Reward['kind'], line: Line, member: Member, ratio: Millionths): void {
  const amountFen = amountOf(kind, line, ratio);
  if (amountFen === 0) return;
  shop.rewards.push({ kind, line, member, ratio, amountFen, state: 'frozen' });
  member.frozenFen += amountFen;
  move(shop, 'promotion', 'memberFrozen', amountFen);
}

/** "frozen until the order completes plus `freezeDays` × 24 hours, then released to cash". */
export function releaseRewards(shop: Shop): void {
  const freezeMs = (shop.settings.referral?.freezeDays ?? 0) * DAY_MS;
  for (const reward of shop.rewards) {
    const { completedAt } = reward.line.order;
    if (reward.state !== 'frozen' || completedAt === null || completedAt + freezeMs > shop.now) continue;
    reward.state = 'released';
    reward.member.frozenFen -= reward.amountFen;
    reward.member.cashFen += reward.amountFen;
    move(shop, 'memberFrozen', 'memberCash', reward.amountFen);
  }
}

/**
 * SPEC 7, refund, step (1): every reward anew from net paid; the difference leaves the frozen money, or the cash balance, "which may go
 * below zero"; "net paid 0 → the reward is `cancelled`".
 */
export function reduceRewards(shop: Shop, line: Line): void {
  for (const reward of shop.rewards) {
    if (reward.line !== line || reward.state === 'cancelled') continue;
    const lost = reward.amountFen - amountOf(reward.kind, line, reward.ratio);
    const released = reward.state === 'released';
    reward.member[released ? 'cashFen' : 'frozenFen'] -= lost;
    move(shop, released ? 'memberCash' : 'memberFrozen', 'promotion', lost);
    reward.amountFen -= lost;
    if (netPaid(line) === 0) reward.state = 'cancelled';
  }
}

/**
 * SPEC 3, profit: "mall: net paid − the line's cost. Store and cashier: ⌊net paid × store commission ratio⌋. In each case less the
 * referral, team and recruitment rewards that the line granted and that are not cancelled". May be below zero.
 */
export function profitOf(shop: Shop, line: Line): number {
  const earned = line.order.kind === 'mall' ? netPaid(line) - line.costFen : commissionOf(line);
  const granted = shop.rewards.filter((reward) => reward.line === line && reward.state !== 'cancelled');
  return granted.reduce((left, reward) => left - reward.amountFen, earned);
}

/**
 * "an amount (plus the rest of last time) is split among members by the weight of their level, rounded down; the rest carries". Nothing
 * is said that a dividend must be above 0, or that somebody must have a weight.
 */
export function payDividend(shop: Shop, amountFen: number): true {
  move(shop, 'promotion', 'dividend', amountFen);
  const weights = shop.settings.dividend?.weights ?? {};
  const weightOf = ({ level }: Member): number =>
    level !== null && Object.hasOwn(weights, level) ? (weights[level] ?? 0) : 0;
  const total = shop.accounts.dividend;
  const sum = shop.members.reduce((all, member) => all + weightOf(member), 0);
  for (const member of sum === 0 ? [] : shop.members) {
    const part = weighted(total, weightOf(member), sum);
    member.cashFen += part;
    move(shop, 'dividend', 'memberCash', part);
  }
  return true;
}

/** All its lines are fully refunded ("a line of 0 counts as such"). */
export function isFullyRefunded(order: Order): boolean {
  return order.lines.every((line) => netPaid(line) === 0);
}
