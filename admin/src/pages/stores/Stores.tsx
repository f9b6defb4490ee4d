import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { merchantId as merchantIdOf } from '@paifan/shared/ids/ids';
import { useList, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { NewStore } from '../../features/stores/NewStore';
import { ExportButton } from '../../ui/ExportButton';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/stores'>;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'id', title: '编号', render: ({ id }) => id },
  { key: 'name', title: '名称', render: ({ id, name }) => <Link to={`/stores/${id}`}>{name}</Link> },
  { key: 'trade', title: '行业', render: ({ trade }) => trade },
  { key: 'district', title: '地区', render: ({ district }) => district },
  {
    key: 'merchant',
    title: '商家',
    render: ({ merchantId }) =>
      merchantId === null ? '自营' : <Link to={`/merchants/${merchantId}`}>商家 {merchantId}</Link>,
  },
  {
    key: 'selling',
    title: '接单',
    render: ({ selling }) => (
      <StateTag tone={selling ? 'good' : 'bad'} text={selling ? '接单中' : '不接单'} />
    ),
  },
  {
    key: 'commission',
    title: '平台抽成',
    align: 'right',
    render: ({ commissionRatio }) => percentText(commissionRatio),
  },
  {
    key: 'rules',
    title: '单独设置的规则',
    render: ({ rebate, cashier }) =>
      `线上 ${Object.keys(rebate).length} 项，收银台 ${Object.keys(cashier).length} 项`,
  },
  { key: 'createdAt', title: '开店', hidden: true, render: ({ createdAt }) => <Time iso={createdAt} /> },
];

/** Stores, newest first, those that take no orders too. */
export default function Stores() {
  const [{ name, merchantId }, setFilters, clear] = useUrlState(['name', 'merchantId']);
  const [isOpening, setOpening] = useState(false);
  const mayReview = useMay('stores.review');
  const navigate = useNavigate();
  const sifted = { name, merchantId: idOf(merchantId, merchantIdOf) };
  const list = useList('GET /api/admin/stores', { query: sifted });
  return (
    <>
      <PageHead
        title="门店"
        actions={
          mayReview ? (
            <Button type="primary" onClick={() => setOpening(true)}>
              新开门店
            </Button>
          ) : null
        }
      />
      <div className="filters">
        <FilterText name="名称开头" value={name} onChange={(value) => setFilters({ name: value })} />
        <FilterText
          name="商家编号"
          width={140}
          value={merchantId}
          onChange={(value) => setFilters({ merchantId: value })}
        />
      </div>
      <ListTable
        name="stores"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有门店"
        hint="新开自营门店；商家的门店在入驻申请通过时开设"
        onClear={clear}
        exported={<ExportButton kind="exportStores" filters={sifted} />}
      />
      {isOpening ? (
        <Drawer open title="新开门店" size={960} onClose={() => setOpening(false)}>
          <NewStore onOpened={({ id }) => void navigate(`/stores/${id}`)} />
        </Drawer>
      ) : null}
    </>
  );
}
