import { Button } from 'antd';
import { Link } from 'react-router';
import { PROPOSAL_STATE_TEXT, PROPOSAL_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';
import { DeskExportButton } from '../parts/DeskExportButton';
import { useDeskMay } from '../whoAmI';

type Row = ItemOf<'GET /api/desk/proposals'>;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'title',
    title: '商品',
    render: ({ id, title }) => <Link to={`/desk/proposals/${id}`}>{title}</Link>,
  },
  { key: 'kind', title: '申请', render: ({ productId }) => (productId === null ? '新商品' : '修改商品') },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => <StateTag tone={PROPOSAL_STATE_TONE[state]} text={PROPOSAL_STATE_TEXT[state]} />,
  },
  { key: 'reason', title: '平台的说明', render: ({ reason }) => reason ?? '—' },
  { key: 'createdAt', title: '建立', hidden: true, render: ({ createdAt }) => <Time iso={createdAt} /> },
  { key: 'submittedAt', title: '提交', render: ({ submittedAt }) => <Time iso={submittedAt} /> },
  { key: 'decidedAt', title: '审核', render: ({ decidedAt }) => <Time iso={decidedAt} /> },
];

/** What a supplier would like to sell, and what became of it. */
export default function Proposals() {
  const [{ state }, setFilters, clear] = useUrlState(['state']);
  const mayWrite = useDeskMay('desk.products.write');
  const asked = isOneOf(PROPOSAL_STATE_TEXT, state) ? { state } : {};
  const list = useList('GET /api/desk/proposals', { query: asked });
  return (
    <>
      <PageHead
        title="商品申请"
        about="新商品与修改都先提交，平台审核通过后上架到商城"
        actions={
          mayWrite ? (
            <Link to="/desk/proposals/new">
              <Button type="primary">申请新商品</Button>
            </Link>
          ) : null
        }
      />
      <div className="filters">
        <StateFilter words={PROPOSAL_STATE_TEXT} value={state} onChange={setFilters} />
      </div>
      <ListTable
        name="proposals"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有申请"
        hint="新建申请，写明商品与供应价，再提交平台审核"
        onClear={clear}
        exported={<DeskExportButton kind="deskExportProposals" filters={asked} />}
      />
    </>
  );
}
