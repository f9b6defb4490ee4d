import { Link } from 'react-router';
import { memberId } from '@paifan/shared/ids/ids';
import {
  AFTER_SALE_KIND_TEXT,
  AFTER_SALE_STATE_TEXT,
  AFTER_SALE_STATE_TONE,
} from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { StuckRefunds } from '../../features/orders/StuckRefunds';
import { ExportButton } from '../../ui/ExportButton';
import { isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/after-sales'>;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'no', title: '售后单', render: ({ no }) => <Link to={`/after-sales/${no}`}>{no}</Link> },
  { key: 'kind', title: '方式', render: ({ kind }) => AFTER_SALE_KIND_TEXT[kind] },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => (
      <StateTag tone={AFTER_SALE_STATE_TONE[state]} text={AFTER_SALE_STATE_TEXT[state]} />
    ),
  },
  { key: 'title', title: '商品', render: ({ title }) => title },
  { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
  { key: 'member', title: '会员', render: ({ member }) => <MemberName member={member} /> },
  { key: 'order', title: '订单', render: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link> },
  { key: 'requestedAt', title: '申请', render: ({ requestedAt }) => <Time iso={requestedAt} /> },
];

/** Requests for money or goods back. */
export default function AfterSales() {
  const [{ state, memberId: member }, setFilters, clear] = useUrlState(['state', 'memberId']);
  const sifted = {
    ...(isOneOf(AFTER_SALE_STATE_TEXT, state) ? { state } : {}),
    memberId: idOf(member, memberId),
  };
  const list = useList('GET /api/admin/after-sales', { query: sifted });
  return (
    <>
      <PageHead title="售后" />
      <StuckRefunds />
      <div className="filters">
        <StateFilter words={AFTER_SALE_STATE_TEXT} value={state} onChange={setFilters} />
        <FilterText
          name="会员编号"
          width={140}
          value={member}
          onChange={(value) => setFilters({ memberId: value })}
        />
      </div>
      <ListTable
        name="after-sales"
        columns={COLUMNS}
        list={list}
        rowKey={({ no }) => no}
        empty="没有售后申请"
        hint="会员申请退款或退货后，列在这里处理"
        onClear={clear}
        exported={<ExportButton kind="exportAfterSales" filters={sifted} />}
      />
    </>
  );
}
