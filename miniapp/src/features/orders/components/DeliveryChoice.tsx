import { Text } from '@tarojs/components';
import { Card } from '@/ui/Card';
import { Segments } from '@/ui/Segments';
import type { Quote } from '../api/queries';
import type { Choices, StoreDelivery } from '../choices';
import { AddressCard } from './AddressCard';
import { AddressesSheet } from './AddressesSheet';

interface Props {
  quote: Quote;
  choose(next: Omit<Choices, 'use'>): void;
  onNewAddress(): void;
  /** The member's addresses are open, to choose one of them or to add one. */
  choosing: boolean;
  onChoosing(open: boolean): void;
}

const WAYS: ReadonlyArray<{ value: StoreDelivery; text: string }> = [
  { value: 'express', text: '快递到家' },
  { value: 'pickup', text: '到店自提' },
];

/** How the goods reach the member; what is handed over at a cashier needs nothing. */
export function DeliveryChoice({ quote, choose, onNewAddress, choosing, onChoosing }: Props) {
  const { kind, delivery, address } = quote;
  if (delivery === 'none') return null;
  return (
    <>
      {kind === 'store' && (
        <Segments
          name="t-delivery"
          options={WAYS}
          value={delivery}
          onChange={(way) => choose({ delivery: way })}
        />
      )}
      {delivery === 'express' && (
        <AddressCard address={address} onTap={() => (address === null ? onNewAddress() : onChoosing(true))} />
      )}
      {delivery === 'pickup' && (
        <Card className="t-pickup">
          <Text>付款后凭取货码到「{quote.storeName}」取货</Text>
        </Card>
      )}
      {choosing && (
        <AddressesSheet
          chosen={address?.id ?? null}
          onClose={() => onChoosing(false)}
          onChoose={(addressId) => {
            choose({ addressId });
            onChoosing(false);
          }}
        />
      )}
    </>
  );
}
