import { Link } from 'react-router';
import { PROPOSAL_STATE_TEXT, PROPOSAL_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { ExportButton } from '../../ui/ExportButton';
import { isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/proposals'>;

/** Drafts are the supplier's own. */
const { draft: _draft, ...STATES } = PROPOSAL_STATE_TEXT;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'title', title: '商品', render: ({ id, title }) => <Link to={`/proposals/${id}`}>{title}</Link> },
  { key: 'kind', title: '申请', render: ({ productId }) => (productId === null ? '新商品' : '修改') },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => <StateTag tone={PROPOSAL_STATE_TONE[state]} text={PROPOSAL_STATE_TEXT[state]} />,
  },
  {
    key: 'merchant',
    title: '供应商编号',
    render: ({ merchantId }) => <Link to={`/merchants/${merchantId}`}>{merchantId}</Link>,
  },
  { key: 'submittedAt', title: '提交', render: ({ submittedAt }) => <Time iso={submittedAt} /> },
  { key: 'decidedAt', title: '审核', render: ({ decidedAt }) => <Time iso={decidedAt} /> },
  { key: 'reason', title: '未通过理由', hidden: true, render: ({ reason }) => reason ?? '—' },
];

/** What suppliers would sell; those that wait for a review first. */
export default function Proposals() {
  const [{ state = 'submitted' }, setFilters, clear] = useUrlState(['state']);
  const sifted = isOneOf(STATES, state) ? { state } : {};
  const list = useList('GET /api/admin/proposals', { query: sifted });
  return (
    <>
      <PageHead title="供应商商品审核" about="供应商新建或修改商品，审核通过后生效" />
      <div className="filters">
        <StateFilter words={STATES} value={state} onChange={setFilters} />
      </div>
      <ListTable
        name="proposals"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="没有这种状态的申请"
        hint="供应商提交商品申请后，在这里审核；也可看其他状态的申请"
        onClear={clear}
        exported={<ExportButton kind="exportProposals" filters={sifted} />}
      />
    </>
  );
}
