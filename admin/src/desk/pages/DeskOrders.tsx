import { Avatar, Button, Space } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { DELIVERY_TEXT, ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { ShipManyDrawer } from '../../features/orders/ShipManyDrawer';
import { isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';
import { DeskExportButton } from '../parts/DeskExportButton';
import { DeskOrderState } from '../parts/orderState';
import { StoreFilter, useOwnStore } from '../parts/StoreFilter';
import { useDesk, useDeskMay } from '../whoAmI';

type Row = ItemOf<'GET /api/desk/orders'>;

const STATES = {
  paid: '待交付',
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
    render: (order) => <DeskOrderState order={order} />,
  },
  { key: 'delivery', title: '配送', render: ({ delivery }) => DELIVERY_TEXT[delivery] },
  { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
  { key: 'store', title: '门店', hidden: true, render: ({ storeName }) => storeName ?? '商城' },
  { key: 'paidAt', title: '付款', render: ({ paidAt }) => <Time iso={paidAt} /> },
];

/** Its desk sends it: what is picked up is redeemed by its code. */
const waits = ({ delivery, leftPieces }: Row): boolean => delivery !== 'pickup' && leftPieces > 0;

/** Paid orders that hold goods of this merchant. */
export default function DeskOrders() {
  const [{ no, state, store }, setFilters, clear] = useUrlState(['no', 'state', 'store']);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isShipping, setShipping] = useState(false);
  const navigate = useNavigate();
  const { merchant } = useDesk();
  const mayShip = useDeskMay('desk.orders.ship');
  const storeId = useOwnStore(store);
  const sifted = { no, storeId, ...(isOneOf(STATES, state) ? { state } : {}) };
  const list = useList('GET /api/desk/orders', { query: sifted });
  const waiting = list.data?.pages.flatMap(({ items }) => items.filter(waits)).map((row) => row.no) ?? [];
  // What was sent meanwhile, or is not shown any more, is not meant.
  const toSend = waiting.filter((each) => chosen.includes(each));
  return (
    <>
      <PageHead
        title="订单与发货"
        about={
          merchant.kind === 'store'
            ? '门店的线上订单；收银台的收款见「收款记录」'
            : '含有您的商品的订单，只列您的商品；金额为供应价'
        }
        actions={
          mayShip ? (
            <Space>
              <Button
                disabled={toSend.length === 0}
                onClick={() => void navigate(`/desk/orders/packing?nos=${toSend.join(',')}`)}
              >
                装箱单{toSend.length > 0 ? `（${toSend.length}）` : ''}
              </Button>
              <Button type="primary" onClick={() => setShipping(true)}>
                批量发货{toSend.length > 0 ? `（${toSend.length}）` : ''}
              </Button>
            </Space>
          ) : null
        }
      />
      <div className="filters">
        <FilterText name="订单号" value={no} onChange={(value) => setFilters({ no: value })} />
        <StateFilter words={STATES} value={state} onChange={setFilters} />
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
        exported={
          <>
            <DeskExportButton
              kind="deskExportToSend"
              filters={{ storeId }}
              unheeded={[...(no ? ['订单号'] : []), ...(state && state !== 'paid' ? ['状态'] : [])]}
            />
            <DeskExportButton kind="deskExportOrders" filters={sifted} />
          </>
        }
        rowSelection={
          mayShip
            ? {
                selectedRowKeys: toSend,
                onChange: (keys) => setChosen(keys.map(String)),
                getCheckboxProps: (row) => ({ disabled: !waits(row) }),
              }
            : undefined
        }
      />
      {isShipping ? <ShipManyDrawer side="desk" orders={toSend} onClose={() => setShipping(false)} /> : null}
    </>
  );
}
