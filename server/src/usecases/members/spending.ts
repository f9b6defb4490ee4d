import { z } from 'zod';
import type { MemberId, StoreId } from '@paifan/shared/ids/ids';
import { ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import type { OrderKind } from '@paifan/shared/orders/states';
import type { RatioRules } from '@paifan/shared/settings/rules';
import { daysInMs } from '@paifan/shared/time/shanghai';
import { fenColumn } from '../../db/columns';
import { queryOne } from '../../db/query';
import type { Executor } from '../../db/transaction';

/** Which of a member's completed orders count for spend tiers. SPEC section 5. */
export interface SpendingScope {
  memberId: MemberId;
  kind: OrderKind;
  /** Orders at a store or its cashier count for that store. */
  storeId: StoreId | null;
}

const sumRow = z.object({ spent_fen: fenColumn });

/** The spans, in days, that the tiers of these rules look back. */
export const tierDays = (rules: readonly (RatioRules | undefined)[]): number[] => [
  ...new Set(rules.flatMap((rule) => rule?.spendTiers ?? []).map((tier) => tier.days)),
];

/**
 * What a member spent in the last `days` × 24 h, for each of the given spans: the net paid lines of orders completed later
 * than that and not after `at`. A mall order counts mall orders; others count the store's and its cashier's.
 */
export async function readSpending(
  db: Executor,
  scope: SpendingScope,
  at: Date,
  spans: readonly number[],
): Promise<(days: number) => Fen> {
  const spent = new Map<number, Fen>();
  for (const days of spans) spent.set(days, await sumSince(db, scope, at, days));
  return (days) => spent.get(days) ?? ZERO_FEN;
}

async function sumSince(db: Executor, scope: SpendingScope, at: Date, days: number): Promise<Fen> {
  const which =
    scope.kind === 'mall' ? `o.kind = 'mall'` : `o.kind IN ('store', 'cashier') AND o.store_id = :storeId`;
  const row = await queryOne(
    db,
    `SELECT COALESCE(SUM(l.paid_fen - l.refunded_fen), 0) AS spent_fen
     FROM orders o JOIN order_lines l ON l.order_id = o.id
     WHERE o.member_id = :memberId AND o.state = 'completed' AND ${which}
       AND o.completed_at > :since AND o.completed_at <= :at`,
    {
      memberId: scope.memberId,
      storeId: scope.storeId,
      since: new Date(at.getTime() - daysInMs(days)),
      at,
    },
    sumRow,
  );
  return row?.spent_fen ?? ZERO_FEN;
}
