import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QuotedOrder } from '@/features/orders/components/QuotedOrder';
import { storeQuery } from '@/features/shop/api/queries';
import { Keypad } from '@/features/store/components/Keypad';
import { payable } from '@/features/store/keypad';
import { pageParam } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { Picture } from '@/ui/Picture';
import { Tap } from '@/ui/Tap';
import { moneyText } from '@paifan/shared/client/moneyText';
import { fen } from '@paifan/shared/money/fen';
import { storeId } from '@paifan/shared/ids/ids';
import './index.scss';

/** First the amount, then what it would bring, then the payment. */
export default function CashierPage() {
  const [id] = useState(() => pageParam('id'));
  const [typed, setTyped] = useState('');
  const [confirmedFen, setConfirmedFen] = useState<number | null>(null);
  const store = useQuery(storeQuery(id));
  const amountFen = payable(typed);

  if (confirmedFen !== null) {
    return (
      <View className="page page--with-bar t-cashier-confirm">
        <Tap className="cashier__change t-change-amount" onTap={() => setConfirmedFen(null)}>
          <Text>修改金额</Text>
        </Tap>
        <QuotedOrder basket={{ kind: 'cashier', storeId: storeId(id), amountFen: fen(confirmedFen) }} />
      </View>
    );
  }
  return (
    <View className="page page--with-bar t-cashier-page">
      <Loaded query={store}>
        {(shown) => (
          <>
            <View className="cashier__store">
              <Picture path={shown.picture} className="cashier__picture" />
              <View className="cashier__words">
                <Text className="cashier__name">{shown.name}</Text>
                <Text className="muted clamp-1">{shown.address}</Text>
              </View>
            </View>
            <View
              className="cashier__amount"
              ariaLabel={amountFen === null ? '请输入金额' : moneyText(amountFen)}
            >
              <Text className="cashier__currency">¥</Text>
              {typed === '' ? (
                <Text className="cashier__hint">输入消费金额</Text>
              ) : (
                <Text className="cashier__typed t-typed">{typed}</Text>
              )}
            </View>
            <Keypad onChange={setTyped} />
            <ActionBar>
              <Text className="muted">请与店员核对金额</Text>
              <Button
                kind="main"
                className="t-cashier-next"
                text="下一步"
                disabled={amountFen === null}
                onTap={() => setConfirmedFen(amountFen)}
              />
            </ActionBar>
          </>
        )}
      </Loaded>
    </View>
  );
}
