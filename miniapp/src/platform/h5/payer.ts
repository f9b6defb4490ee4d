import type { PaymentParams } from '../interface';

/** What WeChat's own payment sheet would show. */
export interface SheetContent {
  prepayId: string;
  amountFen: number;
  description: string;
  merchantName: string;
}

const BASE = '/simulator/payer';

async function post(path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(BASE + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said: unknown = await answer.json().catch(() => null);
  if (answer.ok) return said;
  throw new Error(textOf(said, 'message') ?? '支付没有成功，请稍后再试');
}

function textOf(body: unknown, name: string): string | null {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : null;
}

function amountOf(body: unknown): number {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, 'amountFen') : undefined;
  if (typeof value !== 'number') throw new Error('支付信息无法读取');
  return value;
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
