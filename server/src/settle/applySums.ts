import { blockOf, BLOCK_LEVELS } from '../db/blocks';
import { insertRows, updateRows } from '../db/bulk';
import type { Tx } from '../db/transaction';
import { execute } from '../db/query';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import type { EntryRow } from '@paifan/shared/rebate/settle/facts';
import type { QueueEvent } from '@paifan/shared/rebate/settle/events';
import type { Planned } from './applyLine';
import { grouped } from './orders';

/** Writes the rows of the queues, their blocks and their days. */
export async function applySums(tx: Tx, planned: readonly Planned[]): Promise<void> {
  await updateQueues(tx, planned);
  await updateBlocks(tx, planned);
  await addToDays(tx, planned);
}

/** The sums of a queue; a task that was in the way is settled, so nothing has to be tried again. */
async function updateQueues(tx: Tx, planned: readonly Planned[]): Promise<void> {
  const rows = planned.map(({ facts, plan: { queue } }) => [
    facts.queue.id,
    queue.poolFen,
    queue.debtFen,
    queue.paused ? 1 : 0,
    queue.allPaused ? 1 : 0,
    queue.nextPosition,
    queue.waitingCount,
    queue.waitingRemainingFen,
    queue.completedRemainingFen,
  ]);
  await updateRows(
    tx,
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
    },
    rows,
    {
      match: 't.id = v.id',
      set: `t.pool_fen = v.pool_fen, t.debt_fen = v.debt_fen, t.paused = v.paused, t.all_paused = v.all_paused,
        t.next_position = v.next_position, t.waiting_count = v.waiting_count, t.waiting_fen = v.waiting_fen,
        t.completed_fen = v.completed_fen, t.retry_at = NULL`,
    },
  );
}

interface Share {
  people: number;
  fen: number;
}

/** What an entry adds to its block. */
const shareOf = ({ state, entitledFen, rewardedFen }: EntryRow): Share =>
  state === 'waiting' ? { people: 1, fen: entitledFen - rewardedFen } : { people: 0, fen: 0 };

interface PositionChange extends Share {
  readonly queueId: string;
  readonly position: number;
}

/** What each position's share changes by. After a reset everything before is zero, and only later entries count. */
function changesOf({ facts, plan }: Planned): PositionChange[] {
  const queueId = facts.queue.id;
  const cleared = plan.clearedUpToPosition ?? 0;
  const inserts = plan.entryInserts
    .filter(({ position }) => position > cleared)
    .map((entry) => ({ queueId, position: entry.position, ...shareOf(entry) }));
  if (cleared > 0) return inserts;
  const before = new Map(facts.entries.map((entry) => [entry.id, shareOf(entry)]));
  const updates = plan.entryUpdates.map((entry) => {
    const old = before.get(entry.id) ?? { people: 0, fen: 0 };
    const now = shareOf(entry);
    return { queueId, position: entry.position, people: now.people - old.people, fen: now.fen - old.fen };
  });
  return [...inserts, ...updates];
}

async function updateBlocks(tx: Tx, planned: readonly Planned[]): Promise<void> {
  for (const { facts, plan } of planned) {
    if (plan.clearedUpToPosition === null) continue;
    await execute(tx, 'UPDATE queue_blocks SET waiting_count = 0, waiting_fen = 0 WHERE queue_id = ?', [
      facts.queue.id,
    ]);
  }
  const sums = new Map<
    string,
    [queueId: string, level: number, block: number, people: number, fen: number]
  >();
  for (const { queueId, position, people, fen } of planned.flatMap(changesOf)) {
    for (const level of BLOCK_LEVELS) {
      const block = blockOf(position, level);
      const key = `${queueId}/${level}/${block}`;
      const sum = sums.get(key) ?? [queueId, level, block, 0, 0];
      sum[3] += people;
      sum[4] += fen;
      sums.set(key, sum);
    }
  }
  const rows = [...sums.values()];
  await insertRows(
    tx,
    'queue_blocks',
    ['queue_id', 'level', 'block'],
    newBlocks(planned),
    'block = VALUES(block)',
  );
  await updateRows(
    tx,
    'queue_blocks',
    {
      queue_id: 'INT UNSIGNED',
      level: 'TINYINT UNSIGNED',
      block: 'BIGINT UNSIGNED',
      people: 'BIGINT',
      fen: 'BIGINT',
    },
    rows.filter(([, , , people, fen]) => people !== 0 || fen !== 0),
    {
      match: 't.queue_id = v.queue_id AND t.level = v.level AND t.block = v.block',
      set: 't.waiting_count = t.waiting_count + v.people, t.waiting_fen = t.waiting_fen + v.fen',
    },
  );
}

/** The blocks that new entries lie in; most are there already. */
function newBlocks(planned: readonly Planned[]): [string, number, number][] {
  return planned.flatMap(({ facts, plan: { entryInserts } }) =>
    BLOCK_LEVELS.flatMap((level) =>
      [...new Set(entryInserts.map(({ position }) => blockOf(position, level)))].map(
        (block): [string, number, number] => [facts.queue.id, level, block],
      ),
    ),
  );
}

/** What an event moved: into the pool from orders, out of it to members, and who joined. */
function flowOf(event: QueueEvent): { inflow: number; paid: number; joined: number } | null {
  switch (event.type) {
    case 'contributed':
      return { inflow: event.amountFen, paid: 0, joined: 0 };
    case 'withdrawn':
      return { inflow: -event.amountFen, paid: 0, joined: 0 };
    case 'paidOut':
      return { inflow: 0, paid: event.amountFen, joined: 0 };
    case 'takenBack':
      return { inflow: 0, paid: -event.amountFen, joined: 0 };
    case 'joined':
      return { inflow: 0, paid: 0, joined: 1 };
    default:
      return null;
  }
}

/** The flow of each day in Shanghai, for the forecast. SPEC section 12. */
async function addToDays(tx: Tx, planned: readonly Planned[]): Promise<void> {
  const rows = planned.flatMap(({ facts, plan }) => {
    const flows = plan.events.flatMap((event) => {
      const flow = flowOf(event);
      return flow === null ? [] : [{ day: shanghaiDay(event.at), ...flow }];
    });
    return [...grouped(flows, ({ day }) => day)].map(([day, ofDay]) => [
      facts.queue.id,
      dayText(day),
      ofDay.reduce((sum, { inflow }) => sum + inflow, 0),
      ofDay.reduce((sum, { paid }) => sum + paid, 0),
      ofDay.reduce((sum, { joined }) => sum + joined, 0),
    ]);
  });
  await insertRows(
    tx,
    'queue_days',
    ['queue_id', 'day', 'inflow_fen', 'paid_fen', 'joined_count'],
    rows,
    `inflow_fen = inflow_fen + VALUES(inflow_fen), paid_fen = paid_fen + VALUES(paid_fen),
     joined_count = joined_count + VALUES(joined_count)`,
  );
}
