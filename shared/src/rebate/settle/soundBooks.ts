import type { MemberId } from '../../ids/ids';
import {
  debtAccount,
  LOVE_ISSUED,
  memberAccount,
  POINTS_ISSUED,
  poolAccount,
  PROMOTION,
  VOUCHER_ISSUED,
  type Account,
} from '../../ledger/accounts';
import { assertBalanced, journalKey, type Journal } from '../../ledger/journal';
import type { EntryRow, QueueFacts, RewardRow, WalletBalance } from './facts';
import type { QueuePlan } from './queuePlan';
import type { Expect } from './soundWalk';

/** Amounts by name. */
type Tally = Map<string, number>;

const add = (tally: Tally, name: string, amount: number): void =>
  void tally.set(name, (tally.get(name) ?? 0) + amount);

const balanceName = (member: MemberId, balance: WalletBalance): string => `${balance} of ${member}`;

function checkSame(expected: Tally, actual: Tally, what: string, expect: Expect): void {
  for (const name of new Set([...expected.keys(), ...actual.keys()])) {
    const [wanted, found] = [expected.get(name) ?? 0, actual.get(name) ?? 0];
    expect(wanted === found, () => `${what}: ${name} moves by ${found}, not by ${wanted}`);
  }
}

const PLATFORM_ACCOUNTS = new Map<string, Account>(
  [PROMOTION, POINTS_ISSUED, LOVE_ISSUED, VOUCHER_ISSUED].map((account) => [account.code, account]),
);

/** Settlement moves balances of members, money of queues, and what the platform gives for them; each by its own name. */
function isOfSettlement({ code, asset, member, balance, queue }: Account): boolean {
  if (member !== undefined && balance !== undefined) {
    const own = memberAccount(member, balance);
    return code === own.code && asset === own.asset;
  }
  if (queue === undefined) return PLATFORM_ACCOUNTS.get(code)?.asset === asset;
  return asset === 'money' && [poolAccount(queue).code, debtAccount(queue).code].includes(code);
}

/** Each journal balances and names its event, and none is there twice. */
function checkJournals(journals: readonly Journal[], expect: Expect): void {
  const keys = new Set<string>();
  for (const journal of journals) {
    try {
      assertBalanced(journal);
    } catch (error) {
      expect(false, () => (error instanceof Error ? error.message : String(error)));
    }
    const { key, event, postings } = journal;
    expect(!keys.has(key), () => `journal ${key} is there twice`);
    expect(key.startsWith(`${event}:`), () => `journal ${key} is booked as ${event}`);
    for (const { account } of postings)
      expect(
        isOfSettlement(account),
        () => `journal ${key} posts to ${account.code}, which settlement does not`,
      );
    keys.add(key);
  }
}

const rewardName = ({ order, line, kind, member }: RewardRow): string => `${order}/${line}/${kind}/${member}`;

const REWARD_BALANCE = { frozen: 'frozen', released: 'cash', cancelled: null } as const;

function addReward(tally: Tally, reward: RewardRow | undefined, sign: 1 | -1): void {
  const balance = reward && REWARD_BALANCE[reward.state];
  if (reward !== undefined && balance)
    add(tally, balanceName(reward.member, balance), sign * reward.amountFen);
}

function addBrought(tally: Tally, entry: EntryRow | undefined, sign: 1 | -1): void {
  const brought = entry?.brought;
  if (entry && brought) add(tally, balanceName(entry.member, brought.balance), sign * brought.amount);
}

/** What members' balances move by, as rows and events say. */
function expectedWallets(facts: QueueFacts, plan: QueuePlan): Tally {
  const tally: Tally = new Map();
  for (const event of plan.events) {
    if (event.type === 'paidOut') add(tally, balanceName(event.member, 'cash'), event.amountFen);
    if (event.type === 'takenBack') add(tally, balanceName(event.member, 'cash'), -event.amountFen);
  }
  const rewards = new Map<string, RewardRow>();
  for (const { lines } of facts.orders)
    for (const line of lines) for (const row of line.rewards) rewards.set(rewardName(row), row);
  for (const reward of plan.rewardInserts) addReward(tally, reward, 1);
  for (const reward of plan.rewardUpdates) {
    addReward(tally, reward, 1);
    addReward(tally, rewards.get(rewardName(reward)), -1);
  }
  const entries = new Map(facts.entries.map((entry) => [entry.id, entry]));
  for (const entry of plan.entryInserts) addBrought(tally, entry, 1);
  for (const entry of plan.entryUpdates) {
    addBrought(tally, entry, 1);
    addBrought(tally, entries.get(entry.id), -1);
  }
  return tally;
}

/** What lines stand with as contributed moves by what the events say. */
function checkContributions(facts: QueueFacts, plan: QueuePlan, expect: Expect): void {
  const moved: Tally = new Map();
  for (const event of plan.events) {
    if (event.type === 'contributed') add(moved, `${event.order}/${event.line}`, event.amountFen);
    if (event.type === 'withdrawn') add(moved, `${event.order}/${event.line}`, -event.amountFen);
  }
  const written: Tally = new Map();
  const before = new Map(
    facts.orders.flatMap(({ id, lines }) => lines.map((line) => [`${id}/${line.line}`, line])),
  );
  for (const { order, line, contributedFen, refundedFen } of plan.lineChanges) {
    const name = `${order}/${line}`;
    const was = before.get(name);
    const paidFen = was?.paidFen ?? 0;
    add(written, name, contributedFen - (was?.contributedFen ?? 0));
    expect(
      refundedFen >= (was?.refundedFen ?? 0) && refundedFen <= paidFen,
      () => `${name} is refunded ${refundedFen} of ${paidFen}`,
    );
    expect(
      contributedFen >= 0 && contributedFen <= paidFen,
      () => `${name} stands with ${contributedFen} of ${paidFen}`,
    );
  }
  checkSame(moved, written, 'what lines contributed', expect);
}

/** A merge leaves nothing in the queues that it takes over. */
function takenFromSources(facts: QueueFacts, plan: QueuePlan): Tally {
  const tally: Tally = new Map();
  for (const { key, poolFen, debtFen } of facts.sources ?? []) {
    if (!plan.events.some((event) => event.type === 'tookOver' && event.queue === key)) continue;
    add(tally, poolAccount(key).code, -poolFen);
    add(tally, debtAccount(key).code, debtFen);
  }
  return tally;
}

/** What an order's line pays is booked in its name. */
function checkCauses({ events, journals }: QueuePlan, expect: Expect): void {
  const paid: Tally = new Map();
  for (const event of events) {
    if (event.type !== 'paidOut' || event.causeOrder === null) continue;
    const { kind, causeOrder, causeLine, amountFen } = event;
    const line = `${causeOrder}/${causeLine}`;
    add(paid, journalKey('payout', kind === 'line' ? line : `${line}/${kind}`), amountFen);
  }
  const booked: Tally = new Map();
  for (const { key, postings } of journals) {
    if (!paid.has(key)) continue;
    for (const { account, amount } of postings) if (account.member !== undefined) add(booked, key, amount);
  }
  checkSame(paid, booked, 'what lines pay', expect);
}

const isSame = (a: object, b: object | undefined): boolean =>
  a === b || (b !== undefined && JSON.stringify(a) === JSON.stringify(b));

/** The lists beside the events tell the same as the events; the ends of the tasks lie among them. */
function checkLists({ events, contributions, payouts, eventEnds }: QueuePlan, expect: Expect): void {
  for (const [type, list] of [
    ['contributed', contributions],
    ['paidOut', payouts],
  ] as const) {
    const told = events.filter((event) => event.type === type);
    const areSame = told.length === list.length && told.every((event, index) => isSame(event, list[index]));
    expect(areSame, () => `its list of what was ${type} is not what the events tell`);
  }
  const inOrder = eventEnds.every((end, index) => end >= (eventEnds[index - 1] ?? 0));
  expect(
    inOrder && (eventEnds.at(-1) ?? 0) === events.length,
    () => 'its tasks do not end where the events do',
  );
}

/** Journals balance and are unique; wallets and the pool move by what the journals say, and both by what rows and events say. */
export function checkBooks(facts: QueueFacts, plan: QueuePlan, expect: Expect): void {
  checkJournals(plan.journals, expect);
  checkLists(plan, expect);
  checkCauses(plan, expect);
  const posted: Tally = new Map();
  const queue = { pool: 0, debt: 0 };
  const others: Tally = new Map();
  for (const { postings } of plan.journals) {
    for (const { account, amount } of postings) {
      const { member, balance, code } = account;
      if (member !== undefined && balance !== undefined) add(posted, balanceName(member, balance), amount);
      if (account.queue === undefined) continue;
      if (account.queue === facts.queue.key) queue[code.endsWith(':debt') ? 'debt' : 'pool'] += amount;
      else add(others, code, amount);
    }
  }
  const deltas: Tally = new Map();
  for (const { member, balance, amount } of plan.walletDeltas)
    add(deltas, balanceName(member, balance), amount);
  checkSame(posted, deltas, 'wallets beside the journals', expect);
  checkSame(expectedWallets(facts, plan), posted, 'journals beside rows and events', expect);
  const poolMoved = plan.queue.poolFen - facts.queue.poolFen;
  const debtMoved = facts.queue.debtFen - plan.queue.debtFen;
  expect(
    queue.pool === poolMoved,
    () => `the journals move the pool by ${queue.pool}, the row by ${poolMoved}`,
  );
  expect(
    queue.debt === debtMoved,
    () => `the journals move the debt by ${queue.debt}, the row by ${debtMoved}`,
  );
  checkSame(takenFromSources(facts, plan), others, 'the pools of other queues', expect);
  checkContributions(facts, plan, expect);
}
