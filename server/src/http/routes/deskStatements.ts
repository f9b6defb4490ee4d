import type { deskStatementRoutes } from '@paifan/shared/contract/deskStatements';
import type { ShopContext } from '../../usecases/context';
import { changePayoutAccount } from '../../usecases/payables/changePayee';
import { readPayee } from '../../usecases/payables/payees';
import { findPayout, listPayouts } from '../../usecases/payables/payouts';
import { readPayableStanding } from '../../usecases/payables/standing';
import {
  findStatement,
  listLinesOf,
  listStatements,
  readStoresOf,
} from '../../usecases/statements/readStatements';
import type { HandlersOf } from '../handlers';
import { presentPayee, presentPayout, presentStatement, presentStatementLine } from '../presenters/payables';

/** What a merchant or a supplier is owed, by day, and how it is paid. */
export function deskStatementHandlers(shop: ShopContext): HandlersOf<typeof deskStatementRoutes> {
  const { db } = shop;
  return {
    'GET /api/desk/statements': async ({ staff: { merchantId }, query }) => {
      const { items, next } = await listStatements(shop, { ...query, merchantId });
      return { items: items.map(presentStatement), next };
    },

    'GET /api/desk/statements/:id': async ({ staff, params }) => {
      const statement = await findStatement(shop, params.id, staff.merchantId);
      return { statement: presentStatement(statement), stores: await readStoresOf(shop, statement) };
    },

    'GET /api/desk/statements/:id/lines': async ({ staff, params, query }) => {
      const statement = await findStatement(shop, params.id, staff.merchantId);
      const { items, next } = await listLinesOf(shop, statement, query);
      return { items: items.map(presentStatementLine), next };
    },

    'GET /api/desk/payables': ({ staff }) => readPayableStanding(shop, staff.merchantId),

    'GET /api/desk/payouts': async ({ staff: { merchantId }, query }) => {
      const { items, next } = await listPayouts(db, { ...query, merchantId });
      return { items: items.map(presentPayout), next };
    },

    'GET /api/desk/payouts/:id': async ({ staff, params }) =>
      presentPayout(await findPayout(db, params.id, staff.merchantId)),

    'GET /api/desk/payee': async ({ staff }) => presentPayee(shop, await readPayee(db, staff.merchantId)),

    'PUT /api/desk/payee': async ({ staff, body }) =>
      presentPayee(shop, await changePayoutAccount(shop, staff, body)),
  };
}
