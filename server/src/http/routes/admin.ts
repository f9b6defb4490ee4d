import type { adminRoutes } from '@paifan/shared/contract/admin';
import { readAudit } from '../../db/audit';
import type { ShopContext } from '../../usecases/context';
import { dayBounds } from '../../usecases/lists';
import {
  changeOperator,
  createOperator,
  readOperators,
  resetOperator,
} from '../../usecases/operators/manageOperators';
import { beginTotp, changeOwnPassword, confirmTotp, turnTotpOff } from '../../usecases/operators/ownAccount';
import { endSession } from '../../usecases/operators/sessions';
import { signInOperator } from '../../usecases/operators/signInOperator';
import type { HandlersOf } from '../handlers';
import {
  presentAudit,
  presentOperator,
  presentOperatorSession,
  presentOwnAccount,
  presentWithPassword,
} from '../presenters/operators';

/** Signing in to the console, operators, and what they did. */
export function adminHandlers(shop: ShopContext): HandlersOf<typeof adminRoutes> {
  const { db, clock } = shop;
  return {
    'POST /api/admin/session': async ({ body }) => presentOperatorSession(await signInOperator(shop, body)),

    'DELETE /api/admin/session': async ({ operator }) => {
      await endSession(shop, operator);
      return undefined;
    },

    'GET /api/admin/me': ({ operator }) => Promise.resolve(presentOwnAccount(operator)),

    'POST /api/admin/me/password': async ({ operator, body }) =>
      presentOperatorSession(await changeOwnPassword(shop, operator, body)),

    'POST /api/admin/me/totp': ({ operator, body }) => beginTotp(shop, operator, body.password),

    'POST /api/admin/me/totp/confirm': async ({ operator, body }) => {
      await confirmTotp(shop, operator, body.code);
      return undefined;
    },

    'POST /api/admin/me/totp/off': async ({ operator, body }) => {
      await turnTotpOff(shop, operator, body.password);
      return undefined;
    },

    'GET /api/admin/operators': async ({ query }) => {
      const { items, next } = await readOperators(shop, query);
      return { items: items.map((row) => presentOperator(row, clock.now())), next };
    },

    'POST /api/admin/operators': async ({ operator, body }) =>
      presentWithPassword(await createOperator(shop, operator.id, body), clock.now()),

    'PUT /api/admin/operators/:id': async ({ operator, params, body }) =>
      presentOperator(await changeOperator(shop, operator.id, params.id, body), clock.now()),

    'POST /api/admin/operators/:id/reset': async ({ operator, params }) =>
      presentWithPassword(await resetOperator(shop, operator.id, params.id), clock.now()),

    'GET /api/admin/audit': async ({ query }) => {
      const { from, to, ...asked } = query;
      const { items, next } = await readAudit(db, { ...asked, ...dayBounds(from, to) });
      return { items: items.map(presentAudit), next };
    },
  };
}
