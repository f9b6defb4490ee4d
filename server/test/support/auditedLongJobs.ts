import { randomBytes } from 'node:crypto';
import type { RouteKey } from '@paifan/shared/contract/contract';
import { memberId, merchantId, queueKey } from '@paifan/shared/ids/ids';
import { productTemplate } from '../../src/usecases/imports/template';
import type { Call } from './client';
import type { TestOperator } from './operators';
import type { TestShop } from './shop';

/* An example of each export and import that an operator asks for, for the tests of the audit log. */

type LongJobWrite = Extract<
  RouteKey,
  | `POST /api/admin/${'exports' | 'imports'}/${string}`
  | 'POST /api/admin/long-jobs/:id/cancel'
  | 'POST /api/admin/simulations'
>;

type Examples = { readonly [K in LongJobWrite]: (actor: TestOperator) => Promise<Call<K>> | Call<K> };

const MARCH = { format: 'csv', from: '2026-03-01', to: '2026-03-31' } as const;
const WHOLE = { format: 'csv' } as const;

/** @param shopOf the shop, once it has started */
export function longJobExamples(shopOf: () => TestShop): Examples {
  const checked = async ({ id: operatorId }: TestOperator) => {
    const { db, clock } = shopOf();
    const now = clock.now();
    return db.longJobs.create({
      ...{ operatorId, kind: 'checkProducts', state: 'done', requestedAt: now, finishedAt: now },
      ...{ params: { file: `${'0'.repeat(40)}.csv` }, result: { problems: [], problemCount: 0 } },
      ...{ idempotencyKey: randomBytes(8).toString('hex'), requestHash: Buffer.alloc(32) },
    });
  };
  return {
    'POST /api/admin/exports/orders': () => ({ body: MARCH }),
    'POST /api/admin/exports/order-lines': () => ({ body: MARCH }),
    'POST /api/admin/exports/members': () => ({ body: { format: 'csv' } }),
    'POST /api/admin/exports/products': () => ({ body: { format: 'xlsx' } }),
    'POST /api/admin/exports/journals': () => ({ body: MARCH }),
    'POST /api/admin/exports/withdrawals': () => ({ body: MARCH }),
    'POST /api/admin/exports/after-sales': () => ({ body: MARCH }),
    'POST /api/admin/exports/rewards': () => ({ body: MARCH }),
    'POST /api/admin/exports/entries': () => ({ body: { format: 'csv', queue: queueKey('mall') } }),
    'POST /api/admin/exports/statements': () => ({ body: MARCH }),
    'POST /api/admin/exports/merchant-payouts': () => ({ body: MARCH }),
    'POST /api/admin/exports/adjustments': () => ({ body: MARCH }),
    'POST /api/admin/exports/audit': () => ({ body: MARCH }),
    'POST /api/admin/exports/messages': () => ({ body: MARCH }),
    'POST /api/admin/exports/reviews': () => ({ body: WHOLE }),
    'POST /api/admin/exports/proposals': () => ({ body: WHOLE }),
    'POST /api/admin/exports/coupons': () => ({ body: WHOLE }),
    'POST /api/admin/exports/gift-orders': () => ({ body: WHOLE }),
    'POST /api/admin/exports/transfers': () => ({ body: WHOLE }),
    'POST /api/admin/exports/dividends': () => ({ body: WHOLE }),
    'POST /api/admin/exports/reconciliations': () => ({ body: WHOLE }),
    'POST /api/admin/exports/differences': () => ({ body: WHOLE }),
    'POST /api/admin/exports/movements': () => ({ body: { format: 'csv', account: 'sales' } }),
    'POST /api/admin/exports/queues': () => ({ body: WHOLE }),
    'POST /api/admin/exports/applications': () => ({ body: WHOLE }),
    'POST /api/admin/exports/merchants': () => ({ body: WHOLE }),
    'POST /api/admin/exports/staff': () => ({ body: { format: 'csv', merchantId: merchantId('1') } }),
    'POST /api/admin/exports/stores': () => ({ body: WHOLE }),
    'POST /api/admin/exports/invitees': () => ({ body: { format: 'csv', memberId: memberId('1') } }),
    'POST /api/admin/exports/member-entries': () => ({ body: { format: 'csv', memberId: memberId('1') } }),
    'POST /api/admin/exports/days': () => ({ body: MARCH }),
    'POST /api/admin/long-jobs/:id/cancel': async (actor) => ({
      params: { id: (await actor.call('POST /api/admin/exports/members', { body: { format: 'csv' } })).id },
    }),
    'POST /api/admin/simulations': () => ({
      body: {
        plan: {
          ...{ name: '小店', days: 3, buyers: { newPerDay: 1 } },
          products: [{ id: 'tea', priceFen: 10_000 }],
        },
      },
    }),
    'POST /api/admin/imports/products/checks': async () => ({ file: await productTemplate('csv') }),
    'POST /api/admin/imports/products': async (actor) => ({ body: { checkId: (await checked(actor)).id } }),
  };
}
