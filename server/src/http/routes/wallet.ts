import type { walletRoutes } from '@paifan/shared/contract/wallet';
import type { ShopContext } from '../../usecases/context';
import { readWalletView } from '../../usecases/wallet/readWallet';
import { requestWithdrawal } from '../../usecases/wallet/requestWithdrawal';
import { transferToMember } from '../../usecases/wallet/transferToMember';
import {
  cancelWithdrawal,
  confirmParams,
  findOwnWithdrawal,
  readWithdrawals,
} from '../../usecases/wallet/withdrawals';
import type { HandlersOf } from '../handlers';
import { presentTransfer, presentWallet, presentWithdrawal } from '../presenters/wallet';

/** What members do with their balances. */
export function walletHandlers(shop: ShopContext): HandlersOf<typeof walletRoutes> {
  return {
    'GET /api/me/wallet': async ({ memberId }) => presentWallet(await readWalletView(shop, memberId)),

    'POST /api/me/withdrawals': async ({ memberId, idempotencyKey, body: { amountFen, realName } }) => {
      // Encrypted here, at the edge: nothing behind this sees the name.
      const name = realName === undefined ? null : shop.wechat.seal(realName);
      return presentWithdrawal(await requestWithdrawal(shop, memberId, idempotencyKey, { amountFen, name }));
    },

    'GET /api/me/withdrawals': async ({ memberId, query }) => {
      const { items, next } = await readWithdrawals(shop, memberId, query);
      return { items: items.map(presentWithdrawal), next };
    },

    'GET /api/me/withdrawals/:id': async ({ memberId, params }) =>
      presentWithdrawal(await findOwnWithdrawal(shop, memberId, params.id)),

    'POST /api/me/withdrawals/:id/confirm-params': ({ memberId, params }) =>
      confirmParams(shop, memberId, params.id),

    'POST /api/me/withdrawals/:id/cancel': async ({ memberId, params }) =>
      presentWithdrawal(await cancelWithdrawal(shop, memberId, params.id)),

    'POST /api/me/transfers': async ({ memberId, idempotencyKey, body }) =>
      presentTransfer(await transferToMember(shop, memberId, idempotencyKey, body)),
  };
}
