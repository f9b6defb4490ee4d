import { z } from 'zod';
import { LONG_JOB_KINDS, LONG_JOB_STATES, OPERATOR_JOB_KINDS, TABLE_FORMAT_NAMES } from '../longJobs/kinds';
import { auditFilters } from './admin';
import { afterSaleFilters } from './adminAfterSales';
import { productFilters } from './adminCatalogue';
import { memberFilters } from './adminMembers';
import { messageFilters } from './adminMessages';
import { orderFilters } from './adminOrders';
import { payoutFilters } from './adminPayables';
import { queueEntryFilters } from './adminQueues';
import { rewardFilters } from './adminReports';
import { adjustmentFilters, withdrawalFilters } from './adminWithdrawals';
import {
  daySchema,
  instantSchema,
  longJobIdSchema,
  merchantIdSchema,
  page,
  pageQuery,
  queueKeySchema,
} from './primitives';
import { routes } from './route';

/** One thing wrong with an imported table. */
export const tableProblemSchema = z
  .object({
    row: z.int().describe('As a spreadsheet counts: the titles are row 1.'),
    column: z.string().nullable().describe('Its title; null: the whole row.'),
    problem: z.string(),
  })
  .meta({ id: 'TableProblem' });

export const longJobSchema = z
  .object({
    id: longJobIdSchema,
    kind: z.enum(LONG_JOB_KINDS),
    kindText: z.string(),
    state: z.enum(LONG_JOB_STATES),
    doneCount: z.int().describe('Rows so far; of an import and its check: products; of a simulation: days.'),
    totalCount: z.int().nullable().describe('Rows, or days, in all; null: not known yet.'),
    problems: z.array(tableProblemSchema).describe('Of an imported table; at most 200.'),
    problemCount: z.int(),
    error: z.string().nullable().describe('Why it failed.'),
    file: z
      .object({ bytes: z.int(), expiresAt: instantSchema })
      .nullable()
      .describe('What can be downloaded, and until when.'),
    requestedAt: instantSchema,
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'LongJob', description: 'An export or import, with its progress.' });

const byId = z.object({ id: longJobIdSchema });

export const tableFormatSchema = z.enum(TABLE_FORMAT_NAMES).meta({ id: 'TableFormat' });
const format = tableFormatSchema;
const span = {
  from: daySchema,
  to: daySchema.describe('Included.'),
};

/** How an export of products is narrowed by the shelf. */
export const shelfFilters = {
  onSale: z.boolean().optional(),
  stockUpTo: z.int().min(0).max(1_000).optional(),
};

/** What each export can be narrowed to: what its list can be; and to days, where there is much of it. */
export const exportRequests = {
  exportOrders: z.object({ format, ...span, ...orderFilters }),
  exportOrderLines: z.object({ format, ...span, ...orderFilters }),
  exportMembers: z.object({ format, ...memberFilters }),
  exportProducts: z.object({ format, ...productFilters, ...shelfFilters }),
  exportJournals: z.object({ format, ...span }),
  exportWithdrawals: z.object({ format, ...span, ...withdrawalFilters }),
  exportAfterSales: z.object({ format, ...span, ...afterSaleFilters }),
  exportRewards: z.object({ format, ...span, ...rewardFilters }),
  exportEntries: z.object({ format, queue: queueKeySchema, ...queueEntryFilters }),
  exportStatements: z.object({ format, ...span, merchantId: merchantIdSchema.optional() }),
  exportMerchantPayouts: z.object({ format, ...span, ...payoutFilters }),
  exportAdjustments: z.object({ format, ...span, ...adjustmentFilters }),
  exportAudit: z.object({ format, ...span, ...auditFilters }),
  exportMessages: z.object({ format, ...span, ...messageFilters }),
  reportDays: z.object({ format, ...span }),
} as const;

const longJob = {
  tag: 'LongJobs',
  auth: 'operator',
  idempotent: true,
  response: longJobSchema,
} as const;

export const adminLongJobRoutes = routes({
  'GET /api/admin/long-jobs': {
    tag: 'LongJobs',
    summary: "The operator's own exports and imports, newest first",
    auth: 'operator',
    permission: 'account.own',
    query: z.object({ ...pageQuery, kind: z.enum(OPERATOR_JOB_KINDS).optional() }),
    response: page(longJobSchema),
  },
  'GET /api/admin/long-jobs/:id': {
    tag: 'LongJobs',
    summary: 'How far an export or import is',
    auth: 'operator',
    permission: 'account.own',
    params: byId,
    response: longJobSchema,
    errors: ['long_job_not_found'],
  },
  'POST /api/admin/long-jobs/:id/cancel': {
    tag: 'LongJobs',
    summary: 'Stop an export or import that has not ended; repeated, nothing more happens',
    auth: 'operator',
    permission: 'account.own',
    params: byId,
    response: longJobSchema,
    errors: ['long_job_not_found', 'long_job_state'],
  },
  'POST /api/admin/long-jobs/:id/link': {
    tag: 'LongJobs',
    summary: 'An address for the browser to download the file from, good for five minutes',
    auth: 'operator',
    permission: 'account.own',
    params: byId,
    response: z.object({ url: z.string(), expiresAt: instantSchema }),
    errors: ['long_job_not_found', 'long_job_state', 'forbidden'],
  },
  'GET /api/downloads/:token': {
    tag: 'LongJobs',
    summary: 'The file of an export or import, by an address that was given for it',
    auth: 'public',
    params: z.object({ token: z.string().regex(/^[\w-]{20,200}$/) }),
    response: 'file',
    errors: ['link_expired'],
  },
  'POST /api/admin/exports/orders': {
    ...longJob,
    summary: 'Export orders, by the day they were placed',
    permission: 'orders.read',
    body: exportRequests.exportOrders,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/order-lines': {
    ...longJob,
    summary: 'Export the lines of orders, with what the rebate did',
    permission: 'orders.read',
    body: exportRequests.exportOrderLines,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/members': {
    ...longJob,
    summary: 'Export members; phone numbers are masked unless the role may read them',
    permission: 'members.read',
    body: exportRequests.exportMembers,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/products': {
    ...longJob,
    summary: 'Export products by SKU, in the form that the import reads',
    permission: 'catalogue.read',
    body: exportRequests.exportProducts,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/journals': {
    ...longJob,
    summary: 'Export the postings of the ledger',
    permission: 'money.read',
    body: exportRequests.exportJournals,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/withdrawals': {
    ...longJob,
    summary: 'Export withdrawals, by the day they were asked for',
    permission: 'money.read',
    body: exportRequests.exportWithdrawals,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/after-sales': {
    ...longJob,
    summary: 'Export requests for money or goods back, with what came of them',
    permission: 'orders.read',
    body: exportRequests.exportAfterSales,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/rewards': {
    ...longJob,
    summary: 'Export rewards beside the queue',
    permission: 'money.read',
    body: exportRequests.exportRewards,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/entries': {
    ...longJob,
    summary: 'Export the entries of a queue, in line order',
    permission: 'queues.read',
    body: exportRequests.exportEntries,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/statements': {
    ...longJob,
    summary: 'Export what the closed days of merchants are made of: lines of orders and refunds, by day',
    permission: 'money.read',
    body: exportRequests.exportStatements,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/merchant-payouts': {
    ...longJob,
    summary: 'Export payouts to merchants, without the accounts that they went to',
    permission: 'money.read',
    body: exportRequests.exportMerchantPayouts,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/adjustments': {
    ...longJob,
    summary: 'Export adjustments of balances, with both persons',
    permission: 'money.read',
    body: exportRequests.exportAdjustments,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/audit': {
    ...longJob,
    summary: 'Export what operators did, with what was before and after',
    permission: 'audit.read',
    body: exportRequests.exportAudit,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/messages': {
    ...longJob,
    summary: 'Export what members were told, with what came of passing it on to WeChat',
    permission: 'members.read',
    body: exportRequests.exportMessages,
    errors: ['long_job_limit'],
  },
  'POST /api/admin/exports/days': {
    ...longJob,
    summary: 'A report of each day: orders, payments, refunds, what the queues took in and paid',
    permission: 'reports.read',
    body: exportRequests.reportDays,
    errors: ['long_job_limit'],
  },
  'GET /api/admin/imports/products/template': {
    tag: 'LongJobs',
    summary: 'A table of products to fill in: one row a SKU; rows with the same code are one product',
    auth: 'operator',
    permission: 'catalogue.write',
    query: z.object({ format }),
    response: 'file',
  },
  'POST /api/admin/imports/products/checks': {
    ...longJob,
    summary: 'Upload a table of products; it is checked row by row, and nothing is changed',
    permission: 'catalogue.write',
    upload: 'table',
    errors: ['table_refused', 'long_job_limit'],
  },
  'POST /api/admin/imports/products': {
    ...longJob,
    summary: 'Import a table that was checked and found right: all of it or nothing',
    permission: 'catalogue.write',
    body: z.object({ checkId: longJobIdSchema }),
    errors: ['long_job_not_found', 'long_job_state', 'table_problems', 'long_job_limit'],
  },
});
