import { Avatar, Space } from 'antd';
import { Link } from 'react-router';
import { DELIVERY_TEXT, ORDER_STATE_TEXT, ORDER_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';
import { DeskExportButton } from '../parts/DeskExportButton';
import { StoreFilter, useOwnStore } from '../parts/StoreFilter';
import { useDesk } from '../whoAmI';

type Row = ItemOf<'GET /api/desk/orders'>;

const STATES = {
  paid: ORDER_STATE_TEXT.paid,
  shipped: ORDER_STATE_TEXT.shipped,
  completed: ORDER_STATE_TEXT.completed,
} as const;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'no', title: '订单号', render: ({ no }) => <Link to={`/desk/orders/${no}`}>{no}</Link> },
  {
    key: 'title',
    title: '商品',
    render: ({ title, picture }) => (
      <Space>
        <Avatar shape="square" src={picture} alt="" />
        {title}
      </Space>
    ),
  },
  { key: 'pieces', title: '件数', align: 'right', render: ({ pieces }) => pieces },
  {
    key: 'left',
    title: '待交付',
    align: 'right',
    render: ({ leftPieces }) => (leftPieces === 0 ? '—' : `${leftPieces} 件`),
  },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => <StateTag tone={ORDER_STATE_TONE[state]} text={ORDER_STATE_TEXT[state]} />,
  },
  { key: 'delivery', title: '配送', render: ({ delivery }) => DELIVERY_TEXT[delivery] },
  { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
  { key: 'store', title: '门店', hidden: true, render: ({ storeName }) => storeName ?? '商城' },
  { key: 'paidAt', title: '付款', render: ({ paidAt }) => <Time iso={paidAt} /> },
];

/** Paid orders that hold goods of this merchant. */
export default function DeskOrders() {
  const [{ no, state, store }, setFilters, clear] = useUrlState(['no', 'state', 'store']);
  const { merchant } = useDesk();
  const storeId = useOwnStore(store);
  const list = useList('GET /api/desk/orders', {
    query: { ...{ no, storeId }, ...(isOneOf(STATES, state) ? { state } : {}) },
  });
  return (
    <>
      <PageHead
        title="订单与发货"
        about={
          merchant.kind === 'store'
            ? '门店的线上订单；收银台的收款见「收款记录」'
            : '含有您的商品的订单，只列您的商品；金额为供应价'
        }
      />
      <div className="filters">
        <FilterText name="订单号" value={no} onChange={(value) => setFilters({ no: value })} />
        <FilterSelect
          name="状态"
          words={STATES}
          value={state}
          onChange={(value) => setFilters({ state: value })}
        />
        <StoreFilter value={store} onChange={(value) => setFilters({ store: value })} />
      </div>
      <ListTable
        name="deskOrders"
        columns={COLUMNS}
        list={list}
        rowKey={(row) => row.no}
        empty="还没有订单"
        hint="会员购买您的商品后，订单列在这里"
        onClear={clear}
        tools={
          <DeskExportButton
            kind="deskExportOrders"
            filters={{ storeId, ...(isOneOf(STATES, state) ? { state } : {}) }}
            unheeded={no ? ['订单号'] : []}
          />
        }
      />
    </>
  );
}
