import { z } from 'zod';
import type { ErrorCode } from '../errors/errors';
import { DESK_JOB_KINDS, DESK_LONG_JOBS } from '../longJobs/kinds';
import { longJobSchema, shelfFilters, tableFormatSchema } from './adminLongJobs';
import { deskAfterSaleFilters } from './deskAfterSales';
import { deskOrderFilters } from './deskOrders';
import { deskProductFilters, ownProposalFilters } from './deskProducts';
import { daySchema, instantSchema, longJobIdSchema, page, pageQuery, storeIdSchema } from './primitives';
import { routes } from './route';

const format = tableFormatSchema;
const byId = z.object({ id: longJobIdSchema });
const own = { tag: 'Desk', auth: 'staff', permission: 'desk.read' } as const;
const started = { tag: 'Desk', auth: 'staff', idempotent: true, response: longJobSchema } as const;

/** `YYYY-MM-DD`, both included. */
const days = (of: string) => ({ from: daySchema, to: daySchema.describe(`Included; by the day ${of}.`) });

/** What each export of a desk can be narrowed to. */
export const deskExportRequests = {
  deskExportOrders: z.object({ format, ...days('of payment'), ...deskOrderFilters }),
  deskExportToSend: z.object({ format, storeId: storeIdSchema.optional() }),
  deskExportProducts: z.object({ format, ...deskProductFilters, ...shelfFilters }),
  deskExportStatements: z.object({ format, ...days('that was closed') }),
  deskExportAfterSales: z.object({ format, ...days('of the request'), ...deskAfterSaleFilters }),
  deskExportTakings: z.object({ format, ...days('of payment'), storeId: storeIdSchema.optional() }),
  deskExportPayouts: z.object({ format, ...days('on which it was asked for') }),
  deskExportReviews: z.object({ format, ...days('of the review'), answered: z.boolean().optional() }),
  deskExportProposals: z.object({ format, ...ownProposalFilters }),
  deskExportStores: z.object({ format }),
  deskExportStaff: z.object({ format }),
} as const;

/** The route of an export: for whoever may have its file. */
const deskExport = <const Kind extends keyof typeof deskExportRequests>(
  kind: Kind,
  summary: string,
  ...more: readonly ErrorCode[]
) =>
  ({
    ...started,
    summary,
    permission: DESK_LONG_JOBS[kind].permission,
    body: deskExportRequests[kind],
    errors: ['long_job_limit', ...more],
  }) as const;

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
  'POST /api/desk/exports/orders': deskExport(
    'deskExportOrders',
    'Export own lines of paid orders, online and at the cashier; of a supplier with the supply price',
    'store_not_found',
  ),
  'POST /api/desk/exports/to-send': deskExport(
    'deskExportToSend',
    'Export own lines that wait to be sent, with the address each order goes to: for the express company, and to be pasted ' +
      'back with its numbers',
    'store_not_found',
  ),
  'POST /api/desk/exports/products': deskExport(
    'deskExportProducts',
    'Export own products by SKU, in the form that the import reads',
    'store_not_found',
  ),
  'POST /api/desk/exports/statements': deskExport(
    'deskExportStatements',
    'Export what the closed days are made of: lines of orders and refunds, by day',
  ),
  'POST /api/desk/exports/after-sales': deskExport(
    'deskExportAfterSales',
    'Export requests about own lines; of a supplier without amounts',
    'store_not_found',
  ),
  'POST /api/desk/exports/takings': deskExport(
    'deskExportTakings',
    'Export what was paid at the stores, at the cashier and online: a row a payment',
    'store_not_found',
  ),
  'POST /api/desk/exports/payouts': deskExport('deskExportPayouts', 'Export payouts to the merchant'),
  'POST /api/desk/exports/reviews': deskExport('deskExportReviews', 'Export reviews of own products'),
  'POST /api/desk/exports/proposals': deskExport(
    'deskExportProposals',
    'Export what a supplier proposed, and what became of it',
  ),
  'POST /api/desk/exports/stores': deskExport('deskExportStores', 'Export the own stores'),
  'POST /api/desk/exports/staff': deskExport('deskExportStaff', 'Export who works here'),
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
