import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { paymentMessage, verifySha256Rsa } from '../gateways/wechat/signing';
import { nowOf, WeChatPayError, type Box } from './box';
import { acceptanceKey } from './miniProgramApi';
import { orderOfPrepay, payOrder, requireOrder } from './orders';
import type { BoxOrder, BoxTransfer } from './state';
import { confirmReceipt } from './shipping';
import { confirmTransfer, transferOfPackage } from './transfers';

/** What WeChat's payment sheet shows. */
export interface PaymentSheet {
  prepayId: string;
  outTradeNo: string;
  amountFen: number;
  description: string;
  merchantName: string;
  state: BoxOrder['state'];
  /** ISO 8601 */
  expiresAt: string;
}

/** What WeChat shows a payee who is to confirm a transfer. */
export interface TransferSheet {
  outBillNo: string;
  amountFen: number;
  remark: string;
  merchantName: string;
  state: BoxTransfer['state'];
}

/** What the WeChat client and the person who holds it do. Refusals are `WeChatPayError`s. */
export interface Payer {
  /** Opens the sheet as `wx.requestPayment` does: the parameters are checked, the paySign too. */
  openSheet(params: unknown): PaymentSheet;
  sheet(prepayId: string): PaymentSheet;
  /** @param openid who pays; the order's own payer unless told */
  pay(prepayId: string, openid?: string): PaymentSheet;
  /** Pays by the order's number, for demo data and tests. */
  payOrder(outTradeNo: string): void;
  /** Closes the sheet; the order stays as it is. */
  cancel(prepayId: string): PaymentSheet;
  /** Opens a transfer as `wx.requestMerchantTransfer` does. @param openid of who holds the client, if told */
  openTransfer(params: unknown, openid?: string): TransferSheet;
  /** The payee takes the money; it arrives when what is due is run. */
  confirmTransfer(packageInfo: string): TransferSheet;
  /** The buyer confirms in WeChat's component (`weappOrderConfirm`) that an order has come. @param order its `extraData` */
  confirmReceipt(order: unknown, openid: string): void;
  /** What `wx.login` gives: a code for this person, single use, 5 minutes. */
  loginCode(openid: string): string;
  /** What a getPhoneNumber button gives: a code for this number, single use, 5 minutes. */
  phoneCode(phone: string): string;
  /** Accepts one message of each template. @returns how many were accepted */
  acceptSubscription(openid: string, templateIds: readonly string[]): number;
}

const paramsSchema = z.object({
  timeStamp: z.string().regex(/^\d+$/),
  nonceStr: z.string().min(1).max(32),
  package: z.string().regex(/^prepay_id=\w+$/),
  signType: z.literal('RSA'),
  paySign: z.string().min(1),
});

const transferParamsSchema = z.object({
  mchId: z.string(),
  appId: z.string(),
  package: z.string().min(1),
});

export function createPayer(box: Box): Payer {
  const transferSheet = ({ outBillNo, amountFen, remark, state }: BoxTransfer): TransferSheet => ({
    ...{ outBillNo, amountFen, remark, state },
    merchantName: box.merchantName,
  });
  const sheetOf = (prepayId: string, order: BoxOrder): PaymentSheet => ({
    prepayId,
    outTradeNo: order.outTradeNo,
    amountFen: order.totalFen,
    description: order.description,
    merchantName: box.merchantName,
    state: order.state,
    expiresAt: new Date(order.expiresAt).toISOString(),
  });
  const sheet = (prepayId: string) => sheetOf(prepayId, orderOfPrepay(box, prepayId));

  return {
    openSheet: (params) => sheet(prepayIdOf(box, params)),
    sheet,
    pay: (prepayId, openid) => {
      const order = orderOfPrepay(box, prepayId);
      if (openid !== undefined && openid !== order.openid) {
        throw new WeChatPayError(403, 'OPENID_MISMATCH', '当前用户与下单用户不一致');
      }
      payOrder(box, order);
      return sheetOf(prepayId, order);
    },
    payOrder: (outTradeNo) => payOrder(box, requireOrder(box, outTradeNo)),
    cancel: sheet,
    openTransfer: (params, openid) => {
      const transfer = transferOfPackage(box, packageOf(box, params));
      if (openid !== undefined && openid !== transfer.openid) {
        throw new WeChatPayError(403, 'OPENID_MISMATCH', '你的微信号与商家指定的微信号不一致');
      }
      return transferSheet(transfer);
    },
    confirmTransfer: (packageInfo) => transferSheet(confirmTransfer(box, packageInfo)),
    confirmReceipt: (order, openid) => confirmReceipt(box, order, openid),
    loginCode: (openid) => {
      const code = `0${randomBytes(16).toString('base64url')}`;
      box.state.loginCodes.set(code, { openid, issuedAt: nowOf(box), used: false });
      forgetOldCodes(box, box.state.loginCodes);
      box.changed();
      return code;
    },
    phoneCode: (phone) => {
      const code = randomBytes(16).toString('hex');
      box.state.phoneCodes.set(code, { phone, issuedAt: nowOf(box), used: false });
      forgetOldCodes(box, box.state.phoneCodes);
      box.changed();
      return code;
    },
    acceptSubscription: (openid, templateIds) => {
      for (const templateId of templateIds) {
        const key = acceptanceKey(openid, templateId);
        box.state.acceptances.set(key, (box.state.acceptances.get(key) ?? 0) + 1);
      }
      box.changed();
      return templateIds.length;
    },
  };
}

function packageOf(box: Box, params: unknown): string {
  const parsed = transferParamsSchema.safeParse(params);
  if (!parsed.success) throw new WeChatPayError(400, 'PARAM_ERROR', '缺少参数');
  const { mchId, appId, package: packageInfo } = parsed.data;
  if (mchId !== box.keys.mchid || appId !== box.keys.appid) {
    throw new WeChatPayError(400, 'APPID_MCHID_NOT_MATCH', 'appId或mchId不匹配');
  }
  return packageInfo;
}

/** Checks the parameters as the WeChat client does, and takes the prepay_id out of them. */
function prepayIdOf(box: Box, params: unknown): string {
  const parsed = paramsSchema.safeParse(params);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') || 'timeStamp';
    throw new WeChatPayError(400, 'PARAM_ERROR', `缺少参数:${field}`);
  }
  const message = paymentMessage({ appId: box.keys.appid, ...parsed.data });
  if (!verifySha256Rsa(message, parsed.data.paySign, box.merchantKey)) {
    throw new WeChatPayError(400, 'PAY_SIGN_ERROR', '支付验证签名失败');
  }
  return parsed.data.package.slice('prepay_id='.length);
}

/** Codes stay a while after their end, so that a used one is still told from an unknown one. */
function forgetOldCodes(box: Box, codes: Map<string, { readonly issuedAt: number }>): void {
  const hourMs = 3_600_000;
  for (const [code, { issuedAt }] of codes) {
    // Codes stand in the order of their time.
    if (issuedAt > nowOf(box) - hourMs) break;
    codes.delete(code);
  }
}
