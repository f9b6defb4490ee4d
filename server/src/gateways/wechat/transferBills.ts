import { fen, type Fen } from '@paifan/shared/money/fen';
import { z } from 'zod';

export const TRANSFER_STATES = [
  'ACCEPTED',
  /** also while the merchant's account has too little: topped up, it goes on by itself */
  'PROCESSING',
  'WAIT_USER_CONFIRM',
  /** confirmed; spelled so by WeChat Pay */
  'TRANSFERING',
  'SUCCESS',
  /** also when it was not confirmed within 24 hours */
  'FAIL',
  'CANCELING',
  'CANCELLED',
] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

/** A merchant transfer (商家转账) as WeChat Pay tells of it; what an interface leaves out is undefined. */
export interface WeChatTransfer {
  outBillNo: string;
  /** WeChat's number */
  transferBillNo: string;
  state: TransferState;
  /** for `wx.requestMerchantTransfer`; comes with the answer to the request alone: keep it */
  packageInfo: string | undefined;
  amountFen: Fen | undefined;
  openid: string | undefined;
  /** a word of WeChat's, such as NAME_NOT_CORRECT */
  failReason: string | undefined;
  createTime: Date | undefined;
}

const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
// WeChat leaves a field out, or sends it empty or as null, by the interface.
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text || undefined);

const billFields = z.object({
  out_bill_no: z.string(),
  transfer_bill_no: z.string(),
  state: z.enum(TRANSFER_STATES),
  package_info: optionalText,
  transfer_amount: z.int().min(0).transform(fen).optional(),
  openid: optionalText,
  fail_reason: optionalText,
  create_time: instantSchema.optional(),
});

const toTransfer = (body: z.output<typeof billFields>): WeChatTransfer => ({
  outBillNo: body.out_bill_no,
  transferBillNo: body.transfer_bill_no,
  state: body.state,
  packageInfo: body.package_info,
  amountFen: body.transfer_amount,
  openid: body.openid,
  failReason: body.fail_reason,
  createTime: body.create_time,
});

/** The answer to a request for a transfer. */
export const transferSchema = billFields.transform(toTransfer);

/** The answer to a query: with the amount, and whose transfer it is. */
export const queriedTransferSchema = billFields
  .extend({ mch_id: z.string(), transfer_amount: z.int().min(0).transform(fen) })
  .transform((body) => ({ mchid: body.mch_id, transfer: toTransfer(body) }));

/** The plaintext of MCHTRANSFER.BILL.FINISHED: a transfer that ended. */
export const transferNoticeSchema = billFields
  .extend({
    mch_id: z.string(),
    state: z.enum(['SUCCESS', 'FAIL', 'CANCELLED']),
    transfer_amount: z.int().min(0).transform(fen),
    openid: z.string(),
  })
  .transform((body) => ({ mchid: body.mch_id, transfer: toTransfer(body) }));
