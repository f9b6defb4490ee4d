import { post, amountOf, textOf } from './simulator';
import type { TransferParams } from '../interface';

/** What WeChat shows before a transfer to the member is confirmed. */
export interface TransferContent {
  package: string;
  amountFen: number;
  merchantName: string;
  remark: string;
}

export async function openTransfer(params: TransferParams): Promise<TransferContent> {
  const said = await post('/transfer', params);
  return {
    package: params.package,
    amountFen: amountOf(said),
    merchantName: textOf(said, 'merchantName') ?? '',
    remark: textOf(said, 'remark') ?? '',
  };
}

export const takeTransfer = (packageInfo: string): Promise<unknown> =>
  post('/transfer/confirm', { package: packageInfo });

/** The code that WeChat's button gives for a phone number. */
export async function phoneCode(phone: string): Promise<string> {
  const code = textOf(await post('/phone-code', { phone }), 'code');
  if (code === null) throw new Error('手机号暂时无法核对，请稍后再试');
  return code;
}
