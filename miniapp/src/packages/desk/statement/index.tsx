import { Text, View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  statementLinesQuery,
  statementQuery,
  type Statement,
  type StatementLine,
} from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import type { Desk } from '@/features/desk/desk';
import { payoutText } from '@/features/desk/words';
import { pageParam } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';
import { Tag } from '@/ui/Tag';
import { clockText } from '@/ui/time';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** One closed day: what it came to, by store, and every line that it is made of. */
export default function StatementPage() {
  useRefresh('desk');
  return (
    <View className="page t-statement">
      <OfflineStrip />
      <AtDesk permission="desk.statements.read">{(desk) => <Day desk={desk} />}</AtDesk>
    </View>
  );
}

function Day({ desk }: { desk: Desk }) {
  const [id] = useState(() => pageParam('id'));
  const query = useQuery(statementQuery(desk.id, id));
  const lines = useInfiniteQuery(statementLinesQuery(desk.id, id));
  const isStore = desk.merchant.kind === 'store';
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
      {({ statement, stores }) => (
        <View className="stack">
          <Sums statement={statement} isStore={isStore} />
          {stores.length > 1 && (
            <Card>
              {stores.map(({ storeId, storeName, payableFen }) => (
                <Line key={storeId} name={storeName}>
                  <Amount fen={payableFen} />
                </Line>
              ))}
            </Card>
          )}
          <PagedList
            query={lines}
            long
            keyOf={({ orderNo, line, kind, at }) => `${orderNo}-${line}-${kind}-${at}`}
            className="rows"
            empty={<Empty icon="bill" title="这一天没有明细" />}
          >
            {(line) => <LineRow line={line} isStore={isStore} />}
          </PagedList>
        </View>
      )}
    </Loaded>
  );
}

const Sums = ({ statement, isStore }: { statement: Statement; isStore: boolean }) => (
  <Card>
    <View className="statement__head">
      <Text className="statement__day t-statement-day">{statement.day}</Text>
      <Tag text={payoutText(statement)} tone={statement.paid ? 'received' : 'plain'} />
    </View>
    <Line name={isStore ? '销售' : '供应价合计'}>
      <Amount fen={statement.saleFen} className="t-sale" />
    </Line>
    <Line name="退款">
      <Amount fen={statement.refundedFen} />
    </Line>
    {isStore && (
      <>
        <Line name="平台抽成">
          <Amount fen={statement.commissionFen} className="t-commission" />
        </Line>
        <Line name="运费">
          <Amount fen={statement.freightFen} />
        </Line>
      </>
    )}
    <Line name="应收">
      <Amount fen={statement.payableFen} size="large" className="t-payable" />
    </Line>
  </Card>
);

function LineRow({ line, isStore }: { line: StatementLine; isStore: boolean }) {
  const { title, skuName, quantity, kind, at, payableFen, saleFen } = line;
  return (
    <View className="statement-line t-statement-line">
      <View className="statement-line__words">
        <Text className="clamp-1">
          {title}
          {skuName === '' ? '' : `（${skuName}）`} × {quantity}
        </Text>
        <Text className="muted">
          {kind === 'sale' ? '销售' : '退款'} · {clockText(at)}
        </Text>
      </View>
      <View className="statement-line__figure">
        <Amount fen={payableFen} size="title" />
        {isStore && (
          <Text className="muted">
            销售 <Amount fen={saleFen} size="small" />
          </Text>
        )}
      </View>
    </View>
  );
}
