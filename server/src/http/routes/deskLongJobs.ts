import type { deskLongJobRoutes } from '@paifan/shared/contract/deskLongJobs';
import { ApiError } from '@paifan/shared/errors/errors';
import type { LongJobId, StoreId } from '@paifan/shared/ids/ids';
import { DESK_LONG_JOBS, isDeskJob, type DeskJobKind } from '@paifan/shared/longJobs/kinds';
import type { LongJobRow } from '../../db/models/longJobs';
import { TABLE_FORMATS } from '../../tables/formats';
import { assertKind } from '../../usecases/catalogue/deskProducts';
import type { ShopContext } from '../../usecases/context';
import { requestCheck, requestImport } from '../../usecases/imports/requestImport';
import { productTemplate } from '../../usecases/imports/template';
import { linkTo } from '../../usecases/longJobs/downloads';
import { cancelLongJob, readOwnLongJobs } from '../../usecases/longJobs/ownLongJobs';
import { findOwnLongJob, requestLongJob } from '../../usecases/longJobs/requestLongJob';
import type { Staff } from '../../usecases/staff/findStaff';
import { findStoreOf } from '../../usecases/stores/manageStores';
import type { HandlersOf } from '../handlers';
import { presentLongJob } from '../presenters/longJobs';

/** An export that somebody at a desk asks for. */
interface Asked {
  readonly staff: Staff;
  readonly idempotencyKey: string;
  readonly body: { readonly storeId?: StoreId; readonly [name: string]: unknown };
}

/** Exports and imports of a merchant's desk. */
export function deskLongJobHandlers(shop: ShopContext): HandlersOf<typeof deskLongJobRoutes> {
  const { db } = shop;
  const ownerOf = ({ merchantId }: Staff) => ({ merchantId });

  /** A colleague may have asked for it: who takes it must be allowed what it holds. @throws ApiError long_job_not_found, forbidden */
  async function findAllowed(staff: Staff, id: LongJobId): Promise<LongJobRow> {
    const job = await findOwnLongJob(shop, ownerOf(staff), id);
    if (!isDeskJob(job.kind) || !staff.permissions.has(DESK_LONG_JOBS[job.kind].permission))
      throw new ApiError('forbidden');
    return job;
  }

  const exporting =
    (kind: DeskJobKind) =>
    async ({ staff, idempotencyKey: key, body: params }: Asked) => {
      if (params.storeId !== undefined) await findStoreOf(db, params.storeId, staff.merchantId);
      return presentLongJob(await requestLongJob(shop, ownerOf(staff), key, { kind, params }));
    };

  return {
    'GET /api/desk/long-jobs': async ({ staff, query }) => {
      const { items, next } = await readOwnLongJobs(shop, ownerOf(staff), query);
      return { items: items.map(presentLongJob), next };
    },

    'GET /api/desk/long-jobs/:id': async ({ staff, params }) =>
      presentLongJob(await findOwnLongJob(shop, ownerOf(staff), params.id)),

    'POST /api/desk/long-jobs/:id/cancel': async ({ staff, params }) => {
      await findAllowed(staff, params.id);
      return presentLongJob(await cancelLongJob(shop, ownerOf(staff), params.id));
    },

    'POST /api/desk/long-jobs/:id/link': async ({ staff, params }) => {
      const { url, expiresAt } = linkTo(shop, await findAllowed(staff, params.id));
      return { url, expiresAt: expiresAt.toISOString() };
    },

    'POST /api/desk/exports/orders': exporting('deskExportOrders'),
    'POST /api/desk/exports/to-send': exporting('deskExportToSend'),
    'POST /api/desk/exports/products': exporting('deskExportProducts'),
    'POST /api/desk/exports/statements': exporting('deskExportStatements'),
    'POST /api/desk/exports/after-sales': exporting('deskExportAfterSales'),
    'POST /api/desk/exports/takings': exporting('deskExportTakings'),
    'POST /api/desk/exports/payouts': exporting('deskExportPayouts'),
    'POST /api/desk/exports/reviews': exporting('deskExportReviews'),
    'POST /api/desk/exports/proposals': exporting('deskExportProposals'),
    'POST /api/desk/exports/stores': exporting('deskExportStores'),
    'POST /api/desk/exports/staff': exporting('deskExportStaff'),

    'GET /api/desk/imports/products/template': async ({ query: { format } }) => ({
      content: await productTemplate(format),
      type: TABLE_FORMATS[format].type,
      name: `商品导入模板.${format}`,
    }),

    'POST /api/desk/imports/products/checks': async ({ staff, idempotencyKey, query: { storeId }, file }) => {
      if (storeId === undefined) assertKind(staff, 'supplier', '请选择门店');
      else await findStoreOf(db, storeId, staff.merchantId);
      return presentLongJob(await requestCheck(shop, ownerOf(staff), idempotencyKey, file.bytes, storeId));
    },

    'POST /api/desk/imports/products': async ({ staff, idempotencyKey, body }) =>
      presentLongJob(await requestImport(shop, ownerOf(staff), idempotencyKey, body.checkId)),
  };
}
