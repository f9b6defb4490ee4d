import type { PaymentParams } from '../interface';
import { amountOf, post, textOf } from './simulator';

/** What WeChat's own payment sheet would show. */
export interface SheetContent {
  prepayId: string;
  amountFen: number;
  description: string;
  merchantName: string;
}

/** Opens the sheet at the simulator, which checks the signature of the parameters as WeChat does. */
export async function openSheet(params: PaymentParams): Promise<SheetContent> {
  const said = await post('/sheet', params);
  return {
    prepayId: params.package.replace('prepay_id=', ''),
    amountFen: amountOf(said),
    description: textOf(said, 'description') ?? '',
    merchantName: textOf(said, 'merchantName') ?? '',
  };
}

export const pay = (prepayId: string): Promise<unknown> => post('/pay', { prepayId });
export const cancel = (prepayId: string): Promise<unknown> => post('/cancel', { prepayId });
