import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AFTER_SALE_KIND_TEXT } from '@paifan/shared/texts/states';
import { AfterSaleActions } from '@/features/orders/components/AfterSaleActions';
import { BackLines } from '@/features/orders/components/RefundPreviewCard';
import { afterSaleQuery } from '@/features/orders/api/afterSales';
import { open, pageParam } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { CopyLine } from '@/ui/CopyLine';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PictureStrip } from '@/ui/PictureStrip';
import { Skeleton } from '@/ui/Skeleton';
import { timeText } from '@/ui/time';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** One request for after-sale: what was asked for, what was answered, and what happened to it. */
export default function AfterSalePage() {
  const [no] = useState(() => pageParam('no'));
  const query = useQuery(afterSaleQuery(no));
  useRefresh('orders');
  return (
    <View className="page page--with-bar t-after-sale-page">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(sale) => (
          <>
            <View className="after-sale__head">
              <Text className="after-sale__state t-after-sale-state">{sale.stateText}</Text>
              {sale.answer !== null && <Text className="after-sale__answer t-answer">{sale.answer}</Text>}
            </View>
            <View className="stack">
              <Card>
                <Text className="after-sale__title">{sale.title}</Text>
                <Line name="类型">
                  <Text>{AFTER_SALE_KIND_TEXT[sale.kind]}</Text>
                </Line>
                {sale.quantity > 0 && (
                  <Line name="件数">
                    <Text>{sale.quantity}</Text>
                  </Line>
                )}
                <Line name="退款金额">
                  <Amount fen={sale.amountFen} size="title" className="t-asked-amount" />
                </Line>
                {sale.back !== null && <BackLines back={sale.back} />}
                <Line name="原因">
                  <Text>{sale.reasonText}</Text>
                </Line>
                {sale.text !== '' && <Text className="muted">{sale.text}</Text>}
                <PictureStrip paths={sale.pictures} />
                {sale.returnParcel !== null && (
                  <CopyLine
                    name={`寄回：${sale.returnParcel.carrierName}`}
                    value={sale.returnParcel.number}
                  />
                )}
              </Card>
              <Card className="card--menu">
                <Line
                  name="订单"
                  className="t-to-order"
                  onTap={() => open('/packages/orders/detail/index', { no: sale.orderNo })}
                >
                  <Text className="muted">{sale.orderNo}</Text>
                </Line>
              </Card>
              <Card>
                {sale.events.map((event, index) => (
                  <Line key={index} name={event.text} className="t-after-sale-event">
                    <Text className="muted">{timeText(event.at)}</Text>
                  </Line>
                ))}
              </Card>
            </View>
            <AfterSaleActions sale={sale} />
          </>
        )}
      </Loaded>
    </View>
  );
}
