import { heldCounts } from '../join/held';
import { openQueue, queueRow } from '../queue/line';
import { handOutPlaces } from '../randomReturn/places';
import type { Desk, Refusal } from './desk';
import type { OrderRow, QueueFacts, QueueTask } from './facts';
import { PlanRecorder } from './planRecorder';
import { settleTask } from './steps';
import type { QueuePlan } from './queuePlan';

const copyOrder = (order: OrderRow): OrderRow => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, rewards: line.rewards.map((reward) => ({ ...reward })) })),
});

/**
 * Settles tasks in one queue: the facts were loaded under the queue's lock, the plan is what to write under the same
 * lock. A batch gives to the fen what its tasks give one by one. SPEC sections 6 to 9.
 * @throws FactsTooShort when more of the line has to be loaded.
 */
export function planQueue(facts: QueueFacts, tasks: readonly QueueTask[]): QueuePlan {
  const queue = openQueue(facts);
  const orders = new Map(facts.orders.map((order) => [order.id, copyOrder(order)]));
  const entries = new Map(queue.entries.map((entry) => [entry.id, entry]));
  const places = handOutPlaces(facts.groups, facts.drawPlaces);
  const recorder = new PlanRecorder();
  const sources = (facts.sources ?? []).map((row) =>
    openQueue({ queue: row, live: facts.live, entries: [], knownTo: 0 }),
  );
  const desk: Desk = {
    sources,
    live: facts.live,
    record: recorder,
    held: heldCounts(facts.held),
    takePlace: places.take,
    order: (id) => orders.get(id),
    entry: (id) => entries.get(id) ?? recorder.joinedEntry(id),
  };
  const refused: { task: QueueTask; reason: Refusal }[] = [];
  const eventEnds: number[] = [];
  for (const task of tasks) {
    const reason = settleTask(queue, task, desk);
    if (reason !== null) refused.push({ task, reason });
    eventEnds.push(recorder.eventCount());
  }
  return {
    queue: queueRow(queue),
    sources: sources.map(queueRow),
    groups: places.changed(),
    refused,
    eventEnds,
    ...recorder.written(),
  };
}
