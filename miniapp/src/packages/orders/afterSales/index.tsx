import { Text, View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { afterSalesQuery } from '@/features/orders/api/afterSales';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { timeText } from '@/ui/time';
import { useRefresh } from '@/ui/useRefresh';

/** What the member asked for. */
export default function AfterSalesPage() {
  const query = useInfiniteQuery(afterSalesQuery());
  useRefresh('orders');
  return (
    <View className="page t-after-sales">
      <OfflineStrip />
      <PagedList query={query} keyOf={({ no }) => no} empty={<Empty icon="order" title="还没有申请过售后" />}>
        {({ no, title, stateText, amountFen, requestedAt }) => (
          <Card className="t-after-sale" onTap={() => open('/packages/orders/afterSaleDetail/index', { no })}>
            <Line name={stateText}>
              <Amount fen={amountFen} size="title" />
            </Line>
            <Text className="clamp-1">{title}</Text>
            <Text className="muted">{timeText(requestedAt)} 申请</Text>
          </Card>
        )}
      </PagedList>
    </View>
  );
}
