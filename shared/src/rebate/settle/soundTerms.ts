import type { EntryId } from '../../ids/ids';
import { floorShare } from '../../money/ratio';
import { daysInMs } from '../../time/shanghai';
import { remainingOf } from '../queue/line';
import { rewardAmount, REWARDS } from '../rewards/rewards';
import { grossContribution } from './contribute';
import type { EntryRow, LineRow, OrderRow, QueueFacts, RewardRow } from './facts';
import { netPaid } from './lines';
import type { QueuePlan } from './queuePlan';
import type { Expect } from './soundWalk';

/*
 * What rows are worth by the terms of their orders, once all is settled: entitlements, what they were turned into, contributions
 * and rewards are computed anew from what the lines come to, whatever the events say.
 */

/** A line before and after the plan. */
interface KnownLine {
  readonly order: OrderRow;
  readonly before: LineRow;
  readonly after: LineRow;
}

/** Lines by name, `<order>/<line>`. */
type KnownLines = ReadonlyMap<string, KnownLine>;

const nameOf = ({ order, line }: { readonly order: string; readonly line: number }): string =>
  `${order}/${line}`;

const knownLines = ({ orders }: QueueFacts): KnownLines =>
  new Map(
    orders.flatMap((order) =>
      order.lines.map((before): [string, KnownLine] => [
        nameOf({ order: order.id, line: before.line }),
        { order, before, after: { ...before, rewards: [...before.rewards] } },
      ]),
    ),
  );

/** Writes the plan's lines over the known ones; each once. An entry, once there, stays the line's. */
function applyLines(known: KnownLines, plan: QueuePlan, expect: Expect): Set<string> {
  const written = new Set<string>();
  for (const change of plan.lineChanges) {
    const name = nameOf(change);
    const line = known.get(name);
    if (line === undefined) expect(false, () => `line ${name} is written, and was not loaded`);
    expect(!written.has(name), () => `line ${name} is written twice`);
    written.add(name);
    if (line === undefined) continue;
    const { refundedFen, contributedFen, entry } = change;
    expect(
      line.before.entry === null || line.before.entry === entry,
      () => `line ${name} has entry ${line.before.entry}, and is written with ${entry}`,
    );
    Object.assign(line.after, { refundedFen, contributedFen, entry });
  }
  return written;
}

const isSameReward = (a: RewardRow, b: RewardRow): boolean => a.kind === b.kind && a.member === b.member;

/** Released or cancelled for good, and at the time that was once set. */
function checkChange(before: RewardRow, after: RewardRow, expect: Expect): void {
  const mayBe = { frozen: true, released: after.state !== 'frozen', cancelled: after.state === 'cancelled' };
  const isTimeKept = before.releaseAt === null || before.releaseAt === after.releaseAt;
  expect(
    mayBe[before.state] && isTimeKept && before.ratio === after.ratio,
    () => `${nameOf(after)}'s ${after.kind} reward is written as what it was not`,
  );
}

function applyRewards(known: KnownLines, plan: QueuePlan, expect: Expect): Set<string> {
  const touched = new Set<string>();
  const written = new Set<string>();
  const apply = (reward: RewardRow, isNew: boolean): void => {
    const name = nameOf(reward);
    const rewards = known.get(name)?.after.rewards;
    const index = rewards?.findIndex((row) => isSameReward(row, reward)) ?? -1;
    const before = rewards?.[index];
    const isOnce = !written.has(`${name} ${reward.kind} ${reward.member}`);
    expect(
      rewards !== undefined && isOnce && isNew === (before === undefined),
      () => `${name}'s ${reward.kind} reward is written, and is ${isNew ? 'not new' : 'not known'}`,
    );
    written.add(`${name} ${reward.kind} ${reward.member}`);
    touched.add(name);
    if (before === undefined) rewards?.push(reward);
    else {
      checkChange(before, reward, expect);
      rewards?.splice(index, 1, reward);
    }
  };
  for (const reward of plan.rewardInserts) apply(reward, true);
  for (const reward of plan.rewardUpdates) apply(reward, false);
  return touched;
}

/** A new reward is one that the terms grant to whom they grant it. */
function checkGrant(reward: RewardRow, line: KnownLine | undefined, expect: Expect): void {
  const { kind, member, ratio } = reward;
  const meant = line === undefined ? [] : REWARDS[kind].beneficiaries(line.order);
  expect(
    meant.some((one) => one.member === member && one.ratio === ratio),
    () => `${nameOf(reward)} rewards ${member} with ${kind}, who is not to have it`,
  );
}

/** A reward is worth its share of what is paid for the line, until nothing is. */
function checkReward({ order, after }: KnownLine, reward: RewardRow, expect: Expect): void {
  const { kind, ratio, state, amountFen, releaseAt } = reward;
  const amount = state === 'cancelled' ? 0 : rewardAmount(order, after, kind, ratio);
  expect(
    amountFen === amount && (state === 'cancelled') === (netPaid(after) === 0),
    () => `${nameOf(reward)}'s ${kind} reward is ${state} with ${amountFen}, not ${amount}`,
  );
  expect(
    state !== 'released' || releaseAt !== null,
    () => `${nameOf(reward)}'s ${kind} reward is released before its time`,
  );
}

function checkLine(name: string, line: KnownLine, expect: Expect): void {
  const { order, after } = line;
  for (const reward of after.rewards) checkReward(line, reward, expect);
  if (after.contributedFen === 0) return;
  const most = after.terms.rebateOn ? grossContribution(order, after) : 0;
  expect(
    after.contributedFen <= most,
    () => `${name} stands with ${after.contributedFen}, and may give ${most}`,
  );
}

/** A new entry is its line's, at the ratio of the terms unless one was drawn. */
function checkInsert(entry: EntryRow, line: KnownLine | undefined, expect: Expect): void {
  const { id, member, ratio, drawn } = entry;
  expect(
    line !== undefined &&
      line.before.entry === null &&
      line.after.entry === id &&
      line.order.member === member &&
      (drawn || ratio === line.after.terms.entitlementRatio),
    () => `${id} joins, and is not what its line gets`,
  );
}

/** What is told of rewards: each is the line's, and the last that is told of it is what it is worth. */
function checkTold(known: KnownLines, { events }: QueuePlan, expect: Expect): void {
  const told = new Map<RewardRow, number>();
  for (const event of events) {
    if (event.type !== 'reward') continue;
    const reward = known
      .get(nameOf(event))
      ?.after.rewards.find(({ kind, member }) => kind === event.kind && member === event.member);
    if (reward === undefined) expect(false, () => `${nameOf(event)}'s ${event.kind} reward is not there`);
    else told.set(reward, event.amountFen);
  }
  for (const [reward, amountFen] of told) {
    expect(
      reward.amountFen === amountFen,
      () => `${nameOf(reward)}'s ${reward.kind} reward is ${reward.amountFen}, and ${amountFen} is told`,
    );
  }
}

/** Rewards get their time when their order completes, and not before; it is seen where the line has an entry. */
function checkTimes(
  { order, before, after }: KnownLine,
  entry: EntryRow,
  completedAt: number | undefined,
  expect: Expect,
): void {
  const due = completedAt === undefined ? null : completedAt + daysInMs(order.terms.referral.freezeDays);
  for (const reward of after.rewards) {
    const was = before.rewards.find((row) => isSameReward(row, reward))?.releaseAt ?? null;
    const { state, releaseAt } = reward;
    const isRight = was === releaseAt || (due === null ? entry.completed : releaseAt === due);
    const isForgotten = due !== null && state === 'frozen' && releaseAt === null;
    expect(
      isRight && !isForgotten,
      () => `${nameOf(reward)}'s ${reward.kind} reward is due at ${releaseAt}, not ${due}`,
    );
  }
}

/** What an entry brought when it left is a share of what remained, at a ratio that was offered. */
function checkBrought(
  entry: EntryRow,
  before: EntryRow | undefined,
  line: KnownLine | undefined,
  { live }: QueueFacts,
  expect: Expect,
): void {
  const { id, brought, state } = entry;
  const isTurned = state === 'exchanged' || state === 'converted';
  expect(
    brought === null ? !isTurned && (before?.brought ?? null) === null : isTurned || state === 'cancelled',
    () => `${id} is ${state}, and brought ${brought === null ? 'nothing' : brought.balance}`,
  );
  if (brought === null) return;
  const { balance, ratio, amount } = brought;
  const { points, love, voucher } = live.exchange;
  const offered = { points, love, loveFrozen: love, voucher }[balance]?.ratio;
  const isKept = before?.brought?.balance === balance && before.brought.ratio === ratio;
  const isConverted = balance === 'points' && line?.after.terms.randomReturn?.pointsRatio === ratio;
  const isNew = (before?.brought ?? null) === null && (ratio === offered || isConverted);
  expect(isKept || isNew, () => `${id} is turned into ${balance} at ${ratio}, which is not offered`);
  const share = floorShare(remainingOf(entry), ratio);
  expect(amount === share, () => `${id} brought ${amount} of ${balance}, not ${share}`);
}

/** The entitlement is the ratio's share of what is paid for the line. */
function checkEntitled(entry: EntryRow, line: KnownLine | undefined, expect: Expect): void {
  if (line === undefined) return;
  const { id, ratio, entitledFen } = entry;
  const share = floorShare(netPaid(line.after), ratio);
  expect(entitledFen === share, () => `${id} is entitled to ${entitledFen}, and ${ratio} of it is ${share}`);
}

/** Entries, lines and rewards of the plan are worth what the terms of their orders make of them. */
export function checkTerms(facts: QueueFacts, plan: QueuePlan, expect: Expect): void {
  const known = knownLines(facts);
  const touched = applyLines(known, plan, expect);
  for (const name of applyRewards(known, plan, expect)) touched.add(name);
  const before = new Map(facts.entries.map((entry) => [entry.id, entry]));
  const written = new Map([...plan.entryInserts, ...plan.entryUpdates].map((entry) => [entry.id, entry]));
  const completedAt = new Map<EntryId, number>();
  for (const event of plan.events) {
    if (event.type !== 'completed') continue;
    completedAt.set(event.entry, event.at);
    const row = written.get(event.entry);
    if (row !== undefined) touched.add(nameOf(row));
  }
  checkTold(known, plan, expect);
  for (const name of touched) {
    const line = known.get(name);
    if (line === undefined) continue;
    checkLine(name, line, expect);
    const id = line.after.entry;
    const entry = id === null ? undefined : (written.get(id) ?? before.get(id));
    expect(id === null || line.before.entry === id || written.has(id), () => `${name} gets no entry ${id}`);
    if (entry === undefined) continue;
    checkEntitled(entry, line, expect);
    checkTimes(line, entry, completedAt.get(entry.id), expect);
  }
  for (const reward of plan.rewardInserts) checkGrant(reward, known.get(nameOf(reward)), expect);
  for (const entry of plan.entryInserts) checkInsert(entry, known.get(nameOf(entry)), expect);
  for (const entry of written.values()) {
    const line = known.get(nameOf(entry));
    checkEntitled(entry, line, expect);
    checkBrought(entry, before.get(entry.id), line, facts, expect);
  }
}
