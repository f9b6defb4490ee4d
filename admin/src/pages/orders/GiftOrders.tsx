import { hundredthsText } from '@paifan/shared/client/moneyText';
import { ASSET_TEXT, GIFT_ORDER_STATE_TEXT, GIFT_ORDER_STATE_TONE } from '@paifan/shared/texts/states';
import { useList } from '../../api/queries';
import { GiftOrderActions, type GiftOrder } from '../../features/orders/GiftOrderActions';
import { ExportButton } from '../../ui/ExportButton';
import { isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

const COLUMNS: readonly Column<GiftOrder>[] = [
  { key: 'no', title: '编号', hidden: true, render: ({ no }) => no },
  { key: 'title', title: '礼品', render: ({ title, quantity }) => `${title} × ${quantity}` },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => (
      <StateTag tone={GIFT_ORDER_STATE_TONE[state]} text={GIFT_ORDER_STATE_TEXT[state]} />
    ),
  },
  {
    key: 'member',
    title: '会员',
    render: ({ memberId, nickname }) => <MemberName member={{ id: memberId, nickname }} />,
  },
  {
    key: 'amount',
    title: '所用',
    align: 'right',
    render: ({ amount, balance }) => `${hundredthsText(amount)} ${ASSET_TEXT[balance]}`,
  },
  {
    key: 'address',
    title: '寄往',
    render: ({ address: { name, phone, region, detail } }) => (
      <>
        {name} {phone}
        <div className="quiet">
          {region} {detail}
        </div>
      </>
    ),
  },
  {
    key: 'parcel',
    title: '快递',
    hidden: true,
    render: ({ carrierName, number }) => (number === null ? '—' : `${carrierName} ${number}`),
  },
  { key: 'reason', title: '取消理由', hidden: true, render: ({ reason }) => reason ?? '—' },
  { key: 'placedAt', title: '兑换', render: ({ placedAt }) => <Time iso={placedAt} /> },
  { key: 'actions', title: '操作', render: (order) => <GiftOrderActions order={order} /> },
];

/** Gifts that members redeemed; those to be sent first. */
export default function GiftOrders() {
  const [{ state = 'placed' }, setFilters, clear] = useUrlState(['state']);
  const sifted = isOneOf(GIFT_ORDER_STATE_TEXT, state) ? { state } : {};
  const list = useList('GET /api/admin/gift-orders', { query: sifted });
  return (
    <>
      <PageHead title="礼品订单" />
      <div className="filters">
        <StateFilter words={GIFT_ORDER_STATE_TEXT} value={state} onChange={setFilters} />
      </div>
      <ListTable
        name="gift-orders"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="没有这种状态的礼品订单"
        hint="会员兑换礼品后，列在这里发货；也可看其他状态的订单"
        onClear={clear}
        exported={<ExportButton kind="exportGiftOrders" filters={sifted} />}
      />
    </>
  );
}
