import { z } from 'zod';
import { lineUpByJoining, type LineToMerge, type Move } from '@paifan/shared/rebate/merge/lineUp';
import { openWrites, type Writes } from '../db/bulk';
import { countColumn, entryIdColumn, timeColumn } from '../db/columns';
import { queryText, sqlText } from '../db/query';
import type { Tx } from '../db/transaction';
import type { StoredQueue } from './queues';

/*
 * Lines of any length are lined up stretch by stretch, so that only a little of them is in memory. (In one statement it needs a running
 * MAX over a window, which took MariaDB 10.11 more than twenty minutes for 900,000 entries; this takes about two.)
 */

/** How many entries are in memory, of all queues together, and how many of one at least. */
const AT_ONCE = 20_000;
const SMALLEST_PAGE = 20;

type Standing = LineToMerge['waiting'][number];

/** What was read of a line and is not lined up yet; `joinedAt` never goes backwards. */
interface Buffer {
  readonly queue: StoredQueue;
  waiting: Standing[];
  readTo: number;
  latest: number;
  isRead: boolean;
}

const entryRow = z.object({ position: countColumn, id: entryIdColumn, joined_at: timeColumn });

/**
 * Moves everybody who waits in some queues to the target's tail, in order of joining, and keeps where they stood.
 * @param queues all of them, the target too, under their locks
 * @param atOnce how many entries may be in memory
 * @returns how many were moved
 */
export async function lineUp(
  tx: Tx,
  taskId: string,
  target: StoredQueue,
  queues: readonly StoredQueue[],
  atOnce = AT_ONCE,
): Promise<number> {
  const page = Math.max(SMALLEST_PAGE, Math.floor(atOnce / queues.length));
  const buffers = queues.map((queue): Buffer => ({
    queue,
    waiting: [],
    readTo: 0,
    latest: -Infinity,
    isRead: queue.waitingCount === 0,
  }));
  const writes = openWrites(tx);
  let next = target.nextPosition;
  for (;;) {
    for (const buffer of buffers) if (buffer.waiting.length === 0) await read(tx, buffer, page);
    if (buffers.every(({ waiting }) => waiting.length === 0)) return next - target.nextPosition;
    const moves = lineUpByJoining(await takeStretch(tx, buffers, page), next);
    await writeMoves(writes, taskId, target, queues, moves);
    next += moves.length;
  }
}

/** Reads a page more of a line. */
async function read(tx: Tx, buffer: Buffer, page: number): Promise<void> {
  if (buffer.isRead) return;
  const { queue, readTo } = buffer;
  // The index holds waiting entries of completed and of other orders each in line order.
  const run = (completed: number): string =>
    `(SELECT position, id, joined_at FROM entries FORCE INDEX (entries_waiting)
      WHERE queue_id = ${sqlText(queue.id)} AND state = 'waiting' AND completed = ${completed}
        AND position > ${readTo} AND position < ${queue.nextPosition} ORDER BY position LIMIT ${page})`;
  const rows = await queryText(tx, `${run(0)} UNION ALL ${run(1)} ORDER BY position LIMIT ${page}`, entryRow);
  for (const { position, id, joined_at } of rows) {
    buffer.latest = Math.max(buffer.latest, joined_at.getTime());
    buffer.waiting.push({ id, position, joinedAt: buffer.latest });
    buffer.readTo = position;
  }
  buffer.isRead = rows.length < page;
}

/** All that joined before anybody who is not read yet. */
async function takeStretch(tx: Tx, buffers: readonly Buffer[], page: number): Promise<LineToMerge[]> {
  for (;;) {
    const unread = buffers.filter(({ isRead }) => !isRead);
    const until = Math.min(...unread.map(({ latest }) => latest));
    const lines = buffers.map(({ queue, waiting }) => ({
      key: queue.key,
      waiting: waiting.slice(0, countBefore(waiting, until)),
    }));
    if (lines.some(({ waiting }) => waiting.length > 0)) {
      buffers.forEach((buffer, index) => {
        buffer.waiting = buffer.waiting.slice(lines[index]?.waiting.length);
      });
      return lines;
    }
    // A whole page joined in one moment: who else did is behind it.
    for (const buffer of unread) if (buffer.latest === until) await read(tx, buffer, page);
  }
}

function countBefore(waiting: readonly Standing[], until: number): number {
  const end = waiting.findIndex(({ joinedAt }) => joinedAt >= until);
  return end === -1 ? waiting.length : end;
}

async function writeMoves(
  writes: Writes,
  taskId: string,
  target: StoredQueue,
  queues: readonly StoredQueue[],
  moves: readonly Move[],
): Promise<void> {
  const idOf = new Map(queues.map(({ key, id }) => [key, id]));
  await writes.insert(
    'entry_moves',
    ['queue_id', 'position', 'task_id', 'entry_id', 'to_queue_id', 'to_position'],
    moves.map(({ entry, queue, fromPosition, toPosition }) => [
      idOf.get(queue) ?? null,
      fromPosition,
      taskId,
      entry,
      target.id,
      toPosition,
    ]),
  );
  await writes.run(
    `UPDATE entry_moves m STRAIGHT_JOIN entries e ON e.queue_id = m.queue_id AND e.position = m.position
     SET e.queue_id = m.to_queue_id, e.position = m.to_position
     WHERE m.to_queue_id = ${sqlText(target.id)}
       AND m.to_position BETWEEN ${moves[0]?.toPosition ?? 0} AND ${moves.at(-1)?.toPosition ?? 0}`,
  );
  await writes.done();
}
