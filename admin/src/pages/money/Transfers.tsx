import { memberId } from '@paifan/shared/ids/ids';
import { ASSET_TEXT } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { ExportButton } from '../../ui/ExportButton';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { Hundredths } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/transfers'>;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
  { key: 'from', title: '转出会员', render: ({ from }) => <MemberName member={from} /> },
  { key: 'to', title: '转入会员', render: ({ to }) => <MemberName member={to} /> },
  { key: 'balance', title: '资产', render: ({ balance }) => ASSET_TEXT[balance] },
  { key: 'amount', title: '数量', align: 'right', render: ({ amount }) => <Hundredths amount={amount} /> },
];

/** What members handed to each other. */
export default function Transfers() {
  const [{ from, to }, setFilters, clear] = useUrlState(['from', 'to']);
  const sifted = { fromMemberId: idOf(from, memberId), toMemberId: idOf(to, memberId) };
  const list = useList('GET /api/admin/transfers', { query: sifted });
  return (
    <>
      <PageHead title="转赠" about="会员之间转赠的积分、爱心值与购物券；余额不能转赠" />
      <div className="filters">
        <FilterText name="转出会员编号" value={from} onChange={(value) => setFilters({ from: value })} />
        <FilterText name="转入会员编号" value={to} onChange={(value) => setFilters({ to: value })} />
      </div>
      <ListTable
        name="transfers"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有转赠"
        hint="在设置中开启后，会员可以互相转赠"
        onClear={clear}
        exported={<ExportButton kind="exportTransfers" filters={sifted} />}
      />
    </>
  );
}
