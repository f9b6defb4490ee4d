import type { RouteKey } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import type { Call } from './client';
import { addMerchant } from './merchants';
import type { TestOperator } from './operators';
import { aPayout, askFor, aStatement } from './payables';
import type { TestShop } from './shop';

/* An example of each write of an operator about what merchants are paid, for the tests of the audit log. */

type PayableWrite = Extract<
  RouteKey,
  'PUT /api/admin/merchants/:id/payee' | `POST /api/admin/merchant-payouts${string}`
>;

type Examples = {
  readonly [K in PayableWrite]: (actor: TestOperator) => Promise<Call<K>>;
};

/** @param shopOf the shop, once it has started */
export function payableExamples(shopOf: () => TestShop): Examples {
  const note = { body: { note: '账户有误' } };
  return {
    'PUT /api/admin/merchants/:id/payee': async () => ({
      params: { id: await addMerchant(shopOf()) },
      body: { period: 'daily', minFen: fen(100) },
    }),
    'POST /api/admin/merchant-payouts': async () => {
      const { merchantId, day } = await aStatement(shopOf());
      return askFor(merchantId, day, 7_000);
    },
    'POST /api/admin/merchant-payouts/:id/approve': async () => ({ params: { id: await aPayout(shopOf()) } }),
    'POST /api/admin/merchant-payouts/:id/reject': async () => ({
      params: { id: await aPayout(shopOf()) },
      ...note,
    }),
    'POST /api/admin/merchant-payouts/:id/cancel': async () => ({
      params: { id: await aPayout(shopOf(), { approved: true }) },
      ...note,
    }),
    'POST /api/admin/merchant-payouts/:id/paid': async () => ({
      params: { id: await aPayout(shopOf(), { approved: true }) },
      body: { reference: '20260302001' },
    }),
  };
}
