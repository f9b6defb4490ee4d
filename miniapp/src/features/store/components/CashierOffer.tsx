import { Text } from '@tarojs/components';
import { HONEST_NOTE } from '@/features/line/words';
import type { Store } from '@/features/shop/api/queries';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { percentText } from '@paifan/shared/client/moneyText';
import './CashierOffer.scss';

/** What a payment at the store's cashier takes off and gives; nothing when it does neither. */
export function CashierOffer({ store }: { store: Store }) {
  const { rebate, cashierDiscountText } = store;
  if (rebate === null && cashierDiscountText === null) return null;
  return (
    <Card className="t-store-rebate">
      {cashierDiscountText !== null && (
        <Line name="收银台优惠">
          <Text className="cashier-offer__discount t-cashier-discount">{cashierDiscountText}</Text>
        </Line>
      )}
      {rebate !== null && (
        <>
          <Line name="收银台买单可得权益">
            <Text className="cashier-offer__ratio">{percentText(rebate)}</Text>
          </Line>
          <Text className="muted">{HONEST_NOTE}</Text>
        </>
      )}
    </Card>
  );
}
