import type { adminSettingsRoutes } from '@paifan/shared/contract/adminSettings';
import type { ShopContext } from '../../usecases/context';
import {
  cancelVersion,
  checkDraft,
  compareVersions,
  publishByOperator,
  readSettingsNow,
  readVersion,
  readVersions,
  rollBack,
} from '../../usecases/settings/settingsVersions';
import type { HandlersOf } from '../handlers';
import {
  presentDraftCheck,
  presentFullVersion,
  presentListedVersion,
  presentSettingsNow,
  presentVersion,
} from '../presenters/settings';

/** Versions of the platform's settings. */
export function adminSettingsHandlers(shop: ShopContext): HandlersOf<typeof adminSettingsRoutes> {
  return {
    'GET /api/admin/settings': async () => presentSettingsNow(await readSettingsNow(shop)),

    'GET /api/admin/settings/versions': async ({ query }) => {
      const { items, next } = await readVersions(shop, query);
      return { items: items.map(presentListedVersion), next };
    },

    'GET /api/admin/settings/versions/:id': async ({ params }) =>
      presentFullVersion(await readVersion(shop, params.id)),

    'GET /api/admin/settings/compare': async ({ query }) => ({
      changes: await compareVersions(shop, query.from, query.to),
    }),

    'POST /api/admin/settings/check': async ({ body }) =>
      presentDraftCheck(await checkDraft(shop, body.settings)),

    'POST /api/admin/settings/versions': async ({ operator, body }) =>
      presentVersion(await publishByOperator(shop, operator, withTime(body))),

    'POST /api/admin/settings/versions/:id/cancel': async ({ operator, params }) =>
      presentVersion(await cancelVersion(shop, operator, params.id)),

    'POST /api/admin/settings/versions/:id/rollback': async ({ operator, params, body }) =>
      presentVersion(await rollBack(shop, operator, params.id, withTime(body))),
  };
}

/** On the wire a time is a text. */
function withTime<Body extends { inForceFrom?: string }>({ inForceFrom, ...body }: Body) {
  return { ...body, inForceFrom: inForceFrom === undefined ? undefined : new Date(inForceFrom) };
}
