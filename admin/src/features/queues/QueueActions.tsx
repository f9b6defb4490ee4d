import { Button, Space } from 'antd';
import { useState } from 'react';
import { UNION_QUEUE } from '@paifan/shared/rebate/queue/lines';
import { useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Money } from '../../ui/Money';
import { useConfirm } from '../../ui/useConfirm';
import { MergeDrawer } from './MergeDrawer';
import { PlanDrawer } from './PlanDrawer';
import { queueTitle } from './words';
import type { AdminQueue } from './adminQueue';

/** What can be done to a queue, for those who may. */
export function QueueActions({ queue }: { queue: AdminQueue }) {
  const mayManage = useMay('queues.manage');
  const [open, setOpen] = useState<'merge' | 'reset' | 'windDown' | null>(null);
  if (!mayManage) return null;
  const close = (): void => setOpen(null);
  return (
    <Space wrap>
      <Pause queue={queue} />
      {queue.closed ? (
        <Reopen queue={queue} />
      ) : (
        <>
          {queue.key === UNION_QUEUE ? null : <Button onClick={() => setOpen('merge')}>合并其他队列</Button>}
          <Button danger onClick={() => setOpen('reset')}>
            清零
          </Button>
          <Button danger onClick={() => setOpen('windDown')}>
            结束队列
          </Button>
        </>
      )}
      {open === 'merge' ? <MergeDrawer queue={queue} onClose={close} /> : null}
      {open === 'reset' || open === 'windDown' ? (
        <PlanDrawer kind={open} queue={queue} onClose={close} />
      ) : null}
    </Space>
  );
}

const factsOf = (queue: AdminQueue) =>
  [
    ['队列', queueTitle(queue.key, queue.owner)],
    ['在排的权益', `${queue.waitingCount} 份`],
    ['待奖励', <Money key="outstanding" fen={queue.outstandingFen} />],
    ['奖金池', <Money key="pool" fen={queue.poolFen} />],
  ] as const;

/** What the end of its pause does. The union's pool waits for the payout of the day: SPEC section 8. */
function resumedText({ key, allPaused }: AdminQueue): string {
  if (allPaused) return '全部队列仍在暂停中，恢复全部后才会发放。';
  return key === UNION_QUEUE ? '奖金池在每日发放的时间发放。' : '奖金池随即按排队顺序发放。';
}

function Pause({ queue }: { queue: AdminQueue }) {
  const confirm = useConfirm();
  const pause = useWrite('POST /api/admin/queues/:key/pause', '即将暂停');
  const resume = useWrite('POST /api/admin/queues/:key/resume', '即将恢复');
  const call = { params: { key: queue.key } };
  return queue.paused ? (
    <Button
      onClick={() =>
        confirm({
          title: '恢复队列',
          facts: factsOf(queue),
          warning: resumedText(queue),
          verb: '恢复队列',
          run: () => resume.mutateAsync(call),
        })
      }
    >
      恢复队列
    </Button>
  ) : (
    <Button
      onClick={() =>
        confirm({
          title: '暂停队列',
          facts: factsOf(queue),
          warning: '新订单照常排队，但不给任何人发放，直到恢复。',
          verb: '暂停队列',
          run: () => pause.mutateAsync(call),
        })
      }
    >
      暂停队列
    </Button>
  );
}

function Reopen({ queue }: { queue: AdminQueue }) {
  const confirm = useConfirm();
  const reopen = useWrite('POST /api/admin/queues/:key/reopen', '已重新开放');
  return (
    <Button
      onClick={() =>
        confirm({
          title: '重新开放队列',
          facts: factsOf(queue),
          warning: '从现在起下单并付款的订单可以排队，之前的不受影响。',
          verb: '重新开放',
          run: () => reopen.mutateAsync({ params: { key: queue.key } }),
        })
      }
    >
      重新开放
    </Button>
  );
}
