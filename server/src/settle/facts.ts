import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import { floorShare } from '@paifan/shared/money/ratio';
import {
  type FactsTooShort,
  type HeldCount,
  type LiveSettings,
  type OrderRow,
  type QueueFacts,
  type QueueTask,
} from '@paifan/shared/rebate/settle/facts';
import type { Tx } from '../db/transaction';
import {
  entriesByName,
  entriesFromLater,
  entriesOfOrders,
  firstEntriesOf,
  headsOfLines,
  type HeadWanted,
  type StoredEntry,
} from './entries';
import { drawPlaces, haveRandomReturn, loadGroups, type StoredGroup } from './groups';
import { haveLimits, loadHeld } from './held';
import type { Merges } from './merges';
import { grouped, loadOrders, orderOfEntry } from './orders';
import type { StoredQueue } from './queues';

/** A queue under its lock, with the tasks that are to be settled now, and the live settings of their time. */
export interface LockedWork {
  readonly queue: StoredQueue;
  readonly tasks: readonly QueueTask[];
  readonly live: LiveSettings;
  /** How many tasks of the same kind follow, which what is loaded of the line should serve too; none unless given. */
  readonly tasksToCome?: number;
}

/** What the planner gets, with what the rows have beside. */
export interface StoredFacts extends QueueFacts {
  readonly queue: StoredQueue;
  readonly entries: readonly StoredEntry[];
  readonly groups: readonly StoredGroup[];
}

/** Several queues whose orders have limits cannot be planned side by side: a limit counts entries in any queue. */
export class SettleAlone extends Error {
  constructor() {
    super('these queues have to be settled one by one');
    this.name = 'SettleAlone';
  }
}

/**
 * Loads what the settlement of some tasks needs, for each queue, with few statements however many queues there are.
 * @throws SettleAlone when there are several queues, and limits that span them
 */
export async function loadFacts(
  tx: Tx,
  works: readonly LockedWork[],
  merges: Merges,
): Promise<StoredFacts[]> {
  const tasks = works.flatMap((work) => work.tasks);
  const orderIds = [...new Set(tasks.flatMap(orderNamedBy))];
  const settledBefore = [...new Set(works.flatMap(ordersSettledBefore))];
  const ordersByQueue = await loadOrders(tx, orderIds, settledBefore, merges);
  const ordersOf = (work: LockedWork): readonly OrderRow[] => ordersByQueue.get(work.queue.key) ?? [];
  const allOrders = works.flatMap(ordersOf);
  if (works.length > 1 && haveLimits(allOrders)) throw new SettleAlone();

  const held = await loadHeld(tx, allOrders);
  const groups = haveRandomReturn(allOrders)
    ? await loadGroups(
        tx,
        works.map(({ queue }) => queue.id),
      )
    : [];
  const named = await namedEntries(tx, tasks, settledBefore);
  const heads = works.map((work) => headWanted(work, ordersOf(work)));
  const lines = await headsOfLines(
    tx,
    heads.filter(({ limit }) => limit > 0),
  );

  const later = (await Promise.all(works.map((work) => joinedLater(tx, work)))).flat();

  const entriesByQueue = grouped(uniqueEntries([...lines, ...later, ...named]), ({ queueId }) => queueId);
  const lineByQueue = grouped(lines, ({ queueId }) => queueId);
  const facts = works.map((work, index): StoredFacts => {
    const { queue, live } = work;
    const loaded = lineByQueue.get(queue.id) ?? [];
    return {
      queue,
      live,
      orders: ordersOf(work),
      entries: [
        ...(entriesByQueue.get(queue.id) ?? []),
        ...leftElsewhere(named, queue, ordersOf(work), merges),
      ],
      knownTo: knownTo(loaded, heads[index]?.limit ?? 0, queue),
      held: heldFor(held, ordersOf(work)),
      groups: groups.filter(({ queueId }) => queueId === queue.id),
      drawPlaces,
    };
  });
  return Promise.all(facts.map((each) => withAccelerated(tx, each)));
}

/** Orders of which something may be settled already; after a merge an order may be paid part by part. */
const ordersSettledBefore = ({ queue, tasks }: LockedWork): OrderId[] =>
  tasks.filter(({ type }) => type !== 'paid' || queue.familyId !== null).flatMap(orderNamedBy);

/** The order that a task is about. */
export function orderNamedBy(task: QueueTask): OrderId[] {
  if ('order' in task) return [task.order];
  return task.type === 'draw' ? [orderOfEntry(task.entry)] : [];
}

/** Entries of orders that were settled before, and those that a draw or an exchange names. */
async function namedEntries(
  tx: Tx,
  tasks: readonly QueueTask[],
  settledBefore: readonly OrderId[],
): Promise<StoredEntry[]> {
  const names = tasks.flatMap((task) => ('entry' in task ? [task.entry] : []));
  return [
    ...(settledBefore.length > 0 ? await entriesOfOrders(tx, settledBefore) : []),
    ...(names.length > 0 ? await entriesByName(tx, names) : []),
  ];
}

/** Whom a reset that comes late leaves in line, for they joined after its time. */
async function joinedLater(tx: Tx, { queue, tasks }: LockedWork): Promise<StoredEntry[]> {
  const times = tasks.flatMap((task) =>
    task.type === 'reset' && task.joinedUntil !== undefined ? [task.joinedUntil] : [],
  );
  return times.length === 0 ? [] : entriesFromLater(tx, queue.id, new Date(Math.min(...times)));
}

const uniqueEntries = (entries: readonly StoredEntry[]): StoredEntry[] => [
  ...new Map(entries.map((entry) => [entry.id, entry])).values(),
];

/**
 * Entries of this queue's orders that had left the line of a queue before that one was merged into this: a refund still
 * concerns them.
 */
function leftElsewhere(
  named: readonly StoredEntry[],
  queue: StoredQueue,
  orders: readonly OrderRow[],
  merges: Merges,
): StoredEntry[] {
  if (queue.familyId === null) return [];
  const own = new Set(orders.flatMap(({ lines }) => lines.flatMap(({ entry }) => entry ?? [])));
  const keys = new Map(merges.map(({ sourceId, source }) => [sourceId, source]));
  return uniqueEntries(named)
    .filter(({ id, queueId, state }) => queueId !== queue.id && state !== 'waiting' && own.has(id))
    .map((entry) => ({ ...entry, leftIn: keys.get(entry.queueId) }));
}

/** Entries beyond what the money of the batch should reach, so that own entries that are passed over do not make it too short. */
const SPARE_ENTRIES = 32;

/**
 * How much of the line the money of the batch can reach: what its orders may contribute and what is in the pool, over what
 * remains to a waiting entry on average. A guess that is too low costs a second look, never a wrong result.
 */
function headWanted(
  { queue, live, tasks, tasksToCome = 0 }: LockedWork,
  orders: readonly OrderRow[],
): HeadWanted {
  const completedOnly = live.payoutOrder === 'completedFirst';
  // A pool that is shared is shared among all.
  if (tasks.some((task) => task.type === 'windDown' && task.mode === 'proRata'))
    return { queueId: queue.id, completedOnly, limit: queue.waitingCount };
  const guess = reachOf(queue, orders, 1 + tasksToCome / tasks.length);
  return { queueId: queue.id, completedOnly, limit: Math.min(guess, queue.waitingCount) };
}

/** How many waiting entries so many `times` these orders should reach at most. */
export function reachOf(queue: StoredQueue, orders: readonly OrderRow[], times = 1): number {
  let money = queue.poolFen as number;
  for (const { lines } of orders) {
    for (const { paidFen, terms } of lines) money += floorShare(paidFen, terms.extractionRatio);
  }
  const average = Math.max(1, Math.floor(queue.waitingRemainingFen / Math.max(1, queue.waitingCount)));
  return Math.ceil(((money * 1.5) / average) * times) + SPARE_ENTRIES;
}

/** Up to where every entry that may be paid is loaded. */
function knownTo(line: readonly StoredEntry[], limit: number, { waitingCount }: StoredQueue): number {
  if (limit >= waitingCount || line.length < limit) return Infinity;
  return line.at(-1)?.position ?? 0;
}

function heldFor(held: readonly HeldCount[], orders: readonly OrderRow[]): HeldCount[] {
  if (held.length === 0) return [];
  const members = new Set(orders.map(({ member }) => member));
  return held.filter(({ member }) => members.has(member));
}

const FIRST_OF_A_MEMBER = 16;

/** With acceleration, the earliest entries of the people above the buyers. SPEC section 8. */
async function withAccelerated(tx: Tx, facts: StoredFacts): Promise<StoredFacts> {
  const members = new Set(facts.orders.flatMap(acceleratedBy));
  let loaded = facts;
  for (const member of members) loaded = await withEntriesOf(tx, loaded, member, FIRST_OF_A_MEMBER);
  return loaded;
}

function acceleratedBy({ terms, upline }: OrderRow): MemberId[] {
  const { directRatio, indirectRatio } = terms.acceleration;
  return [directRatio, indirectRatio].flatMap((ratio, above) => {
    const member = upline[above]?.member;
    return ratio === '0' || member === undefined ? [] : [member];
  });
}

/** Does the order serve entries of its inviters early? */
export const isAccelerated = (order: OrderRow): boolean => acceleratedBy(order).length > 0;

async function withEntriesOf(
  tx: Tx,
  facts: StoredFacts,
  member: MemberId,
  limit: number,
): Promise<StoredFacts> {
  const { queue, live, entries, knownToByMember } = facts;
  const completedOnly = live.payoutOrder === 'completedFirst';
  const found = await firstEntriesOf(
    tx,
    { queueId: queue.id, member, completedOnly, limit },
    queue.familyId !== null,
  );
  const known = found.length < limit ? Infinity : (found.at(-1)?.position ?? 0);
  return {
    ...facts,
    entries: uniqueEntries([...entries, ...found]),
    knownToByMember: new Map(knownToByMember).set(member, known),
  };
}

/** The planner found the loaded part too short: loads four times as much of it. */
export async function loadMore(tx: Tx, facts: StoredFacts, { member }: FactsTooShort): Promise<StoredFacts> {
  const { queue, live, entries } = facts;
  const isPayable = ({ state, completed }: StoredEntry): boolean =>
    state === 'waiting' && (live.payoutOrder === 'strict' || completed);
  if (member !== null) {
    const known = entries.filter((entry) => entry.member === member && isPayable(entry)).length;
    return withEntriesOf(tx, facts, member, Math.max(FIRST_OF_A_MEMBER, known * 4));
  }
  const known = entries.filter(isPayable).length;
  const limit = Math.min(queue.waitingCount, Math.max(SPARE_ENTRIES, known) * 4);
  const line = await headsOfLines(tx, [
    { queueId: queue.id, completedOnly: live.payoutOrder === 'completedFirst', limit },
  ]);
  return { ...facts, entries: uniqueEntries([...line, ...entries]), knownTo: knownTo(line, limit, queue) };
}
