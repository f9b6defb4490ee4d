import { audit } from '../../db/audit';
import { operatorActor } from '../actor';
import type { Alongside } from '../alongside';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';
import { shipMany, type JudgedRow, type ShippingRow } from '../shipping/shipMany';
import { sendParcels, shipOrder, type ParcelToSend } from '../shipping/shipOrder';

/** An operator sends parcels of an order. @throws as `shipOrder` */
export const shipByOperator = (
  shop: ShopContext,
  operator: Operator,
  orderNo: string,
  parcels: readonly ParcelToSend[],
): Promise<void> =>
  shipOrder(shop, operatorActor(operator), orderNo, parcels, auditShipping(shop, operator, orderNo, parcels));

const auditShipping =
  (
    { clock }: ShopContext,
    { id: operatorId }: Operator,
    orderNo: string,
    parcels: readonly ParcelToSend[],
  ): Alongside =>
  (tx, { before, after }) =>
    audit(tx, {
      ...{ at: clock.now(), operatorId, action: 'order.shipped', subject: `order:${orderNo}` },
      before: { state: before },
      after: { state: after, parcels: parcels.map((parcel) => ({ ...parcel })) },
    });

/** An operator sends many orders, of whomever. As `shipMany`. */
export const shipManyByOperator = (
  shop: ShopContext,
  operator: Operator,
  rows: readonly ShippingRow[],
  asked: { readonly dryRun: boolean },
): Promise<{ shipped: boolean; rows: JudgedRow[] }> =>
  shipMany(
    shop.db,
    (tx, orderNo, parcels) => {
      const alongside = auditShipping(shop, operator, orderNo, parcels);
      return sendParcels(shop, tx, { actor: operatorActor(operator), orderNo, parcels, alongside });
    },
    rows,
    asked,
  );
