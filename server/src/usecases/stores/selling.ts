import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { dayColumn, flagColumn, merchantIdColumn } from '../../db/columns';
import { query, queryOne } from '../../db/query';
import type { Executor } from '../../db/transaction';

/*
 * Who may sell today: a merchant that is not suspended and within the days of its contract. What the shop itself sells has no
 * merchant, and may always be sold.
 */

/** A merchant `m` that may sell, for a WHERE; `:today` is the day in Shanghai. Without a merchant everything in it is null. */
export const SELLS_SQL = `(m.id IS NULL OR (m.suspended_at IS NULL
  AND (m.contract_from IS NULL OR m.contract_from <= :today)
  AND (m.contract_until IS NULL OR m.contract_until >= :today)))`;

/** The day that contracts are judged by. */
export const contractDay = (at: Date): string => dayText(shanghaiDay(at.getTime()));

const contractRow = z.object({
  suspended: flagColumn,
  contract_from: dayColumn.nullable(),
  contract_until: dayColumn.nullable(),
});

/** May this merchant sell at this moment? @param merchantId null: the shop itself */
export async function maySell(executor: Executor, merchantId: MerchantId | null, at: Date): Promise<boolean> {
  if (merchantId === null) return true;
  const row = await queryOne(
    executor,
    'SELECT suspended_at IS NOT NULL AS suspended, contract_from, contract_until FROM merchants WHERE id = ?',
    [merchantId],
    contractRow,
  );
  const today = contractDay(at);
  return (
    row !== null &&
    !row.suspended &&
    (row.contract_from === null || row.contract_from <= today) &&
    (row.contract_until === null || row.contract_until >= today)
  );
}

const idRow = z.object({ id: merchantIdColumn });

/** Which of these merchants may sell at this moment. */
export async function sellersAmong(
  executor: Executor,
  asked: readonly MerchantId[],
  at: Date,
): Promise<ReadonlySet<MerchantId>> {
  if (asked.length === 0) return new Set();
  const rows = await query(
    executor,
    `SELECT m.id FROM merchants m WHERE m.id IN (:asked) AND ${SELLS_SQL}`,
    { asked, today: contractDay(at) },
    idRow,
  );
  return new Set(rows.map(({ id }) => id));
}

/** What is to be bought, and from whom; null: from the shop itself. */
interface Bought {
  readonly productId: ProductId | null;
  readonly merchantId: MerchantId | null;
  readonly title: string;
}

/**
 * Nothing is bought from a merchant that is suspended or out of its contract: neither at its cashier, nor of what it sells online.
 * @throws ApiError store_not_selling; product_off_sale for a supplier's product
 */
export async function assertSellersSell(
  executor: Executor,
  store: { readonly id: StoreId; readonly merchantId: MerchantId | null } | null,
  bought: readonly Bought[],
  at: Date,
): Promise<void> {
  const merchants = [store?.merchantId ?? null, ...bought.map(({ merchantId }) => merchantId)];
  const asked = [...new Set(merchants.filter((id) => id !== null))];
  const selling = await sellersAmong(executor, asked, at);
  const sells = (id: MerchantId | null): boolean => id === null || selling.has(id);
  if (store !== null && !sells(store.merchantId))
    throw new ApiError('store_not_selling', undefined, { storeId: store.id });
  const stopped = bought.find(({ merchantId }) => !sells(merchantId));
  if (stopped !== undefined) {
    const { title, productId } = stopped;
    throw new ApiError('product_off_sale', `「${title}」暂停销售`, { productId });
  }
}
