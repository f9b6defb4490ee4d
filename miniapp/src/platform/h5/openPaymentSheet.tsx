import type { PaymentOutcome, PaymentParams } from '../interface';
import { mountOverlay } from './mountOverlay';
import { PaymentSheet } from './PaymentSheet';
import { openSheet } from './payer';

/** Stands in for WeChat's payment sheet: the simulator plays WeChat, and no money moves. */
export async function openPaymentSheet(params: PaymentParams): Promise<PaymentOutcome> {
  const content = await openSheet(params).catch(() => null);
  if (content === null) return 'failed';
  return new Promise((resolve) => {
    const overlay = mountOverlay(document.body, 'last');
    const close = (outcome: PaymentOutcome) => {
      overlay.remove();
      resolve(outcome);
    };
    overlay.draw(<PaymentSheet content={content} onClose={close} />);
  });
}
