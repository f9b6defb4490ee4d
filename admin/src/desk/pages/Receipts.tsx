import { moneyText } from '@paifan/shared/client/moneyText';
import { useList, useRead } from '../../api/queries';
import { Figures } from '../../ui/Figures';
import { dayOf } from '../../ui/FilterDay';
import { FilterDays } from '../../ui/FilterDays';
import { ListTable } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';
import { DeskExportButton } from '../parts/DeskExportButton';
import { StoreFilter, useOwnStore } from '../parts/StoreFilter';
import { TAKING_COLUMNS } from '../parts/takings';

/** What the stores took on some days. */
export default function Receipts() {
  const [{ from, to, store }, setFilters, clear] = useUrlState(['from', 'to', 'store']);
  const storeId = useOwnStore(store);
  const query = { from: dayOf(from), to: dayOf(to), storeId };
  const sums = useRead('GET /api/desk/takings', { query: { ...query, limit: 1 } });
  const list = useList('GET /api/desk/takings', { query });
  return (
    <>
      <PageHead title="收款记录" about="按付款的日子，一次最多 92 天；不选日期为今天" />
      <div className="filters">
        <FilterDays {...{ from: dayOf(from), to: dayOf(to) }} onChange={setFilters} />
        <StoreFilter value={store} onChange={(value) => setFilters({ store: value })} />
      </div>
      <Loaded query={sums}>
        {(found) => (
          <div className="takings-head">
            <Figures
              figures={[
                {
                  name: `${found.from === found.to ? found.to : `${found.from} 至 ${found.to}`} 收款`,
                  value: moneyText(found.amountFen),
                },
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
        empty="这些日子没有收款"
        hint="顾客扫收银码或在线付款后，列在付款的那一天"
        onClear={clear}
        exported={
          <DeskExportButton
            {...{ kind: 'deskExportTakings', filters: { storeId } }}
            days={{ from: sums.data?.from, to: sums.data?.to }}
          />
        }
      />
    </>
  );
}
