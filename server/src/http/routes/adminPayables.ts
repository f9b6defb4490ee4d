import type { adminPayableRoutes } from '@paifan/shared/contract/adminPayables';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId } from '@paifan/shared/ids/ids';
import type { ShopContext } from '../../usecases/context';
import { findMerchant } from '../../usecases/merchants/manageMerchants';
import { changePayoutTerms } from '../../usecases/payables/changePayee';
import { createPayout } from '../../usecases/payables/createPayout';
import { approvePayout, cancelPayout, recordPaid, rejectPayout } from '../../usecases/payables/decidePayout';
import { openAccount, readPayee } from '../../usecases/payables/payees';
import { findPayout, listPayouts, withOperators, type MerchantPayout } from '../../usecases/payables/payouts';
import { listProposals, readPayableStanding } from '../../usecases/payables/standing';
import {
  findStatement,
  listLinesOf,
  listStatements,
  readStoresOf,
} from '../../usecases/statements/readStatements';
import type { HandlersOf } from '../handlers';
import {
  presentPayee,
  presentPayoutOfMerchant,
  presentProposal,
  presentStatementLine,
  presentStatementOfMerchant,
} from '../presenters/payables';

/** What merchants and suppliers are owed, and how they are paid, for operators. */
export function adminPayableHandlers(shop: ShopContext): HandlersOf<typeof adminPayableRoutes> {
  const { db } = shop;
  const presentAll = async (payouts: readonly MerchantPayout[]) =>
    (await withOperators(shop, payouts)).map(presentPayoutOfMerchant);
  const present = async (payout: Promise<MerchantPayout>) => {
    const [view] = await presentAll([await payout]);
    if (view === undefined) throw new Error('a payout was read a moment ago');
    return view;
  };
  const payeeOf = async (id: MerchantId) => ({
    standing: await readPayableStanding(shop, id),
    payee: presentPayee(shop, await readPayee(db, id)),
  });

  return {
    'GET /api/admin/statements': async ({ query }) => {
      const { items, next } = await listStatements(shop, query);
      return { items: items.map(presentStatementOfMerchant), next };
    },

    'GET /api/admin/statements/:id': async ({ params }) => {
      const statement = await findStatement(shop, params.id);
      return {
        statement: presentStatementOfMerchant(statement),
        stores: await readStoresOf(shop, statement),
      };
    },

    'GET /api/admin/statements/:id/lines': async ({ params, query }) => {
      const { items, next } = await listLinesOf(shop, await findStatement(shop, params.id), query);
      return { items: items.map(presentStatementLine), next };
    },

    'GET /api/admin/merchants/:id/payables': async ({ params }) =>
      payeeOf((await findMerchant(db, params.id)).id),

    'PUT /api/admin/merchants/:id/payee': async ({ operator, params, body }) => {
      const { merchantId } = await changePayoutTerms(shop, operator.id, params.id, body);
      return payeeOf(merchantId);
    },

    'GET /api/admin/payout-proposals': async ({ query }) => {
      const { items, next } = await listProposals(shop, query);
      return { items: items.map(presentProposal), next };
    },

    'GET /api/admin/merchant-payouts': async ({ query }) => {
      const { items, next } = await listPayouts(db, query);
      return { items: await presentAll(items), next };
    },

    'GET /api/admin/merchant-payouts/:id': ({ params }) => present(findPayout(db, params.id)),

    'GET /api/admin/merchant-payouts/:id/account': async ({ params }) => {
      const { merchantId, method, bankName, accountSealed } = await findPayout(db, params.id);
      const account = openAccount(shop, merchantId, accountSealed);
      if (account === null) throw new ApiError('payout_account_missing');
      return { method, bankName, ...account };
    },

    'POST /api/admin/merchant-payouts': ({ operator, idempotencyKey, body }) =>
      present(createPayout(shop, operator, idempotencyKey, body)),

    'POST /api/admin/merchant-payouts/:id/approve': ({ operator, params }) =>
      present(approvePayout(shop, operator, params.id)),

    'POST /api/admin/merchant-payouts/:id/reject': ({ operator, params, body }) =>
      present(rejectPayout(shop, operator, params.id, body.note)),

    'POST /api/admin/merchant-payouts/:id/cancel': ({ operator, params, body }) =>
      present(cancelPayout(shop, operator, params.id, body.note)),

    'POST /api/admin/merchant-payouts/:id/paid': ({ operator, params, body }) =>
      present(recordPaid(shop, operator, params.id, body.reference)),
  };
}
