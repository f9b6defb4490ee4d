import { z } from 'zod';
import { itemRulesSchema } from '../settings/schema';
import { PROPOSAL_STATES } from '../catalogue/proposalStates';
import {
  instantSchema,
  merchantIdSchema,
  page,
  pageQuery,
  productIdSchema,
  proposalIdSchema,
  skuIdSchema,
  storeIdSchema,
} from './primitives';
import {
  CHANGE_ERRORS,
  changeFields,
  fullProductSchema,
  listedProductSchema,
  PRODUCT_ERRORS,
  productContentFields,
  productContentSchema,
  stockEditSchema,
} from './products';
import { routes } from './route';

const byProduct = z.object({ id: productIdSchema });
const byProposal = z.object({ id: proposalIdSchema });
const proposalStateSchema = z.enum(PROPOSAL_STATES).meta({ id: 'ProposalState' });
const versionSchema = changeFields.version;

const listedProposalSchema = z
  .object({
    id: proposalIdSchema,
    merchantId: merchantIdSchema,
    productId: productIdSchema.nullable().describe('null: a new product, until it is approved.'),
    title: z.string(),
    state: proposalStateSchema,
    reason: z.string().nullable().describe('Why it was rejected.'),
    version: z.int(),
    createdAt: instantSchema,
    submittedAt: instantSchema.nullable(),
    decidedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ListedProposal' });

const proposalSchema = listedProposalSchema
  .extend({ draft: productContentSchema.describe('The product as the supplier would have it.') })
  .meta({ id: 'Proposal' });

const draftSchema = z
  .object(productContentFields)
  .describe('Stock counts for new SKUs only; that of others is changed by its own route.');

const PROPOSAL_ERRORS = ['proposal_not_found', 'proposal_state', 'product_changed'] as const;
const WRITE_ERRORS = [
  'forbidden_phrase',
  'picture_not_found',
  'product_invalid',
  'category_not_found',
  'freight_template_not_found',
  'sku_not_found',
] as const;

/** What the operators' list and its export can be narrowed to: drafts are the suppliers' own. */
export const proposalFilters = {
  state: z.enum(['submitted', 'approved', 'rejected']).default('submitted'),
};

/** What a desk's own lists can be narrowed to, and their exports. */
export const deskProductFilters = {
  search: z.string().trim().max(40).optional(),
  storeId: storeIdSchema.optional(),
};
export const ownProposalFilters = { state: proposalStateSchema.optional() };

export const deskProductRoutes = routes({
  'GET /api/desk/products': {
    tag: 'Desk',
    summary: "The merchant's products, newest first",
    auth: 'staff',
    permission: 'desk.products.read',
    query: z.object({
      ...pageQuery,
      ...deskProductFilters,
      onSale: z.stringbool().optional(),
      stockUpTo: z.coerce.number().int().min(0).max(1_000).optional(),
    }),
    response: page(listedProductSchema),
  },
  'GET /api/desk/products/:id': {
    tag: 'Desk',
    summary: "One of the merchant's products",
    auth: 'staff',
    permission: 'desk.products.read',
    params: byProduct,
    response: fullProductSchema,
    errors: ['product_not_found'],
  },
  'POST /api/desk/products': {
    tag: 'Desk',
    summary: 'A store adds a product that it sells online; a supplier makes a proposal',
    auth: 'staff',
    permission: 'desk.products.write',
    idempotent: true,
    body: z.object({ ...productContentFields, storeId: storeIdSchema }),
    response: fullProductSchema,
    errors: [...PRODUCT_ERRORS, 'store_not_found', 'forbidden'],
  },
  // Before the route of one product, whose address fits it too.
  'PUT /api/desk/products/on-sale': {
    tag: 'Desk',
    summary: 'Put products on sale or take them off; a supplier can only take them off',
    auth: 'staff',
    permission: 'desk.products.write',
    body: z.object({
      ids: z.array(productIdSchema).min(1).max(100),
      onSale: z.boolean(),
      confirmWaiting: changeFields.confirmWaiting,
    }),
    response: z.object({ changed: z.int() }),
    errors: ['product_not_found', 'product_invalid', 'entries_waiting', 'forbidden'],
  },
  'PUT /api/desk/products/:id': {
    tag: 'Desk',
    summary: 'A store changes a product; a supplier makes a proposal',
    auth: 'staff',
    permission: 'desk.products.write',
    params: byProduct,
    body: z.object({ ...productContentFields, ...changeFields }),
    response: fullProductSchema,
    errors: [...CHANGE_ERRORS, 'forbidden'],
  },
  'POST /api/desk/products/:id/skus/:skuId/stock': {
    tag: 'Desk',
    summary: 'Change the stock of a SKU',
    auth: 'staff',
    permission: 'desk.products.write',
    idempotent: true,
    params: z.object({ id: productIdSchema, skuId: skuIdSchema }),
    body: z.object({ stock: stockEditSchema }),
    response: z.object({ stock: z.int() }),
    errors: ['sku_not_found', 'stock_changed'],
  },
  'GET /api/desk/proposals': {
    tag: 'Desk',
    summary: "The supplier's proposals, newest first",
    auth: 'staff',
    permission: 'desk.products.read',
    query: z.object({ ...pageQuery, ...ownProposalFilters }),
    response: page(listedProposalSchema),
  },
  'GET /api/desk/proposals/:id': {
    tag: 'Desk',
    summary: 'A proposal',
    auth: 'staff',
    permission: 'desk.products.read',
    params: byProposal,
    response: proposalSchema,
    errors: ['proposal_not_found'],
  },
  'POST /api/desk/proposals': {
    tag: 'Desk',
    summary: 'Propose a product, or a change of one; one open proposal a product',
    auth: 'staff',
    permission: 'desk.products.write',
    idempotent: true,
    body: draftSchema.extend({ productId: productIdSchema.nullable().default(null) }),
    response: proposalSchema,
    errors: [...WRITE_ERRORS, 'product_not_found', 'proposal_state', 'forbidden'],
  },
  'PUT /api/desk/proposals/:id': {
    tag: 'Desk',
    summary: 'Change a proposal that is not submitted',
    auth: 'staff',
    permission: 'desk.products.write',
    params: byProposal,
    body: draftSchema.extend({ version: versionSchema }),
    response: proposalSchema,
    errors: [...WRITE_ERRORS, ...PROPOSAL_ERRORS],
  },
  'POST /api/desk/proposals/:id/submit': {
    tag: 'Desk',
    summary: 'Submit a proposal for review; may be repeated',
    auth: 'staff',
    permission: 'desk.products.write',
    params: byProposal,
    response: proposalSchema,
    errors: ['proposal_not_found', 'proposal_state'],
  },
  'POST /api/desk/proposals/:id/take-back': {
    tag: 'Desk',
    summary: 'Take a submitted proposal back; may be repeated',
    auth: 'staff',
    permission: 'desk.products.write',
    params: byProposal,
    response: proposalSchema,
    errors: ['proposal_not_found', 'proposal_state'],
  },
  'DELETE /api/desk/proposals/:id': {
    tag: 'Desk',
    summary: 'Discard a proposal that is not submitted',
    auth: 'staff',
    permission: 'desk.products.write',
    params: byProposal,
    response: 'empty',
    errors: ['proposal_not_found', 'proposal_state'],
  },
  'GET /api/admin/proposals': {
    tag: 'Catalogue',
    summary: "Suppliers' proposals, newest first; drafts are their own",
    auth: 'operator',
    permission: 'catalogue.read',
    query: z.object({ ...pageQuery, ...proposalFilters }),
    response: page(listedProposalSchema),
  },
  'GET /api/admin/proposals/:id': {
    tag: 'Catalogue',
    summary: 'A proposal, beside the product as it is',
    auth: 'operator',
    permission: 'catalogue.read',
    params: byProposal,
    response: z.object({
      proposal: proposalSchema,
      product: fullProductSchema.nullable().describe('null: it is new.'),
    }),
    errors: ['proposal_not_found'],
  },
  'POST /api/admin/proposals/:id/approve': {
    tag: 'Catalogue',
    summary: 'Approve a proposal: the product is as it says from now on; may be repeated',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byProposal,
    body: z.object({
      version: versionSchema.describe('Of the proposal, as it was read.'),
      productVersion: versionSchema.nullable().default(null).describe('Of the product; null: it is new.'),
      rebate: itemRulesSchema.optional(),
      overruled: z.array(z.string().max(200)).max(1_000).default([]),
      confirmWaiting: changeFields.confirmWaiting,
    }),
    response: proposalSchema,
    errors: [...PROPOSAL_ERRORS, ...CHANGE_ERRORS],
  },
  'POST /api/admin/proposals/:id/reject': {
    tag: 'Catalogue',
    summary: 'Reject a proposal, with a reason; may be repeated',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byProposal,
    body: z.object({ version: versionSchema, reason: z.string().trim().min(1).max(200) }),
    response: proposalSchema,
    errors: [...PROPOSAL_ERRORS],
  },
});
