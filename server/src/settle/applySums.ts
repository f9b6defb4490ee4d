import type { QueueEvent } from '@paifan/shared/rebate/settle/events';
import type { EntryRow, QueueRow } from '@paifan/shared/rebate/settle/facts';
import { dayText, shanghaiDay, type Day } from '@paifan/shared/time/shanghai';
import { blockOf, BLOCK_LEVELS } from '../db/blocks';
import type { Writes } from '../db/bulk';
import { sqlList } from '../db/query';
import type { Planned } from './applyLine';

/** What a transaction comes to in sums: the rows of the queues, their blocks and their days. */
export interface Sums {
  /** Adds a plan; plans of a queue in the order in which they were made. */
  add(planned: Planned): void;
  write(writes: Writes): Promise<void>;
}

export function openSums(): Sums {
  const queues = new Map<string, QueueRow>();
  const blocks = openBlocks();
  const days = openDays();
  return {
    add(planned) {
      queues.set(planned.facts.queue.id, planned.plan.queue);
      blocks.add(planned);
      days.add(planned);
    },
    async write(writes) {
      await updateQueues(writes, queues);
      await blocks.write(writes);
      await days.write(writes);
    },
  };
}

/** The sums of a queue; a task that was in the way is settled, so nothing has to be tried again. */
async function updateQueues(writes: Writes, queues: ReadonlyMap<string, QueueRow>): Promise<void> {
  const rows = [...queues].map(([id, queue]) => [
    id,
    queue.poolFen,
    queue.debtFen,
    queue.paused ? 1 : 0,
    queue.allPaused ? 1 : 0,
    queue.nextPosition,
    queue.waitingCount,
    queue.waitingRemainingFen,
    queue.completedRemainingFen,
    queue.closed ? 1 : 0,
    queue.sweptFen,
  ]);
  await writes.update(
    'queues',
    {
      id: 'INT UNSIGNED',
      pool_fen: 'BIGINT UNSIGNED',
      debt_fen: 'BIGINT UNSIGNED',
      paused: 'TINYINT',
      all_paused: 'TINYINT',
      next_position: 'BIGINT UNSIGNED',
      waiting_count: 'BIGINT UNSIGNED',
      waiting_fen: 'BIGINT UNSIGNED',
      completed_fen: 'BIGINT UNSIGNED',
      closed: 'TINYINT',
      swept_fen: 'BIGINT UNSIGNED',
    },
    rows,
    {
      match: 't.id = v.id',
      set: `t.pool_fen = v.pool_fen, t.debt_fen = v.debt_fen, t.paused = v.paused, t.all_paused = v.all_paused,
        t.next_position = v.next_position, t.waiting_count = v.waiting_count, t.waiting_fen = v.waiting_fen,
        t.completed_fen = v.completed_fen, t.closed = v.closed, t.swept_fen = v.swept_fen, t.retry_at = NULL`,
    },
  );
}

/** What waits in a block, or by what that changes. */
type Block = [queueId: string, level: number, block: number, people: number, fen: number];

function openBlocks(): Sums {
  const changes = new Map<string, Block>();
  const begun = new Map<string, [string, number, number]>();
  const cleared = new Set<string>();

  function change(queueId: string, position: number, people: number, fen: number): void {
    for (const level of BLOCK_LEVELS) {
      const block = blockOf(position, level);
      const key = `${queueId}/${level}/${block}`;
      const sum = changes.get(key);
      if (sum === undefined) changes.set(key, [queueId, level, block, people, fen]);
      else {
        sum[3] += people;
        sum[4] += fen;
      }
    }
  }

  /** The blocks that new entries lie in; most are there already. Their positions follow one another. */
  function begin(queueId: string, { position }: EntryRow): void {
    for (const level of BLOCK_LEVELS) {
      const block = blockOf(position, level);
      begun.set(`${queueId}/${level}/${block}`, [queueId, level, block]);
    }
  }

  return {
    add({ facts, plan }) {
      const { id: queueId } = facts.queue;
      const clearedTo = plan.clearedUpToPosition;
      if (clearedTo !== null) {
        // Only those behind it are left, all of whom are known: they are counted anew.
        cleared.add(queueId);
        for (const [key, [queue]] of changes) if (queue === queueId) changes.delete(key);
        for (const entry of stayed(facts, plan, clearedTo))
          change(queueId, entry.position, waits(entry), remains(entry));
      }
      for (const entry of plan.entryInserts) {
        begin(queueId, entry);
        if (entry.position > (clearedTo ?? 0)) change(queueId, entry.position, waits(entry), remains(entry));
      }
      if (clearedTo !== null || plan.entryUpdates.length === 0) return;
      const before = new Map(facts.entries.map((entry) => [entry.id, entry]));
      for (const entry of plan.entryUpdates) {
        const old = before.get(entry.id);
        const people = waits(entry) - (old ? waits(old) : 0);
        change(queueId, entry.position, people, remains(entry) - (old ? remains(old) : 0));
      }
    },
    async write(writes) {
      if (cleared.size > 0) {
        const ids = sqlList([...cleared]);
        await writes.run(
          `UPDATE queue_blocks SET waiting_count = 0, waiting_fen = 0 WHERE queue_id IN (${ids})`,
        );
      }
      await insertBlocks(writes, [...begun.values()], [...changes.values()]);
    },
  };
}

/** Those of the known entries behind a reset, as they are now. */
function stayed(facts: Planned['facts'], plan: Planned['plan'], clearedTo: number): EntryRow[] {
  const updates = new Map(plan.entryUpdates.map((entry) => [entry.id, entry]));
  return facts.entries
    .filter(({ position, leftIn }) => position > clearedTo && leftIn === undefined)
    .map((entry) => updates.get(entry.id) ?? entry);
}

const waits = ({ state }: EntryRow): number => (state === 'waiting' ? 1 : 0);
const remains = ({ state, entitledFen, rewardedFen }: EntryRow): number =>
  state === 'waiting' ? entitledFen - rewardedFen : 0;

async function insertBlocks(
  writes: Writes,
  begun: readonly [string, number, number][],
  changes: readonly Block[],
): Promise<void> {
  await writes.insert('queue_blocks', ['queue_id', 'level', 'block'], begun, 'block = VALUES(block)');
  await writes.update(
    'queue_blocks',
    {
      queue_id: 'INT UNSIGNED',
      level: 'TINYINT UNSIGNED',
      block: 'BIGINT UNSIGNED',
      people: 'BIGINT',
      fen: 'BIGINT',
    },
    changes.filter(([, , , people, fen]) => people !== 0 || fen !== 0),
    {
      match: 't.queue_id = v.queue_id AND t.level = v.level AND t.block = v.block',
      set: 't.waiting_count = t.waiting_count + v.people, t.waiting_fen = t.waiting_fen + v.fen',
    },
  );
}

/** What came in and went out on a day in Shanghai, for the forecast. SPEC section 12. */
function openDays(): Sums {
  const days = new Map<
    string,
    { queueId: string; day: Day } & { -readonly [Key in keyof Flow]: Flow[Key] }
  >();
  return {
    add({ facts, plan }) {
      const { id: queueId } = facts.queue;
      for (const event of plan.events) {
        const flow = flowOf(event);
        if (flow === null) continue;
        const day = shanghaiDay(event.at);
        const key = `${queueId}/${day}`;
        const sum = days.get(key) ?? { queueId, day, ...NO_FLOW };
        days.set(key, sum);
        sum.inflow += flow.inflow;
        sum.paid += flow.paid;
        sum.joined += flow.joined;
        sum.moved += flow.moved;
      }
    },
    write: (writes) =>
      writes.insert(
        'queue_days',
        ['queue_id', 'day', 'inflow_fen', 'paid_fen', 'joined_count', 'moved_fen'],
        [...days.values()].map(({ queueId, day, inflow, paid, joined, moved }) => [
          ...[queueId, dayText(day), inflow, paid, joined, moved],
        ]),
        `inflow_fen = inflow_fen + VALUES(inflow_fen), paid_fen = paid_fen + VALUES(paid_fen),
         joined_count = joined_count + VALUES(joined_count), moved_fen = moved_fen + VALUES(moved_fen)`,
      ),
  };
}

/** What an event brought: into the pool from orders, out of it to members, who joined, and what was moved beside. */
interface Flow {
  readonly inflow: number;
  readonly paid: number;
  readonly joined: number;
  readonly moved: number;
}

const NO_FLOW: Flow = { inflow: 0, paid: 0, joined: 0, moved: 0 };

function flowOf(event: QueueEvent): Flow | null {
  switch (event.type) {
    case 'contributed':
      return { ...NO_FLOW, inflow: event.amountFen };
    case 'withdrawn':
      return { ...NO_FLOW, inflow: -event.amountFen };
    case 'paidOut':
      return { ...NO_FLOW, paid: event.amountFen };
    case 'takenBack':
      return { ...NO_FLOW, paid: -event.amountFen };
    case 'joined':
      return { ...NO_FLOW, joined: 1 };
    case 'tookOver':
      return { ...NO_FLOW, moved: event.amountFen };
    case 'swept':
      return { ...NO_FLOW, moved: -event.amountFen };
    default:
      return null;
  }
}
