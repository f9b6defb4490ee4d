import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId, ProductId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import type { ProductRow } from '../../db/models/catalogue';
import { inTransaction, type Tx } from '../../db/transaction';
import type { Actor } from '../actor';
import type { ShopContext } from '../context';
import { assertNobodyWaits } from './saveProduct';

export interface Switching {
  readonly ids: readonly ProductId[];
  readonly onSale: boolean;
  /** They go off sale although somebody waits in their own queues. */
  readonly confirmWaiting: boolean;
  /** Only of what this finds: whose products they must be. */
  readonly among?: Partial<Pick<ProductRow, 'merchantId'>>;
}

/**
 * Puts products on sale or takes them off: all or none. Those that are so already stay as they are.
 * @returns how many changed
 * @throws ApiError product_not_found (with the ids), product_invalid (nothing of it is on sale), entries_waiting
 */
export async function switchSale(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  actor: Actor,
  { ids, onSale, confirmWaiting, among = {} }: Switching,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const rows = await db.products.findAll({
      where: { id: [...ids], ...among },
      order: [['id', 'ASC']],
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    const missing = ids.filter((id) => !rows.some((row) => row.id === id));
    if (missing.length > 0) throw new ApiError('product_not_found', undefined, { ids: missing });
    const changing = rows.filter((row) => row.onSale !== onSale);
    const changed = changing.map(({ id }) => id);
    if (onSale) await assertSellable({ db }, tx, changing);
    else if (!confirmWaiting) await assertNobodyWaits(tx, changed);
    for (const row of changing) await switchOne(tx, row, onSale, actor, clock.now());
    return changing.length;
  });
}

/** @throws ApiError product_invalid */
async function assertSellable(
  { db }: Pick<ShopContext, 'db'>,
  tx: Tx,
  products: readonly ProductRow[],
): Promise<void> {
  const skus = await db.skus.findAll({
    where: { productId: products.map(({ id }) => id), onSale: true },
    attributes: ['id', 'productId'],
    transaction: tx,
  });
  const empty = products.find(({ id }) => !skus.some(({ productId }) => productId === id));
  if (empty !== undefined)
    throw new ApiError('product_invalid', `「${empty.title}」没有在售的规格`, { productId: empty.id });
}

async function switchOne(tx: Tx, row: ProductRow, onSale: boolean, actor: Actor, at: Date): Promise<void> {
  // One that came into the database on sale has been seen since it was made.
  const listedAt = row.listedAt ?? (onSale ? at : row.createdAt);
  await row.update({ onSale, listedAt, version: row.version + 1 }, { transaction: tx });
  if (actor.kind !== 'operator') return;
  await audit(tx, {
    ...{ at, operatorId: actor.id as OperatorId, subject: `product:${row.id}` },
    action: onSale ? 'product.onSale' : 'product.offSale',
    ...{ before: { onSale: !onSale }, after: { onSale } },
  });
}
