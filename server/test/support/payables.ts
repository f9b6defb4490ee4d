import { randomUUID } from 'node:crypto';
import type { DayStatementId, MerchantId, MerchantPayoutId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { dayText, shanghaiDay, startOfDay } from '@paifan/shared/time/shanghai';
import { dayStatementIdColumn } from '../../src/db/columns';
import { insertRow } from '../../src/db/insertRow';
import { execute } from '../../src/db/query';
import { inTransaction } from '../../src/db/transaction';
import { changePayoutAccount } from '../../src/usecases/payables/changePayee';
import { addMerchantWithStore } from './merchants';
import { operatorWith, type TestOperator } from './operators';
import type { TestShop } from './shop';

export const ACCOUNT = {
  ...{ method: 'bank' as const, holder: '王掌柜', bankName: '工商银行杭州分行' },
  number: '6222020000001234567',
};

/** A merchant whose statement of yesterday came to 70.00, as if its day had been closed, and who is paid daily. */
export async function aStatement(
  shop: TestShop,
  merchant?: MerchantId,
): Promise<{ readonly merchantId: MerchantId; readonly statementId: DayStatementId; readonly day: string }> {
  const merchantId = merchant ?? (await addMerchantWithStore(shop)).merchantId;
  const day = dayText(shanghaiDay(shop.clock.now().getTime()) - 1);
  const id = await inTransaction(shop.db, (tx) =>
    insertRow(tx, 'day_statements', {
      ...{
        merchant_id: merchantId,
        day,
        line_count: 1,
        sale_fen: 10_000,
        refunded_fen: 0,
        commission_fen: 3_000,
      },
      ...{
        freight_fen: 0,
        payable_fen: 7_000,
        contributed_fen: 0,
        rewarded_fen: 0,
        closed_at: shop.clock.now(),
      },
    }),
  );
  await changePayoutAccount(shop.context, { merchantId }, ACCOUNT);
  // By the week it would be due on Mondays alone.
  await execute(shop.db, `UPDATE payees SET period = 'daily' WHERE merchant_id = ?`, [merchantId]);
  return { merchantId, statementId: dayStatementIdColumn.parse(id), day };
}

/** The call that asks for a merchant to be paid. */
export const askFor = (merchantId: MerchantId, untilDay: string, amountFen: number) => ({
  body: { merchantId, untilDay, expectedFen: fen(amountFen) },
  headers: { 'Idempotency-Key': randomUUID() },
});

/** A payout of such a statement, that somebody asked for. */
export async function aPayoutOf(
  shop: TestShop,
  merchant?: MerchantId,
): Promise<{ readonly statementId: DayStatementId; readonly payoutId: MerchantPayoutId }> {
  const { merchantId, day, statementId } = await aStatement(shop, merchant);
  const asking = await operatorWith(shop, 'finance');
  const { id } = await asking.call('POST /api/admin/merchant-payouts', askFor(merchantId, day, 7_000));
  return { statementId, payoutId: id };
}

/** The same, approved by somebody else if that is wanted. */
export async function aPayout(shop: TestShop, { approved = false } = {}): Promise<MerchantPayoutId> {
  const { payoutId: id } = await aPayoutOf(shop);
  const second = await operatorWith(shop, 'finance');
  if (approved) await second.call('POST /api/admin/merchant-payouts/:id/approve', { params: { id } });
  return id;
}

/** Books what is owed. */
export const book = (shop: TestShop): Promise<boolean> => shop.shop.scheduler.runJob('bookPayables');

/** Lets the day end, and closes it. */
export async function closeDay(shop: TestShop): Promise<void> {
  const tomorrow = shanghaiDay(shop.clock.now().getTime()) + 1;
  shop.clock.set(new Date(startOfDay(tomorrow) + 30 * 60_000));
  await shop.shop.scheduler.runJob('closeDays');
}

/** Asks for a payout, lets another approve it, and pays it. */
export async function payOut(
  [asking, approving]: readonly [TestOperator, TestOperator],
  call: ReturnType<typeof askFor>,
): Promise<MerchantPayoutId> {
  const { id } = await asking.call('POST /api/admin/merchant-payouts', call);
  await approving.call('POST /api/admin/merchant-payouts/:id/approve', { params: { id } });
  await approving.call('POST /api/admin/merchant-payouts/:id/paid', {
    params: { id },
    body: { reference: `T${id}000` },
  });
  return id;
}
