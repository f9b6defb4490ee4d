import type { EntryId, QueueKey } from '../../ids/ids';
import type { Instant } from '../../time/shanghai';
import type { EntryRow } from '../settle/facts';

/** A line that is merged: who waits in it, in order of position. */
export interface LineToMerge {
  readonly key: QueueKey;
  readonly waiting: readonly Pick<EntryRow, 'id' | 'position' | 'joinedAt'>[];
}

/** From where to where an entry moves in a merge; it is kept for ever. */
export interface Move {
  readonly entry: EntryId;
  readonly queue: QueueKey;
  readonly fromPosition: number;
  readonly toPosition: number;
}

/**
 * Who waits stands in the order of joining; of those who joined at the same time, whoever's queue has the lower key is first.
 * Within a line nobody passes anybody, even if a clock went backwards: who stands behind counts as joined no earlier than
 * all before. Everybody gets a new position, because a position is never given twice. SPEC section 4, merge.
 * Long lines are given stretch by stretch.
 */
export function lineUpByJoining(lines: readonly LineToMerge[], firstPosition: number): Move[] {
  const standing = lines.flatMap(({ key, waiting }) => {
    let latest: Instant = -Infinity;
    return waiting.map(({ id, position, joinedAt }) => {
      latest = Math.max(latest, joinedAt);
      return { entry: id, queue: key, fromPosition: position, joined: latest };
    });
  });
  standing.sort(
    (a, b) =>
      a.joined - b.joined ||
      (a.queue < b.queue ? -1 : a.queue > b.queue ? 1 : a.fromPosition - b.fromPosition),
  );
  return standing.map(({ joined: _, ...from }, index) => ({ ...from, toPosition: firstPosition + index }));
}
