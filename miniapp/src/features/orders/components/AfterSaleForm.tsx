import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { messageOf } from '@paifan/shared/client/failure';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { moneyText, typedFen } from '@paifan/shared/client/moneyText';
import { fen } from '@paifan/shared/money/fen';
import { AFTER_SALE_REASONS, type AfterSaleReason } from '@paifan/shared/orders/afterSale';
import { AFTER_SALE_KIND_TEXT } from '@paifan/shared/texts/states';
import { request } from '@/api/client';
import { useFeatures } from '@/features/shop/hooks/useFeatures';
import { replace } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { Field } from '@/ui/Field';
import { Line } from '@/ui/Line';
import { NoteField } from '@/ui/NoteField';
import { PicturesField } from '@/ui/PicturesField';
import { Segments } from '@/ui/Segments';
import { Stepper } from '@/ui/Stepper';
import { useWrite } from '@/ui/useWrite';
import { askedFen, kindsOf, piecesOf, withKind, type AfterSaleDraft } from '../afterSaleDraft';
import { refundPreviewQuery, type RefundableLine } from '../api/afterSales';
import './AfterSaleForm.scss';
import { RefundPreviewCard } from './RefundPreviewCard';

const REASONS = Object.entries(AFTER_SALE_REASONS) as Array<[AfterSaleReason, string]>;
const MAX_TEXT = 500;
const MAX_PICTURES = 9;

const firstDraft = (line: RefundableLine): AfterSaleDraft => ({
  kind: 'refundOnly',
  quantity: line.unsentPieces,
  amount: typedFen(line.leftFen),
  ...{ reason: null, text: '', pictures: [] },
});

/** What is asked for, what it would do, and the button that asks. */
export function AfterSaleForm({ orderNo, line }: { orderNo: string; line: RefundableLine }) {
  const { featureName } = useFeatures();
  const [draft, setDraft] = useState(() => firstDraft(line));
  const change = (next: Partial<AfterSaleDraft>) => setDraft((now) => ({ ...now, ...next }));
  const amountFen = askedFen(draft, line);
  const preview = useQuery(refundPreviewQuery(orderNo, line.line, amountFen));
  const send = useAsking(orderNo, line);
  const kinds = kindsOf(line);
  const pieces = piecesOf(draft.kind, line);

  return (
    <>
      <View className="stack">
        {kinds.length > 1 && (
          <Segments
            name="t-kind"
            options={kinds.map((kind) => ({ value: kind, text: AFTER_SALE_KIND_TEXT[kind] }))}
            value={draft.kind}
            onChange={(kind) => setDraft(withKind(draft, kind, line))}
          />
        )}
        <Card>
          {pieces.max > 0 && (
            <Line
              name={draft.kind === 'returnRefund' ? '寄回几件' : '不再发货几件'}
              className="line--control"
            >
              <Stepper {...pieces} value={draft.quantity} onChange={(quantity) => change({ quantity })} />
            </Line>
          )}
          <Field
            name="退款金额"
            kind="digit"
            className="t-amount"
            value={draft.amount}
            placeholder={`最多 ${moneyText(line.leftFen)}`}
            onChange={(amount) => change({ amount })}
          />
          {amountFen === null && (
            <Text className="after-sale-form__hint">请填 0.01 元到 {moneyText(line.leftFen)} 的金额</Text>
          )}
        </Card>
        <Card>
          <Text className="muted">原因</Text>
          <View className="after-sale-form__reasons">
            {REASONS.map(([reason, text]) => (
              <Chip
                key={reason}
                className={`t-reason-${reason}`}
                text={text}
                selected={draft.reason === reason}
                onTap={() => change({ reason })}
              />
            ))}
          </View>
        </Card>
        <NoteField
          value={draft.text}
          max={MAX_TEXT}
          placeholder="补充说明（选填）"
          onChange={(text) => change({ text })}
        />
        <PicturesField
          paths={draft.pictures}
          max={MAX_PICTURES}
          onChange={(pictures) => change({ pictures })}
        />
        <Text className="section">退款会带来什么</Text>
        {preview.data !== undefined && <RefundPreviewCard preview={preview.data} featureName={featureName} />}
        {preview.isError && <Text className="muted">{messageOf(preview.error)}</Text>}
      </View>
      <ActionBar>
        <Text className="muted">{draft.reason === null ? '请选择原因' : '提交后由商家审核'}</Text>
        <Button
          kind="main"
          className="t-ask"
          text="提交申请"
          busy={send.busy}
          disabled={amountFen === null || draft.reason === null}
          onTap={() => send.run(draft)}
        />
      </ActionBar>
    </>
  );
}

function useAsking(no: string, line: RefundableLine) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));
  return useWrite(async ({ kind, quantity, reason, text, pictures, ...typed }: AfterSaleDraft) => {
    const amountFen = askedFen(typed, line);
    if (amountFen === null || reason === null) return;
    const body = {
      ...{ line: line.line, kind, quantity, reason, pictures: [...pictures] },
      ...{ amountFen: fen(amountFen), text: text.trim() },
    };
    const asked = await once(body, (idempotencyKey) =>
      request('POST /api/orders/:no/after-sales', { params: { no }, body, idempotencyKey }),
    );
    void client.invalidateQueries({ queryKey: ['orders'] });
    replace('/packages/orders/afterSaleDetail/index', { no: asked.no });
  });
}
