import type { adminMerchantRoutes } from '@paifan/shared/contract/adminMerchants';
import type { adminStoreRoutes } from '@paifan/shared/contract/adminStores';
import type { StoreRow } from '../../db/models/catalogue';
import type { ApplicationRow, MerchantRow } from '../../db/models/merchants';
import type { ShopContext } from '../../usecases/context';
import { findApplication, readApplications } from '../../usecases/merchants/applications';
import {
  changeMerchant,
  findMerchant,
  readFullMerchant,
  readMerchants,
  resumeMerchant,
  suspendMerchant,
} from '../../usecases/merchants/manageMerchants';
import { maskedPhone, openApplicationPhone, openMerchantPhone } from '../../usecases/merchants/phones';
import {
  approveApplication,
  offerCommission,
  rejectApplication,
} from '../../usecases/merchants/reviewApplication';
import type { Operator } from '../../usecases/operators/sessions';
import { giveStaffLogin, readStaff } from '../../usecases/staff/manageStaff';
import {
  createCashierCode,
  drawCashierCode,
  readCashierCodes,
  renewCashierCode,
  revokeCashierCode,
} from '../../usecases/stores/cashierCodes';
import {
  changeStore,
  changeStoreRules,
  createStore,
  findStoreOf,
  readAllStores,
} from '../../usecases/stores/manageStores';
import { maySell } from '../../usecases/stores/selling';
import type { HandlersOf } from '../handlers';
import { presentStaff, presentStaffWithPassword } from '../presenters/desk';
import {
  presentAdminStore,
  presentCashierCode,
  presentFullMerchant,
  presentMerchant,
  presentReviewed,
} from '../presenters/merchants';

/** Applications and merchants, for operators. */
export function adminMerchantHandlers(shop: ShopContext): HandlersOf<typeof adminMerchantRoutes> {
  const { db, clock } = shop;
  const inFull = (row: ApplicationRow) => presentReviewed(row, openApplicationPhone(shop, row) ?? '');
  const listed = (row: ApplicationRow) => presentReviewed(row, maskedPhone(openApplicationPhone(shop, row)));
  /** Who only reads sees no more of a phone number than in lists. */
  const full = async (merchant: MerchantRow, { permissions }: Operator) => {
    const phone = openMerchantPhone(shop, merchant);
    const shown = permissions.has('stores.review') ? (phone ?? '') : maskedPhone(phone);
    return presentFullMerchant(await readFullMerchant(shop, merchant), shown);
  };

  return {
    'GET /api/admin/applications': async ({ query }) => {
      const { items, next } = await readApplications(shop, query);
      return { items: items.map(listed), next };
    },

    'GET /api/admin/applications/:no': async ({ params }) => inFull(await findApplication(db, params.no)),

    'POST /api/admin/applications/:no/offer': async ({ operator, params, body }) =>
      inFull(await offerCommission(shop, operator.id, params.no, body)),

    'POST /api/admin/applications/:no/reject': async ({ operator, params, body }) =>
      inFull(await rejectApplication(shop, operator.id, params.no, body.reason)),

    'POST /api/admin/applications/:no/approve': async ({ operator, params, body }) => {
      const { application, ...approved } = await approveApplication(shop, operator.id, params.no, body);
      return { application: inFull(application), ...approved };
    },

    'GET /api/admin/merchants': async ({ query }) => {
      const { items, next } = await readMerchants(shop, query);
      return {
        items: items.map((row) => presentMerchant(row, maskedPhone(openMerchantPhone(shop, row)))),
        next,
      };
    },

    'GET /api/admin/merchants/:id': async ({ operator, params }) =>
      full(await findMerchant(db, params.id), operator),

    'PUT /api/admin/merchants/:id': async ({ operator, params, body }) =>
      full(await changeMerchant(shop, operator.id, params.id, body), operator),

    'POST /api/admin/merchants/:id/suspend': async ({ operator, params, body }) =>
      full(await suspendMerchant(shop, operator.id, params.id, body.reason), operator),

    'POST /api/admin/merchants/:id/resume': async ({ operator, params }) =>
      full(await resumeMerchant(shop, operator.id, params.id), operator),

    'GET /api/admin/merchants/:id/staff': async ({ params, query }) => {
      const { id } = await findMerchant(db, params.id);
      const { items, next } = await readStaff(shop, id, query);
      return { items: items.map((row) => presentStaff(row, clock.now())), next };
    },

    'POST /api/admin/merchants/:id/staff/:staffId/login': async ({ operator, params, body }) =>
      presentStaffWithPassword(
        await giveStaffLogin(shop, params.id, params.staffId, body.login, operator.id),
        clock.now(),
      ),
  };
}

/** Stores, for operators. */
export function adminStoreHandlers(shop: ShopContext): HandlersOf<typeof adminStoreRoutes> {
  const { db, clock } = shop;
  const present = async (store: StoreRow) =>
    presentAdminStore(store, await maySell(db, store.merchantId, clock.now()));
  const keeper = ({ id: operatorId }: Operator) => ({ operatorId });

  return {
    'GET /api/admin/stores': async ({ query }) => {
      const { items, next } = await readAllStores(shop, query);
      return { items: await Promise.all(items.map(present)), next };
    },

    'POST /api/admin/stores': async ({ operator, idempotencyKey, body }) =>
      present(await createStore(shop, operator.id, idempotencyKey, body)),

    'GET /api/admin/stores/:id': async ({ params }) => present(await findStoreOf(db, params.id)),

    'PUT /api/admin/stores/:id': async ({ operator, params, body }) =>
      present(await changeStore(shop, operator.id, params.id, body)),

    'PUT /api/admin/stores/:id/rules': async ({ operator, params, body }) =>
      present(await changeStoreRules(shop, operator.id, params.id, body)),

    'GET /api/admin/stores/:id/cashier-codes': async ({ operator, params, query }) => {
      const { items, next } = await readCashierCodes(shop, keeper(operator), params.id, query);
      return { items: items.map(presentCashierCode), next };
    },

    'POST /api/admin/stores/:id/cashier-codes': async ({ operator, params, idempotencyKey, body }) =>
      presentCashierCode(
        await createCashierCode(shop, keeper(operator), params.id, idempotencyKey, body.label),
      ),

    'GET /api/admin/cashier-codes/:id/code.png': ({ operator, params }) =>
      drawCashierCode(shop, keeper(operator), params.id),

    'POST /api/admin/cashier-codes/:id/revoke': async ({ operator, params }) =>
      presentCashierCode(await revokeCashierCode(shop, keeper(operator), params.id)),

    'POST /api/admin/cashier-codes/:id/renew': async ({ operator, params }) =>
      presentCashierCode(await renewCashierCode(shop, keeper(operator), params.id)),
  };
}
