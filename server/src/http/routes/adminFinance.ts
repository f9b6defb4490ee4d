import type { adminFinanceRoutes } from '@paifan/shared/contract/adminFinance';
import { listJournals } from '../../db/journals';
import type { ShopContext } from '../../usecases/context';
import { readStatement } from '../../usecases/finance/accountStatement';
import { listBookChecks, readBookCheck, requestBookCheck } from '../../usecases/finance/bookChecks';
import { readTrialBalance } from '../../usecases/finance/trialBalance';
import { dayBounds } from '../../usecases/lists';
import {
  listDifferences,
  listReconciliations,
  readReconciliation,
  resolveDifference,
  wantReconciliation,
} from '../../usecases/reconciliation/reconciliations';
import type { HandlersOf } from '../handlers';
import {
  presentBookCheck,
  presentDifference,
  presentReconciliation,
  presentStatement,
  presentTrialBalance,
} from '../presenters/adminFinance';
import { presentJournal } from '../presenters/adminOrders';

/** The ledger, the reconciliation with WeChat Pay, and the checks of the books. */
export function adminFinanceHandlers(shop: ShopContext): HandlersOf<typeof adminFinanceRoutes> {
  const { db } = shop;
  return {
    'GET /api/admin/ledger/journals': async ({ query: { orderNo, day, ...filter } }) => {
      const order = orderNo && (await db.orders.findOne({ where: { no: orderNo }, attributes: ['id'] }));
      if (order === null) return { items: [], next: null };
      const days = dayBounds(day, day);
      const { items, next } = await listJournals(db, {
        ...filter,
        ...days,
        ...(order ? { orderId: order.id } : {}),
      });
      return { items: items.map(presentJournal), next };
    },

    'GET /api/admin/ledger/trial-balance': async () => presentTrialBalance(await readTrialBalance(shop)),

    'GET /api/admin/ledger/statement': async ({ query }) =>
      presentStatement(await readStatement(shop, query)),

    'GET /api/admin/reconciliations': async ({ query }) => {
      const { items, next } = await listReconciliations(shop, query);
      return { items: items.map(presentReconciliation), next };
    },

    'GET /api/admin/reconciliations/:day': async ({ params }) =>
      presentReconciliation(await readReconciliation(shop, params.day)),

    'POST /api/admin/reconciliations/:day/run': async ({ operator, params }) =>
      presentReconciliation(await wantReconciliation(shop, operator, params.day)),

    'GET /api/admin/differences': async ({ query }) => {
      const { items, next } = await listDifferences(shop, query);
      return { items: items.map(presentDifference), next };
    },

    'POST /api/admin/differences/:id/resolve': async ({ operator, params, body }) =>
      presentDifference(await resolveDifference(shop, operator, params.id, body.note)),

    'GET /api/admin/book-checks': async ({ query }) => {
      const { items, next } = await listBookChecks(shop, query);
      return { items: items.map(presentBookCheck), next };
    },

    'GET /api/admin/book-checks/:id': async ({ params }) =>
      presentBookCheck(await readBookCheck(shop, params.id)),

    'POST /api/admin/book-checks': async ({ operator }) =>
      presentBookCheck(await requestBookCheck(shop, operator)),
  };
}
