import { Link } from 'react-router';
import {
  AFTER_SALE_KIND_TEXT,
  AFTER_SALE_STATE_TEXT,
  AFTER_SALE_STATE_TONE,
} from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';
import { DeskExportButton } from '../parts/DeskExportButton';
import { StoreFilter, useOwnStore } from '../parts/StoreFilter';
import { useDesk } from '../whoAmI';

type Row = ItemOf<'GET /api/desk/after-sales'>;

const columnsFor = (isStore: boolean): readonly Column<Row>[] => [
  { key: 'no', title: '售后单', render: ({ no }) => <Link to={`/desk/after-sales/${no}`}>{no}</Link> },
  { key: 'kind', title: '方式', render: ({ kind }) => AFTER_SALE_KIND_TEXT[kind] },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => (
      <StateTag tone={AFTER_SALE_STATE_TONE[state]} text={AFTER_SALE_STATE_TEXT[state]} />
    ),
  },
  {
    key: 'title',
    title: '商品',
    render: ({ title, quantity }) => (quantity === 0 ? title : `${title} × ${quantity}`),
  },
  ...(isStore
    ? [
        {
          key: 'amount',
          title: '金额',
          align: 'right' as const,
          render: ({ amountFen }: Row) => (amountFen === null ? '—' : <Money fen={amountFen} />),
        },
      ]
    : []),
  { key: 'buyer', title: '顾客', render: ({ buyerName }) => buyerName },
  { key: 'store', title: '门店', hidden: true, render: ({ storeName }) => storeName ?? '商城' },
  {
    key: 'order',
    title: '订单',
    render: ({ orderNo, orderKind }) =>
      orderKind === 'cashier' ? orderNo : <Link to={`/desk/orders/${orderNo}`}>{orderNo}</Link>,
  },
  { key: 'requestedAt', title: '申请', render: ({ requestedAt }) => <Time iso={requestedAt} /> },
];

/** Requests for money or goods back that are about the merchant's lines. */
export default function DeskAfterSales() {
  const [{ state, store }, setFilters, clear] = useUrlState(['state', 'store']);
  const { merchant } = useDesk();
  const isStore = merchant.kind === 'store';
  const storeId = useOwnStore(store);
  const asked = { storeId, ...(isOneOf(AFTER_SALE_STATE_TEXT, state) ? { state } : {}) };
  const list = useList('GET /api/desk/after-sales', { query: asked });
  return (
    <>
      <PageHead
        title="售后"
        about={
          isStore
            ? '线上订单与买单的退款、退货申请；退款由门店承担，平台退还相应抽成'
            : '含有您的商品的退货申请；是否退款由平台处理，您登记收到的退货'
        }
      />
      <div className="filters">
        <StateFilter words={AFTER_SALE_STATE_TEXT} value={state} onChange={setFilters} />
        <StoreFilter value={store} onChange={(value) => setFilters({ store: value })} />
      </div>
      <ListTable
        name="deskAfterSales"
        columns={columnsFor(isStore)}
        list={list}
        rowKey={({ no }) => no}
        empty="没有售后申请"
        hint="会员对您的商品申请退款或退货后，列在这里"
        onClear={clear}
        exported={<DeskExportButton kind="deskExportAfterSales" filters={asked} />}
      />
    </>
  );
}
