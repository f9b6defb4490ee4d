import type { adminWithdrawalRoutes } from '@paifan/shared/contract/adminWithdrawals';
import { listAdjustments, readAdjustment } from '../../usecases/adjustments/adjustments';
import { approveAdjustment, rejectAdjustment } from '../../usecases/adjustments/decideAdjustment';
import { requestAdjustment } from '../../usecases/adjustments/requestAdjustment';
import { listTransfers } from '../../usecases/adminWallets/transfers';
import {
  decideWithdrawal,
  listWithdrawals,
  readWithdrawalToReview,
} from '../../usecases/adminWallets/withdrawals';
import type { ShopContext } from '../../usecases/context';
import type { HandlersOf } from '../handlers';
import {
  presentAdjustment,
  presentListedTransfer,
  presentListedWithdrawal,
  presentRisk,
} from '../presenters/adminWithdrawals';

/** Withdrawals, transfers, and balances that are put right by hand. */
export function adminWithdrawalHandlers(shop: ShopContext): HandlersOf<typeof adminWithdrawalRoutes> {
  return {
    'GET /api/admin/withdrawals': async ({ query }) => {
      const { items, next } = await listWithdrawals(shop, query);
      return { items: items.map(presentListedWithdrawal), next };
    },

    'GET /api/admin/withdrawals/:id': async ({ params }) => {
      const { risk, ...listed } = await readWithdrawalToReview(shop, params.id);
      return { withdrawal: presentListedWithdrawal(listed), risk: presentRisk(risk) };
    },

    'POST /api/admin/withdrawals/:id/approve': async ({ operator, params, body }) =>
      presentListedWithdrawal(
        await decideWithdrawal(shop, operator, params.id, { event: 'approve', reason: body.reason }),
      ),

    'POST /api/admin/withdrawals/:id/reject': async ({ operator, params, body }) =>
      presentListedWithdrawal(
        await decideWithdrawal(shop, operator, params.id, { event: 'reject', reason: body.reason }),
      ),

    'GET /api/admin/transfers': async ({ query }) => {
      const { items, next } = await listTransfers(shop, query);
      return { items: items.map(presentListedTransfer), next };
    },

    'GET /api/admin/adjustments': async ({ query }) => {
      const { items, next } = await listAdjustments(shop, query);
      return { items: items.map(presentAdjustment), next };
    },

    'GET /api/admin/adjustments/:id': async ({ params }) =>
      presentAdjustment(await readAdjustment(shop.db, params.id)),

    'POST /api/admin/adjustments': async ({ operator, idempotencyKey, body }) =>
      presentAdjustment(await requestAdjustment(shop, operator, idempotencyKey, body)),

    'POST /api/admin/adjustments/:id/approve': async ({ operator, params, body }) =>
      presentAdjustment(await approveAdjustment(shop, operator, params.id, body.note)),

    'POST /api/admin/adjustments/:id/reject': async ({ operator, params, body }) =>
      presentAdjustment(await rejectAdjustment(shop, operator, params.id, body.note)),
  };
}
