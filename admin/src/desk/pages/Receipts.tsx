import { moneyText } from '@paifan/shared/client/moneyText';
import { useList, useRead } from '../../api/queries';
import { Figures } from '../../ui/Figures';
import { dayOf, FilterDay } from '../../ui/FilterDay';
import { ListTable } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';
import { DeskExportButton } from '../parts/DeskExportButton';
import { StoreFilter, useOwnStore } from '../parts/StoreFilter';
import { TAKING_COLUMNS } from '../parts/takings';

/** What the stores took on one day. */
export default function Receipts() {
  const [{ day, store }, setFilters, clear] = useUrlState(['day', 'store']);
  const storeId = useOwnStore(store);
  const query = { day: dayOf(day), storeId };
  const sums = useRead('GET /api/desk/takings', { query: { ...query, limit: 1 } });
  const list = useList('GET /api/desk/takings', { query });
  return (
    <>
      <PageHead title="收款记录" about="按付款的日子；不选日期为今天" />
      <div className="filters">
        <FilterDay empty="今天" value={day} onChange={(chosen) => setFilters({ day: chosen })} />
        <StoreFilter value={store} onChange={(value) => setFilters({ store: value })} />
      </div>
      <Loaded query={sums}>
        {(found) => (
          <div className="takings-head">
            <Figures
              figures={[
                { name: `${found.day} 收款`, value: moneyText(found.amountFen) },
                { name: '笔数', value: found.count },
                { name: '其中已退', value: moneyText(found.refundedFen) },
              ]}
            />
          </div>
        )}
      </Loaded>
      <ListTable
        name="deskReceipts"
        columns={TAKING_COLUMNS}
        list={list}
        rowKey={({ orderNo }) => orderNo}
        empty="这一天没有收款"
        hint="顾客扫收银码或在线付款后，列在付款的那一天"
        onClear={clear}
        exported={
          <DeskExportButton
            {...{ kind: 'deskExportTakings', filters: { storeId } }}
            days={{ from: sums.data?.day, to: sums.data?.day }}
          />
        }
      />
    </>
  );
}
