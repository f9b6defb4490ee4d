import { createHash } from 'node:crypto';
import type { EntryId, MemberId, OrderId, QueueKey } from '../src/ids/ids';
import { lengthenChain, startOfChain, type ChainEvent, type HashNext } from '../src/rebate/proof/chain';
import { mayBePaid, emptyQueueRow } from '../src/rebate/queue/line';
import {
  type EntryRow,
  type HeldCount,
  type LiveSettings,
  type OrderRow,
  type PlaceGroup,
  type QueueFacts,
  type QueueRow,
  type QueueTask,
  FactsTooShort,
} from '../src/rebate/settle/facts';
import { planQueue } from '../src/rebate/settle/plan';
import type { QueuePlan } from '../src/rebate/settle/queuePlan';
import { assertPlanIsSound } from '../src/rebate/settle/sound';
import { shanghaiDay, type Day } from '../src/time/shanghai';

/*
 * Rows as a database has them, and a worker over them that settles in batches: it loads the head of the line only, plans,
 * has the plan checked, and writes it. What production does, without a database.
 */

export interface RowStore {
  readonly live: LiveSettings;
  readonly queues: Map<QueueKey, QueueRow>;
  readonly entries: Map<EntryId, EntryRow & { readonly queue: QueueKey }>;
  /** A queue's part of an order. */
  readonly orders: Map<string, OrderRow>;
  readonly groups: Map<string, PlaceGroup>;
  /** `<balance> of <member>` → amount. */
  readonly wallets: Map<string, number>;
  readonly journalKeys: Set<string>;
  readonly plans: QueuePlan[];
  /** What each plan was made from. */
  readonly facts: QueueFacts[];
  /** What each queue's proof tells. */
  readonly chains: Map<QueueKey, ChainEvent[]>;
}

export const sha256: HashNext = (previous, text) =>
  createHash('sha256').update(previous, 'hex').update(text).digest('hex');

export const openStore = (live: LiveSettings): RowStore => ({
  live,
  queues: new Map(),
  entries: new Map(),
  orders: new Map(),
  groups: new Map(),
  wallets: new Map(),
  journalKeys: new Set(),
  plans: [],
  facts: [],
  chains: new Map(),
});

export const partKey = (queue: QueueKey, order: OrderId): string => `${queue} ${order}`;

export function storeOrder(store: RowStore, queue: QueueKey, order: OrderRow): void {
  store.orders.set(partKey(queue, order.id), structuredClone(order));
}

const orderOf = (task: QueueTask, store: RowStore): OrderId | undefined => {
  if ('order' in task) return task.order;
  return task.type === 'draw' ? store.entries.get(task.entry)?.order : undefined;
};

/** Counts what limits count, for every scope of the orders' gates. */
function heldFor(store: RowStore, orders: readonly OrderRow[]): HeldCount[] {
  const wanted = new Set(
    orders.flatMap(({ member, lines }) =>
      lines.flatMap(({ terms }) => terms.gates.map(({ scope }) => `${member} ${scope}`)),
    ),
  );
  const counts = new Map<string, { total: number; byDay: Map<Day, number> }>();
  for (const entry of store.entries.values()) {
    if (entry.state === 'cancelled') continue;
    const line = store.orders
      .get(partKey(entry.queue, entry.order))
      ?.lines.find((row) => row.line === entry.line);
    for (const { scope } of line?.terms.gates ?? []) {
      const key = `${entry.member} ${scope}`;
      if (!wanted.has(key)) continue;
      const count = counts.get(key) ?? { total: 0, byDay: new Map<Day, number>() };
      const day = shanghaiDay(entry.joinedAt);
      count.total += 1;
      count.byDay.set(day, (count.byDay.get(day) ?? 0) + 1);
      counts.set(key, count);
    }
  }
  return [...counts].map(([key, count]) => {
    const [member = '', scope = ''] = key.split(' ');
    return { member: member as MemberId, scope: scope as HeldCount['scope'], ...count };
  });
}

interface Loaded {
  readonly entries: EntryRow[];
  readonly knownTo: number;
}

const byPosition = (a: EntryRow, b: EntryRow): number => a.position - b.position;

/** The first `count` entries that may be paid. */
function loadHead(rows: readonly EntryRow[], live: LiveSettings, count: number): Loaded {
  const payable = rows.filter((entry) => mayBePaid(live, entry)).sort(byPosition);
  const entries = payable.slice(0, count);
  const knownTo = entries.length === payable.length ? Infinity : (entries.at(-1)?.position ?? 0);
  return { entries, knownTo };
}

/** Who waits from the first on who joined after the time of a reset. */
function joinedLater(rows: readonly EntryRow[], tasks: readonly QueueTask[]): readonly EntryRow[] {
  const until = Math.min(
    ...tasks.map((task) => (task.type === 'reset' ? (task.joinedUntil ?? Infinity) : Infinity)),
  );
  const waiting = rows.filter(({ state }) => state === 'waiting').sort(byPosition);
  const first = waiting.findIndex(({ joinedAt }) => joinedAt > until);
  return first === -1 ? [] : waiting.slice(first);
}

export function loadFacts(
  store: RowStore,
  key: QueueKey,
  tasks: readonly QueueTask[],
  reach: number,
): QueueFacts {
  const rows = [...store.entries.values()].filter(({ queue }) => queue === key);
  const ids = new Set(tasks.map((task) => orderOf(task, store)));
  const orders = [...store.orders].flatMap(([part, order]) =>
    part === partKey(key, order.id) && ids.has(order.id) ? [order] : [],
  );
  const head = loadHead(rows, store.live, reach);
  const uplines = new Set(orders.flatMap(({ upline }) => upline.slice(0, 2).map(({ member }) => member)));
  const ofMembers = [...uplines].map((member) => ({
    member,
    ...loadHead(
      rows.filter((entry) => entry.member === member),
      store.live,
      reach,
    ),
  }));
  const named = rows.filter(
    (entry) => ids.has(entry.order) || tasks.some((task) => 'entry' in task && task.entry === entry.id),
  );
  const entries = new Map(
    [...head.entries, ...named, ...joinedLater(rows, tasks), ...ofMembers.flatMap((own) => own.entries)].map(
      (entry) => [entry.id, entry],
    ),
  );
  return {
    queue: store.queues.get(key) ?? emptyQueueRow(key, false),
    live: store.live,
    orders,
    entries: [...entries.values()],
    knownTo: head.knownTo,
    knownToByMember: new Map(ofMembers.map(({ member, knownTo }) => [member, knownTo])),
    held: heldFor(store, orders),
    groups: [...store.groups].flatMap(([name, group]) => (name === `${key} ${group.owner}` ? [group] : [])),
    drawPlaces: (_size, count) => Array.from({ length: count }, (_, index) => index),
  };
}

export function write(store: RowStore, key: QueueKey, plan: QueuePlan): void {
  const { clearedUpToPosition: upTo } = plan;
  for (const entry of store.entries.values()) {
    if (upTo !== null && entry.queue === key && entry.state === 'waiting' && entry.position <= upTo)
      entry.state = 'cleared';
  }
  for (const row of [...plan.entryInserts, ...plan.entryUpdates])
    store.entries.set(row.id, { ...structuredClone(row), queue: key });
  for (const { order, line, ...change } of plan.lineChanges) {
    const row = store.orders.get(partKey(key, order))?.lines.find((one) => one.line === line);
    if (row !== undefined) Object.assign(row, change);
  }
  for (const reward of [...plan.rewardInserts, ...plan.rewardUpdates]) {
    const line = store.orders.get(partKey(key, reward.order))?.lines.find((one) => one.line === reward.line);
    if (line === undefined) throw new Error('a reward without a line');
    const place = line.rewards.findIndex(
      ({ kind, member }) => kind === reward.kind && member === reward.member,
    );
    if (place === -1) line.rewards = [...line.rewards, { ...reward }];
    else line.rewards = line.rewards.map((one, index) => (index === place ? { ...reward } : one));
  }
  for (const group of plan.groups) store.groups.set(`${key} ${group.owner}`, group);
  for (const { member, balance, amount } of plan.walletDeltas) {
    const name = `${balance} of ${member}`;
    store.wallets.set(name, (store.wallets.get(name) ?? 0) + amount);
  }
  for (const journal of plan.journals) {
    if (store.journalKeys.has(journal.key)) throw new Error(`${journal.key} is booked twice`);
    store.journalKeys.add(journal.key);
  }
  store.queues.set(key, plan.queue);
  store.plans.push(plan);
}

/** Settles tasks of one queue in one batch; loads `reach` entries of the head first, and more whenever that was too short. */
export function settleBatch(
  store: RowStore,
  key: QueueKey,
  tasks: readonly QueueTask[],
  reach: number,
): void {
  for (let loaded = reach; ; loaded = loaded * 2 + 1) {
    const facts = loadFacts(store, key, tasks, loaded);
    const before = structuredClone({ ...facts, drawPlaces: null });
    let plan: QueuePlan;
    try {
      plan = planQueue(facts, tasks);
    } catch (error) {
      if (error instanceof FactsTooShort && loaded < 100_000) continue;
      throw error;
    }
    expect({ ...facts, drawPlaces: null }).toEqual(before);
    assertPlanIsSound(facts, plan);
    const chain = store.chains.get(key) ?? [];
    const head = chain.at(-1) ?? startOfChain(key, sha256);
    store.chains.set(key, [...chain, ...lengthenChain(head, facts, plan, tasks, sha256)]);
    store.facts.push({ ...before, drawPlaces: facts.drawPlaces });
    write(store, key, plan);
    return;
  }
}
