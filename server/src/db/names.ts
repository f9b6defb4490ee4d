import { z } from 'zod';
import type { MemberId, OperatorId } from '@paifan/shared/ids/ids';
import { idColumn, memberIdColumn, operatorIdColumn } from './columns';
import { query } from './query';
import type { Executor } from './transaction';

/** A member as operators see one. */
export interface MemberName {
  readonly id: MemberId;
  readonly nickname: string;
  readonly avatar: string;
}

const memberRow = z.object({ id: memberIdColumn, nickname: z.string(), avatar: z.string() });

/** The names of members, for a list. One that is gone has an empty name. */
export async function readMemberNames(
  executor: Executor,
  ids: readonly MemberId[],
): Promise<(id: MemberId) => MemberName> {
  if (ids.length === 0) return (id) => ({ id, nickname: '', avatar: '' });
  const rows = await query(
    executor,
    'SELECT id, nickname, avatar FROM members WHERE id IN (?)',
    [[...new Set(ids)]],
    memberRow,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id) => byId.get(id) ?? { id, nickname: '', avatar: '' };
}

/** An operator as other operators see one. */
export interface OperatorName {
  readonly id: OperatorId;
  readonly name: string;
}

/** The names of operators, for a list. */
export async function readOperatorNames(
  executor: Executor,
  ids: readonly (OperatorId | null)[],
): Promise<(id: OperatorId) => OperatorName> {
  const known = [...new Set(ids.flatMap((id) => (id === null ? [] : [id])))];
  if (known.length === 0) return (id) => ({ id, name: '' });
  const rows = await query(
    executor,
    'SELECT id, name FROM operators WHERE id IN (?)',
    [known],
    z.object({ id: operatorIdColumn, name: z.string() }),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id) => byId.get(id) ?? { id, name: '' };
}

const TITLES = {
  products: 'SELECT id, title FROM products WHERE id IN (?)',
  stores: 'SELECT id, name AS title FROM stores WHERE id IN (?)',
} as const;

/** What products, or stores, are called, by their ids. What is there no more, and what is no id of ours, is left out. */
export async function readTitles(
  executor: Executor,
  of: keyof typeof TITLES,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids)].filter((id) => /^[1-9]\d{0,18}$/.test(id));
  if (known.length === 0) return new Map();
  const row = z.object({ id: idColumn, title: z.string() });
  const rows = await query(executor, TITLES[of], [known], row);
  return new Map(rows.map(({ id, title }) => [id, title]));
}
