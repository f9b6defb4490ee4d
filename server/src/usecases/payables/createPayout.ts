import { z } from 'zod';
import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, MerchantPayoutId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import { countColumn, dayColumn, fenColumn, merchantPayoutIdColumn } from '../../db/columns';
import { insertRow } from '../../db/insertRow';
import { execute, query, queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { findMerchant } from '../merchants/manageMerchants';
import type { Operator } from '../operators/sessions';
import { newOrderNo } from '../orders/orderNumber';
import { hashOf, once } from '../once';
import { accountName, lockPayee } from './payees';
import { findPayout, type MerchantPayout } from './payouts';

type PayoutRequest = BodyOf<'POST /api/admin/merchant-payouts'>;

interface Kept {
  readonly id: MerchantPayoutId;
  readonly requestHash: Buffer;
}
const keptRow = z
  .object({ id: merchantPayoutIdColumn, request_hash: z.instanceof(Buffer) })
  .transform(({ id, request_hash }): Kept => ({ id, requestHash: request_hash }));

/**
 * An operator asks for a merchant to be paid what its open statements come to, up to a day. They belong to this payout from now on, so
 * two who ask at once cannot pay them twice; nothing is paid before somebody else approves. Statements below zero are taken along. With
 * a key that was used before, the payout of then comes back.
 * @throws ApiError merchant_not_found, payout_account_missing, payout_changed, payout_too_small, idempotency_key_reused
 */
export async function createPayout(
  shop: ShopContext,
  operator: Operator,
  key: string,
  request: PayoutRequest,
): Promise<MerchantPayout> {
  const { db } = shop;
  await findMerchant(db, request.merchantId);
  const requestHash = hashOf(request);
  const { id } = await once(
    requestHash,
    () =>
      queryOne(
        db,
        'SELECT id, request_hash FROM merchant_payouts WHERE requested_by_id = ? AND idempotency_key = ?',
        [operator.id, key],
        keptRow,
      ),
    () => inTransaction(db, (tx) => insert(shop, tx, operator, { key, requestHash, request })),
  );
  return findPayout(db, id);
}

async function insert(
  { clock }: ShopContext,
  tx: Tx,
  { id: operatorId }: Operator,
  { key, requestHash, request }: { key: string; requestHash: Buffer; request: PayoutRequest },
): Promise<Kept> {
  const { merchantId, untilDay, expectedFen } = request;
  const payee = await lockPayee(tx, merchantId);
  if (payee.method === null) throw new ApiError('payout_account_missing');
  const due = await readDue(tx, merchantId, untilDay);
  if (due === null || due.amountFen !== expectedFen)
    throw new ApiError('payout_changed', undefined, { amountFen: due?.amountFen ?? 0 });
  const { amountFen } = due;
  if (amountFen <= 0 || amountFen < payee.minFen)
    throw new ApiError('payout_too_small', undefined, { amountFen, minFen: payee.minFen });
  const at = clock.now();
  const id = merchantPayoutIdColumn.parse(
    await insertRow(tx, 'merchant_payouts', {
      ...{ no: newOrderNo(at), merchant_id: merchantId, state: 'requested', amount_fen: amountFen },
      ...{ from_day: due.fromDay, until_day: due.untilDay, days: due.days, method: payee.method },
      ...{ bank_name: payee.bankName, account_sealed: payee.accountSealed, account_hint: payee.accountHint },
      ...{ requested_by_id: operatorId, requested_at: at, idempotency_key: key, request_hash: requestHash },
    }),
  );
  await execute(
    tx,
    'UPDATE day_statements SET payout_id = ? WHERE merchant_id = ? AND payout_id IS NULL AND day <= ?',
    [id, merchantId, untilDay],
  );
  await audit(tx, {
    ...{ at, operatorId, action: 'merchantPayout.requested', subject: `merchantPayout:${id}`, before: null },
    after: {
      ...{ merchant: merchantId, amountFen, fromDay: due.fromDay, untilDay: due.untilDay },
      account: accountName(payee.method, payee.accountHint),
    },
  });
  return { id, requestHash };
}

const dueRow = z
  .object({
    days: countColumn,
    amount_fen: fenColumn.nullable(),
    from_day: dayColumn.nullable(),
    until_day: dayColumn.nullable(),
  })
  .transform(({ days, amount_fen: amountFen, from_day: fromDay, until_day: untilDay }) =>
    amountFen === null || fromDay === null || untilDay === null
      ? null
      : { days, amountFen, fromDay, untilDay },
  );

/** What open statements come to; null: there are none. */
const readDue = (tx: Tx, merchantId: MerchantId, untilDay: string): Promise<z.output<typeof dueRow>> =>
  query(
    tx,
    `SELECT COUNT(*) AS days, SUM(payable_fen) AS amount_fen, MIN(day) AS from_day, MAX(day) AS until_day
     FROM day_statements WHERE merchant_id = ? AND payout_id IS NULL AND day <= ?`,
    [merchantId, untilDay],
    dueRow,
  ).then(([due]) => due ?? null);
