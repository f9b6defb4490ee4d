import { useState } from 'react';
import { TRACKING_NUMBER, type Carrier } from '@paifan/shared/orders/carriers';
import { request } from '@/api/client';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { useWrite } from '@/ui/useWrite';
import type { AfterSale } from '../api/afterSales';
import { CarrierChips } from './CarrierChips';

interface Props {
  sale: AfterSale;
  onClose(): void;
  onSent(sale: AfterSale): void;
}

/** With which parcel the goods come back. */
export function SendBackSheet({ sale, onClose, onSent }: Props) {
  const [carrier, setCarrier] = useState<Carrier | null>(sale.returnParcel?.carrier ?? null);
  const [typed, setTyped] = useState(sale.returnParcel?.number ?? '');
  const number = typed.trim();
  const send = useWrite(async () => {
    if (carrier === null) return;
    const body = { carrier, number };
    onSent(await request('POST /api/after-sales/:no/return', { params: { no: sale.no }, body }));
  });
  return (
    <Sheet title="寄回商品" className="t-send-back-sheet" onClose={onClose}>
      <CarrierChips value={carrier} onChange={setCarrier} />
      <Field name="运单号" className="t-number" maxLength={40} value={typed} onChange={setTyped} />
      <Button
        kind="main"
        className="t-send-back-confirm"
        text="提交"
        busy={send.busy}
        disabled={carrier === null || !TRACKING_NUMBER.test(number)}
        onTap={send.run}
      />
    </Sheet>
  );
}
