import { Switch, Text, View } from '@tarojs/components';
import { colors } from '@config/tokens';
import { Card } from '@/ui/Card';
import { hundredthsText, moneyText } from '@paifan/shared/client/moneyText';
import type { Quote } from '../api/queries';
import { SPENDABLES, usedOf, type SpendableName, type Use } from '../choices';
import { fieldLabel } from '@/ui/spoken';
import './PayWithCard.scss';

const NAME: Record<SpendableName, string> = {
  points: '积分',
  love: '爱心值',
  voucher: '购物券',
  cash: '余额',
};

interface Props {
  quote: Quote;
  use: Use | undefined;
  onToggle(name: SpendableName): void;
}

/** What the member can pay with beside WeChat: each as far as it goes, or not at all. */
export function PayWithCard({ quote, use, onToggle }: Props) {
  const { spendables } = quote;
  const offered = SPENDABLES.filter((name) => spendables[name].most > 0 || usedOf(use, name) > 0);
  if (offered.length === 0) return null;
  return (
    <Card className="card--menu t-pay-with">
      {offered.map((name) => {
        const used = usedOf(use, name);
        const { balance, most, mostFen } = spendables[name];
        const has = name === 'cash' ? moneyText(balance) : hundredthsText(balance);
        return (
          <View key={name} className="pay-with">
            <View className="pay-with__words">
              <Text>{NAME[name]}</Text>
              <Text className="muted">
                共 {has}，{used > 0 ? '已抵' : '可抵'} {moneyText(mostFen)}
                {name === 'points' || name === 'love'
                  ? `（用 ${hundredthsText(used > 0 ? used : most)}）`
                  : ''}
              </Text>
            </View>
            <Switch
              className={`t-use-${name}`}
              checked={used > 0}
              color={colors.vermilion}
              {...fieldLabel(`用${NAME[name]}`)}
              onChange={() => onToggle(name)}
            />
          </View>
        );
      })}
    </Card>
  );
}
