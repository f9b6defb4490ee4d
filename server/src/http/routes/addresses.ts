import type { addressRoutes } from '@paifan/shared/contract/addresses';
import { readAddresses } from '../../usecases/addresses/readAddresses';
import { removeAddress } from '../../usecases/addresses/removeAddress';
import { addAddress, changeAddress } from '../../usecases/addresses/saveAddress';
import type { ShopContext } from '../../usecases/context';
import type { HandlersOf } from '../handlers';
import { presentAddress } from '../presenters/addresses';

/** Where a member gets things sent to. */
export const addressHandlers = (shop: ShopContext): HandlersOf<typeof addressRoutes> => ({
  'GET /api/me/addresses': async ({ memberId }) => ({
    items: (await readAddresses(shop, memberId)).map(presentAddress),
  }),

  'POST /api/me/addresses': async ({ memberId, idempotencyKey, body }) =>
    presentAddress(await addAddress(shop, memberId, idempotencyKey, body)),

  'PUT /api/me/addresses/:id': async ({ memberId, params, body }) =>
    presentAddress(await changeAddress(shop, memberId, params.id, body)),

  'DELETE /api/me/addresses/:id': async ({ memberId, params }) => {
    await removeAddress(shop, memberId, params.id);
    return undefined;
  },
});
