import { z } from 'zod';
import { PROPOSAL_STATES } from '../catalogue/proposalStates';
import { DESK_JOB_KINDS } from '../longJobs/kinds';
import { ORDER_STATES } from '../orders/states';
import { longJobSchema, tableFormatSchema } from './adminLongJobs';
import { afterSaleStateSchema } from './afterSale';
import { daySchema, instantSchema, longJobIdSchema, page, pageQuery, storeIdSchema } from './primitives';
import { routes } from './route';

const format = tableFormatSchema;
const byId = z.object({ id: longJobIdSchema });
const own = { tag: 'Desk', auth: 'staff', permission: 'desk.read' } as const;
const started = { tag: 'Desk', auth: 'staff', idempotent: true, response: longJobSchema } as const;

/** What each export of a desk can be narrowed to. */
export const deskExportRequests = {
  deskExportOrders: z.object({
    format,
    from: daySchema,
    to: daySchema.describe('Included; by the day of payment.'),
    state: z.enum(ORDER_STATES).optional(),
    storeId: storeIdSchema.optional(),
  }),
  deskExportToSend: z.object({ format, storeId: storeIdSchema.optional() }),
  deskExportProducts: z.object({ format, storeId: storeIdSchema.optional(), onSale: z.boolean().optional() }),
  deskExportStatements: z.object({ format, from: daySchema, to: daySchema.describe('Included.') }),
  deskExportAfterSales: z.object({
    format,
    from: daySchema,
    to: daySchema.describe('Included; by the day of the request.'),
    state: afterSaleStateSchema.optional(),
    storeId: storeIdSchema.optional(),
  }),
  deskExportTakings: z.object({
    format,
    from: daySchema,
    to: daySchema.describe('Included; by the day of payment.'),
    storeId: storeIdSchema.optional(),
  }),
  deskExportPayouts: z.object({
    format,
    from: daySchema,
    to: daySchema.describe('Included; by the day on which it was asked for.'),
  }),
  deskExportReviews: z.object({
    format,
    from: daySchema,
    to: daySchema.describe('Included; by the day of the review.'),
    answered: z.boolean().optional(),
  }),
  deskExportProposals: z.object({ format, state: z.enum(PROPOSAL_STATES).optional() }),
  deskExportStores: z.object({ format }),
  deskExportStaff: z.object({ format }),
} as const;

/** Exports and imports of a merchant's desk: of its own things alone. */
export const deskLongJobRoutes = routes({
  'GET /api/desk/long-jobs': {
    ...own,
    summary: "The merchant's exports and imports, newest first",
    query: z.object({ ...pageQuery, kind: z.enum(DESK_JOB_KINDS).optional() }),
    response: page(longJobSchema),
  },
  'GET /api/desk/long-jobs/:id': {
    ...own,
    summary: 'How far an export or import is',
    params: byId,
    response: longJobSchema,
    errors: ['long_job_not_found'],
  },
  'POST /api/desk/long-jobs/:id/cancel': {
    ...own,
    summary: 'Stop an export or import that has not ended; repeated, nothing more happens',
    params: byId,
    response: longJobSchema,
    errors: ['long_job_not_found', 'long_job_state', 'forbidden'],
  },
  'POST /api/desk/long-jobs/:id/link': {
    ...own,
    summary: 'An address for the browser to download the file from, good for five minutes',
    params: byId,
    response: z.object({ url: z.string(), expiresAt: instantSchema }),
    errors: ['long_job_not_found', 'long_job_state', 'forbidden'],
  },
  'POST /api/desk/exports/orders': {
    ...started,
    summary:
      'Export own lines of paid orders, online and at the cashier; of a supplier with the supply price',
    permission: 'desk.orders.read',
    body: deskExportRequests.deskExportOrders,
    errors: ['long_job_limit', 'store_not_found'],
  },
  'POST /api/desk/exports/to-send': {
    ...started,
    summary:
      'Export own lines that wait to be sent, with the address each order goes to: for the express company, and to be pasted ' +
      'back with its numbers',
    permission: 'desk.orders.ship',
    body: deskExportRequests.deskExportToSend,
    errors: ['long_job_limit', 'store_not_found'],
  },
  'POST /api/desk/exports/products': {
    ...started,
    summary: 'Export own products by SKU, in the form that the import reads',
    permission: 'desk.products.read',
    body: deskExportRequests.deskExportProducts,
    errors: ['long_job_limit', 'store_not_found'],
  },
  'POST /api/desk/exports/statements': {
    ...started,
    summary: 'Export what the closed days are made of: lines of orders and refunds, by day',
    permission: 'desk.statements.read',
    body: deskExportRequests.deskExportStatements,
    errors: ['long_job_limit'],
  },
  'POST /api/desk/exports/after-sales': {
    ...started,
    summary: 'Export requests about own lines; of a supplier without amounts',
    permission: 'desk.orders.read',
    body: deskExportRequests.deskExportAfterSales,
    errors: ['long_job_limit', 'store_not_found'],
  },
  'POST /api/desk/exports/takings': {
    ...started,
    summary: 'Export what was paid at the stores, at the cashier and online: a row a payment',
    permission: 'desk.takings.read',
    body: deskExportRequests.deskExportTakings,
    errors: ['long_job_limit', 'store_not_found'],
  },
  'POST /api/desk/exports/payouts': {
    ...started,
    summary: 'Export payouts to the merchant',
    permission: 'desk.statements.read',
    body: deskExportRequests.deskExportPayouts,
    errors: ['long_job_limit'],
  },
  'POST /api/desk/exports/reviews': {
    ...started,
    summary: 'Export reviews of own products',
    permission: 'desk.products.read',
    body: deskExportRequests.deskExportReviews,
    errors: ['long_job_limit'],
  },
  'POST /api/desk/exports/proposals': {
    ...started,
    summary: 'Export what a supplier proposed, and what became of it',
    permission: 'desk.products.read',
    body: deskExportRequests.deskExportProposals,
    errors: ['long_job_limit'],
  },
  'POST /api/desk/exports/stores': {
    ...started,
    summary: 'Export the own stores',
    permission: 'desk.read',
    body: deskExportRequests.deskExportStores,
    errors: ['long_job_limit'],
  },
  'POST /api/desk/exports/staff': {
    ...started,
    summary: 'Export who works here',
    permission: 'desk.staff.manage',
    body: deskExportRequests.deskExportStaff,
    errors: ['long_job_limit'],
  },
  'GET /api/desk/imports/products/template': {
    tag: 'Desk',
    auth: 'staff',
    permission: 'desk.products.write',
    summary: 'A table of products to fill in: one row a SKU; rows with the same code are one product',
    query: z.object({ format }),
    response: 'file',
  },
  'POST /api/desk/imports/products/checks': {
    ...started,
    summary: 'Upload a table of products; it is checked row by row, and nothing is changed',
    permission: 'desk.products.write',
    query: z.object({
      storeId: storeIdSchema.optional().describe('Of which own store they are; a supplier names none.'),
    }),
    upload: 'table',
    errors: ['table_refused', 'long_job_limit', 'store_not_found'],
  },
  'POST /api/desk/imports/products': {
    ...started,
    summary:
      "Import a table that was checked and found right: all of it or nothing. A supplier's products become proposals, submitted at once; the stock of what sells already counts at once",
    permission: 'desk.products.write',
    body: z.object({ checkId: longJobIdSchema }),
    errors: ['long_job_not_found', 'long_job_state', 'table_problems', 'long_job_limit'],
  },
});
