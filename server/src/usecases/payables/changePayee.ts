import type { BodyOf } from '@paifan/shared/contract/contract';
import type { MerchantId, OperatorId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import { execute } from '../../db/query';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { findMerchant } from '../merchants/manageMerchants';
import type { Staff } from '../staff/findStaff';
import { hintOf, lockPayee, readPayee, sealAccount, type Payee } from './payees';
import { tellOwners } from './tellOwners';

/**
 * The owner of a merchant names the account to which it is paid. Its owners are told, whoever it was; payouts that are asked for
 * already go where they were to go. Repeating it changes nothing.
 */
export async function changePayoutAccount(
  shop: ShopContext,
  { merchantId }: Pick<Staff, 'merchantId'>,
  account: BodyOf<'PUT /api/desk/payee'>,
): Promise<Payee> {
  const { method, holder, number } = account;
  const bankName = account.method === 'bank' ? account.bankName : null;
  await inTransaction(shop.db, async (tx) => {
    await lockPayee(tx, merchantId);
    const now = shop.clock.now();
    const hint = hintOf(number);
    await execute(
      tx,
      `UPDATE payees SET method = ?, bank_name = ?, account_sealed = ?, account_hint = ?, account_changed_at = ?
       WHERE merchant_id = ?`,
      [method, bankName, sealAccount(shop, merchantId, { holder, number }), hint, now, merchantId],
    );
    await tellOwners(shop, tx, merchantId, { kind: 'payoutAccountChanged', method, hint });
  });
  return readPayee(shop.db, merchantId);
}

/** How often a merchant is paid, and from which amount on. @throws ApiError merchant_not_found */
export async function changePayoutTerms(
  { db, clock }: ShopContext,
  operatorId: OperatorId,
  merchantId: MerchantId,
  { period, minFen }: BodyOf<'PUT /api/admin/merchants/:id/payee'>,
): Promise<Payee> {
  await findMerchant(db, merchantId);
  await inTransaction(db, async (tx) => {
    const before = await lockPayee(tx, merchantId);
    await execute(tx, 'UPDATE payees SET period = ?, min_fen = ? WHERE merchant_id = ?', [
      ...[period, minFen, merchantId],
    ]);
    await audit(tx, {
      ...{ at: clock.now(), operatorId, action: 'payee.changed', subject: `merchant:${merchantId}` },
      ...{ before: { period: before.period, minFen: before.minFen }, after: { period, minFen } },
    });
  });
  return readPayee(db, merchantId);
}
