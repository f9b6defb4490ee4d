import type { deskProductRoutes } from '@paifan/shared/contract/deskProducts';
import { merchantActor } from '../../usecases/actor';
import { findProduct, readAllProducts } from '../../usecases/catalogue/adminProducts';
import { changeStock } from '../../usecases/catalogue/changeStock';
import {
  addStoreProduct,
  assertKind,
  changeStoreProduct,
  switchOwnSale,
} from '../../usecases/catalogue/deskProducts';
import {
  approveProposal,
  changeProposal,
  createProposal,
  discardProposal,
  findProposal,
  moveProposal,
  readProposals,
  rejectProposal,
} from '../../usecases/catalogue/proposals';
import type { ShopContext } from '../../usecases/context';
import type { HandlersOf } from '../handlers';
import { presentFullProduct, presentListedProduct } from '../presenters/products';
import { presentListedProposal, presentProposal } from '../presenters/proposals';

/** What merchants do with their products, and operators with suppliers' proposals. */
export function deskProductHandlers(shop: ShopContext): HandlersOf<typeof deskProductRoutes> {
  return {
    'GET /api/desk/products': async ({ staff: { merchantId }, query }) => {
      const { items, next } = await readAllProducts(shop, { ...query, merchantId });
      return { items: items.map(presentListedProduct), next };
    },

    'GET /api/desk/products/:id': async ({ staff, params }) =>
      presentFullProduct(await findProduct(shop, params.id, staff.merchantId)),

    'POST /api/desk/products': async ({ staff, idempotencyKey, body }) =>
      presentFullProduct(await findProduct(shop, await addStoreProduct(shop, staff, idempotencyKey, body))),

    'PUT /api/desk/products/on-sale': async ({ staff, body }) => ({
      changed: await switchOwnSale(shop, staff, body),
    }),

    'PUT /api/desk/products/:id': async ({ staff, params: { id }, body }) => {
      await changeStoreProduct(shop, staff, id, body);
      return presentFullProduct(await findProduct(shop, id));
    },

    'POST /api/desk/products/:id/skus/:skuId/stock': async ({ staff, idempotencyKey, params, body }) => {
      const { merchantId } = staff;
      const change = { productId: params.id, skuId: params.skuId, stock: body.stock, merchantId };
      return { stock: await changeStock(shop, merchantActor(merchantId), idempotencyKey, change) };
    },

    'GET /api/desk/proposals': async ({ staff: { merchantId }, query }) => {
      const { items, next } = await readProposals(shop, { ...query, merchantId });
      return { items: items.map(presentListedProposal), next };
    },

    'GET /api/desk/proposals/:id': async ({ staff, params }) =>
      presentProposal(await findProposal(shop, params.id, staff.merchantId)),

    'POST /api/desk/proposals': async ({ staff, idempotencyKey, body }) => {
      assertKind(staff, 'supplier');
      return presentProposal(await createProposal(shop, staff.merchantId, idempotencyKey, body));
    },

    'PUT /api/desk/proposals/:id': async ({ staff: { merchantId }, params: { id }, body }) => {
      const { version, ...draft } = body;
      return presentProposal(await changeProposal(shop, { id, merchantId, version }, draft));
    },

    'POST /api/desk/proposals/:id/submit': async ({ staff: { merchantId }, params: { id } }) =>
      presentProposal(await moveProposal(shop, 'submit', { id, merchantId })),

    'POST /api/desk/proposals/:id/take-back': async ({ staff: { merchantId }, params: { id } }) =>
      presentProposal(await moveProposal(shop, 'takeBack', { id, merchantId })),

    'DELETE /api/desk/proposals/:id': async ({ staff: { merchantId }, params: { id } }) => {
      await discardProposal(shop, { id, merchantId });
      return undefined;
    },

    'GET /api/admin/proposals': async ({ query }) => {
      const { items, next } = await readProposals(shop, query);
      return { items: items.map(presentListedProposal), next };
    },

    'GET /api/admin/proposals/:id': async ({ params }) => {
      const proposal = await findProposal(shop, params.id);
      const { productId } = proposal;
      const product = productId === null ? null : await findProduct(shop, productId);
      return { proposal: presentProposal(proposal), product: product && presentFullProduct(product) };
    },

    'POST /api/admin/proposals/:id/approve': async ({ operator, params, body }) =>
      presentProposal(await approveProposal(shop, operator.id, params.id, body)),

    'POST /api/admin/proposals/:id/reject': async ({ operator, params, body }) =>
      presentProposal(await rejectProposal(shop, operator.id, params.id, body)),
  };
}
