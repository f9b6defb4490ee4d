/*
 * A second, naive reading of SPEC.md and scenarios/README.md, written from the text alone and sharing no code with the rules. It
 * recomputes everything by looking through plain arrays, so that it can be checked against the text sentence by sentence.
 */
import { printed } from './arithmetic';
import { happens } from './events';
import { releaseRewards } from './rewards';
import { type Account, found, type History, type Member, type Reward, type Shop } from './shop';

export type ModelResult = {
  queues: Record<string, { poolFen: number; entries: object[] }>;
  members: Record<string, object>;
  rewards: object[];
  accounts: Record<Account, number>;
  rejected: number[];
};

/**
 * Plays a history to its end and answers the result as scenarios/README.md describes it ("The result").
 * The history is one that `replay` accepts as valid; nothing of that is checked here.
 */
export function playNaively(history: unknown): ModelResult {
  const { events, ...opening } = history as History;
  const shop = opened(opening);
  const rejected: number[] = [];
  for (const [index, event] of events.entries()) {
    shop.now = Date.parse(event.at);
    releaseRewards(shop); // "Rewards whose time has come are released before each event"
    if (!happens(shop, event)) rejected.push(index);
  }
  return {
    queues: queuesOf(shop),
    members: Object.fromEntries(shop.members.map((member) => [member.id, balancesOf(member)])),
    rewards: [...shop.rewards].sort(byOrderLineKindMember).map(printedReward),
    accounts: shop.accounts,
    rejected,
  };
}

function opened({ settings, products, stores, members }: Omit<History, 'events'>): Shop {
  const people: Member[] = members.map(({ id, level }) => ({
    id,
    level: level ?? null,
    inviter: null,
    cashFen: 0,
    frozenFen: 0,
    points: 0,
    love: 0,
    loveFrozen: 0,
    voucher: 0,
  }));
  const personOf = (id: string): Member =>
    found(
      people.find((person) => person.id === id),
      `member ${id}`,
    );
  for (const { id, inviter } of members) if (inviter != null) personOf(id).inviter = personOf(inviter);
  return {
    settings,
    products,
    stores,
    members: people,
    orders: [],
    entries: [],
    rewards: [],
    pools: {},
    everythingIsPaused: settings.payoutsPaused ?? false,
    pausedQueues: [],
    accounts: { promotion: 0, pool: 0, memberCash: 0, memberFrozen: 0, dividend: 0 },
    now: 0,
  };
}

/** "in order of joining, only queues with an entry or a pool" */
function queuesOf(shop: Shop): ModelResult['queues'] {
  const queues: ModelResult['queues'] = {};
  for (const [key, poolFen] of Object.entries(shop.pools))
    if (poolFen !== 0) queues[key] = { poolFen, entries: [] };
  for (const { id, line, ratio, entitledFen, rewardedFen, state } of shop.entries) {
    const queue = (queues[line.queue] ??= { poolFen: 0, entries: [] });
    const member = line.order.member.id;
    queue.entries.push({
      id,
      member,
      ratio: printed(ratio),
      source: line.source,
      entitledFen,
      rewardedFen,
      state,
    });
  }
  return queues;
}

function balancesOf({ cashFen, frozenFen, points, love, loveFrozen, voucher }: Member): object {
  return { cashFen, frozenFen, points, love, loveFrozen, voucher };
}

/** "sorted by order, line, kind, member (as strings; line as a number)" */
function byOrderLineKindMember(a: Reward, b: Reward): number {
  return (
    compare(a.line.order.id, b.line.order.id) ||
    a.line.number - b.line.number ||
    compare(a.kind, b.kind) ||
    compare(a.member.id, b.member.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function printedReward({ kind, line, member, amountFen, state }: Reward): object {
  return { kind, order: line.order.id, line: line.number, member: member.id, amountFen, state };
}
