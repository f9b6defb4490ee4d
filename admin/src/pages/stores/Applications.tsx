import { Link } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import {
  APPLICATION_STATE_TEXT,
  APPLICATION_STATE_TONE,
  MERCHANT_KIND_TEXT,
} from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { ExportButton } from '../../ui/ExportButton';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/applications'>;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: '名称', render: (row) => <Name row={row} /> },
  { key: 'kind', title: '类型', render: ({ kind }) => MERCHANT_KIND_TEXT[kind] },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => (
      <StateTag tone={APPLICATION_STATE_TONE[state]} text={APPLICATION_STATE_TEXT[state]} />
    ),
  },
  { key: 'trade', title: '行业', render: ({ trade }) => trade },
  { key: 'district', title: '地区', render: ({ district }) => district },
  { key: 'contact', title: '联系人', render: ({ contactName, phone }) => `${contactName} ${phone}` },
  {
    key: 'proposed',
    title: '申请抽成',
    align: 'right',
    render: ({ proposedRatio }) => percentText(proposedRatio),
  },
  {
    key: 'offered',
    title: '平台提议',
    align: 'right',
    render: ({ offeredRatio }) => (offeredRatio === null ? '—' : percentText(offeredRatio)),
  },
  { key: 'submittedAt', title: '提交', render: ({ submittedAt }) => <Time iso={submittedAt} /> },
  { key: 'no', title: '编号', hidden: true, render: ({ no }) => no },
];

function Name({ row: { no, name } }: { row: Row }) {
  return useMay('stores.review') ? <Link to={`/applications/${no}`}>{name}</Link> : <>{name}</>;
}

/** Who would like to sell here. */
export default function Applications() {
  const [{ state, kind }, setFilters, clear] = useUrlState(['state', 'kind']);
  const sifted = {
    ...(isOneOf(APPLICATION_STATE_TEXT, state) ? { state } : {}),
    ...(isOneOf(MERCHANT_KIND_TEXT, kind) ? { kind } : {}),
  };
  const list = useList('GET /api/admin/applications', { query: sifted });
  return (
    <>
      <PageHead title="入驻申请" about="门店商家与供应商的申请，最近提交的在前" />
      <div className="filters">
        <StateFilter words={APPLICATION_STATE_TEXT} value={state} onChange={setFilters} />
        <FilterSelect
          name="类型"
          words={MERCHANT_KIND_TEXT}
          value={kind}
          onChange={(value) => setFilters({ kind: value })}
        />
      </div>
      <ListTable
        name="applications"
        columns={COLUMNS}
        list={list}
        rowKey={({ no }) => no}
        empty="没有申请"
        hint="商家与供应商提交入驻申请后，在这里审核"
        onClear={clear}
        exported={<ExportButton kind="exportApplications" filters={sifted} />}
      />
    </>
  );
}
