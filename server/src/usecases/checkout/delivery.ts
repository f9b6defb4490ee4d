import type { DeliveryAddress, DeliveryWay } from '@paifan/shared/checkout/delivery';
import { freightOf } from '@paifan/shared/checkout/freight';
import { ApiError } from '@paifan/shared/errors/errors';
import type { AddressId, FreightTemplateId, MemberId } from '@paifan/shared/ids/ids';
import { fen, sumFen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import type { Database } from '../../db/connect';
import type { AddressRow } from '../../db/models/checkout';
import type { Basket } from './bareLines';
import type { DiscountedLine } from './lines';

/** How a basket reaches its buyer, and what that costs. */
export interface Delivered {
  readonly delivery: DeliveryWay;
  /** null: it is not sent, or the member has no address yet. */
  readonly address: AddressRow | null;
  /** Belongs to no line. SPEC section 3. 0 as long as there is no address. */
  readonly freightFen: Fen;
}

export const deliveryOf = (basket: Basket): DeliveryWay =>
  basket.kind === 'cashier' ? 'none' : basket.kind === 'mall' ? 'express' : basket.delivery;

/**
 * Where a basket goes (to the address that it names, else to the member's default one) and what that costs: its templates add up.
 * @throws ApiError address_not_found, not_delivered (with the products that are not sent there)
 */
export async function deliver(
  db: Database,
  memberId: MemberId,
  basket: Basket,
  lines: readonly DiscountedLine[],
): Promise<Delivered> {
  const delivery = deliveryOf(basket);
  if (basket.kind === 'cashier' || delivery !== 'express')
    return { delivery, address: null, freightFen: ZERO_FEN };
  const address = await addressFor(db, memberId, basket.addressId);
  const freightFen = address === null ? ZERO_FEN : await freightTo(db, address, lines);
  return { delivery, address, freightFen };
}

async function addressFor(
  db: Database,
  memberId: MemberId,
  id: AddressId | undefined,
): Promise<AddressRow | null> {
  if (id === undefined) return db.addresses.findOne({ where: { memberId, isDefault: true } });
  const address = await db.addresses.findOne({ where: { memberId, id } });
  if (!address) throw new ApiError('address_not_found');
  return address;
}

async function freightTo(
  db: Database,
  { regionCode }: AddressRow,
  lines: readonly DiscountedLine[],
): Promise<Fen> {
  const ids = new Set(lines.flatMap(({ freightTemplateId: id }) => (id === null ? [] : [id])));
  if (ids.size === 0) return ZERO_FEN;
  const templates = await db.freightTemplates.findAll({ where: { id: [...ids] } });
  const parts = templates.map((template) => {
    const parcel = lines.filter((line) => line.freightTemplateId === template.id);
    const freightFen = freightOf(template, regionCode, loadOf(parcel));
    if (freightFen === null) throw notDelivered(template.id, parcel);
    return freightFen;
  });
  return sumFen(parts);
}

const loadOf = (lines: readonly DiscountedLine[]) => ({
  pieces: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  grams: lines.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
  amountFen: fen(lines.reduce((sum, { netFen }) => sum + netFen, 0)),
});

const notDelivered = (freightTemplateId: FreightTemplateId, lines: readonly DiscountedLine[]): ApiError =>
  new ApiError('not_delivered', `该地区暂不支持配送「${lines[0]?.title ?? ''}」`, {
    freightTemplateId,
    productIds: lines.map(({ productId }) => productId),
  });

/** What an order keeps of an address. */
export const toDeliveryAddress = ({
  name,
  phone,
  regionCode,
  province,
  city,
  district,
  detail,
}: AddressRow): DeliveryAddress => ({ name, phone, regionCode, province, city, district, detail });
