import { Button, Card, Space } from 'antd';
import { LONG_JOB_STATE_TEXT, LONG_JOB_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { ListTable, type Column } from '../../ui/ListTable';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

type Run = ItemOf<'GET /api/admin/simulations'>;

/** The simulations of one's own, to look at one, or at two beside each other. */
export function Runs({
  shown,
  against,
  onShow,
  onCompare,
}: {
  shown: string | undefined;
  against: string | undefined;
  onShow: (id: string) => void;
  onCompare: (id: string | undefined) => void;
}) {
  const list = useList('GET /api/admin/simulations', {});
  const columns: readonly Column<Run>[] = [
    { key: 'plan', title: '方案', render: ({ plan }) => plan },
    { key: 'days', title: '天数', align: 'right', render: ({ days }) => days },
    {
      key: 'state',
      title: '状态',
      render: ({ job: { state } }) => (
        <StateTag tone={LONG_JOB_STATE_TONE[state]} text={LONG_JOB_STATE_TEXT[state]} />
      ),
    },
    { key: 'requestedAt', title: '开始', render: ({ job }) => <Time iso={job.requestedAt} /> },
    {
      key: 'actions',
      title: '操作',
      render: ({ job: { id, state, file } }) => (
        <Space>
          <Button size="small" disabled={id === shown} onClick={() => onShow(id)}>
            {id === shown ? '正在看' : '查看'}
          </Button>
          {state === 'done' && file !== null && id !== shown && shown !== undefined ? (
            <Button size="small" onClick={() => onCompare(id === against ? undefined : id)}>
              {id === against ? '不再比较' : '与它比较'}
            </Button>
          ) : null}
        </Space>
      ),
    },
  ];
  return (
    <Card size="small" title="我的模拟">
      <ListTable
        name="simulations"
        exported="one's own tasks"
        columns={columns}
        list={list}
        rowKey={({ job }) => job.id}
        empty="还没有模拟过"
        hint="写好方案，点「开始模拟」"
      />
    </Card>
  );
}
