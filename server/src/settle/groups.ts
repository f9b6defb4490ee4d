import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { DrawPlaces, OrderRow, PlaceGroup } from '@paifan/shared/rebate/settle/facts';
import type { PlaceOwner } from '@paifan/shared/rebate/settle/terms';
import type { Writes } from '../db/bulk';
import { countColumn, idColumn } from '../db/columns';
import { query } from '../db/query';
import type { Tx } from '../db/transaction';

/** A group of the random return, with its queue. */
export interface StoredGroup extends PlaceGroup {
  readonly queueId: string;
}

const groupRow = z
  .object({
    queue_id: idColumn,
    owner: z.string(),
    cash_slots: countColumn,
    points_slots: countColumn,
    points_places: z.array(z.int()),
    taken: countColumn,
  })
  .transform((row): StoredGroup => ({
    queueId: row.queue_id,
    owner: row.owner as PlaceOwner,
    cashSlots: row.cash_slots,
    pointsSlots: row.points_slots,
    pointsPlaces: row.points_places,
    taken: row.taken,
  }));

/** Does any line of the orders come under a random return? */
export const haveRandomReturn = (orders: readonly OrderRow[]): boolean =>
  orders.some(({ lines }) => lines.some(({ terms }) => terms.randomReturn !== null));

/** The groups that are being filled in some queues. */
export const loadGroups = (tx: Tx, queueIds: readonly string[]): Promise<StoredGroup[]> =>
  query(
    tx,
    `SELECT queue_id, owner, cash_slots, points_slots, points_places, taken FROM random_return_groups
     WHERE queue_id IN (?)`,
    [queueIds],
    groupRow,
  );

/** Writes groups; one replaces the one of the same queue and owner. */
export const saveGroups = (writes: Writes, groups: readonly StoredGroup[]): Promise<void> =>
  writes.insert(
    'random_return_groups',
    ['queue_id', 'owner', 'cash_slots', 'points_slots', 'points_places', 'taken'],
    groups.map((group) => [
      group.queueId,
      group.owner,
      group.cashSlots,
      group.pointsSlots,
      JSON.stringify(group.pointsPlaces),
      group.taken,
    ]),
    `cash_slots = VALUES(cash_slots), points_slots = VALUES(points_slots), points_places = VALUES(points_places),
     taken = VALUES(taken)`,
  );

/** Different places of a group, all equally likely. */
export const drawPlaces: DrawPlaces = (size, count) => {
  const places = Array.from({ length: size }, (_, place) => place);
  for (let drawn = 0; drawn < count; drawn += 1) {
    const pick = randomInt(drawn, size);
    [places[drawn], places[pick]] = [places[pick] ?? 0, places[drawn] ?? 0];
  }
  return places.slice(0, count);
};
