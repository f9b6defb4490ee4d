import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AFTER_SALE_KIND_TEXT, AFTER_SALE_STATE_TEXT } from '@paifan/shared/texts/states';
import { deskAfterSaleQuery, type DeskAfterSale } from '@/features/desk/api/afterSales';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { DecideSheet } from '@/features/desk/components/DecideSheet';
import { DEED_TEXT, DEEDS, type Deed } from '@/features/desk/deeds';
import type { Desk } from '@/features/desk/desk';
import { open, pageParam } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
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

/** One request for money or goods back: what was asked for, what was done with it, and what can be done now. */
export default function DeskAfterSalePage() {
  useRefresh('desk');
  return (
    <View className="page page--with-bar t-desk-after-sale-page">
      <OfflineStrip />
      <AtDesk permission="desk.orders.read">{(desk) => <AfterSale desk={desk} />}</AtDesk>
    </View>
  );
}

function AfterSale({ desk }: { desk: Desk }) {
  const [no] = useState(() => pageParam('no'));
  const query = useQuery(deskAfterSaleQuery(desk.id, no));
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
      {(sale) => (
        <>
          <View className="desk-after-sale__head">
            <Text className="desk-after-sale__state t-desk-after-sale-state">
              {AFTER_SALE_STATE_TEXT[sale.state]}
            </Text>
            {sale.answer !== null && <Text className="muted t-desk-answer">{sale.answer}</Text>}
          </View>
          <View className="stack">
            <Facts desk={desk} sale={sale} />
            <Card>
              {sale.events.map(({ at, text, note }, index) => (
                <View key={index}>
                  <Line name={text}>
                    <Text className="muted">{timeText(at)}</Text>
                  </Line>
                  {note !== null && <Text className="muted">{note}</Text>}
                </View>
              ))}
            </Card>
          </View>
          {desk.may('desk.afterSales.decide') && <Deeds desk={desk} sale={sale} />}
        </>
      )}
    </Loaded>
  );
}

const Facts = ({ desk, sale }: { desk: Desk; sale: DeskAfterSale }) => (
  <Card>
    <Text className="desk-after-sale__title">
      {sale.quantity === 0 ? sale.title : `${sale.title} × ${sale.quantity}`}
    </Text>
    <Line name="类型">
      <Text>{AFTER_SALE_KIND_TEXT[sale.kind]}</Text>
    </Line>
    {sale.amountFen !== null && (
      <Line name="金额">
        <Amount fen={sale.amountFen} size="title" />
      </Line>
    )}
    <Line name="顾客">
      <Text>{sale.buyerName}</Text>
    </Line>
    <Line name="原因">
      <Text>{sale.reasonText}</Text>
    </Line>
    {sale.text !== '' && <Text className="muted">{sale.text}</Text>}
    <PictureStrip paths={sale.pictures} />
    {sale.returnParcel !== null && (
      <CopyLine name={`寄回：${sale.returnParcel.carrierName}`} value={sale.returnParcel.number} />
    )}
    {/* What a cashier takes is no order to be sent, and has no page of its own. */}
    {sale.orderKind === 'cashier' ? (
      <Line name="买单">
        <Text className="muted">{sale.orderNo}</Text>
      </Line>
    ) : (
      <Line
        name="订单"
        onTap={() => open('/packages/desk/order/index', { merchant: desk.id, no: sale.orderNo })}
      >
        <Text className="muted">{sale.orderNo}</Text>
      </Line>
    )}
  </Card>
);

/** What can be done in this state: at most one thing forward, and to refuse. */
function Deeds({ desk, sale }: { desk: Desk; sale: DeskAfterSale }) {
  const [deed, setDeed] = useState<Deed | null>(null);
  const open = DEEDS.filter((name) => sale.may[name]);
  return (
    <>
      {open.length > 0 && (
        <ActionBar>
          {open.map((name) => (
            <Button
              key={name}
              kind={name === 'reject' ? 'plain' : 'main'}
              className={name === 'reject' && open.length > 1 ? `t-${name}` : `button--wide t-${name}`}
              text={DEED_TEXT[name]}
              onTap={() => setDeed(name)}
            />
          ))}
        </ActionBar>
      )}
      {deed !== null && (
        <DecideSheet key={deed} desk={desk} sale={sale} deed={deed} onClose={() => setDeed(null)} />
      )}
    </>
  );
}
