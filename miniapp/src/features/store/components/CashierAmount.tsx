import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { storeQuery } from '@/features/shop/api/queries';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { Picture } from '@/ui/Picture';
import { wholeLabel } from '@/ui/spoken';
import { moneyText } from '@paifan/shared/client/moneyText';
import { payable } from '../keypad';
import './CashierAmount.scss';
import { Keypad } from './Keypad';

interface Props {
  storeId: string;
  /** Where the code hangs that was scanned; empty: none was. */
  label: string;
  typed: string;
  onType(step: (typed: string) => string): void;
  onConfirm(amountFen: number): void;
}

/** The amount of a payment at a store's cashier, and what the cashier takes off. */
export function CashierAmount({ storeId, label, typed, onType, onConfirm }: Props) {
  const store = useQuery(storeQuery(storeId));
  const amountFen = payable(typed);
  return (
    <Loaded query={store}>
      {(shown) => (
        <>
          <View className="cashier__store">
            <Picture path={shown.picture} className="cashier__picture" />
            <View className="cashier__words">
              <Text className="cashier__name t-store-name">{shown.name}</Text>
              <Text className="muted clamp-1 t-cashier-label">{label === '' ? shown.address : label}</Text>
            </View>
          </View>
          {shown.selling ? (
            <>
              <View
                className="cashier__amount"
                {...wholeLabel(amountFen === null ? '请输入金额' : moneyText(amountFen))}
              >
                <Text className="cashier__currency">¥</Text>
                {typed === '' ? (
                  <Text className="cashier__hint">输入消费金额</Text>
                ) : (
                  <Text className="cashier__typed t-typed">{typed}</Text>
                )}
              </View>
              {shown.cashierDiscountText !== null && (
                <View className="cashier__discount t-cashier-discount">
                  收银台优惠：{shown.cashierDiscountText}
                </View>
              )}
              <Keypad onChange={onType} />
              <ActionBar>
                <Text className="muted">请与店员核对金额</Text>
                <Button
                  kind="main"
                  className="t-cashier-next"
                  text="下一步"
                  disabled={amountFen === null}
                  onTap={() => {
                    if (amountFen !== null) onConfirm(amountFen);
                  }}
                />
              </ActionBar>
            </>
          ) : (
            <Empty icon="place" title="门店暂时不接单" text="请直接与店员结账，或改天再来" />
          )}
        </>
      )}
    </Loaded>
  );
}
