import type { deskRoutes } from '@paifan/shared/contract/desk';
import type { deskStaffRoutes } from '@paifan/shared/contract/deskStaff';
import type { ShopContext } from '../../usecases/context';
import {
  drawStaffInvitation,
  inviteStaff,
  joinDesk,
  readStaffInvitations,
  revokeStaffInvitation,
} from '../../usecases/staff/invitations';
import { addStaff, changeStaff, giveStaffLogin, readStaff } from '../../usecases/staff/manageStaff';
import { readDesk, readDesksOf } from '../../usecases/staff/readDesks';
import { changeStaffPassword, endStaffSession, signInStaff } from '../../usecases/staff/sessions';
import type { HandlersOf } from '../handlers';
import {
  presentDesk,
  presentDeskSession,
  presentStaff,
  presentStaffInvitation,
  presentStaffWithPassword,
} from '../presenters/desk';

/** Signing in at a merchant's desk. */
export function deskHandlers(shop: ShopContext): HandlersOf<typeof deskRoutes> {
  return {
    'POST /api/desk/session': async ({ body }) => presentDeskSession(await signInStaff(shop, body)),

    'DELETE /api/desk/session': async ({ staff }) => {
      await endStaffSession(shop, staff);
      return undefined;
    },

    'GET /api/desk/me': async ({ staff }) => presentDesk(await readDesk(shop, staff)),

    'POST /api/desk/me/password': async ({ staff, body }) =>
      presentDeskSession(await changeStaffPassword(shop, staff, body)),

    'GET /api/me/desks': async ({ memberId }) => ({ items: await readDesksOf(shop, memberId) }),
  };
}

/** Who works at a merchant's desk. */
export function deskStaffHandlers(shop: ShopContext): HandlersOf<typeof deskStaffRoutes> {
  const { clock } = shop;
  return {
    'GET /api/desk/staff': async ({ staff, query }) => {
      const { items, next } = await readStaff(shop, staff.merchantId, query);
      return { items: items.map((row) => presentStaff(row, clock.now())), next };
    },

    'POST /api/desk/staff': async ({ staff, body }) =>
      presentStaffWithPassword(await addStaff(shop, staff.merchantId, body), clock.now()),

    'PUT /api/desk/staff/:id': async ({ staff, params, body }) =>
      presentStaff(await changeStaff(shop, staff.merchantId, params.id, body), clock.now()),

    'POST /api/desk/staff/:id/login': async ({ staff, params, body }) =>
      presentStaffWithPassword(
        await giveStaffLogin(shop, staff.merchantId, params.id, body.login),
        clock.now(),
      ),

    'GET /api/desk/staff-invitations': async ({ staff, query }) => {
      const { items, next } = await readStaffInvitations(shop, staff.merchantId, query);
      return { items: items.map(presentStaffInvitation), next };
    },

    'POST /api/desk/staff-invitations': async ({ staff, idempotencyKey, body }) =>
      presentStaffInvitation(await inviteStaff(shop, staff.merchantId, idempotencyKey, body)),

    'DELETE /api/desk/staff-invitations/:id': async ({ staff, params }) => {
      await revokeStaffInvitation(shop, staff.merchantId, params.id);
      return undefined;
    },

    'GET /api/desk/staff-invitations/:id/code.png': ({ staff, params }) =>
      drawStaffInvitation(shop, staff.merchantId, params.id),

    'POST /api/me/desks': async ({ memberId, body }) => {
      const { merchantId, role } = await joinDesk(shop, memberId, body.code);
      const { kind, name } = await shop.db.merchants.findByPk(merchantId, { rejectOnEmpty: true });
      return { merchantId, kind, name, role };
    },
  };
}
