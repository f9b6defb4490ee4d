import { z } from 'zod';
import {
  CARRIER_CODES,
  PARCEL_KINDS,
  TRACKING_NUMBER,
  type ParcelKind,
} from '@paifan/shared/orders/carriers';
import type { ApiClient } from './apiClient';
import { rfc3339Milliseconds } from './beijingTime';
import { mapOutcome, type Outcome } from './outcome';
import { parseInput } from './pay';
import type { AccessTokens } from './token';
import type { WeChatConfig } from './wechatConfig';

/** That an order was sent, or handed over. */
export interface ShippingInfo {
  outTradeNo: string;
  openid: string;
  kind: ParcelKind;
  /** what was sent; the buyer reads it */
  description: string;
  /** only of kind `express`, and then 1 to 15 */
  parcels: readonly { readonly carrier: string; readonly number: string }[];
  /** orders the uploads of one order */
  at: Date;
}

const LOGISTICS_TYPES: Readonly<Record<ParcelKind, number>> = {
  express: 1,
  sameCity: 2,
  virtual: 3,
  pickup: 4,
};
const UNIFIED = 1;
const SPLIT = 2;
const DESCRIPTION_LENGTH = 60;

const infoSchema = z
  .strictObject({
    outTradeNo: z.string().min(6).max(32),
    openid: z.string().min(1),
    kind: z.enum(PARCEL_KINDS),
    description: z.string().min(1),
    parcels: z
      .array(z.strictObject({ carrier: z.enum(CARRIER_CODES), number: z.string().regex(TRACKING_NUMBER) }))
      .max(15),
    at: z.date(),
  })
  .refine(({ kind, parcels }) => (kind === 'express') === parcels.length > 0, {
    path: ['parcels'],
    message: 'are there for express, and only then',
  });

/**
 * Tells WeChat that everything of an order was sent (发货信息管理): it keeps the money of an order that was not. Refused with 10060001
 * while it does not know the payment, which is normal in the first minute after it; 10060002 when it was told before.
 * @throws Error when a value cannot be right, before anything is sent
 */
export async function uploadShipping(
  api: ApiClient,
  tokens: AccessTokens,
  config: WeChatConfig,
  input: ShippingInfo,
): Promise<Outcome<undefined>> {
  const info = parseInput('uploadShipping', infoSchema, input);
  const item_desc = [...info.description].slice(0, DESCRIPTION_LENGTH).join('');
  const isSplit = info.parcels.length > 1;
  const body = {
    order_key: { order_number_type: 1, mchid: config.mchid, out_trade_no: info.outTradeNo },
    logistics_type: LOGISTICS_TYPES[info.kind],
    delivery_mode: isSplit ? SPLIT : UNIFIED,
    ...(isSplit ? { is_all_delivered: true } : {}),
    // Always a list: WeChat answers 47001 to a single object.
    shipping_list:
      info.kind === 'express'
        ? info.parcels.map(({ carrier, number }) => ({
            tracking_no: number,
            express_company: carrier,
            item_desc,
          }))
        : [{ item_desc }],
    upload_time: rfc3339Milliseconds(info.at),
    payer: { openid: info.openid },
  };
  const outcome = await tokens.use((accessToken) =>
    api.post('/wxa/sec/order/upload_shipping_info', { access_token: accessToken }, body),
  );
  return mapOutcome(outcome, () => undefined);
}
