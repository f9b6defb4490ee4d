import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ORDER_KIND_TEXT, ORDER_STATE_TEXT, ORDER_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { ShipManyDrawer } from '../../features/orders/ShipManyDrawer';
import { ExportButton } from '../../ui/ExportButton';
import { FilterDays } from '../../ui/FilterDays';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { ListTable, type Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/orders'>;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'no', title: '订单号', render: ({ no }) => <Link to={`/orders/${no}`}>{no}</Link> },
  { key: 'kind', title: '类型', render: ({ kind }) => ORDER_KIND_TEXT[kind] },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => <StateTag tone={ORDER_STATE_TONE[state]} text={ORDER_STATE_TEXT[state]} />,
  },
  {
    key: 'title',
    title: '内容',
    render: ({ title, pieces }) => `${title}${pieces > 1 ? ` 等 ${pieces} 件` : ''}`,
  },
  { key: 'member', title: '会员', render: ({ member }) => <MemberName member={member} /> },
  { key: 'store', title: '门店', render: ({ storeName }) => storeName ?? '—' },
  { key: 'total', title: '金额', align: 'right', render: ({ totalFen }) => <Money fen={totalFen} /> },
  { key: 'placedAt', title: '下单', render: ({ placedAt }) => <Time iso={placedAt} /> },
  { key: 'paidAt', title: '付款', hidden: true, render: ({ paidAt }) => <Time iso={paidAt} /> },
];

const FILTERS = ['no', 'state', 'kind', 'storeId', 'memberId', 'productId', 'from', 'to'] as const;
const DIGITS = /^[1-9]\d{0,18}$/;

/** Orders of every kind, newest first. */
export default function Orders() {
  const [filters, setFilters, clear] = useUrlState(FILTERS);
  const [isShipping, setShipping] = useState(false);
  const mayShip = useMay('orders.ship');
  const { no, state, kind, storeId, memberId, productId, from, to } = filters;
  const ids = { storeId, memberId, productId };
  const narrowed = {
    no,
    ...(isOneOf(ORDER_STATE_TEXT, state) ? { state } : {}),
    ...(isOneOf(ORDER_KIND_TEXT, kind) ? { kind } : {}),
    ...Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined && DIGITS.test(id))),
  };
  const list = useList('GET /api/admin/orders', { query: { from, to, ...narrowed } });
  return (
    <>
      <PageHead
        title="订单"
        actions={mayShip ? <Button onClick={() => setShipping(true)}>批量发货</Button> : null}
      />
      <div className="filters">
        <FilterText name="订单号" value={no} onChange={(value) => setFilters({ no: value })} />
        <StateFilter words={ORDER_STATE_TEXT} value={state} onChange={setFilters} />
        <FilterSelect
          name="类型"
          words={ORDER_KIND_TEXT}
          value={kind}
          onChange={(value) => setFilters({ kind: value })}
        />
        <FilterDays from={from} to={to} onChange={setFilters} />
        <FilterText
          name="会员编号"
          width={140}
          value={memberId}
          onChange={(value) => setFilters({ memberId: value })}
        />
        <FilterText
          name="门店编号"
          width={140}
          value={storeId}
          onChange={(value) => setFilters({ storeId: value })}
        />
        <FilterText
          name="商品编号"
          width={140}
          value={productId}
          onChange={(value) => setFilters({ productId: value })}
        />
      </div>
      <ListTable
        name="orders"
        columns={COLUMNS}
        list={list}
        rowKey={({ no }) => no}
        exported={
          <>
            <ExportButton {...{ kind: 'exportOrders', days: { from, to }, filters: narrowed }} />
            <ExportButton {...{ kind: 'exportOrderLines', days: { from, to }, filters: narrowed }} />
          </>
        }
        empty="还没有订单"
        hint="会员下单后，列在这里"
        onClear={clear}
      />
      {isShipping ? <ShipManyDrawer side="admin" onClose={() => setShipping(false)} /> : null}
    </>
  );
}
