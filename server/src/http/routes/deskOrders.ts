import type { deskOrderRoutes } from '@paifan/shared/contract/deskOrders';
import type { ShopContext } from '../../usecases/context';
import { listDeskOrders } from '../../usecases/deskOrders/listDeskOrders';
import { readDeskOrder } from '../../usecases/deskOrders/readDeskOrder';
import { shipFromDesk, shipManyFromDesk } from '../../usecases/deskOrders/shipFromDesk';
import { readWaiting } from '../../usecases/deskOrders/waiting';
import { readTemplates } from '../../usecases/freight/saveTemplate';
import type { HandlersOf } from '../handlers';
import { presentShippedRows } from '../presenters/adminOrders';
import { presentDeskOrder, presentDeskOrderSummary } from '../presenters/deskOrders';

/** Orders that hold goods of a merchant, and how a desk sends them. */
export const deskOrderHandlers = (shop: ShopContext): HandlersOf<typeof deskOrderRoutes> => ({
  'GET /api/desk/orders': async ({ staff, query }) => {
    const { items, next } = await listDeskOrders(shop, staff, query);
    return { items: items.map(presentDeskOrderSummary), next };
  },

  'GET /api/desk/orders/:no': async ({ staff, params }) =>
    presentDeskOrder(await readDeskOrder(shop, staff, params.no)),

  'POST /api/desk/orders/:no/parcels': async ({ staff, params, body }) => {
    const parcels = body.parcels.map((parcel) =>
      parcel.kind === 'express'
        ? {
            ...{ kind: parcel.kind, carrier: parcel.carrier, number: parcel.number },
            content: parcel.lines ?? ('rest' as const),
          }
        : { kind: parcel.kind, content: 'rest' as const },
    );
    await shipFromDesk(shop, staff, params.no, parcels);
    return presentDeskOrder(await readDeskOrder(shop, staff, params.no));
  },

  'POST /api/desk/orders/ship': async ({ staff, body: { dryRun, rows } }) => {
    const { shipped, rows: judged } = await shipManyFromDesk(shop, staff, rows, { dryRun });
    return presentShippedRows(shipped, judged);
  },

  'GET /api/desk/waiting': ({ staff }) => readWaiting(shop, staff),

  'GET /api/desk/freight-templates': async () => ({
    items: (await readTemplates(shop)).map(({ id, name }) => ({ id, name })),
  }),
});
