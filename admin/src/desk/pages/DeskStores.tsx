import { Avatar, Space } from 'antd';
import { Link, Navigate } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { useList, type ItemOf } from '../../api/queries';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { DeskExportButton } from '../parts/DeskExportButton';
import { useDesk } from '../whoAmI';

type Row = ItemOf<'GET /api/desk/stores'>;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: '门店',
    render: ({ id, name, picture }) => (
      <Space>
        <Avatar shape="square" src={picture} alt="" />
        <Link to={`/desk/stores/${id}`}>{name}</Link>
      </Space>
    ),
  },
  { key: 'trade', title: '行业', render: ({ trade }) => trade },
  { key: 'address', title: '地址', render: ({ district, address }) => `${district} ${address}` },
  { key: 'hours', title: '营业时间', render: ({ openingHours }) => openingHours },
  { key: 'commission', title: '平台抽成', align: 'right', render: (row) => percentText(row.commissionRatio) },
  {
    key: 'state',
    title: '状态',
    render: ({ selling }) => (
      <StateTag tone={selling ? 'good' : 'over'} text={selling ? '营业' : '暂不接单'} />
    ),
  },
];

/** The merchant's stores; who has one is led to it. */
export default function DeskStores() {
  const { stores } = useDesk();
  const [only] = stores;
  return stores.length === 1 && only !== undefined ? (
    <Navigate to={`/desk/stores/${only.id}`} replace />
  ) : (
    <All />
  );
}

function All() {
  const list = useList('GET /api/desk/stores', {});
  return (
    <>
      <PageHead title="门店与收银码" />
      <ListTable
        name="deskStores"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有门店"
        hint="门店由平台开设，请联系平台"
        exported={<DeskExportButton kind="deskExportStores" />}
      />
    </>
  );
}
