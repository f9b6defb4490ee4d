import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import type { Me } from '../api/queries';
import './WalletCard.scss';

/** What the member holds: cash first, then what is frozen, then the other balances. */
export function WalletCard({ me }: { me: Me }) {
  const { wallet } = me;
  const others: ReadonlyArray<[string, number]> = [
    ['积分', wallet.points],
    ['爱心值', wallet.love],
    ['购物券', wallet.voucher],
  ];
  return (
    <Card className="t-wallet" onTap={() => open('/packages/wallet/home/index', {})}>
      <View className="wallet__main">
        <View className="wallet__figure">
          <Text className="muted">现金余额</Text>
          <Amount fen={wallet.cashFen} size="huge" className="t-cash" />
        </View>
        <View className="wallet__figure wallet__figure--side">
          <Text className="muted">冻结中</Text>
          <Amount fen={wallet.frozenFen} size="title" className="t-frozen" />
        </View>
      </View>
      <View className="wallet__others">
        {others.map(([name, value]) => (
          <View key={name} className="wallet__other">
            <Text className="muted">{name}</Text>
            <Text className="wallet__value">{hundredthsText(value)}</Text>
          </View>
        ))}
      </View>
    </Card>
  );
}
