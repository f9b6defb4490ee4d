import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { HeldCount, OrderRow } from '@paifan/shared/rebate/settle/facts';
import type { LimitScope, Gate } from '@paifan/shared/rebate/settle/terms';
import { countColumn, memberIdColumn } from '../db/columns';
import { execute, query } from '../db/query';
import type { Tx } from '../db/transaction';
import { grouped } from './orders';

const hasLimit = (gate: Gate): boolean => gate.maxPerMember !== null || gate.maxPerMemberPerDay !== null;

/** Does any line of the orders have a limit that counts what the buyer already holds? */
export const haveLimits = (orders: readonly OrderRow[]): boolean =>
  orders.some(({ lines }) => lines.some(({ terms }) => terms.gates.some(hasLimit)));

/** What each kind of scope counts. SPEC section 6, join. */
const COUNTED: Readonly<Record<string, string>> = {
  product: 'product_id = :owner',
  store: "store_id = :owner AND order_kind = 'store'",
  cashier: "store_id = :owner AND order_kind = 'cashier'",
};

/**
 * What the buyers hold in the scopes with a limit, for the rules. The buyers' rows are locked first: a limit counts entries in
 * any queue, and another queue may be settled at the same time.
 */
export async function loadHeld(tx: Tx, orders: readonly OrderRow[]): Promise<HeldCount[]> {
  const buyers = new Map<LimitScope, Set<MemberId>>();
  for (const { member, lines } of orders) {
    for (const { terms } of lines) {
      for (const { scope } of terms.gates.filter(hasLimit)) {
        buyers.set(scope, (buyers.get(scope) ?? new Set()).add(member));
      }
    }
  }
  if (buyers.size === 0) return [];
  const everyone = [...new Set([...buyers.values()].flatMap((members) => [...members]))];
  await execute(tx, 'SELECT id FROM members WHERE id IN (?) ORDER BY id FOR UPDATE', [everyone]);
  const counts: HeldCount[] = [];
  for (const [scope, members] of buyers) counts.push(...(await countHeld(tx, scope, [...members])));
  return counts;
}

const dayRow = z.object({ member_id: memberIdColumn, day: z.int(), number: countColumn });

async function countHeld(tx: Tx, scope: LimitScope, members: readonly MemberId[]): Promise<HeldCount[]> {
  const [kind = '', owner = ''] = scope.split(':');
  const rows = await query(
    tx,
    // A day in Shanghai, counted from 1970-01-01, as in shared/src/time.
    `SELECT member_id, DATEDIFF(joined_at + INTERVAL 8 HOUR, '1970-01-01') AS day, COUNT(*) AS number
     FROM entries WHERE member_id IN (:members) AND state <> 'cancelled' AND ${COUNTED[kind]} GROUP BY member_id, day`,
    { members, owner },
    dayRow,
  );
  return [...grouped(rows, ({ member_id }) => member_id)].map(([member, days]) => ({
    scope,
    member,
    total: days.reduce((sum, { number }) => sum + number, 0),
    byDay: new Map(days.map(({ day, number }) => [day, number])),
  }));
}
