import { Text, View } from '@tarojs/components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { platform } from '@platform/platform';
import { TRACKING_NUMBER, type Carrier } from '@paifan/shared/orders/carriers';
import { PARCEL_KIND_TEXT } from '@paifan/shared/texts/states';
import { requestAtDesk } from '@/api/client';
import { CarrierChips } from '@/features/orders/components/CarrierChips';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Segments } from '@/ui/Segments';
import { Sheet } from '@/ui/Sheet';
import { Stepper } from '@/ui/Stepper';
import { say, useWrite } from '@/ui/useWrite';
import { deskOrderQuery, type DeskOrder } from '../api/queries';
import type { Desk } from '../desk';
import './SendSheet.scss';

const KINDS = (['express', 'sameCity', 'virtual'] as const).map((value) => ({
  value,
  text: PARCEL_KIND_TEXT[value],
}));

interface Props {
  desk: Desk;
  order: DeskOrder;
  onClose(): void;
}

/** One parcel of the own goods of an order: by whom, under which number, and what is in it. */
export function SendSheet({ desk, order, onClose }: Props) {
  const unsent = order.lines.filter(({ unsentPieces }) => unsentPieces > 0);
  const [kind, setKind] = useState<(typeof KINDS)[number]['value']>('express');
  const [carrier, setCarrier] = useState<Carrier | null>(null);
  const [typed, setTyped] = useState('');
  const [pieces, setPieces] = useState<Readonly<Record<number, number>>>(() =>
    Object.fromEntries(unsent.map(({ line, unsentPieces }) => [line, unsentPieces])),
  );
  const number = typed.trim();
  const total = unsent.reduce((sum, { line }) => sum + (pieces[line] ?? 0), 0);
  const scanning = useWrite(async () => {
    const text = await platform.scan();
    if (text !== null) setTyped(text.trim());
  });
  const send = useSend(desk.id, order.no, onClose);
  const isReady = kind !== 'express' || (carrier !== null && TRACKING_NUMBER.test(number) && total > 0);

  const submit = (): void => {
    if (kind !== 'express') return send.run({ kind });
    if (carrier === null) return;
    const lines = unsent
      .map(({ line }) => ({ line, quantity: pieces[line] ?? 0 }))
      .filter(({ quantity }) => quantity > 0);
    send.run({ kind, carrier, number, lines });
  };

  return (
    <Sheet title="发货" className="t-send-sheet" onClose={onClose}>
      <Segments name="t-parcel" options={KINDS} value={kind} onChange={setKind} />
      {kind === 'express' ? (
        <>
          <CarrierChips value={carrier} onChange={setCarrier} />
          <View className="send__number">
            <View className="send__field">
              <Field name="运单号" className="t-number" maxLength={40} value={typed} onChange={setTyped} />
            </View>
            <Button className="t-scan-number" text="扫一扫" busy={scanning.busy} onTap={scanning.run} />
          </View>
          {unsent.map(({ line, title, skuName, unsentPieces }) => (
            <View key={line} className="send__line">
              <View className="send__what">
                <Text className="clamp-1">{skuName === '' ? title : `${title}（${skuName}）`}</Text>
                <Text className="muted">待发 {unsentPieces} 件</Text>
              </View>
              <Stepper
                value={pieces[line] ?? 0}
                min={0}
                max={unsentPieces}
                onChange={(quantity) => setPieces({ ...pieces, [line]: quantity })}
              />
            </View>
          ))}
        </>
      ) : (
        <View className="send__note muted">
          一次交付全部待发的 {unsent.reduce((sum, { unsentPieces }) => sum + unsentPieces, 0)} 件
        </View>
      )}
      <Button
        kind="main"
        className="t-send-confirm"
        text="确认发货"
        busy={send.busy}
        disabled={!isReady}
        onTap={submit}
      />
    </Sheet>
  );
}

type Parcel =
  | { kind: 'express'; carrier: Carrier; number: string; lines: Array<{ line: number; quantity: number }> }
  | { kind: 'sameCity' | 'virtual' };

/** The same number again changes nothing, so it needs no key. */
function useSend(merchant: string, no: string, onSent: () => void) {
  const client = useQueryClient();
  return useWrite(async (parcel: Parcel) => {
    const order = await requestAtDesk(merchant, 'POST /api/desk/orders/:no/parcels', {
      params: { no },
      body: { parcels: [parcel] },
    });
    client.setQueryData(deskOrderQuery(merchant, no).queryKey, order);
    void client.invalidateQueries({ queryKey: ['desk', merchant, 'orders'] });
    onSent();
    say('已发货');
  });
}
