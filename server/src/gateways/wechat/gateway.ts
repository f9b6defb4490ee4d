import type { Clock } from '../../clock';
import type { Logger } from '../../log';
import { createApiClient } from './apiClient';
import { createMiniProgramCode, type CodePicture, type MiniProgramCode } from './codes';
import { exchangeLoginCode, type WeChatIdentity } from './login';
import { sendSubscribeMessage, type MessageSent, type SubscribeMessage } from './messages';
import { openNotification, type OpenedNotification } from './openNotification';
import { mapOutcome, ok, type Outcome } from './outcome';
import * as pay from './pay';
import { exchangePhoneCode, type PhoneNumber } from './phone';
import { configuredKeys, downloadPlatformKeys } from './platformKeys';
import type { HeaderBag } from './platformSignature';
import { uploadShipping, type ShippingInfo } from './shipping';
import { queryReceipt, type Receipt, type ReceiptParams } from './receipt';
import { SigningClient, type RequestPaymentParams } from './signingClient';
import { createAccessTokens } from './token';
import type { WeChatRefund, WeChatTransaction } from './transactions';
import { sealForWeChat, type SealedText } from './sealForWeChat';
import * as transfers from './transfer';
import type { WeChatTransfer } from './transferBills';
import { downloadTradeBill, type DownloadedBill } from './tradeBill';
import { createTransport } from './transport';
import { parseWeChatConfig, type WeChatConfigInput } from './wechatConfig';

/**
 * All that the shop asks of WeChat. Calls never throw for what WeChat or the network does: they give an `Outcome`.
 * They throw only for values that cannot be right (a bug of the caller), before anything is sent.
 */
export interface WeChatGateway {
  readonly appid: string;
  readonly mchid: string;

  /** Makes the order at WeChat Pay; the value is ready for `wx.requestPayment`. Repeatable with the same values. */
  prepay(order: pay.Prepay): Promise<Outcome<RequestPaymentParams>>;
  /** Signs a prepay_id anew for `wx.requestPayment`, without asking WeChat Pay. */
  paymentParams(prepayId: string): RequestPaymentParams;
  /** How an order stands; refused ORDER_NOT_EXIST when there is none. */
  queryTransaction(outTradeNo: string): Promise<Outcome<WeChatTransaction>>;
  /** Closes an unpaid order; refused ORDER_PAID when it is paid. */
  closeTransaction(outTradeNo: string): Promise<Outcome<undefined>>;
  /** Asks for a refund; idempotent by `outRefundNo`. */
  refund(request: pay.RefundRequest): Promise<Outcome<WeChatRefund>>;
  queryRefund(outRefundNo: string): Promise<Outcome<WeChatRefund>>;

  /** Encrypts a person's name so that WeChat Pay alone can read it. @throws Error when no key of WeChat Pay is known */
  seal(text: string): SealedText;
  /** Asks for a transfer to a member, who has to confirm it; idempotent by `outBillNo`. */
  createTransfer(request: transfers.TransferRequest): Promise<Outcome<WeChatTransfer>>;
  /** How a transfer stands; refused NOT_FOUND when there is none. */
  queryTransfer(outBillNo: string): Promise<Outcome<WeChatTransfer>>;
  /** Asks to take a transfer back that is not confirmed; how it ends is told by the notification or a query. */
  cancelTransfer(outBillNo: string): Promise<Outcome<transfers.TransferCancelled>>;
  /** What `wx.requestMerchantTransfer` takes. */
  confirmParams(packageInfo: string): transfers.ConfirmTransferParams;

  /** Downloads the trade bill of a day into a file; refused NO_STATEMENT_EXIST for a day without trade. */
  downloadTradeBill(day: string, file: string): Promise<Outcome<DownloadedBill>>;
  /** Can the shop get an access token of the mini-program? */
  testAccessToken(): Promise<Outcome<undefined>>;

  /** Verifies, decrypts and parses a notification, without any network. */
  openNotification(headers: HeaderBag, rawBody: Uint8Array): OpenedNotification;
  /** Certificate mode: downloads the platform certificates, at start and daily. The value lists the serials now known. */
  refreshPlatformKeys(): Promise<Outcome<readonly string[]>>;

  /** Exchanges the code of `wx.login`; refused 40029 or 40163. */
  login(code: string): Promise<Outcome<WeChatIdentity>>;
  /** Exchanges the code of a getPhoneNumber button; refused 40029. */
  phoneNumber(code: string): Promise<Outcome<PhoneNumber>>;
  sendSubscribeMessage(message: SubscribeMessage): Promise<Outcome<MessageSent>>;
  createMiniProgramCode(code: MiniProgramCode): Promise<Outcome<CodePicture>>;
  /** Tells that an order was sent; refused 10060001 while WeChat does not know its payment yet. */
  uploadShipping(info: ShippingInfo): Promise<Outcome<undefined>>;
  /** How the receipt of a sent order stands; refused 10060001 while WeChat does not know its payment. */
  queryReceipt(outTradeNo: string): Promise<Outcome<Receipt>>;
  /** What WeChat's component for confirming a receipt takes. */
  receiptParams(outTradeNo: string, transactionId: string): ReceiptParams;
}

/** @throws Error that lists every wrong setting */
export function createWeChatGateway(
  input: WeChatConfigInput,
  { clock, logger }: { clock: Clock; logger: Logger },
): WeChatGateway {
  const config = parseWeChatConfig(input);
  let keys = configuredKeys(config);
  const transport = createTransport({
    baseUrl: config.payBaseUrl,
    timeoutMs: config.timeoutMs,
    publicKeyId: config.platformPublicKey?.id,
    keys: () => keys,
    clock,
    logger,
  });
  const client = new SigningClient(config, transport, clock);
  const api = createApiClient({ baseUrl: config.apiBaseUrl, timeoutMs: config.timeoutMs, logger });
  const tokens = createAccessTokens(api, config, clock);

  return {
    appid: config.appid,
    mchid: config.mchid,
    prepay: (order) => pay.prepay(client, config, order),
    paymentParams: (prepayId) => client.requestPaymentParams(prepayId),
    queryTransaction: (outTradeNo) => pay.queryTransaction(client, config, outTradeNo),
    closeTransaction: (outTradeNo) => pay.closeTransaction(client, outTradeNo),
    refund: (request) => pay.refund(client, config, request),
    queryRefund: (outRefundNo) => pay.queryRefund(client, outRefundNo),
    seal: (text) => sealForWeChat(text, keys, config.platformPublicKey?.id),
    createTransfer: (request) => transfers.createTransfer(client, config, request),
    queryTransfer: (outBillNo) => transfers.queryTransfer(client, config, outBillNo),
    cancelTransfer: (outBillNo) => transfers.cancelTransfer(client, outBillNo),
    confirmParams: (packageInfo) => ({ mchId: config.mchid, appId: config.appid, package: packageInfo }),
    downloadTradeBill: (day, file) => downloadTradeBill(client, config, day, file),
    testAccessToken: () => tokens.use(() => Promise.resolve(ok(undefined))),
    openNotification: (headers, rawBody) =>
      openNotification(headers, rawBody, keys, config.apiV3Key, clock.now()),
    refreshPlatformKeys: async () => {
      const downloaded = await downloadPlatformKeys(client, config, keys, clock);
      return mapOutcome(downloaded, (found) => {
        // Old certificates stay: answers signed before a change may still be under way.
        keys = new Map([...keys, ...found]);
        return [...keys.keys()];
      });
    },
    login: (code) => exchangeLoginCode(api, config, code),
    phoneNumber: (code) => exchangePhoneCode(api, tokens, code),
    sendSubscribeMessage: (message) => sendSubscribeMessage(api, tokens, message),
    createMiniProgramCode: (code) => createMiniProgramCode(api, tokens, code),
    uploadShipping: (info) => uploadShipping(api, tokens, config, info),
    queryReceipt: (outTradeNo) => queryReceipt(api, tokens, config, outTradeNo),
    receiptParams: (outTradeNo, transactionId) => ({
      ...{ merchant_id: config.mchid, merchant_trade_no: outTradeNo, transaction_id: transactionId },
    }),
  };
}
