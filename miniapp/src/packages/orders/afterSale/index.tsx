import { View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AfterSaleForm } from '@/features/orders/components/AfterSaleForm';
import { refundableQuery } from '@/features/orders/api/afterSales';
import { pageParam, replace } from '@/navigation';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

/** Asking for money back, or to give goods back, for one line of an order. */
export default function AskAfterSalePage() {
  const [no] = useState(() => pageParam('no'));
  const [lineNo] = useState(() => Number.parseInt(pageParam('line'), 10));
  const query = useQuery(refundableQuery(no));
  useRefresh('refundPreview');
  return (
    <View className="page page--with-bar t-ask-page">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {({ refundable, lines }) => {
          const line = lines.find((one) => one.line === lineNo);
          if (!refundable || line === undefined || line.leftFen === 0)
            return (
              <Empty
                icon="order"
                title="这一件现在不能申请售后"
                text="可能已经申请过，或者过了可以退款的时间"
                action={{ text: '看订单', onTap: () => replace('/packages/orders/detail/index', { no }) }}
              />
            );
          return (
            <>
              <View className="section">{line.title}</View>
              <AfterSaleForm orderNo={no} line={line} />
            </>
          );
        }}
      </Loaded>
    </View>
  );
}
