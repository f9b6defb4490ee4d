import type { EntryId, QueueKey } from '../../ids/ids';
import type { QueueEvent } from '../settle/events';
import type { EntryRow, QueueFacts, QueueTask } from '../settle/facts';
import type { QueuePlan } from '../settle/queuePlan';
import { bodyText, type ChainBody } from './body';
import { happeningOf, type Happening } from './happenings';

/**
 * SHA-256 over the bytes of the hash before and then the text in UTF-8; hashes are lower-case hex, and `''` is no bytes. It
 * is handed in: the core knows no cryptography.
 */
export type HashNext = (previous: string, text: string) => string;

/** How far a chain has come. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** A link of a chain: what is kept for each settled task. SPEC section 12, proof. */
export interface ChainEvent extends ChainHead {
  readonly body: string;
}

/** Before the first event: the hash of the queue's name alone, so that no chain can be taken for another queue's. */
export const startOfChain = (queue: QueueKey, hash: HashNext): ChainHead => ({
  seq: 0,
  hash: hash('', `paifan queue ${queue}`),
});

const isPaidInTurn = ([name]: Happening): boolean => name === 'paidOut';

/** Who left the line of another queue is none of this line's: only what is taken back comes into its pool. */
const happeningElsewhere = (event: QueueEvent, { leftIn, position }: EntryRow): Happening | null =>
  event.type === 'takenBack' && leftIn !== undefined
    ? ['takenBackElsewhere', leftIn, position, event.amountFen]
    : null;

/** What happened with each task of a plan, as the proof tells it; the same however the tasks were cut into batches. */
function happeningsByTask(facts: QueueFacts, plan: QueuePlan, tasks: readonly QueueTask[]): Happening[][] {
  const positions = new Map<EntryId, number>();
  for (const { id, position } of facts.entries) positions.set(id, position);
  for (const { id, position } of plan.entryInserts) positions.set(id, position);
  const positionOf = (entry: EntryId): number => {
    const position = positions.get(entry);
    if (position === undefined) throw new Error(`entry ${entry} is in the plan and not in the facts`);
    return position;
  };
  const leftElsewhere = new Map(
    facts.entries.flatMap((entry) => (entry.leftIn === undefined ? [] : [[entry.id, entry] as const])),
  );
  const refused = new Set(plan.refused.map(({ task }) => task));
  const passesOver = facts.live.payoutOrder === 'completedFirst';
  return tasks.map((task, index) => {
    if (refused.has(task)) return [['refused']];
    const happenings = plan.events
      .slice(plan.eventEnds[index - 1] ?? 0, plan.eventEnds[index])
      .map((event) => {
        const left = 'entry' in event ? leftElsewhere.get(event.entry) : undefined;
        return left === undefined ? happeningOf(event, positionOf) : happeningElsewhere(event, left);
      })
      .filter((happening) => happening !== null);
    return passesOver && happenings.some(isPaidInTurn) ? [['completedFirst'], ...happenings] : happenings;
  });
}

/** The event that follows in a chain. */
export function nextEvent(head: ChainHead, body: Omit<ChainBody, 'seq'>, hash: HashNext): ChainEvent {
  const seq = head.seq + 1;
  const text = bodyText({ seq, ...body });
  return { seq, body: text, hash: hash(head.hash, text) };
}

/**
 * Lengthens a queue's chain by one event for each task that a plan settles.
 * @param tasks those that the plan was made for, in order
 */
export function lengthenChain(
  head: ChainHead,
  facts: QueueFacts,
  plan: QueuePlan,
  tasks: readonly QueueTask[],
  hash: HashNext,
): ChainEvent[] {
  const told = happeningsByTask(facts, plan, tasks);
  let last = head;
  return tasks.map(({ at, type }, index) => {
    const event = nextEvent(last, { at, task: type, happenings: told[index] ?? [] }, hash);
    last = event;
    return event;
  });
}
