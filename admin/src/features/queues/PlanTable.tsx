import { Button } from 'antd';
import { Link } from 'react-router';
import {
  QUEUE_PLAN_KIND_TEXT,
  QUEUE_PLAN_STATE_TEXT,
  QUEUE_PLAN_STATE_TONE,
  WIND_DOWN_MODE_TEXT,
} from '@paifan/shared/texts/states';
import { useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import type { Column } from '../../ui/ListTable';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import { queuePath, queueTitle } from './words';

export type QueuePlan = ItemOf<'GET /api/admin/queue-plans'>;

/** What is planned, as lists show it. */
export const PLAN_COLUMNS: readonly Column<QueuePlan>[] = [
  { key: 'kind', title: '计划', render: ({ kind }) => QUEUE_PLAN_KIND_TEXT[kind] },
  {
    key: 'queue',
    title: '队列',
    render: ({ queueKey, owner }) =>
      queueKey === null ? '全部队列' : <Link to={queuePath(queueKey)}>{queueTitle(queueKey, owner)}</Link>,
  },
  { key: 'mode', title: '方式', render: ({ mode }) => (mode === null ? '—' : WIND_DOWN_MODE_TEXT[mode]) },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => (
      <StateTag tone={QUEUE_PLAN_STATE_TONE[state]} text={QUEUE_PLAN_STATE_TEXT[state]} />
    ),
  },
  { key: 'occursAt', title: '执行时间', render: ({ occursAt }) => <Time iso={occursAt} /> },
  { key: 'announcedAt', title: '通知会员', render: ({ announcedAt }) => <Time iso={announcedAt} /> },
  { key: 'by', title: '来自', render: ({ bySchedule }) => (bySchedule ? '清零设置' : '操作员') },
  {
    key: 'endedAt',
    title: '执行或取消',
    hidden: true,
    render: ({ doneAt, cancelledAt }) => <Time iso={doneAt ?? cancelledAt} />,
  },
  { key: 'actions', title: '操作', render: (plan) => <CancelPlan plan={plan} /> },
];

function CancelPlan({ plan }: { plan: QueuePlan }) {
  const mayManage = useMay('queues.manage');
  const confirm = useConfirm();
  const cancel = useWrite('POST /api/admin/queue-plans/:id/cancel', '已取消，并通知会员');
  if (!mayManage || plan.state !== 'open') return null;
  const ask = (): void =>
    confirm({
      title: `取消${QUEUE_PLAN_KIND_TEXT[plan.kind]}计划`,
      facts: [
        ['队列', plan.queueKey === null ? '全部队列' : queueTitle(plan.queueKey, plan.owner)],
        ['原定时间', <Time key="at" iso={plan.occursAt} />],
      ],
      warning: '已收到通知的会员会再收到一条取消通知。',
      verb: '取消计划',
      run: () => cancel.mutateAsync({ params: { id: plan.id } }),
    });
  return (
    <Button size="small" onClick={ask}>
      取消计划
    </Button>
  );
}
