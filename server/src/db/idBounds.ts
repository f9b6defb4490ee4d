import { z } from 'zod';
import { idColumn } from './columns';
import { queryOne } from './query';
import type { Executor } from './transaction';

/** When a list of days begins and ends; either may be left open. */
export interface TimeSpan {
  readonly fromTime?: Date;
  /** Not included. */
  readonly toTime?: Date;
}

/** Ids follow the time, but for those that are given side by side. */
const SIDE_BY_SIDE = 1_000;
const boundRow = z.object({ id: idColumn.nullable() });

/**
 * The ids between which the rows of some days lie, from the index of their times: so that a list that runs along the ids reads those
 * days only. The times themselves are to be asked for too.
 * @param at the column of the time, which has an index
 * @returns null: there is no row in these days
 */
export async function idBounds(
  executor: Executor,
  { table, at }: { readonly table: string; readonly at: string },
  { fromTime, toTime }: TimeSpan,
): Promise<{ readonly low?: string; readonly high?: string } | null> {
  const bound = async (pick: 'MIN' | 'MAX', condition: string, order: string, time: Date) =>
    (
      await queryOne(
        executor,
        `SELECT ${pick}(id) AS id FROM
           (SELECT id FROM ${table} WHERE ${at} ${condition} ? ORDER BY ${at} ${order} LIMIT ${SIDE_BY_SIDE}) near`,
        [time],
        boundRow,
      )
    )?.id ?? null;
  const low = fromTime && (await bound('MIN', '>=', 'ASC', fromTime));
  const high = toTime && (await bound('MAX', '<', 'DESC', toTime));
  if (low === null || high === null) return null;
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}
