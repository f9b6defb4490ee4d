import { Button, Progress } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { FindingsDrawer } from '../../features/money/FindingsDrawer';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Check = ItemOf<'GET /api/admin/book-checks'>;

const LOOK_AGAIN_MS = 2_000;

const State = ({ check: { state, findings, checksDone, checksTotal, error } }: { check: Check }) => {
  switch (state) {
    case 'waiting':
      return <StateTag tone="waiting" text="等待中" />;
    case 'running':
      return (
        <Progress
          size="small"
          style={{ width: 160 }}
          percent={checksTotal === 0 ? 0 : Math.floor((checksDone * 100) / checksTotal)}
        />
      );
    case 'sound':
      return <StateTag tone="good" text="全部相符" />;
    case 'unsound':
      return <StateTag tone="bad" text={`${findings.length} 处不符`} />;
    case 'failed':
      return (
        <span title={error ?? undefined}>
          <StateTag tone="bad" text="没有完成，请技术人员查看日志" />
        </span>
      );
  }
};

const columnsWith = (open: (id: string) => void): readonly Column<Check>[] => [
  { key: 'requestedAt', title: '开始', render: ({ requestedAt }) => <Time iso={requestedAt} /> },
  { key: 'by', title: '谁', render: ({ requestedBy }) => requestedBy?.name ?? '定时' },
  { key: 'state', title: '结果', render: (check) => <State check={check} /> },
  { key: 'finishedAt', title: '完成', render: ({ finishedAt }) => <Time iso={finishedAt} /> },
  {
    key: 'findings',
    title: '不符之处',
    render: ({ id, findings }) =>
      findings.length === 0 ? (
        '—'
      ) : (
        <Button type="link" size="small" onClick={() => open(id)}>
          查看
        </Button>
      ),
  },
];

/** Do the balances follow from the postings, the queues from their events? Asked by the clock, or now. */
export default function BookChecks() {
  const [{ check }, setUrl] = useUrlState(['check']);
  const list = useList('GET /api/admin/book-checks', {});
  const start = useWrite('POST /api/admin/book-checks', '已开始');
  const queries = useQueryClient();
  const mayStart = useMay('money.adjust');
  const isUnderWay = list.data?.pages[0]?.items.some(
    ({ state }) => state === 'waiting' || state === 'running',
  );
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: ['GET /api/admin/book-checks'] }),
      LOOK_AGAIN_MS,
    );
    return () => clearInterval(timer);
  }, [isUnderWay, queries]);
  return (
    <>
      <PageHead
        title="账目检查"
        about="余额由分录重算，队列由事件重算，逐项核对"
        actions={
          mayStart ? (
            <Button
              type="primary"
              disabled={isUnderWay}
              loading={start.isPending}
              onClick={() => start.mutate({})}
            >
              现在检查
            </Button>
          ) : null
        }
      />
      <ListTable
        name="book-checks"
        exported="a few to read"
        columns={columnsWith((check) => setUrl({ check }))}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有检查过"
        hint="每天自动检查一次；也可以点「现在检查」"
      />
      {check === undefined ? null : (
        <FindingsDrawer id={check} onClose={() => setUrl({ check: undefined })} />
      )}
    </>
  );
}
