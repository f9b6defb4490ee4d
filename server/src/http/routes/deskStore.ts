import type { deskStoreRoutes } from '@paifan/shared/contract/deskStore';
import type { StoreRow } from '../../db/models/catalogue';
import {
  createCashierCode,
  drawCashierCode,
  readCashierCodes,
  renewCashierCode,
  revokeCashierCode,
} from '../../usecases/stores/cashierCodes';
import { setCashierDiscount } from '../../usecases/checkout/setCashierDiscount';
import { changeDeskRules, readDeskRules } from '../../usecases/stores/deskRules';
import { changeStoreFront, findStoreOf, readAllStores } from '../../usecases/stores/manageStores';
import { maySell } from '../../usecases/stores/selling';
import type { ShopContext } from '../../usecases/context';
import type { HandlersOf } from '../handlers';
import { presentCashierCode, presentDeskRules, presentDeskStore } from '../presenters/merchants';

/** The stores of a merchant, and the codes of their cashiers. */
export function deskStoreHandlers(shop: ShopContext): HandlersOf<typeof deskStoreRoutes> {
  const { db, clock } = shop;
  const present = async (store: StoreRow) =>
    presentDeskStore(store, await maySell(db, store.merchantId, clock.now()));

  return {
    'GET /api/desk/stores': async ({ staff: { merchantId }, query }) => {
      const { items, next } = await readAllStores(shop, { ...query, merchantId });
      const sells = await maySell(db, merchantId, clock.now());
      return { items: items.map((store) => presentDeskStore(store, sells)), next };
    },

    'GET /api/desk/stores/:id': async ({ staff, params }) =>
      present(await findStoreOf(db, params.id, staff.merchantId)),

    'PUT /api/desk/stores/:id': async ({ staff, params, body }) =>
      present(await changeStoreFront(shop, staff.merchantId, params.id, body)),

    'GET /api/desk/stores/:id/rules': async ({ staff, params }) =>
      presentDeskRules(await readDeskRules(shop, staff, params.id)),

    'PUT /api/desk/stores/:id/rules': async ({ staff, params, body }) =>
      presentDeskRules(await changeDeskRules(shop, staff, params.id, body)),

    'PUT /api/desk/stores/:id/cashier-discount': async ({ staff, params, body }) =>
      present(await setCashierDiscount(shop, staff, params.id, body.cashierDiscount)),

    'GET /api/desk/stores/:id/cashier-codes': async ({ staff, params, query }) => {
      const { items, next } = await readCashierCodes(shop, staff, params.id, query);
      return { items: items.map(presentCashierCode), next };
    },

    'POST /api/desk/stores/:id/cashier-codes': async ({ staff, params, idempotencyKey, body }) =>
      presentCashierCode(await createCashierCode(shop, staff, params.id, idempotencyKey, body.label)),

    'GET /api/desk/cashier-codes/:id/code.png': ({ staff, params }) =>
      drawCashierCode(shop, staff, params.id),

    'POST /api/desk/cashier-codes/:id/revoke': async ({ staff, params }) =>
      presentCashierCode(await revokeCashierCode(shop, staff, params.id)),

    'POST /api/desk/cashier-codes/:id/renew': async ({ staff, params }) =>
      presentCashierCode(await renewCashierCode(shop, staff, params.id)),
  };
}
