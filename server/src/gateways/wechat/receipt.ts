import { z } from 'zod';
import { parseBody, type ApiClient } from './apiClient';
import { mapOutcome, type Outcome } from './outcome';
import type { AccessTokens } from './token';
import type { WeChatConfig } from './wechatConfig';

/** How the receipt of an order stands at WeChat. */
export interface Receipt {
  /** By its buyer in WeChat's component, or by WeChat itself after its time. */
  confirmed: boolean;
}

/** The `extraData` of `wx.openBusinessView` for `weappOrderConfirm`. */
export interface ReceiptParams {
  merchant_id: string;
  merchant_trade_no: string;
  transaction_id: string;
}

/** 3: confirmed, 4: completed. */
const CONFIRMED_STATES: readonly number[] = [3, 4];

const answerSchema = z.object({ order: z.object({ order_state: z.int() }) });

/** Asks how an order stands that WeChat was told of (发货信息管理). Refused with 10060001 when it does not know the payment. */
export async function queryReceipt(
  api: ApiClient,
  tokens: AccessTokens,
  config: WeChatConfig,
  outTradeNo: string,
): Promise<Outcome<Receipt>> {
  const named = { merchant_id: config.mchid, merchant_trade_no: outTradeNo };
  const outcome = await tokens.use(async (accessToken) =>
    parseBody(await api.post('/wxa/sec/order/get_order', { access_token: accessToken }, named), answerSchema),
  );
  return mapOutcome(outcome, ({ order }) => ({ confirmed: CONFIRMED_STATES.includes(order.order_state) }));
}
