import type { applicationRoutes } from '@paifan/shared/contract/applications';
import { ApiError } from '@paifan/shared/errors/errors';
import type { ApplicationRow } from '../../db/models/merchants';
import {
  applicationKey,
  findOwnApplication,
  readOwnApplications,
  type Applicant,
} from '../../usecases/merchants/applications';
import {
  acceptOffer,
  resubmitApplication,
  submitApplication,
  withdrawApplication,
} from '../../usecases/merchants/apply';
import { maskedPhone, openApplicationPhone } from '../../usecases/merchants/phones';
import type { ShopContext } from '../../usecases/context';
import type { HandlersOf } from '../handlers';
import { presentApplication } from '../presenters/merchants';

/** Applying to sell here. */
export function applicationHandlers(shop: ShopContext): HandlersOf<typeof applicationRoutes> {
  const present = (row: ApplicationRow) =>
    presentApplication(row, maskedPhone(openApplicationPhone(shop, row)));

  return {
    'POST /api/applications': async ({ memberId, idempotencyKey, body: { scene, ...draft } }) => {
      const row = await submitApplication(shop, memberId, idempotencyKey, draft, scene);
      return { application: present(row), key: memberId === null ? applicationKey(shop, row.no) : null };
    },

    'GET /api/me/applications': async ({ memberId, query }) => {
      const { items, next } = await readOwnApplications(shop, memberId, query);
      return { items: items.map(present), next };
    },

    'POST /api/applications/:no/read': async ({ memberId, params, body }) =>
      present(await findOwnApplication(shop, whoAsks(memberId, body.key), params.no)),

    'PUT /api/applications/:no': async ({ memberId, params, body: { key, ...draft } }) =>
      present(await resubmitApplication(shop, whoAsks(memberId, key), params.no, draft)),

    'POST /api/applications/:no/accept': async ({ memberId, params, body: { key, commissionRatio } }) =>
      present(await acceptOffer(shop, whoAsks(memberId, key), params.no, commissionRatio)),

    'POST /api/applications/:no/withdraw': async ({ memberId, params, body }) =>
      present(await withdrawApplication(shop, whoAsks(memberId, body.key), params.no)),
  };
}

/** Who neither signed in nor has a key is nobody's applicant. @throws ApiError unauthenticated */
function whoAsks(memberId: Applicant['memberId'], key: string | undefined): Applicant {
  if (memberId === null && key === undefined) throw new ApiError('unauthenticated');
  return { memberId, key };
}
