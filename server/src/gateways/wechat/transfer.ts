import { fen, type Fen } from '@paifan/shared/money/fen';
import { z } from 'zod';
import { mapOutcome, type Outcome } from './outcome';
import { aboutWhatWasAsked, parseInput } from './pay';
import { readAnswer } from './readAnswer';
import type { SealedText } from './sealForWeChat';
import type { SigningClient } from './signingClient';
import { queriedTransferSchema, transferSchema, type WeChatTransfer } from './transferBills';
import { answerOf } from './transport';
import type { WeChatConfig } from './wechatConfig';

const BILLS = '/v3/fund-app/mch-transfer/transfer-bills';

export interface TransferRequest {
  /** 1 to 32 letters and digits; repeating a call with the same number and values never pays twice */
  outBillNo: string;
  openid: string;
  amountFen: Fen;
  /** what the payee reads, 1 to 32 characters */
  remark: string;
  /** the payee's real name; WeChat Pay wants it from 2,000 yuan on and refuses it below 0.30 yuan */
  name: SealedText | null;
}

/** What `wx.requestMerchantTransfer` takes. That it succeeds does not mean that the money has arrived. */
export interface ConfirmTransferParams {
  mchId: string;
  appId: string;
  package: string;
}

export interface TransferCancelled {
  outBillNo: string;
  state: 'CANCELING' | 'CANCELLED';
}

const NAME_ALLOWED_FROM_FEN = 30;

const outBillNoSchema = z.string().regex(/^[0-9A-Za-z]{1,32}$/, 'must be 1 to 32 letters and digits');
const requestSchema = z.strictObject({
  outBillNo: outBillNoSchema,
  openid: z.string().min(1).max(64),
  amountFen: z.int().min(1).transform(fen),
  remark: z.string().min(1).max(32),
  name: z.strictObject({ serial: z.string().min(1), ciphertext: z.string().min(1) }).nullable(),
});

/**
 * Asks WeChat Pay for a transfer. `ok` means accepted; `packageInfo` is there while the member has to confirm, and nowhere else.
 * After `unknown`, and after a refusal, never with a new number: ask how it stands, and repeat with the same values.
 * @throws Error when a value cannot be right, before anything is sent
 */
export async function createTransfer(
  client: SigningClient,
  config: WeChatConfig,
  input: TransferRequest,
): Promise<Outcome<WeChatTransfer>> {
  const request = parseInput('createTransfer', requestSchema, input);
  const name = request.amountFen < NAME_ALLOWED_FROM_FEN ? null : request.name;
  const body = {
    appid: config.appid,
    out_bill_no: request.outBillNo,
    transfer_scene_id: config.transferScene.id,
    openid: request.openid,
    ...(name === null ? {} : { user_name: name.ciphertext }),
    transfer_amount: request.amountFen,
    transfer_remark: request.remark,
    notify_url: config.transferNotifyUrl,
    transfer_scene_report_infos: config.transferScene.reports.map(({ type, content }) => ({
      info_type: type,
      info_content: content,
    })),
  };
  const output = await client.request('POST', BILLS, body, name?.serial);
  return aboutWhatWasAsked(
    readAnswer(answerOf(output), transferSchema),
    ({ outBillNo }) => outBillNo === request.outBillNo,
  );
}

/** Asks how a transfer stands, up to 30 days after it was made. No such transfer: refused with NOT_FOUND. */
export async function queryTransfer(
  client: SigningClient,
  config: WeChatConfig,
  outBillNo: string,
): Promise<Outcome<WeChatTransfer>> {
  const number = parseInput('queryTransfer', outBillNoSchema, outBillNo);
  const output = await client.request('GET', `${BILLS}/out-bill-no/${number}`);
  const answer = aboutWhatWasAsked(
    readAnswer(answerOf(output), queriedTransferSchema),
    ({ mchid, transfer }) => mchid === config.mchid && transfer.outBillNo === number,
  );
  return mapOutcome(answer, ({ transfer }) => transfer);
}

/** Asks WeChat Pay to cancel a transfer that is not confirmed yet. It does so a little later: CANCELING, then CANCELLED. */
export async function cancelTransfer(
  client: SigningClient,
  outBillNo: string,
): Promise<Outcome<TransferCancelled>> {
  const number = parseInput('cancelTransfer', outBillNoSchema, outBillNo);
  const output = await client.request('POST', `${BILLS}/out-bill-no/${number}/cancel`);
  const schema = z
    .object({ out_bill_no: z.string(), state: z.enum(['CANCELING', 'CANCELLED']) })
    .transform((body) => ({ outBillNo: body.out_bill_no, state: body.state }));
  return aboutWhatWasAsked(readAnswer(answerOf(output), schema), ({ outBillNo: found }) => found === number);
}
