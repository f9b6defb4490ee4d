import { Text } from '@tarojs/components';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { timeText } from '@/ui/time';
import type { Order } from '../api/queries';
import { SumLines } from './QuoteSums';

export function OrderFacts({ order }: { order: Order }) {
  const moments: ReadonlyArray<[string, string | null]> = [
    ['下单时间', order.placedAt],
    ['付款时间', order.paidAt],
    ['完成时间', order.completedAt],
    ['关闭时间', order.closedAt],
  ];
  return (
    <Card>
      {order.storeName !== null && (
        <Line name="门店">
          <Text>{order.storeName}</Text>
        </Line>
      )}
      <SumLines of={order} />
      {order.note !== '' && (
        <Line name="留言">
          <Text>{order.note}</Text>
        </Line>
      )}
      <Line name="订单号">
        <Text className="t-order-no" selectable>
          {order.no}
        </Text>
      </Line>
      {moments.map(
        ([name, instant]) =>
          instant !== null && (
            <Line key={name} name={name}>
              <Text>{timeText(instant)}</Text>
            </Line>
          ),
      )}
    </Card>
  );
}
