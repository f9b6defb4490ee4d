import { Card, Space } from 'antd';
import { useList, type ItemOf } from '../../api/queries';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';

type Commitment = ItemOf<'GET /api/draws/commitments'>;
type Root = ItemOf<'GET /api/proof/seals'>;

const hash = (text: string | null, absent: string) =>
  text === null ? <span className="quiet">{absent}</span> : <code className="hash">{text}</code>;

const COMMITMENTS: readonly Column<Commitment>[] = [
  { key: 'day', title: '日期', render: ({ day }) => day },
  { key: 'commitment', title: '承诺（种子的哈希）', render: ({ commitment }) => hash(commitment, '') },
  { key: 'publishedAt', title: '公布承诺', render: ({ publishedAt }) => <Time iso={publishedAt} /> },
  { key: 'seed', title: '种子', render: ({ seed }) => hash(seed, '当日结束后公布') },
  { key: 'revealedAt', title: '公布种子', render: ({ revealedAt }) => <Time iso={revealedAt} /> },
];

const ROOTS: readonly Column<Root>[] = [
  { key: 'day', title: '日期', render: ({ day }) => day },
  { key: 'queues', title: '队列', align: 'right', render: ({ queues }) => queues },
  { key: 'root', title: '当日总哈希', render: ({ root }) => hash(root, '') },
  {
    key: 'previous',
    title: '前一日总哈希',
    hidden: true,
    render: ({ previousRoot }) => hash(previousRoot, '第一天'),
  },
  { key: 'sealedAt', title: '封存', render: ({ sealedAt }) => <Time iso={sealedAt} /> },
];

/** What the shop has committed itself to in public: the seeds of the draws, and the seals of the lines. */
export default function Commitments() {
  const draws = useList('GET /api/draws/commitments', {});
  const seals = useList('GET /api/proof/seals', {});
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <PageHead title="抽奖与封存" about="这些内容对所有人公开，会员可以据此自行核对" />
      <Card
        size="small"
        title="抽奖种子"
        extra={<span className="quiet">当天的抽奖结果由事先承诺的种子与会员的随机数算出</span>}
      >
        <ListTable
          name="commitments"
          exported="public as it is"
          columns={COMMITMENTS}
          list={draws}
          rowKey={({ day }) => day}
          empty="还没有公布过"
          hint="在设置中开启抽奖后，每天公布种子的承诺"
        />
      </Card>
      <Card
        size="small"
        title="队列封存"
        extra={<span className="quiet">每天零点后，把各队列走到哪一步记成一个哈希</span>}
      >
        <ListTable
          name="seals"
          exported="public as it is"
          columns={ROOTS}
          list={seals}
          rowKey={({ day }) => day}
          empty="还没有封存"
          hint="每天零点后，把各队列前一天的事件封存一次"
        />
      </Card>
    </Space>
  );
}
