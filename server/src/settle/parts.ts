import { setImmediate as breath } from 'node:timers/promises';
import type { OrderId } from '@paifan/shared/ids/ids';
import type { OrderRow, QueueTask } from '@paifan/shared/rebate/settle/facts';
import type { Tx } from '../db/transaction';
import type { Planned } from './applyLine';
import { factsAfter, factsFor, factsToFollow } from './follow';
import { isAccelerated, loadFacts, orderNamedBy, type LockedWork, type StoredFacts } from './facts';
import { haveRandomReturn } from './groups';
import { haveLimits } from './held';
import type { Merges } from './merges';
import { loadOrders } from './orders';
import { planIfKnown, planOne } from './planOne';
import type { QueueWork, TaskRow } from './queueTask';

/*
 * A batch is planned in parts, each while the one before is written: so neither the planner nor the database waits for the
 * other. What a part is planned from is what the plans before have made of the facts. Where that is not enough, everything
 * planned is written first, and the rest is loaded anew, under the same lock.
 */

/** Plans, and the tasks of each. */
export interface Part {
  readonly planned: Planned[];
  readonly works: QueueWork[];
}

/**
 * Plans the next part; null when all is planned.
 * @param written waits until everything planned before is written
 */
export type NextPart = (written: () => Promise<void>) => Promise<Part | null>;

/** A queue under its lock, with its tasks and their rows. */
export interface WorkToPlan extends LockedWork {
  readonly rows: readonly TaskRow[];
}

/**
 * The first part is small, so that the database has something to do soon. No part is so large that MariaDB would make a table
 * of a list of ids (`in_predicate_conversion_threshold`, 1000).
 */
const FIRST_PART = 120;
const LARGEST_PART = 960;

/** How many tasks are planned at a stretch: a few milliseconds, after which the answers of the database are looked after. */
const STRETCH = 64;

/** The parts of a batch. @throws SettleAlone, by the first part, when there are several queues with limits that span them */
export function partsOf(tx: Tx, works: readonly WorkToPlan[], merges: Merges): NextPart {
  const [only] = works;
  return works.length === 1 && only !== undefined
    ? partsOfQueue(tx, only, merges)
    : partsOfQueues(tx, works, merges);
}

/** Several queues are loaded together, and each is planned as a whole. */
function partsOfQueues(tx: Tx, works: readonly WorkToPlan[], merges: Merges): NextPart {
  const left = [...works.entries()];
  let loaded: readonly StoredFacts[] | null = null;
  let size = FIRST_PART;
  return async () => {
    loaded ??= await loadFacts(tx, works, merges);
    const part: Part = { planned: [], works: [] };
    let tasks = 0;
    let breathedAt = 0;
    while (tasks < size) {
      const [index, work] = left.shift() ?? [];
      const facts = index === undefined ? undefined : loaded[index];
      if (work === undefined || facts === undefined) break;
      part.planned.push(await planOne(tx, facts, work.tasks));
      part.works.push({ queue: work.queue.key, tasks: work.tasks, rows: work.rows });
      tasks += work.tasks.length;
      if (tasks - breathedAt < STRETCH) continue;
      breathedAt = tasks;
      await breath();
    }
    size = Math.min(LARGEST_PART, size * 2);
    return part.planned.length === 0 ? null : part;
  };
}

/** One queue, stretch by stretch. */
function partsOfQueue(tx: Tx, work: WorkToPlan, merges: Merges): NextPart {
  const { tasks, rows } = work;
  let { queue } = work;
  let from = 0;
  let size = FIRST_PART;
  /** What the plans so far have made of the facts; null: it has to be loaded. */
  let known: StoredFacts | null = null;

  /** The orders of some tasks by their ids, if they are all that has to be loaded for them. */
  async function ordersThatFollow(some: readonly QueueTask[]): Promise<OrdersById | null> {
    if (queue.familyId !== null || !areNew(some)) return null;
    const orders = await loadOrders(tx, ordersNamedBy(some), [], merges);
    const own = orders.get(queue.key) ?? [];
    if (haveLimits(own) || haveRandomReturn(own) || own.some(isAccelerated)) return null;
    return new Map(own.map((order) => [order.id, order]));
  }

  async function load(some: readonly QueueTask[], tasksToCome: number): Promise<StoredFacts> {
    const [facts] = await loadFacts(tx, [{ ...work, queue, tasks: some, tasksToCome }], merges);
    if (facts === undefined) throw new Error(`nothing was loaded of queue ${queue.key}`);
    return facts;
  }

  /** Plans from what is known; null when that is not enough. */
  function follow(some: readonly QueueTask[], byId: OrdersById | null): Planned | null {
    if (known === null || byId === null) return null;
    const orders = ordersNamedBy(some).flatMap((id) => byId.get(id) ?? []);
    return planIfKnown(factsFor(known, orders), some) ?? planIfKnown({ ...known, orders }, some);
  }

  return async (written) => {
    if (from === tasks.length) return null;
    const part: Part = { planned: [], works: [] };
    const end = endOf(tasks, from, size);
    size = Math.min(LARGEST_PART, size * 2);
    const orders = await ordersThatFollow(tasks.slice(from, end));
    while (from < end) {
      const to = orders === null ? end : endOf(tasks, from, Math.min(STRETCH, end - from));
      const some = tasks.slice(from, to);
      let planned = follow(some, orders);
      if (planned === null) {
        known = null;
        if (part.planned.length > 0) break;
        await written();
        planned = await planOne(tx, await load(some, orders === null ? 0 : tasks.length - to), some);
      }
      known = orders === null ? null : factsAfter(known ?? factsToFollow(planned.facts), planned);
      queue = { ...queue, ...planned.plan.queue };
      part.planned.push(planned);
      part.works.push({ queue: queue.key, tasks: some, rows: rows.slice(from, to) });
      from = to;
      await breath();
    }
    return part;
  };
}

type OrdersById = ReadonlyMap<OrderId, OrderRow>;

const ordersNamedBy = (tasks: readonly QueueTask[]): OrderId[] => [...new Set(tasks.flatMap(orderNamedBy))];

/** Tasks of orders that are paid among them: what is known of these orders is what was fixed when they were placed and paid. */
function areNew(tasks: readonly QueueTask[]): boolean {
  const paid = new Set(
    tasks.flatMap((task) => (task.type === 'paid' && task.of === undefined ? [task.order] : [])),
  );
  return tasks.every((task) => (task.type === 'paid' || task.type === 'completed') && paid.has(task.order));
}

/** Where some tasks end, about `size` after they begin: the tasks of an order that follow one another stay together. */
function endOf(tasks: readonly QueueTask[], from: number, size: number): number {
  let to = Math.min(tasks.length, from + size);
  const orders = new Set(tasks.slice(from, to).flatMap(orderNamedBy));
  for (const next of tasks.slice(to)) {
    if (!orderNamedBy(next).some((order) => orders.has(order))) break;
    to += 1;
  }
  return to;
}
