import { z } from 'zod';
import type { Fen } from '@paifan/shared/money/fen';
import { countColumn, entryIdColumn, fenColumn, memberIdColumn } from './columns';
import { query } from './query';
import type { PlacedEntry } from './queueReads';
import type { Executor } from './transaction';

/** Somebody who waits close by in the same queue. */
export interface Neighbour {
  readonly position: number;
  readonly nickname: string;
  readonly avatar: string;
  readonly entitledFen: Fen;
  readonly rewardedFen: Fen;
  /** The one who asks; other entries of the same member too. */
  readonly own: boolean;
}

const neighbourRow = z.object({
  id: entryIdColumn,
  position: countColumn,
  member_id: memberIdColumn,
  nickname: z.string(),
  avatar: z.string(),
  entitled_fen: fenColumn,
  rewarded_fen: fenColumn,
});

// One read for each half of the index (queue, state, completed, position), so that those who are done are never walked over.
const half = (completed: 0 | 1, comparison: '<' | '>', order: 'ASC' | 'DESC'): string => `
  (SELECT e.id, e.position, e.member_id, e.entitled_fen, e.rewarded_fen
   FROM entries e
   WHERE e.queue_id = :queue AND e.state = 'waiting' AND e.completed = ${completed} AND e.position ${comparison} :position
   ORDER BY e.position ${order} LIMIT :most)`;

/** The waiting entries right before and right after one that waits, in order of position, itself among them. At most `most` each way. */
export async function readNeighbours(
  executor: Executor,
  entry: PlacedEntry,
  most: number,
): Promise<readonly Neighbour[]> {
  const parameters = { queue: entry.queueId, position: entry.position, most };
  const side = async (comparison: '<' | '>', order: 'ASC' | 'DESC') =>
    query(
      executor,
      `SELECT near.id, near.position, near.member_id, m.nickname, m.avatar, near.entitled_fen, near.rewarded_fen
       FROM (${half(0, comparison, order)} UNION ALL ${half(1, comparison, order)} ORDER BY position ${order} LIMIT :most) near
       JOIN members m ON m.id = near.member_id
       ORDER BY near.position ${order}`,
      parameters,
      neighbourRow,
    );
  const own = await query(
    executor,
    `SELECT e.id, e.position, e.member_id, m.nickname, m.avatar, e.entitled_fen, e.rewarded_fen
     FROM entries e JOIN members m ON m.id = e.member_id
     WHERE e.queue_id = :queue AND e.position = :position`,
    parameters,
    neighbourRow,
  );
  const before = await side('<', 'DESC');
  const after = await side('>', 'ASC');
  return [...before.reverse(), ...own, ...after].map((row) => ({
    position: row.position,
    nickname: row.nickname,
    avatar: row.avatar,
    entitledFen: row.entitled_fen,
    rewardedFen: row.rewarded_fen,
    own: row.member_id === entry.memberId,
  }));
}
