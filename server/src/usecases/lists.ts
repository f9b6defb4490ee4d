import { Op } from 'sequelize';
import { shanghaiDay, startOfDay } from '@paifan/shared/time/shanghai';
import type { Conditions } from '../db/conditions';
import type { TimeSpan } from '../db/idBounds';
import type { Page, PageRequest } from '../db/paging';

const ID = /^[1-9]\d{0,18}$/;

/** Is it an id, as the cursors of most lists are? */
export const isId = (text: string | null | undefined): text is string =>
  typeof text === 'string' && ID.test(text);

/** When days of Shanghai begin and end, `YYYY-MM-DD`, both included. */
export function dayBounds(from: string, to: string): Required<TimeSpan>;
export function dayBounds(from?: string, to?: string): TimeSpan;
export function dayBounds(from?: string, to?: string): TimeSpan {
  return {
    ...(from === undefined ? {} : { fromTime: new Date(startOfDay(dayOf(from))) }),
    ...(to === undefined ? {} : { toTime: new Date(startOfDay(dayOf(to) + 1)) }),
  };
}

/** The day that a text names. */
export const dayOf = (text: string): number => shanghaiDay(Date.parse(`${text}T00:00:00+08:00`));

/** Rows older than the cursor, for lists that run from the newest id down. A cursor that is not one of ours is the first page. */
export const olderThan = <Id extends string>({ cursor }: PageRequest): { id?: { [Op.lt]: Id } } =>
  cursor && ID.test(cursor) ? { id: { [Op.lt]: cursor as Id } } : {};

/** The same where a list is read by SQL. */
export const beforeCursor = (column: string, { cursor }: PageRequest): Conditions =>
  isId(cursor) ? [[`${column} < ?`, [cursor]]] : [];

/** Rows of a model of which this column lies in a span of time. */
export const duringSpan = <Column extends string>(
  column: Column,
  { fromTime, toTime }: TimeSpan,
): { [C in Column]?: { [Op.gte]?: Date; [Op.lt]?: Date } } => {
  const span = { ...(fromTime && { [Op.gte]: fromTime }), ...(toTime && { [Op.lt]: toTime }) };
  return (fromTime ?? toTime) ? ({ [column]: span } as { [C in Column]: typeof span }) : {};
};

/** One row more is read than asked for: it tells whether there is a further page. */
export const pageLimit = ({ limit }: PageRequest): number => limit + 1;

export function toPage<Row extends { id: string }>(rows: readonly Row[], { limit }: PageRequest): Page<Row> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
