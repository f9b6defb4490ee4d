import type { adminListExportRoutes } from '@paifan/shared/contract/adminListExports';
import type { adminLongJobRoutes } from '@paifan/shared/contract/adminLongJobs';
import { ApiError } from '@paifan/shared/errors/errors';
import { isOperatorJob, LONG_JOBS, type ExportKind } from '@paifan/shared/longJobs/kinds';
import { TABLE_FORMATS } from '../../tables/formats';
import type { ShopContext } from '../../usecases/context';
import { requestCheck, requestImport } from '../../usecases/imports/requestImport';
import { productTemplate } from '../../usecases/imports/template';
import { linkTo, openDownload } from '../../usecases/longJobs/downloads';
import { cancelLongJob, readOwnLongJobs } from '../../usecases/longJobs/ownLongJobs';
import { findOwnLongJob, requestLongJob } from '../../usecases/longJobs/requestLongJob';
import { withPhoneOwner } from '../../usecases/members/adminMembers';
import type { Operator } from '../../usecases/operators/sessions';
import type { HandlersOf } from '../handlers';
import { presentLongJob } from '../presenters/longJobs';

/** Exports and imports: asking for them, following them, and downloading what they made. */
export function adminLongJobHandlers(
  shop: ShopContext,
): HandlersOf<typeof adminLongJobRoutes & typeof adminListExportRoutes> {
  const exporting =
    <Body extends Readonly<Record<string, unknown>>>(
      kind: ExportKind,
      paramsOf: (body: Body, operator: Operator) => object | Promise<object> = (body) => body,
    ) =>
    async (asked: { operator: Operator; idempotencyKey: string; body: Body }) => {
      const { operator, idempotencyKey, body } = asked;
      const params = { ...(await paramsOf(body, operator)) };
      const owner = { operatorId: operator.id };
      return presentLongJob(await requestLongJob(shop, owner, idempotencyKey, { kind, params }));
    };
  const withPhones = <Body extends object>(body: Body, { permissions }: Operator) => ({
    ...body,
    wholePhones: permissions.has('members.phones'),
  });
  return {
    'GET /api/admin/long-jobs': async ({ operator, query }) => {
      const { items, next } = await readOwnLongJobs(shop, { operatorId: operator.id }, query);
      return { items: items.map(presentLongJob), next };
    },

    'GET /api/admin/long-jobs/:id': async ({ operator, params }) =>
      presentLongJob(await findOwnLongJob(shop, { operatorId: operator.id }, params.id)),

    'POST /api/admin/long-jobs/:id/cancel': async ({ operator, params }) =>
      presentLongJob(await cancelLongJob(shop, { operatorId: operator.id }, params.id)),

    'POST /api/admin/long-jobs/:id/link': async ({ operator, params }) => {
      const job = await findOwnLongJob(shop, { operatorId: operator.id }, params.id);
      // The role may have changed since it was asked for.
      if (!isOperatorJob(job.kind) || !operator.permissions.has(LONG_JOBS[job.kind].permission))
        throw new ApiError('forbidden');
      const { url, expiresAt } = linkTo(shop, job);
      return { url, expiresAt: expiresAt.toISOString() };
    },

    'GET /api/downloads/:token': ({ params }) => openDownload(shop, params.token),

    'POST /api/admin/exports/orders': exporting('exportOrders'),
    'POST /api/admin/exports/order-lines': exporting('exportOrderLines'),
    'POST /api/admin/exports/members': exporting('exportMembers', async (body, operator) =>
      withPhones(await withPhoneOwner(shop, body), operator),
    ),
    'POST /api/admin/exports/products': exporting('exportProducts'),
    'POST /api/admin/exports/journals': exporting('exportJournals'),
    'POST /api/admin/exports/withdrawals': exporting('exportWithdrawals'),
    'POST /api/admin/exports/after-sales': exporting('exportAfterSales'),
    'POST /api/admin/exports/rewards': exporting('exportRewards'),
    'POST /api/admin/exports/entries': exporting('exportEntries'),
    'POST /api/admin/exports/statements': exporting('exportStatements'),
    'POST /api/admin/exports/merchant-payouts': exporting('exportMerchantPayouts'),
    'POST /api/admin/exports/adjustments': exporting('exportAdjustments'),
    'POST /api/admin/exports/audit': exporting('exportAudit'),
    'POST /api/admin/exports/messages': exporting('exportMessages'),
    'POST /api/admin/exports/reviews': exporting('exportReviews'),
    'POST /api/admin/exports/proposals': exporting('exportProposals'),
    'POST /api/admin/exports/coupons': exporting('exportCoupons'),
    'POST /api/admin/exports/gift-orders': exporting('exportGiftOrders', withPhones),
    'POST /api/admin/exports/transfers': exporting('exportTransfers'),
    'POST /api/admin/exports/dividends': exporting('exportDividends'),
    'POST /api/admin/exports/reconciliations': exporting('exportReconciliations'),
    'POST /api/admin/exports/differences': exporting('exportDifferences'),
    'POST /api/admin/exports/movements': exporting('exportMovements'),
    'POST /api/admin/exports/queues': exporting('exportQueues'),
    'POST /api/admin/exports/applications': exporting('exportApplications'),
    'POST /api/admin/exports/merchants': exporting('exportMerchants', withPhones),
    'POST /api/admin/exports/staff': exporting('exportStaff'),
    'POST /api/admin/exports/stores': exporting('exportStores'),
    'POST /api/admin/exports/invitees': exporting('exportInvitees'),
    'POST /api/admin/exports/member-entries': exporting('exportMemberEntries'),
    'POST /api/admin/exports/days': exporting('reportDays'),

    'GET /api/admin/imports/products/template': async ({ query: { format } }) => ({
      content: await productTemplate(format),
      type: TABLE_FORMATS[format].type,
      name: `商品导入模板.${format}`,
    }),

    'POST /api/admin/imports/products/checks': async ({ operator, idempotencyKey, file }) =>
      presentLongJob(await requestCheck(shop, { operatorId: operator.id }, idempotencyKey, file.bytes)),

    'POST /api/admin/imports/products': async ({ operator, idempotencyKey, body }) =>
      presentLongJob(await requestImport(shop, { operatorId: operator.id }, idempotencyKey, body.checkId)),
  };
}
