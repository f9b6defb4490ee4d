import { Space } from 'antd';
import { Link } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { MERCHANT_KIND_TEXT } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { contractText } from '../../features/merchants/words';
import { ExportButton } from '../../ui/ExportButton';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/merchants'>;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'id', title: '编号', render: ({ id }) => id },
  { key: 'name', title: '名称', render: ({ id, name }) => <Link to={`/merchants/${id}`}>{name}</Link> },
  { key: 'kind', title: '类型', render: ({ kind }) => MERCHANT_KIND_TEXT[kind] },
  {
    key: 'state',
    title: '状态',
    render: ({ suspended, suspendReason }) =>
      suspended ? (
        <Space>
          <StateTag tone="bad" text="已停业" />
          <span className="quiet">{suspendReason}</span>
        </Space>
      ) : (
        <StateTag tone="good" text="正常" />
      ),
  },
  {
    key: 'commission',
    title: '平台抽成',
    align: 'right',
    render: ({ kind, commissionRatio }) => (kind === 'supplier' ? '按供货价' : percentText(commissionRatio)),
  },
  { key: 'contract', title: '合同期', render: contractText },
  {
    key: 'contact',
    title: '联系人',
    render: ({ contactName, contactPhone }) => `${contactName} ${contactPhone}`,
  },
  { key: 'createdAt', title: '入驻', render: ({ createdAt }) => <Time iso={createdAt} /> },
];

/** Who sells here beside the shop itself. */
export default function Merchants() {
  const [{ name, kind }, setFilters, clear] = useUrlState(['name', 'kind']);
  const sifted = { name, ...(isOneOf(MERCHANT_KIND_TEXT, kind) ? { kind } : {}) };
  const list = useList('GET /api/admin/merchants', { query: sifted });
  return (
    <>
      <PageHead title="商家与供应商" />
      <div className="filters">
        <FilterText name="名称开头" value={name} onChange={(value) => setFilters({ name: value })} />
        <FilterSelect
          name="类型"
          words={MERCHANT_KIND_TEXT}
          value={kind}
          onChange={(value) => setFilters({ kind: value })}
        />
      </div>
      <ListTable
        name="merchants"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有商家"
        hint="入驻申请通过后，商家与供应商列在这里"
        onClear={clear}
        exported={<ExportButton kind="exportMerchants" filters={sifted} />}
      />
    </>
  );
}
