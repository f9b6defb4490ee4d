import { Button, Space, Tooltip } from 'antd';
import { LONG_JOB_STATE_TEXT, LONG_JOB_STATE_TONE } from '@paifan/shared/texts/states';
import {
  DESK_LONG_JOBS,
  LONG_JOBS,
  LONG_JOB_WORDS,
  type LongJobKindName,
} from '@paifan/shared/longJobs/kinds';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import type { Side } from '../sides';
import { isOver, LONG_JOB_ROUTES, useJobDownload } from './useLongJob';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column, type ListOf } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/long-jobs'>;

const namesOf = <Kind extends LongJobKindName>(
  jobs: Readonly<Record<Kind, { readonly label: string }>>,
): Readonly<Record<Kind, string>> =>
  Object.fromEntries(
    Object.entries<{ readonly label: string }>(jobs).map(([kind, { label }]) => [kind, label]),
  ) as Readonly<Record<Kind, string>>;
const KINDS = { admin: namesOf(LONG_JOBS), desk: namesOf(DESK_LONG_JOBS) } as const;

const BYTES = 1_024;

/** In whole kB: more would be noise. */
const sizeText = (bytes: number): string => `${Math.max(1, Math.ceil(bytes / BYTES))} kB`;

const columnsFor = (side: Side): readonly Column<Row>[] => [
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
  { key: 'actions', title: '操作', render: (row) => <Actions row={row} side={side} /> },
];

interface LongJobsProps {
  readonly side: Side;
  readonly about: string;
}

/** Exports and imports of whoever is before it, as they go on. */
export function LongJobs({ side, about }: LongJobsProps) {
  const [{ kind }, setFilters, clear] = useUrlState(['kind']);
  const words: Readonly<Record<string, string>> = KINDS[side];
  return (
    <>
      <PageHead title="任务" about={about} />
      <div className="filters">
        <FilterSelect
          name="任务"
          words={words}
          value={isOneOf(words, kind) ? kind : undefined}
          onChange={(value) => setFilters({ kind: value })}
        />
      </div>
      {side === 'admin' ? (
        <OfOperator {...{ kind, onClear: clear }} />
      ) : (
        <OfDesk {...{ kind, onClear: clear }} />
      )}
    </>
  );
}

const refetch = { refetchWhile: (job: Row) => !isOver(job) };

interface Narrowed {
  readonly kind: string | undefined;
  readonly onClear: (() => void) | undefined;
}

const OfOperator = ({ kind, onClear }: Narrowed) => {
  const query = isOneOf(KINDS.admin, kind) ? { kind } : {};
  return (
    <Jobs side="admin" list={useList(LONG_JOB_ROUTES.admin.list, { query }, refetch)} onClear={onClear} />
  );
};

const OfDesk = ({ kind, onClear }: Narrowed) => {
  const query = isOneOf(KINDS.desk, kind) ? { kind } : {};
  return <Jobs side="desk" list={useList(LONG_JOB_ROUTES.desk.list, { query }, refetch)} onClear={onClear} />;
};

interface JobsProps extends Pick<Narrowed, 'onClear'> {
  readonly side: Side;
  readonly list: ListOf<Row>;
}

const Jobs = ({ side, list, onClear }: JobsProps) => (
  <ListTable
    name={side === 'admin' ? 'tasks' : 'deskTasks'}
    exported="one's own tasks"
    columns={columnsFor(side)}
    list={list}
    rowKey={({ id }) => id}
    empty="还没有任务"
    hint="从列表导出，或用表格导入后，进度与结果列在这里"
    onClear={onClear}
  />
);

function Actions({ row, side }: { row: Row; side: Side }) {
  const confirm = useConfirm();
  const { start, isStarting } = useJobDownload(side);
  const cancel = useWrite(LONG_JOB_ROUTES[side].cancel, '已停止');
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
