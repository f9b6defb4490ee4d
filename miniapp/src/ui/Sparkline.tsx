import { Text, View } from '@tarojs/components';
import './Sparkline.scss';
import { barPercent, moneyText } from '@paifan/shared/client/moneyText';
import { dayText } from './time';

interface Day {
  day: string;
  inflowFen: number;
  paidFen: number;
}

/** The flow of the last days as small bars: what came into the line each day, jade what it paid out. */
export function Sparkline({ days }: { days: readonly Day[] }) {
  const first = days[0];
  const last = days[days.length - 1];
  if (first === undefined || last === undefined) return null;
  const highest = days.reduce((top, { inflowFen, paidFen }) => Math.max(top, inflowFen, paidFen), 0);
  return (
    <View className="sparkline">
      <View className="sparkline__days">
        {days.map(({ day, inflowFen, paidFen }) => (
          <View key={day} className="sparkline__day">
            <View className="sparkline__inflow" style={{ height: `${barPercent(inflowFen, highest)}%` }} />
            <View className="sparkline__paid" style={{ height: `${barPercent(paidFen, highest)}%` }} />
          </View>
        ))}
      </View>
      <View className="sparkline__axis">
        <Text>{dayText(first.day)}</Text>
        <Text>{highest > 0 ? `单日最高 ${moneyText(highest)}` : '还没有流入'}</Text>
        <Text>{dayText(last.day)}</Text>
      </View>
    </View>
  );
}
