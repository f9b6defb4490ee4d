import { Button, Space, Tooltip } from 'antd';
import { LONG_JOB_STATE_TEXT, LONG_JOB_STATE_TONE } from '@paifan/shared/texts/states';
import { LONG_JOBS, LONG_JOB_WORDS, type OperatorJobKind } from '@paifan/shared/longJobs/kinds';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { isOver, useJobDownload } from '../../features/longJobs/useLongJob';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/long-jobs'>;

const KINDS = Object.fromEntries(
  Object.entries(LONG_JOBS).map(([kind, { label }]) => [kind, label]),
) as Readonly<Record<OperatorJobKind, string>>;

const BYTES = 1_024;

/** In whole kB: more would be noise. */
const sizeText = (bytes: number): string => `${Math.max(1, Math.ceil(bytes / BYTES))} kB`;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'kind', title: '任务', render: ({ kindText }) => kindText },
  {
    key: 'state',
    title: '状态',
    render: ({ state, error }) => (
      <Tooltip title={error}>
        <span>
          <StateTag tone={LONG_JOB_STATE_TONE[state]} text={LONG_JOB_STATE_TEXT[state]} />
        </span>
      </Tooltip>
    ),
  },
  {
    key: 'progress',
    title: '进度',
    align: 'right',
    render: ({ kind, doneCount, totalCount }) =>
      `${totalCount === null ? doneCount : `${doneCount} / ${totalCount}`} ${LONG_JOB_WORDS[kind].unit}`,
  },
  {
    key: 'problems',
    title: '问题',
    align: 'right',
    render: ({ problemCount }) => (problemCount > 0 ? problemCount : '—'),
  },
  {
    key: 'file',
    title: '文件',
    render: ({ file }) =>
      file === null ? (
        '—'
      ) : (
        <>
          {sizeText(file.bytes)}，<Time iso={file.expiresAt} /> 前可下载
        </>
      ),
  },
  { key: 'requestedAt', title: '发起', render: ({ requestedAt }) => <Time iso={requestedAt} /> },
  { key: 'startedAt', title: '开始', hidden: true, render: ({ startedAt }) => <Time iso={startedAt} /> },
  { key: 'finishedAt', title: '结束', render: ({ finishedAt }) => <Time iso={finishedAt} /> },
  { key: 'actions', title: '操作', render: (row) => <Actions row={row} /> },
];

/** The operator's own exports and imports, as they go on. */
export default function Tasks() {
  const [{ kind }, setFilters] = useUrlState(['kind']);
  const list = useList(
    'GET /api/admin/long-jobs',
    { query: isOneOf(KINDS, kind) ? { kind } : {} },
    { refetchWhile: (job) => !isOver(job) },
  );
  return (
    <>
      <PageHead title="任务" about="您发起的导出、导入与检查；离开页面后继续进行" />
      <div className="filters">
        <FilterSelect
          name="任务"
          words={KINDS}
          value={kind}
          onChange={(value) => setFilters({ kind: value })}
        />
      </div>
      <ListTable name="tasks" columns={COLUMNS} list={list} rowKey={({ id }) => id} empty="还没有任务" />
    </>
  );
}

function Actions({ row }: { row: Row }) {
  const confirm = useConfirm();
  const { start, isStarting } = useJobDownload();
  const cancel = useWrite('POST /api/admin/long-jobs/:id/cancel', '已停止');
  return (
    <Space>
      {row.state === 'done' && row.file !== null ? (
        <Button size="small" type="primary" loading={isStarting} onClick={() => start(row.id)}>
          下载
        </Button>
      ) : null}
      {isOver(row) ? null : (
        <Button
          size="small"
          danger
          onClick={() =>
            confirm({
              title: `停止「${row.kindText}」`,
              facts: [['已处理', `${row.doneCount} ${LONG_JOB_WORDS[row.kind].unit}`]],
              verb: '停止任务',
              run: () => cancel.mutateAsync({ params: { id: row.id } }),
            })
          }
        >
          停止
        </Button>
      )}
    </Space>
  );
}
