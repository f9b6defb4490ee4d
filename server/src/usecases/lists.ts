import { Op } from 'sequelize';
import type { Page, PageRequest } from '../db/paging';

const ID = /^[1-9]\d{0,18}$/;

/** Rows older than the cursor, for lists that run from the newest id down. A cursor that is not one of ours is the first page. */
export const olderThan = <Id extends string>({ cursor }: PageRequest): { id?: { [Op.lt]: Id } } =>
  cursor && ID.test(cursor) ? { id: { [Op.lt]: cursor as Id } } : {};

/** One row more is read than asked for: it tells whether there is a further page. */
export const pageLimit = ({ limit }: PageRequest): number => limit + 1;

export function toPage<Row extends { id: string }>(rows: readonly Row[], { limit }: PageRequest): Page<Row> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
