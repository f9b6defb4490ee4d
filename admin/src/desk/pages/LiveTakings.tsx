import { useQueryClient } from '@tanstack/react-query';
import { Space, Switch } from 'antd';
import { useRef, useState } from 'react';
import { moneyText } from '@paifan/shared/client/moneyText';
import { useEvents } from '../../api/events';
import { useList, useRead } from '../../api/queries';
import { Figures } from '../../ui/Figures';
import { ListTable } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { useUrlState } from '../../ui/useUrlState';
import { chime, useSound } from '../parts/chime';
import { StoreFilter, useOwnStore } from '../parts/StoreFilter';
import { TAKING_COLUMNS, type Taking } from '../parts/takings';

/** What the stores took today, as it comes. */
export default function LiveTakings() {
  const [{ store }, setFilters, clear] = useUrlState(['store']);
  const storeId = useOwnStore(store);
  const query = storeId === undefined ? {} : { storeId };
  const day = useRead('GET /api/desk/takings', { query: { ...query, limit: 1 } });
  const list = useList('GET /api/desk/takings', { query });
  const [isHeard, setHeard] = useSound();
  const [newest, setNewest] = useState<Taking | null>(null);
  const told = useRef(new Set<string>());
  const queries = useQueryClient();
  const isConnected = useEvents('GET /api/desk/takings/stream', { query }, (taking) => {
    // Who comes back is told some payments twice.
    if (told.current.has(taking.orderNo)) return;
    told.current.add(taking.orderNo);
    setNewest(taking);
    if (isHeard) chime();
    void queries.invalidateQueries({ queryKey: ['GET /api/desk/takings'] });
  });
  return (
    <>
      <PageHead
        title="今日收款"
        about="收银台与线上订单，付款成功即显示"
        actions={
          <Space>
            <StateTag
              tone={isConnected ? 'good' : 'waiting'}
              text={isConnected ? '实时连接中' : '正在连接'}
            />
            提示音
            <Switch aria-label="提示音" checked={isHeard} onChange={setHeard} />
          </Space>
        }
      />
      <div className="filters">
        <StoreFilter value={store} onChange={(value) => setFilters({ store: value })} />
      </div>
      <Loaded query={day}>
        {({ count, amountFen, refundedFen, items }) => {
          const last = newest ?? items[0];
          return (
            <div className="takings-head" aria-live="polite">
              <Figures
                figures={[
                  { name: '今日收款', value: moneyText(amountFen) },
                  { name: '笔数', value: count },
                  { name: '其中已退', value: moneyText(refundedFen) },
                  {
                    name: '最新一笔',
                    value: last === undefined ? '—' : moneyText(last.amountFen, true),
                    note: last === undefined ? '今天还没有收款' : `${last.buyerName} · ${last.storeName}`,
                  },
                ]}
              />
            </div>
          );
        }}
      </Loaded>
      <ListTable
        name="deskTakings"
        exported="from another list"
        columns={TAKING_COLUMNS}
        list={list}
        rowKey={({ orderNo }) => orderNo}
        empty="今天还没有收款"
        hint="顾客扫收银码或在线付款后，立即显示在这里"
        onClear={clear}
      />
    </>
  );
}
