import { Text, View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { payablesQuery, statementsQuery, type Statement } from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import type { Desk } from '@/features/desk/desk';
import { payoutText } from '@/features/desk/words';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';
import { Tag } from '@/ui/Tag';
import { Tap } from '@/ui/Tap';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** What the merchant is owed, day by day, and where that stands. */
export default function StatementsPage() {
  useRefresh('desk');
  return (
    <View className="page t-statements">
      <OfflineStrip />
      <AtDesk permission="desk.statements.read">{(desk) => <Statements desk={desk} />}</AtDesk>
    </View>
  );
}

function Statements({ desk }: { desk: Desk }) {
  const payables = useQuery(payablesQuery(desk.id));
  const statements = useInfiniteQuery(statementsQuery(desk.id));
  return (
    <View className="stack">
      <Loaded query={payables} skeleton={<Skeleton shape="block" count={1} />}>
        {({ balanceFen, unclosedFen, openFen, inPayoutFen, paidFen }) => (
          <Card>
            <Text className="muted">平台应付给你</Text>
            <View>
              <Amount fen={balanceFen} size="huge" className="t-owed" />
            </View>
            <Line name="未结账">
              <Amount fen={unclosedFen} />
            </Line>
            <Line name="待结算">
              <Amount fen={openFen} />
            </Line>
            <Line name="结算中">
              <Amount fen={inPayoutFen} />
            </Line>
            <Line name="累计已打款">
              <Amount fen={paidFen} tone="received" />
            </Line>
          </Card>
        )}
      </Loaded>
      <PagedList
        query={statements}
        keyOf={({ id }) => id}
        className="rows"
        empty={
          <Empty
            icon="bill"
            title="还没有日结"
            text="订单完成的那天计入，第二天凌晨结账；以后的退款计入退款当天"
          />
        }
      >
        {(statement) => <StatementRow desk={desk} statement={statement} />}
      </PagedList>
    </View>
  );
}

function StatementRow({ desk, statement }: { desk: Desk; statement: Statement }) {
  const { id, day, lines, payableFen } = statement;
  return (
    <Tap
      className="statement-row t-statement-row"
      onTap={() => open('/packages/desk/statement/index', { merchant: desk.id, id })}
    >
      <View className="statement-row__words">
        <Text>{day}</Text>
        <Text className="muted">{lines} 笔</Text>
      </View>
      <View className="statement-row__figure">
        <Amount fen={payableFen} size="title" className="t-payable" />
        <Tag text={payoutText(statement)} tone={statement.paid ? 'received' : 'plain'} />
      </View>
    </Tap>
  );
}
