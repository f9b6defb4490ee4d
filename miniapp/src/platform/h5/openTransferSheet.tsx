import { moneyText } from '@paifan/shared/client/moneyText';
import type { PaymentOutcome, TransferParams } from '../interface';
import { mountOverlay } from './mountOverlay';
import { openTransfer, takeTransfer } from './payee';
import { WeChatSheet } from './WeChatSheet';

/** Stands in for WeChat's confirmation of a transfer to the member. No money moves. */
export async function openTransferSheet(params: TransferParams): Promise<PaymentOutcome> {
  const content = await openTransfer(params).catch(() => null);
  if (content === null) return 'failed';
  return new Promise((resolve) => {
    const overlay = mountOverlay(document.body, 'last');
    const close = (outcome: PaymentOutcome) => {
      overlay.remove();
      resolve(outcome);
    };
    overlay.draw(
      <WeChatSheet
        label="确认收款（模拟）"
        note="模拟的微信收款确认，不会真的到账"
        confirmText="确认收款"
        busyText="收款中…"
        name="t-transfer"
        confirm={() => takeTransfer(content.package).then(() => close('done'))}
        onCancel={() => close('cancelled')}
      >
        <p className="pay-sheet__merchant">{content.merchantName}</p>
        <p className="pay-sheet__amount t-transfer-amount">{moneyText(content.amountFen)}</p>
        <p className="pay-sheet__description">{content.remark}</p>
      </WeChatSheet>,
    );
  });
}
