import { Text, View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AFTER_SALE_KIND_TEXT, AFTER_SALE_STATE_TEXT } from '@paifan/shared/texts/states';
import { deskAfterSalesQuery, type DeskAfterSaleState } from '@/features/desk/api/afterSales';
import { AtDesk } from '@/features/desk/components/AtDesk';
import type { Desk } from '@/features/desk/desk';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { FilterChips } from '@/ui/FilterChips';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { timeText } from '@/ui/time';
import { useRefresh } from '@/ui/useRefresh';

const STATES = ['requested', 'returning', 'received'] as const satisfies readonly DeskAfterSaleState[];

const FILTERS: ReadonlyArray<{ value: DeskAfterSaleState | 'all'; text: string }> = [
  ...STATES.map((value) => ({ value, text: AFTER_SALE_STATE_TEXT[value] })),
  { value: 'all', text: '全部' },
];

/** Requests for money or goods back that are about this merchant's lines. */
export default function DeskAfterSalesPage() {
  useRefresh('desk');
  return (
    <View className="page t-desk-after-sales">
      <OfflineStrip />
      <AtDesk permission="desk.orders.read">{(desk) => <AfterSales desk={desk} />}</AtDesk>
    </View>
  );
}

function AfterSales({ desk }: { desk: Desk }) {
  const [filter, setFilter] = useState<DeskAfterSaleState | 'all'>('requested');
  const query = useInfiniteQuery(deskAfterSalesQuery(desk.id, filter === 'all' ? undefined : filter));
  return (
    <>
      <FilterChips options={FILTERS} value={filter} onChange={setFilter} />
      <PagedList query={query} keyOf={({ no }) => no} empty={<Empty icon="order" title="这里没有售后申请" />}>
        {({ no, title, quantity, kind, state, amountFen, buyerName, requestedAt }) => (
          <Card
            className="t-desk-after-sale"
            onTap={() => open('/packages/desk/afterSale/index', { merchant: desk.id, no })}
          >
            <Line name={`${AFTER_SALE_STATE_TEXT[state]} · ${AFTER_SALE_KIND_TEXT[kind]}`}>
              {amountFen !== null && <Amount fen={amountFen} size="title" />}
            </Line>
            <Text className="clamp-1">{quantity === 0 ? title : `${title} × ${quantity}`}</Text>
            <Text className="muted">
              {buyerName} · {timeText(requestedAt)} 申请
            </Text>
          </Card>
        )}
      </PagedList>
    </>
  );
}
