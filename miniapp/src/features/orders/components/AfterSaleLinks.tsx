import { useQuery } from '@tanstack/react-query';
import { Text } from '@tarojs/components';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { refundableQuery } from '../api/afterSales';
import type { Order } from '../api/queries';

/** What can still be asked for each line of a paid order, and what was asked for. */
export function AfterSaleLinks({ order }: { order: Order }) {
  const { data } = useQuery({ ...refundableQuery(order.no), enabled: order.paidAt !== null });
  if (data === undefined) return null;
  const askable = data.refundable ? data.lines.filter(({ leftFen }) => leftFen > 0) : [];
  if (askable.length + data.items.length === 0 && order.state !== 'completed') return null;
  return (
    <Card className="card--menu t-after-sale-links">
      {data.items.map(({ no, title, stateText }) => (
        <Line
          key={no}
          name="售后"
          className="t-after-sale"
          onTap={() => open('/packages/orders/afterSaleDetail/index', { no })}
        >
          <Text className="muted">
            {title} · {stateText}
          </Text>
        </Line>
      ))}
      {askable.map(({ line, title }) => (
        <Line
          key={line}
          name="申请售后"
          className="t-ask-after-sale"
          onTap={() => open('/packages/orders/afterSale/index', { no: order.no, line: String(line) })}
        >
          <Text className="muted">{title}</Text>
        </Line>
      ))}
      {order.state === 'completed' && order.kind !== 'cashier' && (
        <Line
          name="评价"
          className="t-to-review"
          onTap={() => open('/packages/orders/review/index', { no: order.no })}
        />
      )}
    </Card>
  );
}
