import { Alert, Button, Descriptions, Drawer, Form, Select } from 'antd';
import { useState } from 'react';
import { queueKey, type QueueKey } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { UNION_QUEUE } from '@paifan/shared/rebate/queue/lines';
import { useRead, useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { useConfirm } from '../../ui/useConfirm';
import { queueNames } from './MergeOffers';
import type { AdminQueue } from './adminQueue';
import { queueTitle } from './words';

type Preview = ResponseOf<'GET /api/admin/queues/:key/merge-preview'>;

/** So many queues can be chosen from; others are typed by their keys. */
const OFFERED = 50;

/** Merges other queues into this one: chosen, seen in numbers, done. */
export function MergeDrawer({ queue, onClose }: { queue: AdminQueue; onClose: () => void }) {
  const [from, setFrom] = useState<readonly QueueKey[]>([]);
  const others = useRead('GET /api/admin/queues', { query: { limit: OFFERED } });
  const preview = useRead(
    'GET /api/admin/queues/:key/merge-preview',
    { params: { key: queue.key }, query: { from: from.join(',') } },
    { enabled: from.length > 0 },
  );
  // The two schemes never mix in one queue: SPEC section 8.
  const choices =
    others.data?.items.filter(({ key, closed }) => key !== queue.key && key !== UNION_QUEUE && !closed) ?? [];
  return (
    <Drawer open title={`合并到${queueTitle(queue.key, queue.owner)}`} size={640} onClose={onClose}>
      <Form layout="vertical" data-saves="nothing">
        <Form.Item label="要合并过来的队列" extra="列表中没有的，可以输入它的代号，例如 product:12">
          <Select
            mode="tags"
            aria-label="要合并过来的队列"
            placeholder="选择队列"
            value={[...from]}
            optionFilterProp="label"
            options={choices.map(({ key, owner, waitingCount }) => ({
              value: key,
              label: `${queueTitle(key, owner)}（${waitingCount} 份）`,
            }))}
            onChange={(keys: string[]) => setFrom(keys.map((key) => queueKey(key.trim())))}
          />
        </Form.Item>
      </Form>
      {from.length === 0 ? (
        <span className="quiet">所有人按加入时间重新站成一队，奖金池相加；合并后不能拆开。</span>
      ) : (
        <Loaded query={preview}>
          {(found) => <Previewed queue={queue} from={from} preview={found} onDone={onClose} />}
        </Loaded>
      )}
    </Drawer>
  );
}

function Previewed({
  queue,
  from,
  preview,
  onDone,
}: {
  queue: AdminQueue;
  from: readonly QueueKey[];
  preview: Preview;
  onDone: () => void;
}) {
  const confirm = useConfirm();
  const merge = useWrite('POST /api/admin/queues/:key/merge', '正在合并，稍后即可看到', onDone);
  const { offer } = preview;
  const facts = [
    ['合并的队列', queueNames(offer.sources)],
    ['带来的权益', `${offer.waitingCount} 份`],
    ['带来的待奖励', <Money key="outstanding" fen={offer.outstandingFen} />],
    ['带来的奖金池', <Money key="pool" fen={offer.poolFen} />],
    ['合并后权益', `${preview.waitingCountAfter} 份`],
    ['合并后待奖励', <Money key="after" fen={preview.outstandingAfterFen} />],
    ['合并后奖金池', <Money key="poolAfter" fen={preview.poolAfterFen} />],
    ['随即最多发放', <Money key="atOnce" fen={preview.payableAtOnceFen} />],
  ] as const;
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={facts.map(([label, children]) => ({ key: label, label, children }))}
      />
      <Alert
        type="warning"
        showIcon
        style={{ marginBlock: 16 }}
        title="所有人按加入时间重新站成一队，合并后不能拆开"
      />
      <Button
        danger
        type="primary"
        onClick={() =>
          confirm({
            title: `把 ${from.length} 个队列合并到${queueTitle(queue.key, queue.owner)}`,
            facts,
            warning: '合并后不能拆开。',
            verb: '合并',
            run: () => merge.mutateAsync({ params: { key: queue.key }, body: { from: [...from] } }),
          })
        }
      >
        合并
      </Button>
    </>
  );
}
