import { useEffect, useRef, useState } from 'react';
import { moneyText } from '@paifan/shared/client/moneyText';
import type { PaymentOutcome } from '../interface';
import { cancel, pay, type SheetContent } from './payer';

interface Props {
  content: SheetContent;
  onClose(outcome: PaymentOutcome): void;
}

export function PaymentSheet({ content, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const payButton = useRef<HTMLButtonElement>(null);

  useEffect(() => payButton.current?.focus(), []);

  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await pay(content.prepayId);
      onClose('done');
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown.message : '支付没有成功，请稍后再试');
      setBusy(false);
    }
  };

  const giveUp = () => {
    cancel(content.prepayId).catch(() => undefined);
    onClose('cancelled');
  };

  return (
    <div className="pay-sheet" onKeyDown={(event) => event.key === 'Escape' && !busy && giveUp()}>
      <div
        className="pay-sheet__panel t-payment-sheet"
        role="dialog"
        aria-modal="true"
        aria-label="微信支付（模拟）"
      >
        <button
          className="pay-sheet__cancel t-payment-cancel"
          disabled={busy}
          onClick={giveUp}
          aria-label="取消支付"
        >
          取消
        </button>
        <p className="pay-sheet__merchant t-payment-merchant">{content.merchantName}</p>
        <p className="pay-sheet__amount t-payment-amount">{moneyText(content.amountFen)}</p>
        <p className="pay-sheet__description">{content.description}</p>
        {problem !== null && (
          <p className="pay-sheet__problem" role="alert">
            {problem}
          </p>
        )}
        <button
          ref={payButton}
          className="pay-sheet__pay t-payment-confirm"
          disabled={busy}
          onClick={confirm}
        >
          {busy ? '支付中…' : '确认支付'}
        </button>
        <p className="pay-sheet__note">模拟的微信支付，不会真的扣款</p>
      </div>
    </div>
  );
}
