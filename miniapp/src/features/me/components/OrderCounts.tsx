import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Tap } from '@/ui/Tap';
import type { Me } from '../api/queries';
import './OrderCounts.scss';

const STATES = [
  ['placed', '待付款'],
  ['paid', '已付款'],
  ['completed', '已完成'],
] as const;

/** How many orders stand where; each number leads to them. */
export function OrderCounts({ counts }: { counts: Me['orderCounts'] }) {
  return (
    <Card className="card--menu">
      <Line name="我的订单" className="t-to-orders" onTap={() => open('/packages/orders/list/index', {})}>
        <Text className="muted">全部</Text>
      </Line>
      <View className="order-counts">
        {STATES.map(([state, text]) => (
          <Tap
            key={state}
            className={`order-counts__one t-orders-${state}`}
            onTap={() => open('/packages/orders/list/index', { state })}
          >
            <Text className="order-counts__number">{counts[state]}</Text>
            <Text className="muted">{text}</Text>
          </Tap>
        ))}
      </View>
    </Card>
  );
}
