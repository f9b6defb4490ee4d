import { floorShare } from '../../money/ratio';
import { isUnion, mayBePaid, remainingOf } from '../queue/line';
import type { Payout } from './events';
import type { EntryRow } from './facts';
import { checkShare } from './soundClosing';
import { movePool, type Walk } from './soundWalk';
import { firstOf } from './soundWaiting';

/* A payout, as the check of a plan sees it: whose turn it is, what pays it, and out of what. */

const ABOVE = { directAcceleration: 0, indirectAcceleration: 1 } as const;
const RATIO = { directAcceleration: 'directRatio', indirectAcceleration: 'indirectRatio' } as const;

/** An invitee's order serves its inviters' earliest entries, out of what it has just contributed. */
function checkAcceleration(
  walk: Walk,
  kind: keyof typeof ABOVE,
  { causeOrder, causeLine, amountFen }: Payout,
  { id, member }: EntryRow,
): void {
  const { expect, contribution } = walk;
  const order = walk.orders.get(causeOrder ?? '');
  const inviter = order?.upline[ABOVE[kind]]?.member;
  expect(inviter === member, () => `${id} is accelerated by ${causeOrder}, whose inviter is ${inviter}`);
  const earliest = firstOf(walk.waiting, { member });
  expect(earliest?.id === id, () => `${id} is accelerated, and ${earliest?.id} is earlier`);
  const isOfContribution = contribution?.order === causeOrder && contribution.line === causeLine;
  const share =
    order !== undefined && contribution !== null && isOfContribution
      ? floorShare(contribution.amountFen, order.terms.acceleration[RATIO[kind]])
      : 0;
  expect(amountFen <= share, () => `${id} is accelerated with ${amountFen}, and its share is ${share}`);
}

/** Only an order's line has an order as its cause, and in the union queue it pays nobody but whom it accelerates. */
function checkCause({ facts, orders, expect }: Walk, { kind, entry, causeOrder, causeLine }: Payout): void {
  const isByLine = kind === 'line' || kind === 'directAcceleration' || kind === 'indirectAcceleration';
  const order = causeOrder === null ? undefined : orders.get(causeOrder);
  const isKnown = isByLine
    ? order?.lines.some(({ line }) => line === causeLine) === true
    : causeOrder === null && causeLine === null;
  expect(isKnown, () => `${entry} is paid by ${causeOrder}/${causeLine}, which is not what pays (${kind})`);
  const fitsScheme = isUnion(facts.queue) ? kind !== 'line' && kind !== 'resume' : kind !== 'unionPayout';
  expect(fitsScheme, () => `${entry} is paid as ${kind}, which does not pay this queue`);
}

/** All money but that of acceleration goes down the line. */
function checkTurn(walk: Walk, payout: Payout, entry: EntryRow): void {
  const { expect } = walk;
  const { kind, causeOrder } = payout;
  if (kind === 'directAcceleration' || kind === 'indirectAcceleration')
    return checkAcceleration(walk, kind, payout, entry);
  const order = walk.orders.get(causeOrder ?? '');
  const first = firstOf(walk.waiting, { passed: order?.terms.payOwnOrder === true ? null : causeOrder });
  expect(first === entry, () => `${entry.id} is paid, and it is the turn of ${first?.id ?? 'nobody'}`);
  expect(entry.position <= walk.knownTo, () => `${entry.id} is paid, and entries before it were not loaded`);
}

/** What a payout must be. */
export function checkPayout(walk: Walk, payout: Payout): void {
  const { expect } = walk;
  const { amountFen } = payout;
  const entry = walk.entries.get(payout.entry);
  if (entry === undefined) return expect(false, () => `${payout.entry} is paid, and is not there`);
  expect(!walk.paused && !walk.allPaused, () => `${entry.id} is paid during a pause`);
  expect(
    payout.member === entry.member,
    () => `${entry.id} pays ${payout.member}, and belongs to ${entry.member}`,
  );
  expect(mayBePaid(walk.facts.live, entry), () => `${entry.id} is paid, and may not be`);
  expect(
    amountFen > 0 && amountFen <= remainingOf(entry),
    () => `${entry.id} is paid ${amountFen} of ${remainingOf(entry)}`,
  );
  expect(
    amountFen <= walk.poolFen,
    () => `${entry.id} is paid ${amountFen} out of a pool of ${walk.poolFen}`,
  );
  expect(!walk.closed, () => `${entry.id} is paid by a queue that is closed`);
  checkCause(walk, payout);
  if (payout.kind === 'windDownShare') checkShare(walk, entry, amountFen);
  else checkTurn(walk, payout, entry);
  entry.rewardedFen = (entry.rewardedFen + amountFen) as EntryRow['rewardedFen'];
  movePool(walk, -amountFen, payout.poolFen);
}
