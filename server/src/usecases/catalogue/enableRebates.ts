import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId } from '@paifan/shared/ids/ids';
import { checkMargins } from '@paifan/shared/rebate/margin/checkMargins';
import { audit } from '../../db/audit';
import { countColumn, productIdColumn } from '../../db/columns';
import { execute, query, queryOne } from '../../db/query';
import { settingsInForce } from '../../db/settings';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { withTitles } from '../settings/marginTitles';
import { named } from '../settings/namedFinding';

const OFF = "store_id IS NULL AND JSON_CONTAINS(rebate, 'false', '$.enabled')";

const countedRow = z.object({ off: countColumn, mall: countColumn });

/** How many products of the mall there are, and how many of them have the rebate off. */
export async function countRebatesOff({ db }: Pick<ShopContext, 'db'>): Promise<z.output<typeof countedRow>> {
  const sql = `SELECT COUNT(*) AS mall, COUNT(CASE WHEN ${OFF} THEN 1 END) AS off FROM products WHERE store_id IS NULL`;
  return (await queryOne(db, sql, [], countedRow)) ?? { off: 0, mall: 0 };
}

/** How many ids the audit log keeps. */
const KEPT = 100;

/**
 * Setting 3, one click: switches the rebate on for every product of the mall that has it off. Their other rules stay, and so do
 * orders that were placed.
 * @returns how many products changed
 * @throws ApiError margin_exceeded, with what would give more than it earns and nobody overruled
 */
export async function enableRebates(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  by: OperatorId,
  overruled: readonly string[],
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const at = clock.now();
    const off = await query(
      tx,
      `SELECT id FROM products WHERE ${OFF} ORDER BY id FOR UPDATE`,
      [],
      z.object({ id: productIdColumn }),
    );
    if (off.length === 0) return 0;
    const ids = off.map(({ id }) => id);
    const products = await db.products.findAll({
      where: { id: ids },
      attributes: ['id', 'rebate'],
      include: {
        association: 'skus',
        attributes: ['name', 'priceFen', 'costFen'],
        where: { removedAt: null },
      },
      order: [['id', 'ASC']],
      transaction: tx,
    });
    const { settings } = await settingsInForce(tx, at);
    const catalogue = products.map(({ id, rebate, skus = [] }) => ({
      id,
      rules: { ...rebate, enabled: true },
      skus: skus.map(({ name, priceFen, costFen }) => ({ name: name || null, priceFen, costFen })),
    }));
    const findings = checkMargins(settings, { products: catalogue, stores: [] }).map(named);
    const blocking = findings.filter(({ name }) => !overruled.includes(name));
    if (blocking.length > 0)
      throw new ApiError('margin_exceeded', undefined, { findings: await withTitles(tx, blocking) });
    await execute(
      tx,
      `UPDATE products SET rebate = JSON_REMOVE(rebate, '$.enabled'), version = version + 1 WHERE id IN (?)`,
      [ids],
    );
    await audit(tx, {
      ...{ at, operatorId: by, action: 'product.rebatesEnabled', subject: 'products:mall' },
      before: { off: ids.length, ids: ids.slice(0, KEPT) },
      after: { off: 0, overruled: findings.map(({ name }) => name) },
    });
    return ids.length;
  });
}
